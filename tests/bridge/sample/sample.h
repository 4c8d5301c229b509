/**
 * @file
 * A library whose functions are bridged: a number, bytes, a record, a text, and objects.
 */
#ifndef SAMPLE_H
#define SAMPLE_H

#include <stddef.h>
#include <stdint.h>

typedef enum sample_status {
    SAMPLE_OK = 0,
    SAMPLE_BAD_SIZE = 1, /**< What sample_scramble() is given cannot be scrambled. */
    SAMPLE_NO_MEMORY = 2
} sample_status;

typedef struct sample_point {
    int32_t x;
    double y;
} sample_point;

typedef struct sample_tally sample_tally;

/** A number that follows from `value` alone. */
uint64_t sample_mix(uint64_t value);

/** Writes `size` bytes that follow from `data`. Fails for 13 bytes. */
sample_status sample_scramble(const uint8_t *data, uint8_t *out, size_t size);

/** Moves a point; `steps` says how often, and then how often it was. */
void sample_move(sample_point *point, uint32_t *steps);

/** The text in capitals; free() it. */
char *sample_capitals(const char *text);

sample_tally *sample_tally_new(uint64_t start);
uint64_t sample_tally_add(sample_tally *tally, uint64_t number);
void sample_tally_free(sample_tally *tally);

#endif /* SAMPLE_H */
