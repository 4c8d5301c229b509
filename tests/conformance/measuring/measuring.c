/* For clock_gettime() under a strict -std=c11. */
#define _POSIX_C_SOURCE 200809L

#include "measuring.h"

#include <stdlib.h>
#include <time.h>

uint64_t measuring_short(uint64_t number) {
    return number + 1;
}

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

uint64_t measuring_long(uint32_t milliseconds) {
    uint64_t start = now();
    uint64_t taken = 0;
    while (taken < (uint64_t)milliseconds * 1000000U)
        taken = now() - start;
    return taken;
}

uint64_t measuring_brief(uint64_t number) {
    return measuring_short(number);
}

uint64_t measuring_blocking(uint32_t milliseconds) {
    return measuring_long(milliseconds);
}

struct measuring_meter {
    uint64_t count;
};

measuring_meter *measuring_meter_new(void) {
    return calloc(1, sizeof(measuring_meter));
}

void measuring_meter_free(measuring_meter *meter) {
    free(meter);
}

uint64_t measuring_meter_add(measuring_meter *meter, uint32_t milliseconds) {
    measuring_long(milliseconds);
    return ++meter->count;
}

uint64_t measuring_meter_count(const measuring_meter *meter, uint32_t milliseconds) {
    measuring_long(milliseconds);
    return meter->count;
}
