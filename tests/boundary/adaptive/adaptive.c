#define _POSIX_C_SOURCE 200809L /* nanosleep */

#include "adaptive.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

struct adaptive_thing {
    _Atomic int64_t calls;
};

static int64_t pass(const adaptive_thing *thing, uint32_t microseconds) {
    struct timespec time = {.tv_sec = microseconds / 1000000,
                            .tv_nsec = (long)(microseconds % 1000000) * 1000};
    if (microseconds > 0)
        nanosleep(&time, NULL);
    return atomic_load(&thing->calls);
}

adaptive_thing *adaptive_thing_new(void) {
    return calloc(1, sizeof(adaptive_thing));
}

void adaptive_thing_free(adaptive_thing *thing) {
    free(thing);
}

int64_t adaptive_thing_work(adaptive_thing *thing, uint32_t microseconds) {
    atomic_fetch_add(&thing->calls, 1);
    return pass(thing, microseconds);
}

int64_t adaptive_thing_look(const adaptive_thing *thing, uint32_t microseconds) {
    return pass(thing, microseconds);
}

int64_t adaptive_thing_glance(const adaptive_thing *thing) {
    return pass(thing, 0);
}

int64_t adaptive_thing_await(const adaptive_thing *thing, uint32_t microseconds) {
    return pass(thing, microseconds);
}

int64_t adaptive_thing_settled(const adaptive_thing *thing) {
    return pass(thing, 0);
}

int64_t adaptive_thing_hurried(const adaptive_thing *thing) {
    return pass(thing, 0);
}
