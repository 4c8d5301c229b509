/**
 * @file
 * What the fuzz targets share: taking an input apart, and saying what went wrong.
 */
#ifndef TENON_FUZZ_INPUT_H
#define TENON_FUZZ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** The entry of every target. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/** What is left of an input. Behind its end there are zeros, so that every input means something. */
typedef struct input {
    const uint8_t *bytes;
    size_t left;
} input;

static inline uint8_t take_byte(input *from) {
    if (from->left == 0)
        return 0;
    from->left--;
    return *from->bytes++;
}

/** A number below `limit`, which is at most 256 and not 0. */
static inline unsigned take_below(input *from, unsigned limit) {
    return take_byte(from) % limit;
}

static inline bool take_bool(input *from) {
    return (take_byte(from) & 1) != 0;
}

static inline uint64_t take_number(input *from) {
    uint64_t number = 0;
    for (int i = 0; i < 8; i++)
        number = number << 8 | take_byte(from);
    return number;
}

/** Up to `length` bytes of the input, where they lie. @return How many. */
static inline size_t take_bytes(input *from, size_t length, const uint8_t **bytes) {
    size_t taken = length < from->left ? length : from->left;
    *bytes = from->bytes;
    from->bytes += taken;
    from->left -= taken;
    return taken;
}

/** A piece of the input in memory of its own, so that a read past its end is found. Free it. */
static inline char *take_copy(input *from, size_t length, size_t *taken) {
    const uint8_t *bytes;
    *taken = take_bytes(from, length, &bytes);
    char *copy = malloc(*taken == 0 ? 1 : *taken);
    if (copy == NULL)
        abort();
    memcpy(copy, bytes, *taken);
    return copy;
}

/** Ends the target with a message where `condition` is false: libFuzzer keeps the input. */
#define REQUIRE(condition, ...)                                                                              \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #condition);                                  \
            fprintf(stderr, __VA_ARGS__);                                                                    \
            fputc('\n', stderr);                                                                             \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

#endif /* TENON_FUZZ_INPUT_H */
