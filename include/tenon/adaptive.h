/**
 * @file
 * Locks by measurement: whether a call of a function that is neither brief nor blocking lets the host's other
 * threads run. What is known, for those who show it; boundary_adaptive.h measures. Only generated code and
 * the static parts of packages include this header.
 */
#ifndef TENON_ADAPTIVE_H
#define TENON_ADAPTIVE_H

#include "tenon/runtime.h"

/** How a function is treated. */
typedef enum tenon_lock_mode {
    /** By what was measured. The default: who finds an object in use by a call that only measurements let run
     * waits for that call. */
    TENON_LOCK_ADAPTIVE,
    TENON_LOCK_HELD,    /**< The host's lock is kept. */
    TENON_LOCK_RELEASED /**< Other threads of the host run during every call. */
} tenon_lock_mode;

enum { TENON_LOCK_SAMPLES = 7 };

/** The last few measurements of something, in nanoseconds. */
typedef struct tenon_samples {
    _Atomic uint64_t values[TENON_LOCK_SAMPLES];
    _Atomic uint32_t count;   /**< Of all that were ever taken. */
    _Atomic uint64_t typical; /**< Their median, so that a single outlier counts for nothing. 0: none yet. */
} tenon_samples;

/** What is known of one function. Zero it to begin with. */
typedef struct tenon_adaptive {
    _Atomic uint64_t calls;    /**< All of them. */
    _Atomic uint64_t released; /**< Those that ran without the host's lock. */
    tenon_samples duration;    /**< Of the function alone. */
    _Atomic uint32_t mode;     /**< A tenon_lock_mode. */
    _Atomic uint32_t releases; /**< What follows for the next call. */
} tenon_adaptive;

/** What it costs to release the host's lock and to take it again. Zero it to begin with. */
typedef struct tenon_lock_costs {
    tenon_samples pair;        /**< As it is now, with the wait for the other threads where there are any. */
    _Atomic uint64_t cheapest; /**< As it is where nobody waits. 0: not measured yet. */
    _Atomic uint64_t measured_at;
} tenon_lock_costs;

/** One function of a package. */
typedef struct tenon_adaptive_entry {
    const char *function; /**< C name. */
    tenon_adaptive *adaptive;
} tenon_adaptive_entry;

/** What boundary_<library>_lock_statistics() gives. All of it lives as long as the process. */
typedef struct tenon_lock_statistics {
    const tenon_adaptive_entry *entries; /**< The functions that measurements decide about. */
    size_t count;
    const tenon_lock_costs *costs;
} tenon_lock_statistics;

/** The shortest call that is worth a release now, in nanoseconds; 0 where it is not known yet. */
static inline uint64_t tenon_lock_threshold(const tenon_lock_costs *costs) {
    /*
     * Two reasons not to release, and both must be overcome. To release and take the lock costs this thread
     * time even where nobody wants the lock: with a factor of 20 that is at most 5 % of the call. And where
     * others want it, this thread waits until they let go: a call that is shorter than that wait would give
     * them less time than it loses.
     */
    uint64_t overhead = 20 * atomic_load_explicit(&costs->cheapest, memory_order_relaxed);
    uint64_t wait = atomic_load_explicit(&costs->pair.typical, memory_order_relaxed);
    return overhead > wait ? overhead : wait;
}

#endif /* TENON_ADAPTIVE_H */
