/**
 * @file
 * Scales: a library with a function of each sort that a candidate can lie in.
 */
#ifndef SCALES_H
#define SCALES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(scales, 1, 2)
TENON_SOURCES("scales.c")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS scales_status {
    SCALES_OK = 0,
    SCALES_TOO_HEAVY TENON_KIND(out_of_range) = 1,     /**< More than the scales can bear. */
    SCALES_OUT_OF_MEMORY TENON_KIND(out_of_memory) = 2 /**< Memory is used up. */
} scales_status;

/** A weight. */
typedef struct scales_weight {
    uint8_t unit;   /**< Of what. */
    uint64_t grams; /**< How many. */
} scales_weight;

/** A number that says something about another one. */
uint32_t scales_mix(uint32_t number) TENON_BRIDGED;
/** The sum, which wraps around. */
uint64_t scales_sum(const uint64_t *values TENON_COUNTED_BY(n), size_t n) TENON_BRIDGED;
/** Each byte turned. */
void scales_turn(const uint8_t *data TENON_COUNTED_BY(n), uint8_t *turned TENON_OUT TENON_COUNTED_BY(n),
                 size_t n) TENON_BRIDGED;
/** Both on one scale. */
scales_status scales_add(const scales_weight *a, const scales_weight *b,
                         scales_weight *both TENON_OUT) TENON_BRIDGED;
/** The text in capitals. */
TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) char *scales_loud(const char *text) TENON_BRIDGED;
/** Nothing that a candidate could do. */
int32_t scales_idle(void);

#ifdef __cplusplus
}
#endif

#endif
