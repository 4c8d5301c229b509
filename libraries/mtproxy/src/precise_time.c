/*
 * Precise time: the system's clocks, and a cache of CLOCK_REALTIME that the processor's own counter ages.
 *
 * All threads share the cache. Its two numbers belong together, so a counter of versions stands before them
 * (a seqlock): odd while somebody writes. Nobody ever waits. Who finds somebody else writing leaves it to
 * him, as his reading is as young; and who cannot read a whole pair reads the clock itself.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime, under -std=c11 */

#include <stdatomic.h>
#include <time.h>

#if defined(__x86_64__) || defined(__i386__)
#include <x86intrin.h>
#endif

#include "refusal.h"

enum { NANOSECONDS = 1000000000, ATTEMPTS = 4, DOUBLE_TIME_PRECISION = 1000000 };

/* A reading of CLOCK_REALTIME. */
struct reading {
    int64_t fixed_point; /* seconds since 1970 times 2^32 */
    int64_t ticks;
};

static atomic_uint_fast32_t version;
static _Atomic int64_t cached_fixed_point;
static _Atomic int64_t cached_ticks;

static _Thread_local double thread_now;
static _Thread_local int64_t thread_ticks;

/* ---- Clocks ---- */

static double seconds_of(const struct timespec *time) {
    return (double)time->tv_sec + (double)time->tv_nsec / NANOSECONDS;
}

static int64_t ticks_now(void) {
#if defined(__x86_64__) || defined(__i386__)
    return (int64_t)(__rdtsc() & INT64_MAX);
#elif defined(__aarch64__)
    uint64_t ticks;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return (int64_t)(ticks & INT64_MAX);
#else
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * NANOSECONDS + now.tv_nsec;
#endif
}

/* ---- The cache ---- */

static bool read_cache(struct reading *reading) {
    for (int i = 0; i < ATTEMPTS; i++) {
        uint_fast32_t before = atomic_load_explicit(&version, memory_order_acquire);
        reading->fixed_point = atomic_load_explicit(&cached_fixed_point, memory_order_acquire);
        reading->ticks = atomic_load_explicit(&cached_ticks, memory_order_acquire);
        if (before % 2 == 0 && atomic_load_explicit(&version, memory_order_relaxed) == before)
            return before != 0;
    }
    return false;
}

static void write_cache(const struct reading *reading) {
    uint_fast32_t before = atomic_load_explicit(&version, memory_order_relaxed);
    if (before % 2 != 0 || !atomic_compare_exchange_strong_explicit(
                               &version, &before, before + 1, memory_order_acquire, memory_order_relaxed))
        return;
    /* Whoever sees one of these sees that the version is odd, or a later one. */
    atomic_store_explicit(&cached_fixed_point, reading->fixed_point, memory_order_release);
    atomic_store_explicit(&cached_ticks, reading->ticks, memory_order_release);
    atomic_store_explicit(&version, before + 2, memory_order_release);
}

/* Reads CLOCK_REALTIME, for everybody. */
static struct reading read_clock(struct timespec *now) {
    if (clock_gettime(CLOCK_REALTIME, now) != 0)
        *now = (struct timespec){.tv_sec = time(NULL)};
    uint64_t fraction = ((uint64_t)now->tv_nsec << 32) / NANOSECONDS;
    struct reading reading = {.fixed_point = (int64_t)(((uint64_t)now->tv_sec << 32) | fraction),
                              .ticks = ticks_now()};
    write_cache(&reading);
    return reading;
}

/* ---- The functions ---- */

double mtproxy_get_utime_monotonic(void) {
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    thread_now = seconds_of(&now);
    thread_ticks = ticks_now();
    return thread_now;
}

double mtproxy_precise_now_value(void) {
    return thread_now;
}

int64_t mtproxy_precise_now_rdtsc_value(void) {
    return thread_ticks;
}

double mtproxy_get_utime(int32_t clock_id) {
    struct timespec now;
    if (clock_id == CLOCK_REALTIME) {
        (void)read_clock(&now);
        return seconds_of(&now);
    }
    return clock_gettime(clock_id, &now) == 0 ? seconds_of(&now) : (double)time(NULL);
}

int64_t mtproxy_get_precise_time(uint32_t precision) {
    struct reading reading;
    if (read_cache(&reading)) {
        int64_t age = ticks_now() - reading.ticks;
        if (age >= 0 && age <= (int64_t)precision)
            return reading.fixed_point;
    }
    struct timespec now;
    return read_clock(&now).fixed_point;
}

double mtproxy_get_double_time(void) {
    static const double one = 4294967296.0; /* 2^32 */
    return (double)mtproxy_get_precise_time(DOUBLE_TIME_PRECISION) / one;
}

int64_t mtproxy_precise_time_value(void) {
    return atomic_load_explicit(&cached_fixed_point, memory_order_acquire);
}

int64_t mtproxy_precise_time_rdtsc_value(void) {
    return atomic_load_explicit(&cached_ticks, memory_order_acquire);
}
