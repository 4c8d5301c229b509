/**
 * @file
 * Records and variants: how the addon describes them.
 */
#ifndef TENON_BACKENDS_NODE_RECORDS_H
#define TENON_BACKENDS_NODE_RECORDS_H

#include "backends/node/formatter.h"
#include "package/package.h"

/** Whether records or variants cross the boundary, be it into or out of callbacks. */
bool node_uses_records(const node_context *context);

/** Whether there are variants among them. */
bool node_uses_variants(const node_context *context);

/** Whether some of them have texts in them. */
bool node_uses_record_texts(const node_context *context);

/** Whether the texts of a record have to be freed once it was made into an object. */
bool node_is_released(const plan_value *value);

/** Add src/records.c where the package needs it. */
void node_add_records(const node_context *context, package *files);

/** Declare what is in it. */
void node_declare_records(const node_context *context, emit *out);

#endif /* TENON_BACKENDS_NODE_RECORDS_H */
