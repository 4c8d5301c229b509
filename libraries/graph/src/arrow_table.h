/**
 * @file
 * Arrow's columns as the graph reads and writes them.
 */
#ifndef GRAPH_ARROW_TABLE_H
#define GRAPH_ARROW_TABLE_H

#include <tenon/arrow.h>

#include "internal.h"

/* ------------------------------------------------------------------------------------------------ reading */

/** How the values of an Arrow column are stored. */
typedef enum arrow_storage {
    ARROW_SIGNED,     /**< Integers of `width` bytes. */
    ARROW_UNSIGNED,   /**< Unsigned integers of `width` bytes. */
    ARROW_FLOATING,   /**< Floats of `width` bytes, 4 or 8. */
    ARROW_BITS,       /**< Bool, a bit each. */
    ARROW_TEXT,       /**< UTF-8 behind offsets of `width` bytes, 4 or 8. */
    ARROW_TEXT_VIEW,  /**< UTF-8 behind views of 16 bytes. */
    ARROW_ALL_NULL,   /**< No values at all. */
    ARROW_UNSUPPORTED /**< What a graph has no column for. */
} arrow_storage;

/** The type of an Arrow column. */
typedef struct arrow_type {
    arrow_storage storage;
    size_t width;
} arrow_type;

/** The type that a format string of Arrow's C data interface stands for. */
arrow_type arrow_type_of(const char *format);

/** The graph's type for it; only where it is supported. */
graph_type arrow_graph_type(arrow_type type);

/** What is wrong with the buffers of a column that shall have so many rows from its offset on, or null. Says
 * nothing about their sizes, which the interface does not tell. */
const char *arrow_column_problem(const struct ArrowArray *array, arrow_type type, int64_t rows);

/** What is wrong with where the text of a row lies, or null. Only for both kinds of text. */
const char *arrow_text_problem(const struct ArrowArray *array, arrow_type type, int64_t row);

/** Whether this row of a column has no value. */
bool arrow_is_null(const struct ArrowArray *array, arrow_type type, int64_t row);

/** The whole number of a row; false where it does not fit. Only for signed and unsigned storage. */
bool arrow_integer(const struct ArrowArray *array, arrow_type type, int64_t row, int64_t *value);

/** The number of a row. Only for floating storage. */
double arrow_number(const struct ArrowArray *array, arrow_type type, int64_t row);

/** The truth of a row. Only for ARROW_BITS. */
bool arrow_truth(const struct ArrowArray *array, int64_t row);

/** The text of a row, not ended by a NUL. Only for both kinds of text. */
const char *arrow_text(const struct ArrowArray *array, arrow_type type, int64_t row, size_t *length);

/* ------------------------------------------------------------------------------------------------ writing */

/** A column that is about to leave as Arrow. */
typedef struct arrow_column {
    char *name;
    const char *format;     /**< Static text. */
    int64_t null_count;     /**< Rows without a value. */
    const void *buffers[3]; /**< As Arrow orders them; null where there is none. */
    void *allocated[3];     /**< Those of them that the array must free. */
    int64_t buffer_count;
} arrow_column;

/** Free what a column that does not leave after all holds. */
void arrow_column_free(arrow_column *column);

/**
 * A stream of one batch with these columns.
 * @param columns Taken over, also on failure.
 */
graph_status arrow_stream_of(arrow_column *columns, size_t count, uint64_t rows,
                             struct ArrowArrayStream *stream);

#endif /* GRAPH_ARROW_TABLE_H */
