/*
 * The bridged functions of sample.h, as tenon writes them for a contract.
 */
#ifndef BRIDGES_SAMPLE_H
#define BRIDGES_SAMPLE_H

#include "sample.h"
#include "tenon/bridge.h"

/** The operations, in the order of the contract. */
enum {
    BRIDGED_SAMPLE_MIX,
    BRIDGED_SAMPLE_SCRAMBLE,
    BRIDGED_SAMPLE_MOVE,
    BRIDGED_SAMPLE_CAPITALS,
    BRIDGED_SAMPLE_TALLY_NEW,
    BRIDGED_SAMPLE_TALLY_ADD,
    BRIDGED_SAMPLE_TALLY_FREE,
    BRIDGED_SAMPLE_COUNT
};

#define SAMPLE_FINGERPRINT                                                                                   \
    "sample 1.1 1\n"                                                                                         \
    "sample_mix 11\n"                                                                                        \
    "sample_move 22\n"                                                                                       \
    "sample_scramble 33\n"

/** For tenon_bridge_open() and the others of tenon/bridge.h. */
extern tenon_bridges bridges_sample;

/** Who serves each operation, and how often this thread called it: for the functions below. */
extern tenon_bridge_slot bridges_sample_slots[];
extern _Thread_local uint64_t *bridges_sample_counts __attribute__((tls_model("initial-exec")));

static inline tenon_any_function bridges_sample_serve(uint32_t operation) {
    uint64_t *counts = bridges_sample_counts;
    if (__builtin_expect(counts == NULL, 0))
        counts = bridges_sample_counts = tenon_bridge_counts(&bridges_sample);
    uint64_t count = __atomic_load_n(&counts[operation], __ATOMIC_RELAXED);
    __atomic_store_n(&counts[operation], count + 1, __ATOMIC_RELAXED);
    return tenon_bridge_serving(&bridges_sample_slots[operation]);
}

/** sample_mix() of whoever serves it. */
static inline uint64_t bridged_sample_mix(uint64_t value) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_MIX);
    return ((__typeof__(sample_mix) *)serving)(value);
}

/** sample_scramble() of whoever serves it. */
static inline sample_status bridged_sample_scramble(const uint8_t *data, uint8_t *out, size_t size) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_SCRAMBLE);
    return ((__typeof__(sample_scramble) *)serving)(data, out, size);
}

/** sample_move() of whoever serves it. */
static inline void bridged_sample_move(sample_point *point, uint32_t *steps) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_MOVE);
    ((__typeof__(sample_move) *)serving)(point, steps);
}

/** sample_capitals() of whoever serves it. */
static inline char *bridged_sample_capitals(const char *text) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_CAPITALS);
    return ((__typeof__(sample_capitals) *)serving)(text);
}

/** sample_tally_new() of whoever serves it. */
static inline sample_tally *bridged_sample_tally_new(uint64_t start) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_TALLY_NEW);
    return ((__typeof__(sample_tally_new) *)serving)(start);
}

/** sample_tally_add() of whoever serves it. */
static inline uint64_t bridged_sample_tally_add(sample_tally *tally, uint64_t number) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_TALLY_ADD);
    return ((__typeof__(sample_tally_add) *)serving)(tally, number);
}

/** sample_tally_free() of whoever serves it. */
static inline void bridged_sample_tally_free(sample_tally *tally) {
    tenon_any_function serving = bridges_sample_serve(BRIDGED_SAMPLE_TALLY_FREE);
    ((__typeof__(sample_tally_free) *)serving)(tally);
}

#endif /* BRIDGES_SAMPLE_H */
