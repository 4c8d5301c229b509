/**
 * @file
 * What a Go function takes and gives: of the package's functions, and of what a caller implements.
 */
#ifndef TENON_BACKENDS_GO_SIGNATURE_H
#define TENON_BACKENDS_GO_SIGNATURE_H

#include "backends/go/calls.h"

/** "a, b int64" as one item: neighbours of one type share it. */
GPtrArray *go_grouped(const GPtrArray *names, const GPtrArray *types);

/** `func (g *Graph) Rank(damping float64) (ranks []float64, err error) {`, wrapped where it is long. */
void go_write_signature(emit *out, const go_call *call);

/** Names and types (char *) of what the caller passes, in order, without the receiver. */
void go_signature_parameters(const go_call *call, GPtrArray *names, GPtrArray *types);

/** A line like `head(...) (...)tail` with the parameters and results of a function that the host implements.
 */
void go_write_implemented(emit *out, const go_module *module, const plan_function *plan, const char *head,
                          const char *tail);

/** What its parameters are called there: char *. */
GPtrArray *go_implemented_names(const plan_function *plan);

/** What a function of the host's takes: plan_value; the arrays that it fills are among them, their lengths
 * are not. */
GPtrArray *go_implemented_parameters(const plan_function *plan);

/** What it gives: plan_value; first the arrays of which it fills a part, then the rest. Not those that it
 * fills. */
GPtrArray *go_implemented_results(const plan_function *plan);

/** Of a function that the host implements: the first array that it fills. */
const plan_value *go_first_filled(const plan_function *plan);

#endif /* TENON_BACKENDS_GO_SIGNATURE_H */
