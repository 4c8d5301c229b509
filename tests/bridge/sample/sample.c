/* The reference, and (compiled once more with other names) what providers have of it. */
#include "sample_names.h"

#include "sample.h"

#include <stdlib.h>
#include <string.h>

#include "tenon/error.h"

struct sample_tally {
    uint64_t owner; /* of the code that made it */
    uint64_t sum;
};

enum { UNLUCKY = 13 };

uint64_t sample_mix(uint64_t value) {
    uint64_t mixed = (value ^ (value >> 31)) * UINT64_C(0x9E3779B97F4A7C15);
    return mixed ^ (mixed >> 29);
}

sample_status sample_scramble(const uint8_t *data, uint8_t *out, size_t size) {
    if (size == UNLUCKY)
        return (sample_status)SAMPLE_FAIL(SAMPLE_BAD_SIZE, "13 bytes cannot be scrambled");
    for (size_t i = 0; i < size; i++)
        out[i] = (uint8_t)(data[i] * 7 + i + SAMPLE_ERROR_IN(data[i]));
    return SAMPLE_OK;
}

void sample_move(sample_point *point, uint32_t *steps) {
    uint32_t moved = *steps < 10 ? *steps : 10;
    point->x += (int32_t)moved;
    point->y += 0.5 * moved;
    *steps = moved;
}

char *sample_capitals(const char *text) {
    char *copy = strdup(text);
    for (char *at = copy; at != NULL && *at != '\0'; at++)
        *at = (char)(*at >= 'a' && *at <= 'z' ? *at - 'a' + 'A' : *at);
    return copy;
}

sample_tally *sample_tally_new(uint64_t start) {
    sample_tally *made = malloc(sizeof *made);
    if (made != NULL)
        *made = (sample_tally){.owner = SAMPLE_OWNER, .sum = start};
    return made;
}

uint64_t sample_tally_add(sample_tally *tally, uint64_t number) {
    if (tally->owner != SAMPLE_OWNER)
        abort(); /* an object of the other side */
    tally->sum += number;
    return tally->sum;
}

void sample_tally_free(sample_tally *tally) {
    if (tally != NULL && tally->owner != SAMPLE_OWNER)
        abort();
    free(tally);
}
