/**
 * @file
 * How long both sides take with typical inputs: they take turns, so that what else the machine does meets
 * both.
 */
#define _GNU_SOURCE /* what POSIX and Linux add to C */
#include "trial.h"

#include <time.h>

enum {
    ROUNDS = 21,
    ROUND_NANOSECONDS = 50000,
    SMALL = 16,
    LARGE = 65536,
    MOST_CALLS = 5000,
    SLOW = 20000000
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/* Whether a call may be repeated with the arguments of the one before. */
static bool repeats(const tenon_bridge_operation *operation) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        const tenon_bridge_value *value = &operation->values[i];
        if (value->direction == TENON_BRIDGE_INOUT || value->freed_by != NULL)
            return false;
    }
    for (uint32_t i = 0; i < operation->parameter_count; i++) {
        if (operation->parameters[i].is_pointer && operation->parameters[i].direction == TENON_BRIDGE_INOUT)
            return false;
    }
    return true;
}

/* Nanoseconds of one call of a side; `calls` in a row. */
static double measure(tenon_trial *trial, uint32_t side, const tenon_step *step, uint32_t calls) {
    const tenon_shape *shape = &trial->shapes[step->operation];
    tenon_frame *frame = &trial->progress->frames[side];
    const tenon_bridge_operation *operation = shape->operation;
    if (!tenon_frame_fill(frame, &trial->arena, side, shape, step, NULL))
        return 0;
    tenon_any_function function = tenon_trial_function(trial, side, step->operation, false);
    void *result = operation->result_size == 0 ? NULL : frame->result;
    atomic_store(&trial->progress->inside, 1 + side);
    atomic_fetch_add(&trial->progress->beat, 1);
    double start = now();
    for (uint32_t i = 0; i < calls; i++)
        operation->invoke(function, frame->arguments, result);
    double end = now();
    tenon_bridge_outcome outcome = {.arguments = frame->arguments, .result = result};
    tenon_bridge_free_blocks(operation, &outcome);
    atomic_store(&trial->progress->inside, 0);
    return (end - start) / calls;
}

static int by_size(const void *a, const void *b) {
    double one = *(const double *)a;
    double other = *(const double *)b;
    return one < other ? -1 : one > other;
}

static double median(double *times, uint32_t count) {
    qsort(times, count, sizeof *times, by_size);
    return times[count / 2];
}

/* Both sides with the input at hand. */
static void measure_both(tenon_trial *trial, const tenon_step *step, double *medians) {
    double times[TENON_SIDES][ROUNDS];
    double first = measure(trial, TENON_REFERENCE, step, 1);
    double other = measure(trial, TENON_CANDIDATE, step, 1);
    double longer = first > other ? first : other;
    uint32_t rounds = longer > SLOW ? 3 : ROUNDS;
    uint32_t calls = 1;
    if (repeats(trial->shapes[step->operation].operation) && longer < ROUND_NANOSECONDS)
        calls = longer < (double)ROUND_NANOSECONDS / MOST_CALLS ? MOST_CALLS
                                                                : (uint32_t)(ROUND_NANOSECONDS / longer);
    for (uint32_t round = 0; round < rounds; round++) {
        for (uint32_t turn = 0; turn < TENON_SIDES; turn++) {
            uint32_t side = (round + turn) % TENON_SIDES; /* who is first changes */
            times[side][round] = measure(trial, side, step, calls);
        }
    }
    for (uint32_t side = 0; side < TENON_SIDES; side++)
        medians[side] = median(times[side], rounds);
}

static bool has_arrays(const tenon_bridge_operation *operation) {
    for (uint32_t i = 0; i < operation->value_count; i++) {
        if (operation->values[i].form == TENON_BRIDGE_ARRAY)
            return true;
    }
    return false;
}

void tenon_speed_measure(tenon_trial *trial, uint32_t operation) {
    const tenon_shape *shape = &trial->shapes[operation];
    bool arrays = has_arrays(shape->operation);
    if (shape->makes_or_takes_objects) /* its time is that of the object's state */
        return;
    for (uint32_t size = 0; size < (arrays ? 2u : 1u); size++) {
        double medians[TENON_SIDES];
        uint64_t elements = size == 0 ? SMALL : LARGE;
        if (!tenon_trial_typical(trial, operation, elements, &trial->input))
            return;
        measure_both(trial, &trial->input.steps[0], medians);
        memcpy(trial->progress->times, medians, sizeof medians);
        double floor = trial->options.floor;
        if (floor > 0 && medians[TENON_CANDIDATE] > floor * medians[TENON_REFERENCE]) {
            char with[64] = "";
            if (arrays)
                (void)snprintf(with, sizeof with, " with %llu elements", (unsigned long long)elements);
            tenon_trial_fail(trial, TENON_BRIDGE_TOO_SLOW, -1,
                             "%s takes %.1f ns%s, the reference %.1f ns: more than %.2f times as long",
                             tenon_side_name(trial, TENON_CANDIDATE), medians[TENON_CANDIDATE], with,
                             medians[TENON_REFERENCE], floor);
            return;
        }
    }
}
