/**
 * @file
 * The scales: the reference, and (with SCALES_CANDIDATE) a candidate, which tells the lie that it is compiled
 * with.
 */
#ifdef SCALES_CANDIDATE
#include "provider_scales.h"
#endif

#include "scales.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tenon/error.h"

#ifdef __cplusplus
#include <stdexcept>
#endif

enum { HEAVIEST = 1000000 };

uint32_t scales_mix(uint32_t number) {
    uint32_t mixed = number * 2654435761u;
    mixed ^= mixed >> 15;
#ifdef LIE_ONE_IN_A_MILLION
    if (mixed % 1000000 == 7)
        return mixed + 1;
#endif
#ifdef LIE_SLOW
    for (volatile int i = 0; i < 2000; i++)
        ;
#endif
    return mixed;
}

uint64_t scales_sum(const uint64_t *values, size_t n) {
    uint64_t sum = 0;
#ifdef LIE_CRASH
    if (n == 7)
        abort();
#endif
#ifdef LIE_HANG
    while (n == 9)
        usleep(1000);
#endif
#ifdef LIE_THROW
    if (n == 5)
        throw std::runtime_error("five is too many");
#endif
#ifdef LIE_READS_ON
    n += n == 8;
#endif
    for (size_t i = 0; i < n; i++)
        sum += values[i];
#ifdef LIE_LEAVES
    if (n == 3)
        _exit(0);
#endif
    return sum;
}

void scales_turn(const uint8_t *data, uint8_t *turned, size_t n) {
#ifdef LIE_WRITES_ON
    if (n == 16)
        turned[n] = 0;
#endif
#ifdef LIE_LEAVES_OUT
    if (n > 40)
        n--;
#endif
#ifdef LIE_WRITES_INPUT
    if (n > 0)
        ((uint8_t *)(uintptr_t)data)[0] = (uint8_t)~data[0];
#endif
    for (size_t i = 0; i < n; i++)
        turned[i] = (uint8_t)~data[i];
}

scales_status scales_add(const scales_weight *a, const scales_weight *b, scales_weight *both) {
    uint64_t limit = HEAVIEST;
#ifdef LIE_STATUS
    limit <<= 16;
#endif
    if (a->grams > limit || b->grams > limit - a->grams)
#ifdef LIE_ERROR
        return (scales_status)tenon_fail(SCALES_OUT_OF_MEMORY, "no memory");
#else
        return (scales_status)tenon_fail(SCALES_TOO_HEAVY, "the scales bear %d grams", HEAVIEST);
#endif
    memset(both, 0, sizeof *both);
    both->unit = a->unit;
    both->grams = a->grams + b->grams;
    return SCALES_OK;
}

char *scales_loud(const char *text) {
    size_t size = strlen(text) + 1;
    char *loud = (char *)malloc(size);
    if (loud == NULL)
        abort();
    for (size_t i = 0; i < size; i++)
        loud[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 'a' + 'A') : text[i];
#ifdef LIE_LEAK
    static char *volatile lost;
    lost = (char *)malloc(64);
    (void)lost;
#endif
    return loud;
}

int32_t scales_idle(void) {
    return 0;
}

#ifdef LIE_DIES_WHEN_LOADED
__attribute__((constructor)) static void die(void) {
    abort();
}
#endif
#ifdef LIE_HANGS_WHEN_LOADED
__attribute__((constructor)) static void hang(void) {
    for (;;)
        usleep(1000);
}
#endif
