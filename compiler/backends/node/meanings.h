/**
 * @file
 * Values that C has no word for: what the contract uses of them, and how they are written in JavaScript.
 */
#ifndef TENON_BACKENDS_NODE_MEANINGS_H
#define TENON_BACKENDS_NODE_MEANINGS_H

#include "backends/node/formatter.h"

/** Whether numbers of 128 bits cross anywhere: as values, in records, or in callbacks. */
bool node_uses_wide_numbers(const node_context *context);

/** Whether moments do. */
bool node_uses_instants(const node_context *context);

/** Whether lists of texts come out. */
bool node_gives_text_lists(const node_context *context);

/** Whether maps go in, and whether they come out. */
bool node_takes_maps(const node_context *context);
bool node_gives_maps(const node_context *context);

/** Whether a value is the keys, or the values, of a map. */
bool node_is_in_map(const plan_value *value);

/** The keys of a map's values, and the values of its keys. */
const plan_value *node_keys_of(const node_context *context, const plan_value *values);
const plan_value *node_map_of(const plan_function *function, const plan_value *keys);

/** Whether src/ needs tn_values.h. */
bool node_uses_values(const node_context *context);

/** "In microseconds.": what its type does not say of a number; null where there is nothing to say. */
const char *node_unit(const plan_value *value);
const char *node_unit_of_field(const model_type *type);

/** What stands for an argument that is left out, as JavaScript; null where nothing does, or null itself. */
const char *node_default(const node_context *context, const plan_value *value);

/** Whether the caller may leave an argument out: it, and all that follow, may be missing or are known. */
bool node_may_be_left_out(const plan_function *function, const GPtrArray *arguments, guint index);

#endif /* TENON_BACKENDS_NODE_MEANINGS_H */
