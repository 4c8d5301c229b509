/*
 * Calls in C: through Tenon's boundary and directly, by several threads at once, and with arrays of any
 * length. Usage: scaling threads ROUNDS MILLISECONDS COUNT... | scaling arrays ROUNDS LENGTH... Says one JSON
 * object per line: what was measured, for which x, and the y.
 */
#define _POSIX_C_SOURCE 200809L

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "boundary_tally.h"

enum { MOST_THREADS = 64, BATCH = 256 };

/* What a thread calls, and how often it did so; nobody else's counters share its cache line. */
typedef struct worker {
    _Alignas(128) pthread_t thread;
    tenon_handle handle;
    const tally *object;
    unsigned long long calls;
} worker;

static atomic_bool is_over;

static void fail(const char *what) {
    fprintf(stderr, "scaling: %s\n", what);
    exit(EXIT_FAILURE);
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static void *call_boundary(void *data) {
    worker *me = data;
    while (!atomic_load_explicit(&is_over, memory_order_relaxed)) {
        for (int i = 0; i < BATCH; i++) {
            int64_t value = 0;
            if (boundary_tally_value(me->handle, &value) != 0 || value != 42)
                fail("the boundary gave something else than 42");
        }
        me->calls += BATCH;
    }
    return NULL;
}

static void *call_directly(void *data) {
    worker *me = data;
    while (!atomic_load_explicit(&is_over, memory_order_relaxed)) {
        for (int i = 0; i < BATCH; i++) {
            if (tally_value(me->object) != 42)
                fail("the library gave something else than 42");
        }
        me->calls += BATCH;
    }
    return NULL;
}

/* Calls per second of all threads together. */
static double calls_per_second(worker *workers, int count, void *(*work)(void *), long milliseconds) {
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    atomic_store(&is_over, false);
    double start = now();
    for (int i = 0; i < count; i++) {
        workers[i].calls = 0;
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            fail("no thread could be started");
    }
    nanosleep(&pause, NULL);
    atomic_store(&is_over, true);
    unsigned long long calls = 0;
    for (int i = 0; i < count; i++) {
        pthread_join(workers[i].thread, NULL);
        calls += workers[i].calls;
    }
    return (double)calls / (now() - start);
}

static void say(const char *id, const char *variant, long x, double y) {
    printf("{\"id\": \"%s\", \"variant\": \"%s\", \"x\": %ld, \"y\": %.9g}\n", id, variant, x, y);
    fflush(stdout);
}

static void set_objects(worker *workers, bool is_one) {
    for (int i = 0; i < MOST_THREADS; i++) {
        if (is_one && i > 0) {
            workers[i].handle = workers[0].handle;
            workers[i].object = workers[0].object;
            continue;
        }
        workers[i].object = tally_new(42);
        if (workers[i].object == NULL || boundary_tally_new(42, &workers[i].handle) != 0)
            fail("no object could be made");
    }
}

static void time_threads(int rounds, long milliseconds, int count, char **counts) {
    static worker one[MOST_THREADS], many[MOST_THREADS];
    set_objects(one, true);
    set_objects(many, false);
    for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < count; i++) {
            int threads = atoi(counts[i]);
            if (threads < 1 || threads > MOST_THREADS)
                fail("write 1 to 64 threads");
            say("threads_one", "tenon", threads, calls_per_second(one, threads, call_boundary, milliseconds));
            say("threads_one", "handwritten", threads,
                calls_per_second(one, threads, call_directly, milliseconds));
            say("threads_many", "tenon", threads,
                calls_per_second(many, threads, call_boundary, milliseconds));
            say("threads_many", "handwritten", threads,
                calls_per_second(many, threads, call_directly, milliseconds));
        }
    }
}

/* ---- Arrays: nanoseconds per call ---- */

static void take_through_boundary(const double *values, size_t count) {
    double ends = 0;
    if (boundary_tally_ends(values, count, &ends) != 0 || ends != 2.0)
        fail("the boundary took other ends");
}

static void take_directly(const double *values, size_t count) {
    if (tally_ends(values, count) != 2.0)
        fail("the library took other ends");
}

static void give_through_boundary(const double *unused, size_t count) {
    (void)unused;
    tenon_block block;
    if (boundary_tally_values(count, &block) != 0 || block.count != count)
        fail("the boundary gave another array");
    tenon_drop(block.handle);
}

static void give_directly(const double *unused, size_t count) {
    (void)unused;
    double *values = NULL;
    size_t made = 0;
    if (tally_values(count, &values, &made) != TALLY_OK || made != count)
        fail("the library gave another array");
    free(values);
}

static double nanoseconds(void (*call)(const double *, size_t), const double *values, size_t count) {
    enum { LEAST_MILLISECONDS = 5 };
    for (long calls = 1;; calls *= 4) {
        double start = now();
        for (long i = 0; i < calls; i++)
            call(values, count);
        double spent = now() - start;
        if (spent > 1e-3 * LEAST_MILLISECONDS)
            return 1e9 * spent / (double)calls;
    }
}

static void time_arrays(int rounds, int count, char **lengths) {
    for (int i = 0; i < count; i++) {
        size_t length = strtoull(lengths[i], NULL, 10);
        double *values = calloc(length, sizeof *values);
        if (length < 2 || values == NULL)
            fail("no array of that length");
        values[0] = values[length - 1] = 1.0;
        for (int round = 0; round < rounds; round++) {
            say("arrays_in", "tenon", (long)length, nanoseconds(take_through_boundary, values, length));
            say("arrays_in", "handwritten", (long)length, nanoseconds(take_directly, values, length));
            say("arrays_out", "tenon", (long)length, nanoseconds(give_through_boundary, values, length));
            say("arrays_out", "handwritten", (long)length, nanoseconds(give_directly, values, length));
        }
        free(values);
    }
}

int main(int count, char **arguments) {
    if (boundary_tally_handshake(boundary_tally_contract()) != 0)
        fail("the boundary is another one");
    if (count > 4 && strcmp(arguments[1], "threads") == 0)
        time_threads(atoi(arguments[2]), atol(arguments[3]), count - 4, arguments + 4);
    else if (count > 3 && strcmp(arguments[1], "arrays") == 0)
        time_arrays(atoi(arguments[2]), count - 3, arguments + 3);
    else
        fail("write threads ROUNDS MILLISECONDS COUNT... or arrays ROUNDS LENGTH...");
    return EXIT_SUCCESS;
}
