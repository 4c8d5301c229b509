/**
 * @file
 * The C half of the package: one flat function per function of the contract.
 */
#ifndef TENON_BACKENDS_NODE_ADDON_H
#define TENON_BACKENDS_NODE_ADDON_H

#include "backends/node/formatter.h"
#include "package/package.h"

/** Add src/: the generated C files and the parts of the runtime that they use. */
void node_add_addon(const node_context *context, package *files, const native_code *native);

/** The C files of src/, relative to the package: char *. */
GPtrArray *node_addon_sources(const node_context *context);

/** Whether tables and columns of Arrow's cross. */
bool node_has_arrow(const node_context *context);

/** Render one function as `static napi_value call_NAME(...)`. */
void node_emit_call(const node_context *context, emit *out, const plan_function *function);

/** Render one that may take long as that and `static napi_value await_NAME(...)`. */
void node_emit_long_call(const node_context *context, emit *out, const plan_function *function);

/** `head(arguments)tail` with the lines filled and aligned as clang-format does; `head` ends with the
 * bracket. */
void node_emit_c_call(emit *out, const char *head, const GPtrArray *arguments, const char *tail);

#endif /* TENON_BACKENDS_NODE_ADDON_H */
