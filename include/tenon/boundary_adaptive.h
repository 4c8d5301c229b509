/**
 * @file
 * The measurements of adaptive.h around the calls of a generated boundary. Only generated boundary sources
 * include this header.
 *
 * Only for hosts that have a lock (TENON_HOST_UNLOCKS); for others everything here is nothing.
 */
#ifndef TENON_BOUNDARY_ADAPTIVE_H
#define TENON_BOUNDARY_ADAPTIVE_H

#include "tenon/adaptive.h"
#include "tenon/boundary.h"
#include "tenon/wait.h"

/** One call. */
typedef struct tenon_measured {
    tenon_adaptive *function;
    tenon_lock_costs *costs;
    void *unlocked;
    uint64_t start; /**< When the function began; only where the call is a sample. */
    tenon_taking taking;
    tenon_request only_request; /**< Where the call has one object. */
    bool releases;
    bool is_sample;
} tenon_measured;

#if TENON_HOST_UNLOCKS

/** One call in so many is timed: reading the clock costs more than a short call. */
enum { TENON_SAMPLE_EVERY = 64, TENON_SAMPLED_AT_FIRST = 8 };

static inline void tenon_samples_add(tenon_samples *samples, uint64_t value) {
    uint64_t sorted[TENON_LOCK_SAMPLES];
    uint32_t count = atomic_load_explicit(&samples->count, memory_order_relaxed) + 1;
    uint32_t kept = count < TENON_LOCK_SAMPLES ? count : TENON_LOCK_SAMPLES;
    atomic_store_explicit(&samples->values[count % TENON_LOCK_SAMPLES], value, memory_order_relaxed);
    atomic_store_explicit(&samples->count, count, memory_order_relaxed);
    for (uint32_t i = 0; i < kept; i++) {
        uint64_t each =
            atomic_load_explicit(&samples->values[(count - i) % TENON_LOCK_SAMPLES], memory_order_relaxed);
        uint32_t at = i;
        for (; at > 0 && sorted[at - 1] > each; at--)
            sorted[at] = sorted[at - 1];
        sorted[at] = each;
    }
    uint64_t median = sorted[kept / 2];
    atomic_store_explicit(&samples->typical, median == 0 ? 1 : median, memory_order_relaxed);
}

static inline void tenon_lock_cost_add(tenon_lock_costs *costs, uint64_t pair) {
    uint64_t cheapest = atomic_load_explicit(&costs->cheapest, memory_order_relaxed);
    uint64_t at_least = pair == 0 ? 1 : pair;
    if (cheapest == 0 || at_least < cheapest)
        atomic_store_explicit(&costs->cheapest, at_least, memory_order_relaxed);
    tenon_samples_add(&costs->pair, at_least);
}

/* Once a second at most, because a pair costs a whole turn of every other thread where some wait; a few times
 * at once in the beginning, because a single measurement may be an outlier. */
static inline void tenon_lock_cost_measure(tenon_lock_costs *costs) {
    const uint64_t second = UINT64_C(1000000000);
    uint64_t now = tenon_now();
    bool is_first = atomic_load_explicit(&costs->cheapest, memory_order_relaxed) == 0;
    if (!is_first && now - atomic_load_explicit(&costs->measured_at, memory_order_relaxed) < second)
        return;
    atomic_store_explicit(&costs->measured_at, now, memory_order_relaxed);
    for (int round = 0; round < (is_first ? 3 : 1); round++) {
        uint64_t before = tenon_now();
        tenon_host_lock(tenon_host_unlock());
        tenon_lock_cost_add(costs, tenon_now() - before);
    }
}

/** What follows from the mode, or from the measurements. Falling back needs more than giving up the lock, so
 * that a function near the threshold does not change all the time. */
