/**
 * @file
 * What renders one function of the addon: its values on their way in (inputs.c) and out (results.c), and the
 * steps between them (calls.c, and long_calls.c where the function has an awaitable form).
 */
#ifndef TENON_BACKENDS_NODE_CALLS_H
#define TENON_BACKENDS_NODE_CALLS_H

#include "backends/node/formatter.h"

/** One function while it is rendered. */
typedef struct node_rendering {
    const node_context *context;
    emit *out;
    const plan_function *function;
    GPtrArray *inputs;  /**< plan_value, in the order of the JavaScript arguments. */
    GPtrArray *results; /**< plan_value */
    const char *leave;  /**< "return NULL;" or, where something has to be freed first, "goto tn_end;" */
    const char *scope;  /**< Before every local: "", or "tn_call->" where they lie in a struct. */
} node_rendering;

/** Start rendering a function. */
node_rendering node_rendering_of(const node_context *context, emit *out, const plan_function *function);

/** The plan_value at an index. */
const plan_value *node_value_at(const plan_function *function, int index);

/** A value's local, and one that goes with it: "tn_call->name", "tn_call->tn_filled_name". */
const char *node_variable(const node_rendering *in, const plan_value *value);
const char *node_companion(const node_rendering *in, const char *prefix, const plan_value *value);

/** `if (UNLESS && !FUNCTION(tn_env, ARGUMENTS)) LEAVE`; `unless` may be "". The arguments end with null. */
void node_emit_attempt(const node_rendering *in, const char *unless, const char *function,
                       const char *const *arguments);

/* ---- inputs.c ---- */

/** "tn_text" where tn_text_begin() and tn_text_end() frame the value; null where nothing has to be freed. */
const char *node_framed_type(const plan_value *value);

/** Whether some value has to be freed. */
bool node_needs_end(const plan_function *function);

/** Whether texts of records have to be kept until the end of the call. */
bool node_keeps_texts(const plan_function *function);

/** Declare the variables of all values. */
void node_emit_locals(const node_rendering *in);

/** Begin and end what has to be freed. */
void node_emit_begins(const node_rendering *in);
void node_emit_ends(const node_rendering *in);

/** Whether a record may be missing: the boundary then gets a null pointer. */
bool node_is_optional_record(const plan_value *value);

/** How many arguments the addon's function has, and the place of an input among them. */
guint node_slot_count(const node_rendering *in);
guint node_slot_of(const node_rendering *in, const plan_value *value);

/** PLAN_CONVERT_INPUT */
void node_emit_input(const node_rendering *in, const plan_value *value);

/** PLAN_ALLOCATE_OUTPUT */
void node_emit_allocation(const node_rendering *in, const plan_value *value, const plan_value *other);

/** Before the crossing: arrays that a getter of the caller's could have moved are looked at again. */
void node_emit_refreshing(const node_rendering *in);

/* ---- results.c ---- */

/** `BEFORE(arguments)AFTER`: the call of the boundary's function. */
void node_emit_crossing(const node_rendering *in, const char *before, const char *after);

/** PLAN_CONVERT_OUTPUT, for all: `take` is "return" or "tn_result =". */
void node_emit_results(const node_rendering *in, const char *take);

#endif /* TENON_BACKENDS_NODE_CALLS_H */
