/**
 * @file
 * What arrow.c and store.c share: making schemas, arrays and streams.
 */
#ifndef COLUMNS_H
#define COLUMNS_H

#include "tables.h"

/** Add to what tables_live() gives; any thread. */
void tables_count_live(int64_t by);

/** A schema of one type; `name` may be null. */
bool tables_new_schema(struct ArrowSchema *schema, const char *format, const char *name, int64_t flags,
                       int64_t children);

/** An array with zeroed buffers of these sizes; a size 0 means that the buffer is absent. */
bool tables_new_array(struct ArrowArray *array, int64_t length, const size_t *sizes, int64_t buffers,
                      int64_t children);

/** The schema of what tables_make() gives. */
bool tables_table_schema(struct ArrowSchema *schema);

/** The rows from `first` on as one batch of such a table. */
bool tables_table_batch(struct ArrowArray *batch, size_t first, size_t rows);

/** Read a bit of a validity or bool buffer. */
bool tables_bit(const void *bits, int64_t index);

#endif /* COLUMNS_H */
