/**
 * @file
 * The small library that every binding tool of the benchmark wraps: one function per row of its table.
 *
 * Each does next to nothing, so that what is measured is the way there and back.
 */
#ifndef TALLY_H
#define TALLY_H

#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(tally, 1, 0)
TENON_SOURCES("tally.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS tally_status {
    TALLY_OK = 0,
    TALLY_NO_SUCH_COLUMN TENON_KIND(not_found),   /**< No column has that name. */
    TALLY_REFUSED TENON_KIND(invalid_argument),   /**< The call was asked to fail. */
    TALLY_OUT_OF_MEMORY TENON_KIND(out_of_memory) /**< Memory is used up. */
} tally_status;

/** A place with a weight. */
typedef struct tally_point {
    double x;       /**< To the right. */
    double y;       /**< Upwards. */
    int64_t weight; /**< How much lies there. */
} tally_point;

/** A count with named columns. */
typedef struct tally tally;

/** A tally that stands at `start`. */
TENON_OWNED tally *tally_new(int64_t start) TENON_BRIEF;
/** End of the tally. */
void tally_free(tally *t TENON_DESTROYS);

/** Where it stands. */
int64_t tally_value(const tally *t) TENON_BRIEF;

/** Count on. @return Where it stands afterwards. */
int64_t tally_count(tally *t, int64_t step) TENON_BRIEF;

/**
 * The value of a column: "weight", "height" or "temperature".
 * @throws TALLY_NO_SUCH_COLUMN It has no column of that name.
 */
tally_status tally_column(const tally *t, const char *name, double *value TENON_OUT) TENON_BRIEF;

/** Does nothing. */
void tally_nothing(void) TENON_BRIEF;

/** The sum of two numbers; it wraps around. */
int64_t tally_add(int64_t left, int64_t right) TENON_BRIEF;

/** How many bytes a text has. */
size_t tally_text_size(const char *text) TENON_BRIEF;

/** A text of 11 bytes, beyond ASCII. */
TENON_BORROWED TENON_NONNULL const char *tally_short_text(void) TENON_BRIEF;

/** A text of 1,024 bytes, in ASCII. */
TENON_BORROWED TENON_NONNULL const char *tally_long_text(void) TENON_BRIEF;

/** The sum of what a place is made of. */
double tally_point_sum(tally_point point) TENON_BRIEF;

/** A place on the diagonal. */
tally_point tally_point_at(double distance) TENON_BRIEF;

/** The sum of the first and the last value; 0 where there are none. */
double tally_ends(const double *values TENON_COUNTED_BY(count), size_t count) TENON_BRIEF;

/**
 * `count` values, of which the first and the last are 1 and the others 0.
 * @throws TALLY_OUT_OF_MEMORY There is no memory for so many.
 */
tally_status tally_values(size_t count,
                          double **values TENON_OUT TENON_OWNED TENON_FREED_BY(free) TENON_COUNTED_BY(made)
                              TENON_NONNULL,
                          size_t *made TENON_OUT);

/** Makes a number of another. Called on the thread that passed it. */
typedef int64_t (*tally_change)(int64_t number, void *context TENON_CONTEXT) TENON_THREADS(one)
    TENON_ON_ERROR(0);

/** What `change` makes of a number; called once. */
int64_t tally_call_back(int64_t number, tally_change change TENON_CALLED(during_call),
                        void *context TENON_CONTEXT_OF(change)) TENON_BRIEF;

/** Fails. @throws TALLY_REFUSED Always. */
tally_status tally_fail(void) TENON_BRIEF;

/** The sum of two numbers, on another thread; it wraps around. */
int64_t tally_add_slowly(int64_t left, int64_t right) TENON_BLOCKING;

#ifdef __cplusplus
}
#endif

#endif
