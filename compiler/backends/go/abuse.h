/**
 * @file
 * The driver that tries the abuse cases in Go: a fixed program that works by reflection, a table of what the
 * package has and of what is to be tried, and a file whose every line the compiler has to refuse.
 */
#ifndef TENON_BACKENDS_GO_ABUSE_H
#define TENON_BACKENDS_GO_ABUSE_H

#include "abuse/abuse.h"
#include "backends/go/names.h"
#include "package/package.h"

/** The driver's files: see `abuse` in backends/backend.h. */
void go_add_abuse(const plan_library *plan, const GPtrArray *cases, package *files);

/** The text of table.go: what the package has, and the cases. */
char *go_abuse_table(go_module *module, const GPtrArray *cases);

/** The text of refused/refused.go: one line per case that the compiler rules out; null where there is none.
 */
char *go_abuse_refused(go_module *module, const GPtrArray *cases);

/** What the compiler is shown for a case in the place of its value, or null where it rules nothing out. */
const char *go_refused_value(go_module *module, const abuse_case *tried);

/** A function of the contract as an expression: "NewList", "(*List).Add". */
const char *go_abuse_function(const go_module *module, const model_function *function);

/** Where a value stands among its parameters, the receiver included; PLAN_NONE where it stands nowhere. */
int go_abuse_position(const struct go_call *call, const plan_value *wanted);

#endif /* TENON_BACKENDS_GO_ABUSE_H */
