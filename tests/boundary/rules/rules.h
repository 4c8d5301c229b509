/**
 * @file
 * A library that breaks rules which only the debug runtime looks after.
 */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(rules, 1, 0)
TENON_SOURCES("*.c")
TENON_INCLUDES(".")

/** A row of numbers. */
typedef struct rules_row rules_row;

/** A row of zeros. */
TENON_OWNED rules_row *rules_row_new(void);
/** End of a row. */
void rules_row_free(rules_row *row TENON_DESTROYS);
/** The first number. */
int32_t rules_row_first(const rules_row *row) TENON_BRIEF;
/** Set a number, which the compiler believes to be reading. */
void rules_row_poke(const rules_row *row, int32_t number);
/** The numbers as they lie in memory. */
void rules_row_view(const rules_row *row,
                    const int32_t **numbers TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                    size_t *count TENON_OUT);
/** Fill numbers, and so many besides behind the end and before the start. */
void rules_fill(uint32_t behind, uint32_t before, uint16_t *numbers TENON_OUT TENON_COUNTED_BY(count),
                size_t count);

#endif /* RULES_H */
