/**
 * @file
 * What a class has so that it works with JavaScript's own ways: iteration, streams of bytes, comparing, text.
 */
#ifndef TENON_BACKENDS_NODE_PROTOCOLS_H
#define TENON_BACKENDS_NODE_PROTOCOLS_H

#include "backends/node/formatter.h"

/** How many bytes are read at once where nobody says it. */
enum { NODE_CHUNK = 65536 };

/** The member of the class that is this operator, or null. */
const model_function *node_operator(const model_class *class_of, model_operator operation);

/** The TENON_NEXT, TENON_READS or TENON_WRITES function of a class, or null. */
const model_function *node_next(const model_class *class_of);
const model_function *node_flow(const model_class *class_of, model_flow flow);

/** Whether an iterator ends with the loop over it: there is nothing else to do with it. */
bool node_closes_itself(const model_class *class_of);

/** The end of `next()`: what C gave is in `$made`. */
void node_emit_step(const node_context *context, emit *out, const plan_function *function,
                    const char *wrapper);

/** Write toString(). */
void node_emit_to_string(const node_context *context, emit *out, const model_class *class_of);

/** Write the members that the protocols add. */
void node_emit_protocols(const node_context *context, emit *out, const model_class *class_of);

/** Declare them. */
void node_declare_protocols(const node_context *context, emit *out, const model_class *class_of);

/** The names of what lib/protocols.js gives to these classes: char *. */
GPtrArray *node_protocol_helpers(const node_context *context, const GPtrArray *classes);

#endif /* TENON_BACKENDS_NODE_PROTOCOLS_H */
