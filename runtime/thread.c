/**
 * @file
 * Telling threads apart, the time, and waiting a moment.
 */
#define _POSIX_C_SOURCE 200809L /* nanosleep and clock_gettime, under -std=c11 */

#include <sched.h>
#include <time.h>

#include "internal.h"

enum { YIELDS = 100, NAPS = 1000, NAP_NANOSECONDS = 1000 * 1000, SECOND = 1000 * 1000 * 1000 };

uint64_t tenon_thread_id(void) {
    /* A counter and not an address: an object must not come to belong to a later thread by accident. */
    static _Atomic uint64_t next_id = 1;
    static _Thread_local uint64_t id;
    if (TENON_UNLIKELY(id == 0))
        id = atomic_fetch_add_explicit(&next_id, 1, memory_order_relaxed);
    return id;
}

uint64_t tenon_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

void tenon_nap(uint64_t nanoseconds) {
    struct timespec nap = {.tv_sec = (time_t)(nanoseconds / SECOND), .tv_nsec = (long)(nanoseconds % SECOND)};
    nanosleep(&nap, NULL);
}

bool tenon_await_ending(uint64_t state, unsigned *attempt) {
    /* Bounded, because a destructor may call back into the host and so, in the end, wait for this thread. */
    if ((state & TENON_STATE_ENDING) == 0 || *attempt >= YIELDS + NAPS)
        return false;
    if ((*attempt)++ < YIELDS) {
        sched_yield();
    } else {
        tenon_nap(NAP_NANOSECONDS);
    }
    return true;
}