static inline void tenon_adaptive_decide(tenon_adaptive *function, const tenon_lock_costs *costs) {
    uint32_t mode = atomic_load_explicit(&function->mode, memory_order_relaxed);
    uint32_t releases = atomic_load_explicit(&function->releases, memory_order_relaxed);
    if (mode == TENON_LOCK_ADAPTIVE) {
        uint64_t typical = atomic_load_explicit(&function->duration.typical, memory_order_relaxed);
        uint64_t threshold = tenon_lock_threshold(costs);
        bool is_known = threshold != 0 && typical != 0;
        releases = is_known && typical > (releases ? threshold / 2 : threshold);
    } else {
        releases = mode == TENON_LOCK_RELEASED;
    }
    atomic_store_explicit(&function->releases, releases, memory_order_relaxed);
}

/**
 * A call begins; before its borrows, because a call that releases the lock must hold what it uses.
 *
 * The counters are loads and stores: under the host's lock nobody comes between, and in a host that has given
 * its lock up a count that is lost once in a while changes nothing.
 */
static inline void tenon_measured_begin(tenon_measured *call, tenon_adaptive *function,
                                        tenon_lock_costs *costs) {
    uint64_t calls = atomic_load_explicit(&function->calls, memory_order_relaxed) + 1;
    atomic_store_explicit(&function->calls, calls, memory_order_relaxed);
    call->function = function;
    call->costs = costs;
    call->taking.count = 0;
    call->is_sample = calls % TENON_SAMPLE_EVERY == 0 || calls <= TENON_SAMPLED_AT_FIRST;
    if (TENON_UNLIKELY(call->is_sample))
        tenon_lock_cost_measure(costs);
    call->releases = atomic_load_explicit(&function->releases, memory_order_relaxed) != 0;
}

/*
 * Nobody has said that a call blocks that only measurements let run without the lock. So whoever finds its
 * objects in use waits for it, as it would for the lock: a program must not see `busy` because a machine was
 * slow for a moment.
 */

/** PLAN_BORROW of the only object, in a package where measurements decide about some calls. */
static inline int32_t tenon_borrow_yielding(const tenon_class *type, tenon_handle handle,
                                            tenon_borrow_mode mode, const char *position, void **object,
                                            tenon_borrow *borrow) {
    int32_t status = tenon_borrow_object(type, handle, mode, position, object, borrow);
    if (TENON_LIKELY(status != -TENON_KIND_BUSY))
        return status;
    tenon_borrowed taken = tenon_take_one_again(type, handle, mode, position, 0);
    return tenon_borrow_taken(taken, type, mode, object, borrow);
}

/** The same for a guarded one. */
static inline int32_t tenon_borrow_guarded_yielding(const tenon_class *type, tenon_handle handle,
                                                    tenon_borrow_mode mode, const char *position,
                                                    void **object, tenon_borrow *borrow) {
    int32_t status = tenon_borrow_guarded(type, handle, mode, position, object, borrow);
    if (TENON_LIKELY(status != -TENON_KIND_BUSY))
        return status;
    if (!TENON_LOOKING_IS_ENOUGH) {
        tenon_borrowed taken = tenon_take_one_again(type, handle, mode, position, 0);
        return tenon_borrow_taken(taken, type, mode, object, borrow);
    }
    tenon_looked looked = tenon_look_again(type, handle, mode, position);
    *object = looked.object;
    return looked.status;
}

/** PLAN_BORROW of one of several objects of a call that measurements decide about. */
static inline int32_t tenon_take_measured(tenon_measured *call, const tenon_class *type, tenon_handle handle,
                                          tenon_borrow_mode mode, const char *position, void **object,
                                          tenon_borrow *borrow) {
    int32_t status = tenon_take(&call->taking, type, handle, mode, position, object, borrow);
    if (status == 0 && call->releases && TENON_UNLIKELY(tenon_is_waited_for(handle)))
        return tenon_take_after_others(&call->taking);
    return status;
}

/** Before the first of several objects. @param requests Room for all of them. */
static inline void tenon_measured_takes(tenon_measured *call, tenon_request *requests, unsigned milliseconds,
                                        bool is_guarded) {
    tenon_taking_begin(&call->taking, requests, milliseconds,
                       is_guarded && TENON_LOOKING_IS_ENOUGH && !call->releases);
}

