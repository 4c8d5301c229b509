/**
 * @file
 * The JavaScript and TypeScript half of the package.
 */
#ifndef TENON_BACKENDS_NODE_SCRIPTS_H
#define TENON_BACKENDS_NODE_SCRIPTS_H

#include "backends/node/formatter.h"
#include "package/package.h"

enum { NODE_WIDTH = 80 };

/** Add index.js, index.mjs and lib/. */
void node_add_scripts(const node_context *context, package *files);

/** Add index.d.ts and index.d.mts. */
void node_add_declarations(const node_context *context, package *files);

/** Write a class with its constructor, methods and properties. */
void node_emit_class(const node_context *context, emit *out, const model_class *class_of);

/** Write a free function. */
void node_emit_function(const node_context *context, emit *out, const plan_function *function);

/** Whether objects of the class are passed as arguments; `nullable`: whether none may be passed instead. */
bool node_is_passed(const node_context *context, const model_class *class_of, bool nullable);

/** "$handleOfList" or "$handleOfListOrNull" */
const char *node_handle_getter(const node_context *context, const model_class *class_of, bool nullable);

/** A function's signature in TypeScript: `head(a: T, b: U)tail`, broken as Prettier breaks it. */
void node_emit_signature(const node_context *context, emit *out, const char *head,
                         const plan_function *function, const char *tail);

/** The types of lib/calls.d.ts and lib/streams.d.ts that the package needs: char *. */
GPtrArray *node_call_types(const node_context *context);
GPtrArray *node_stream_types(const node_context *context);

/** Those of lib/arrow.d.ts, as they stand in an export. */
GPtrArray *node_arrow_types(const node_context *context);

/** Names of the types of dynamic values that signatures need, in order of the alphabet. */
GPtrArray *node_dynamic_types(const node_context *context);

/** Whether the contract has functions that may be awaited, and whether it has streams of any kind. */
bool node_has_awaitables(const node_context *context);
bool node_has_streams(const node_context *context);

/** `HEAD{ a, b }TAIL`, broken as Prettier breaks it. */
void node_emit_braces(emit *out, const char *head, const GPtrArray *names, const char *tail);

/** Words with blanks between them: char *. */
GPtrArray *node_words(const char *text);

/** What a function gives, in TypeScript. */
const char *node_return_type(const node_context *context, const plan_function *function);

/** The doc of a function. */
node_doc *node_function_doc(const node_context *context, const plan_function *function);

#endif /* TENON_BACKENDS_NODE_SCRIPTS_H */
