/**
 * @file
 * Callbacks and interfaces: the functions of the addon that the library calls, and what keeps JavaScript's
 * alive.
 */
#ifndef TENON_BACKENDS_NODE_INTERFACES_H
#define TENON_BACKENDS_NODE_INTERFACES_H

#include "backends/node/formatter.h"
#include "package/package.h"

/** Whether the contract has callbacks. */
bool node_has_callbacks(const node_context *context);

/** Whether callbacks get objects, which C then has to make. */
bool node_gives_objects(const node_context *context);

/** Whether a call has to be noted for threads that want to call JavaScript: it may keep them waiting. */
bool node_is_noted(const node_context *context, const plan_function *function);

/** Whether it may even wait for a callback on another thread: while it runs, those fail at once. */
bool node_may_wait_for_callbacks(const plan_function *function);

/** Which object of JavaScript holds a stored callback, so that the collector sees both at once. */
typedef enum node_keeper {
    NODE_NO_KEEPER,      /**< C holds it. */
    NODE_KEPT_BY_OBJECT, /**< The method's object. */
    NODE_KEPT_BY_RESULT  /**< The object that the call makes. */
} node_keeper;

node_keeper node_keeper_of(const plan_function *function, const plan_value *value);

/** Whether objects of a class hold callbacks, or objects that do: what keeps them alive must hold them, too.
 */
bool node_class_keeps(const node_context *context, const model_class *class_of);

/** The objects that a made one keeps alive, or whose place it takes: plan_value. */
GPtrArray *node_held_by(const plan_function *function, const plan_value *made);

/** Whether JavaScript passes something else than what the caller gave: a stream, or a function around one. */
bool node_is_adapted(const plan_value *value);

/** Add src/callbacks.c. */
void node_add_interfaces(const node_context *context, package *files);

#endif /* TENON_BACKENDS_NODE_INTERFACES_H */
