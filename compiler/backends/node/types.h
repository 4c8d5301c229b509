/**
 * @file
 * What a value is called in TypeScript and in the addon.
 */
#ifndef TENON_BACKENDS_NODE_TYPES_H
#define TENON_BACKENDS_NODE_TYPES_H

#include "backends/node/formatter.h"

/** The members of the union type that a caller may pass: char *. */
GPtrArray *node_input_type(const node_context *context, const plan_value *value);

/** The same in the awaitable form of the function, where callbacks may themselves be asynchronous. */
GPtrArray *node_awaited_input_type(const node_context *context, const plan_value *value);

/** The type of a result. */
const char *node_output_type(const node_context *context, const plan_value *value);

/** The type of a record's field, or of what a variant's case comes with. */
const char *node_field_type(const node_context *context, const model_type *type);

/** Whether values of a type are objects of their fields: records and variants. */
bool node_is_record(const model_type *type);

/** "tn_read_record" or "tn_read_variant", and what makes one. */
const char *node_record_reader(const model_type *type);
const char *node_record_writer(const model_type *type);

/** Whether some text lies in a record or variant. */
bool node_has_text(const model_type *type);

/** Whether JavaScript fetches the fields of a record that is passed, and gives C each as an argument: V8
 * knows where they lie, where Node-API would look each up by its name. */
bool node_is_spread(const plan_value *value);

/** How many arguments of the addon's function a value takes: a spread record the object, its fields, and how
 * many keys it has. */
guint node_slots(const plan_value *value);

/** "&tn_type_f64": how the addon describes the elements of an array or block, or a record. */
const char *node_type_descriptor(const plan_value *value);

/** The same for a record's field. */
const char *node_field_descriptor(const model_type *type);

/** "f64": the last word of tn_read_f64() and its like, for a scalar or an enum. */
const char *node_scalar_suffix(const model_type *type);

/** Whether reading it may run code of the caller's (getters). */
bool node_may_run_code(const plan_value *value);

#endif /* TENON_BACKENDS_NODE_TYPES_H */
