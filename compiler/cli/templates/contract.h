/**
 * @file
 * @NAME@: a short description of your library; it becomes the description of every package.
 */
#ifndef @UPPER@_H
#define @UPPER@_H

#include <stddef.h>
#include <tenon/contract.h>

TENON_LIBRARY(@NAME@, 0, 1)
TENON_SOURCES("../src/*.c")

#ifdef __cplusplus
extern "C" {
#endif

/** What went wrong. */
typedef enum TENON_STATUS @NAME@_status {
    @UPPER@_OK = 0,
    @UPPER@_EMPTY TENON_KIND(invalid_state),           /**< There are no numbers yet. */
    @UPPER@_OUT_OF_MEMORY TENON_KIND(out_of_memory), /**< Memory is used up. */
} @NAME@_status;

/** A series of numbers. */
typedef struct @NAME@_series @NAME@_series;

/** An empty series. */
TENON_OWNED @NAME@_series *@NAME@_series_new(void);

/** Free a series; null is allowed. */
void @NAME@_series_free(@NAME@_series *series TENON_DESTROYS);

/** How many numbers the series has. O(1). */
size_t @NAME@_series_size(const @NAME@_series *series) TENON_BRIEF;

/**
 * Append numbers.
 * @param values The numbers, in order.
 * @throws @UPPER@_OUT_OF_MEMORY when there is no room; the series is then unchanged.
 */
@NAME@_status @NAME@_series_append(@NAME@_series *series, const double *values TENON_COUNTED_BY(count),
                                   size_t count);

/**
 * The arithmetic mean.
 * @throws @UPPER@_EMPTY when there are no numbers.
 */
@NAME@_status @NAME@_series_mean(const @NAME@_series *series, double *mean TENON_OUT);

#ifdef __cplusplus
}
#endif

#endif /* @UPPER@_H */