/** PLAN_BORROW of the only object of such a call. Where the lock is kept, looking may be enough. */
static inline int32_t tenon_borrow_measured(tenon_measured *call, const tenon_class *type,
                                            tenon_handle handle, tenon_borrow_mode mode, const char *position,
                                            void **object, tenon_borrow *borrow) {
    if (!call->releases)
        return tenon_borrow_guarded_yielding(type, handle, mode, position, object, borrow);
    tenon_measured_takes(call, &call->only_request, 0, true);
    return tenon_take_measured(call, type, handle, mode, position, object, borrow);
}

/** Gives back what was borrowed, where looking was not enough. */
static inline void tenon_release_measured(tenon_borrow *borrow) {
    tenon_release(borrow);
}

/** PLAN_RELEASE_HOST_LOCK by measurement. */
static inline void tenon_measured_unlock(tenon_measured *call) {
    if (call->releases) {
        /* Not before all objects are borrowed: a call that waits for one of them must not be waited for. */
        for (int i = 0; i < call->taking.count; i++)
            tenon_mark_passing(call->taking.requests[i].borrow->slot);
        call->unlocked = tenon_host_unlock();
    }
    if (TENON_UNLIKELY(call->is_sample))
        call->start = tenon_now();
}

/** PLAN_TAKE_HOST_LOCK by measurement. */
static inline void tenon_measured_lock(tenon_measured *call) {
    uint64_t duration = TENON_UNLIKELY(call->is_sample) ? tenon_now() - call->start : 0;
    if (call->releases) {
        tenon_host_lock(call->unlocked);
        for (int i = 0; i < call->taking.count; i++)
            tenon_unmark_passing(call->taking.requests[i].borrow->slot);
        uint64_t released = atomic_load_explicit(&call->function->released, memory_order_relaxed);
        atomic_store_explicit(&call->function->released, released + 1, memory_order_relaxed);
    }
    if (TENON_UNLIKELY(call->is_sample)) {
        tenon_samples_add(&call->function->duration, duration);
        tenon_adaptive_decide(call->function, call->costs);
    }
}

/** boundary_<library>_set_lock_mode(). @param function Null: every one. */
static inline int32_t tenon_set_lock_mode(const tenon_lock_statistics *all, const char *function,
                                          tenon_lock_mode mode) {
    bool is_found = function == NULL;
    if (mode != TENON_LOCK_ADAPTIVE && mode != TENON_LOCK_HELD && mode != TENON_LOCK_RELEASED)
        return tenon_refuse(TENON_BAD_VALUE, "mode: %d is no tenon_lock_mode", (int)mode);
    for (size_t i = 0; i < all->count; i++) {
        if (function != NULL && strcmp(all->entries[i].function, function) != 0)
            continue;
        is_found = true;
        atomic_store_explicit(&all->entries[i].adaptive->mode, (uint32_t)mode, memory_order_relaxed);
        tenon_adaptive_decide(all->entries[i].adaptive, all->costs);
    }
    if (is_found)
        return 0;
    return tenon_refuse(TENON_BAD_VALUE, "function: measurements decide about no function called %s",
                        function);
}

#else

#define tenon_measured_begin(call, function, costs) ((void)(call))
#define tenon_measured_takes(call, requests, milliseconds, is_guarded)                                       \
    tenon_taking_begin(&(call)->taking, requests, milliseconds, (is_guarded) && TENON_LOOKING_IS_ENOUGH)
#define tenon_take_measured(call, ...) tenon_take(&(call)->taking, __VA_ARGS__)
#define tenon_borrow_measured(call, ...) ((void)(call), tenon_borrow_guarded(__VA_ARGS__))
#define tenon_borrow_yielding tenon_borrow_object
#define tenon_borrow_guarded_yielding tenon_borrow_guarded

static inline void tenon_release_measured(tenon_borrow *borrow) {
    tenon_release_guarded(borrow);
}

static inline void tenon_measured_unlock(tenon_measured *call) {
    (void)call;
}

static inline void tenon_measured_lock(tenon_measured *call) {
    (void)call;
}

#endif

#endif /* TENON_BOUNDARY_ADAPTIVE_H */
