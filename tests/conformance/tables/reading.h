/**
 * @file
 * Reading one column of a stream, batch by batch.
 */
#ifndef READING_H
#define READING_H

#include "tables.h"

/** A column in one batch. */
struct column {
    const char *format;
    const struct ArrowArray *array;
    int64_t first; /**< Index in the array's buffers. */
    int64_t length;
};

/**
 * Reads a stream to its end and releases it.
 * @param name Of the column; null for the whole table. A stream that is no table is its only column.
 * @param batch Called for each batch; false where the column is not of the right type.
 */
tables_status read_column(struct ArrowArrayStream *stream, const char *name,
                          bool (*batch)(const struct column *column, void *data), void *data);

#endif /* READING_H */
