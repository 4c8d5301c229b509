/**
 * @file
 * Shared by the files that generate bridges.
 */
#ifndef TENON_COMPILER_BRIDGE_INTERNAL_H
#define TENON_COMPILER_BRIDGE_INTERNAL_H

#include "backends/boundary/boundary_internal.h"
#include "bridge/bridge.h"

/* ---- tables.c: initialisers ---- */

/** An entry of a table: `{items},` on one line where it fits, else one item per line. */
void table_entry(emit *out, const GPtrArray *items);

/** Append `.member = value`. */
void table_member(GPtrArray *items, const char *format, ...) G_GNUC_PRINTF(2, 3);

/** A `static const` struct. */
void table_struct(emit *out, const char *c_type, const char *name, const GPtrArray *items);

/** The beginning and end of a `static const` array. */
void table_open(emit *out, const char *c_type, const char *name);
void table_close(emit *out);

/* ---- types.c: what values are made of ---- */

/** The types of a source that were emitted. */
typedef struct bridge_types bridge_types;

bridge_types *bridge_types_new(const plan_library *plan, emit *out);

/** The variable that describes a type; emits it, and what it is made of, where it was not yet. */
const char *bridge_type(bridge_types *types, const model_type *type);

/** The same for an element of bytes, of a text whose bytes are counted, and for the contract's status. */
const char *bridge_byte_type(bridge_types *types);
const char *bridge_char_type(bridge_types *types);
const char *bridge_status_type(bridge_types *types);

/* ---- operations.c: how values stand among the parameters ---- */

/** The parameters and values of a function. */
void bridge_emit_values(emit *out, bridge_types *types, const model_function *function);

/** Whether its slot begins with what watches it. */
bool bridge_counts_objects(const model_function *function);

/** "bridges_watch_of_graph_new" */
const char *bridge_watch(const model_function *function);

/** The table of all operations, and that of the classes. */
void bridge_emit_operations(emit *out, const plan_library *plan);
void bridge_emit_classes(emit *out, const plan_library *plan);

/* ---- calls.c: functions that call and are called ---- */

/** By operation: the constant that is its index. */
const char *const *bridge_indexes(const plan_library *plan, const GPtrArray *operations);

/** The inline function that calls through the slot. @param index The constant. */
void bridge_emit_inline(emit *out, const plan_library *plan, const model_function *function,
                        const char *index);

/** What calls any function of the type, and what passes a call on to be compared or recorded. */
void bridge_emit_invoke(emit *out, const plan_library *plan, const model_function *function);
void bridge_emit_watch(emit *out, const plan_library *plan, const model_function *function,
                       const char *index);

#endif /* TENON_COMPILER_BRIDGE_INTERNAL_H */
