/**
 * @file
 * Exact numbers: a class each, and what makes it cross.
 */
#ifndef TENON_BACKENDS_NODE_EXACTS_H
#define TENON_BACKENDS_NODE_EXACTS_H

#include "backends/node/formatter.h"
#include "package/package.h"

/** Whether the contract has exact numbers. */
bool node_has_exacts(const node_context *context);

/** Add src/exacts.c: a reader and a writer each. */
void node_add_exacts(const node_context *context, package *files);

/** Declare them. */
void node_declare_exacts(const node_context *context, emit *out);

/** The classes in JavaScript. */
void node_emit_exacts(const node_context *context, emit *out);

/** One in TypeScript. */
void node_emit_exact_type(const node_context *context, emit *out, const model_exact *exact);

#endif /* TENON_BACKENDS_NODE_EXACTS_H */
