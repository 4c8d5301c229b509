/**
 * @file
 * Memory that crosses without a copy: Arrow's streams of tables and columns, arrays of the caller, and views
 * of the library's memory.
 */
#ifndef TABLES_H
#define TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/arrow.h>
#include <tenon/contract.h>

TENON_LIBRARY(tables, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS tables_status {
    TABLES_OK = 0,
    TABLES_NO_COLUMN TENON_KIND(not_found),         /**< No column has that name, or not that type. */
    TABLES_BAD_STREAM TENON_KIND(invalid_argument), /**< The stream failed, or is no table. */
    TABLES_OUT_OF_MEMORY TENON_KIND(out_of_memory), /**< Memory is used up. */
} tables_status;

/* ---- arrow ---- */

/**
 * A table with the columns `id` (int64), `price` (float64, every third one null), `name` (utf8) and `active`
 * (bool).
 *
 * The row `i` has the id `i`, the price `i / 2`, the name "row " and the number, and is active where `i` is
 * even.
 * @param rows How many.
 * @param batch How many of them in each batch, at most.
 * @param table The stream; what it gives lives by itself.
 * @throws TABLES_BAD_STREAM when `batch` is 0.
 */
tables_status tables_make(size_t rows, size_t batch, struct ArrowArrayStream *table TENON_OUT);
/** A stream of one column of float64 with the values from 0 on, in batches of `batch`. */
tables_status tables_column(size_t rows, size_t batch, struct ArrowArrayStream *column TENON_OUT);
/** The sum of a column of numbers or bools (nulls are left out); the stream is used up. */
tables_status tables_sum(struct ArrowArrayStream *table, const char *column, double *sum TENON_OUT);
/** How many bytes the texts of a column have together (nulls are left out). */
tables_status tables_text_bytes(struct ArrowArrayStream *table, const char *column,
                                uint64_t *bytes TENON_OUT);
/** How many rows a table or column has, and how many batches; 0 of both for no stream. */
tables_status tables_shape(struct ArrowArrayStream *table TENON_NULLABLE, uint64_t *rows TENON_OUT,
                           uint64_t *batches TENON_OUT);
/** The addresses of the values of each batch of a column: shows that nothing was copied. */
tables_status tables_addresses(struct ArrowArrayStream *table, const char *column,
                               uint64_t **addresses TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                                   TENON_COUNTED_BY(count),
                               size_t *count TENON_OUT);
/** The stream unchanged. */
tables_status tables_pass(struct ArrowArrayStream *table, struct ArrowArrayStream *same TENON_OUT);
/** A stream like tables_column() that fails after so many batches. */
tables_status tables_failing(size_t batches, struct ArrowArrayStream *column TENON_OUT);
/** Nothing at all where a stream is due: a broken contract. */
tables_status tables_broken(struct ArrowArrayStream *table TENON_OUT);
/** Fails without a look at the stream. */
tables_status tables_refuse(struct ArrowArrayStream *table);
/** Keep the first batch of a stream, as it is, until tables_let_go(). */
tables_status tables_keep(struct ArrowArrayStream *table);
/** The sum of the first column, of float64, of what is kept; 0 where nothing is. */
double tables_kept_sum(void);
/** Release what is kept, on another thread. */
void tables_let_go(void) TENON_BLOCKING;

/** What is wrong with a stream. */
typedef enum tables_fault {
    TABLES_NEGATIVE_LENGTH,  /**< It has less than no values. */
    TABLES_HUGE_LENGTH,      /**< It has more values than memory has bytes. */
    TABLES_NEGATIVE_OFFSET,  /**< It begins before its beginning. */
    TABLES_FEW_BUFFERS,      /**< It has one buffer of two. */
    TABLES_NO_VALUES,        /**< The buffer of values is null. */
    TABLES_NO_NULLS,         /**< It has nulls, but no bits that say where. */
    TABLES_MANY_NULLS,       /**< It has more nulls than values. */
    TABLES_FALLING_OFFSETS,  /**< A text ends before it begins. */
    TABLES_NEGATIVE_OFFSETS, /**< A text begins before its buffer. */
    TABLES_LONG_LISTS,       /**< A list has more elements than there are. */
    TABLES_SHORT_COLUMN,     /**< A column is shorter than its table. */
    TABLES_NO_CHILD,         /**< A list has no elements at all, not even none. */
    TABLES_WILD_INDEX,       /**< An index is beyond its dictionary. */
    TABLES_NO_FORMAT,        /**< The schema does not say the type. */
    TABLES_STRANGE_FORMAT,   /**< The type is none of Arrow's. */
    TABLES_ENDLESS_NESTING   /**< Lists of lists of lists ... */
} tables_fault;

/** A stream that is not what Arrow asks for. */
tables_status tables_bad(tables_fault fault, struct ArrowArrayStream *column TENON_OUT);
/** How many streams, schemas and arrays of this library are not released yet. */
int64_t tables_live(void);

/** A table that was read and stays. */
typedef struct tables_store tables_store;

/** Read a table with columns as tables_make() makes them. */
tables_status tables_store_read(struct ArrowArrayStream *table, tables_store **store TENON_OUT TENON_OWNED);
/** End of the table. What streams gave lives on. */
void tables_store_free(tables_store *store TENON_DESTROYS);
/** How many rows it has. */
uint64_t tables_store_rows(const tables_store *store) TENON_PROPERTY(rows);
/** The table again, in one batch. */
tables_status tables_store_stream(const tables_store *store, struct ArrowArrayStream *table TENON_OUT);

/* ---- zero_copy ---- */

/** A series of numbers in the library's memory. */
typedef struct tables_series tables_series;

/** A series of zeros. */
TENON_OWNED tables_series *tables_series_new(size_t count);
/** End of the series. */
void tables_series_free(tables_series *series TENON_DESTROYS);
/** The numbers: a view that nobody changes. */
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const
    double *tables_series_values(const tables_series *series, size_t *count TENON_OUT);
/** The numbers, to be changed: a view that can be written. */
tables_status tables_series_edit(tables_series *series,
                                 double **values TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                                 size_t *count TENON_OUT);
/** The numbers as an Arrow column that shows the series' own memory: while anything of it is left, the series
 * cannot change. */
tables_status tables_series_stream(const tables_series *series,
                                   struct ArrowArrayStream *column TENON_OUT TENON_VIEW);
/** Add a number at the end: the memory moves. */
tables_status tables_series_append(tables_series *series, double value);
/** Set one number. */
tables_status tables_series_set(tables_series *series, size_t index, double value);
/** The sum of the numbers. */
double tables_series_sum(const tables_series *series);
/** Where the numbers are. */
uint64_t tables_series_address(const tables_series *series);

/** Where an array of the caller's is, as the library sees it. */
uint64_t tables_address_f64(const double *values TENON_COUNTED_BY(count), size_t count);
/** Where an array of the caller's is, as the library sees it. */
uint64_t tables_address_f32(const float *values TENON_COUNTED_BY(count), size_t count);
/** Where an array of the caller's is, as the library sees it. */
uint64_t tables_address_i32(const int32_t *values TENON_COUNTED_BY(count), size_t count);
/** Where an array of the caller's is, as the library sees it. */
uint64_t tables_address_u64(const uint64_t *values TENON_COUNTED_BY(count), size_t count);
/** Where bytes of the caller's are, as the library sees it. */
uint64_t tables_address_bytes(const void *data TENON_COUNTED_BY(size), size_t size);
/** The sum of an array of the caller's. */
double tables_sum_f64(const double *values TENON_COUNTED_BY(count), size_t count);
/** The sum of an array of the caller's. */
double tables_sum_f32(const float *values TENON_COUNTED_BY(count), size_t count);
/** Multiply an array of the caller's in place. @return Where it is. */
uint64_t tables_scale(double *values TENON_INOUT TENON_COUNTED_BY(count), size_t count, double by);
/** Set an array of the caller's to 0, 1, 2 and so on. */
void tables_count_up(double *values TENON_OUT TENON_COUNTED_BY(count), size_t count);
/** Numbers from 0 on in an array that the library makes, and where it is. */
tables_status tables_range(size_t end,
                           double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free)
                               TENON_COUNTED_BY(count),
                           size_t *count TENON_OUT, uint64_t *address TENON_OUT);

#ifdef __cplusplus
}
#endif

#endif /* TABLES_H */
