/**
 * @file
 * Calls that are watched: compared with a candidate, recorded, or counted because they make or end objects.
 */
#include <errno.h>

#include "objects.h"

/* A call of the window of `one_in` calls that this one lies in, always the same one of that window. */
static uint64_t pick_in_window(uint64_t count, uint64_t one_in) {
    uint64_t window = count / one_in;
    uint64_t mixed = (window + 1) * UINT64_C(0x9E3779B97F4A7C15);
    return window * one_in + (mixed >> 32) % one_in;
}

/* One of every `one_in` calls of a thread, and not always the same one of them: a program whose calls come in
 * a rhythm is sampled everywhere in it. */
static bool is_sampled(tenon_bridges *bridges, const tenon_bridge_service *service) {
    if (service->one_in == 1)
        return true;
    uint64_t *counts = tenon_bridge_counts(bridges);
    uint64_t count = __atomic_load_n(&counts[service->operation], __ATOMIC_RELAXED);
    uint64_t *next = tenon_bridge_next_samples(bridges, counts) + service->operation;
    bool is_planned = count <= *next && *next - count < 2 * (uint64_t)service->one_in;
    if (is_planned && count < *next)
        return false;
    uint64_t pick = pick_in_window(count, service->one_in);
    *next = pick > count ? pick : pick_in_window(count + service->one_in, service->one_in);
    return pick == count;
}

/* What the call has recorded since `before` was the newest. */
static const tenon_error *recorded_since(const tenon_error *before) {
    const tenon_error *newest = tenon_error_peek();
    return newest == before ? NULL : newest;
}

static void run_candidate(const tenon_bridge_operation *operation, const tenon_bridge_service *service,
                          tenon_bridge_twin *twin, tenon_bridge_outcome *outcome) {
    const tenon_error *before = tenon_error_take();
    int errno_before = errno;
    operation->invoke(tenon_candidate_operation(service->candidate, service->operation)->function,
                      twin->arguments, twin->result);
    errno = errno_before;
    *outcome = (tenon_bridge_outcome){
        .arguments = twin->arguments, .result = twin->result, .error = tenon_error_take()};
    tenon_error_restore(before);
}

static void compare(tenon_bridges *bridges, const tenon_bridge_service *service,
                    const tenon_bridge_twin *twin, const tenon_bridge_outcome *reference,
                    const tenon_bridge_outcome *candidate) {
    tenon_bridge_runtime *runtime = tenon_bridge_runtime_of(bridges);
    tenon_bridge_history *history = &runtime->histories[service->operation];
    tenon_writer text = {0};
    atomic_fetch_add_explicit(&history->compared, 1, memory_order_relaxed);
    if (!tenon_bridge_same(&bridges->operations[service->operation], twin->rooms, reference, candidate,
                           &text)) {
        atomic_fetch_add_explicit(&history->differences, 1, memory_order_relaxed);
        tenon_bridge_end_shadow(bridges, service, text.text == NULL ? "" : text.text);
    }
    free(text.text);
}

/* The candidate first: what the reference writes may be what it reads. */
static void shadow(tenon_bridges *bridges, const tenon_bridge_service *service, void *const *arguments,
                   void *result) {
    const tenon_bridge_operation *operation = &bridges->operations[service->operation];
    tenon_bridge_twin *twin = tenon_bridge_twin_new(operation, arguments);
    if (twin == NULL) {
        operation->invoke(operation->reference, arguments, result);
        return;
    }
    tenon_bridge_outcome theirs;
    run_candidate(operation, service, twin, &theirs);
    const tenon_error *before = tenon_error_peek();
    operation->invoke(operation->reference, arguments, result);
    int errno_after = errno;
    tenon_bridge_outcome ours = {.arguments = arguments, .result = result, .error = recorded_since(before)};
    compare(bridges, service, twin, &ours, &theirs);
    tenon_bridge_free_blocks(operation, &theirs);
    tenon_error_free(theirs.error);
    free(twin);
    errno = errno_after;
}

static void record(const tenon_bridges *bridges, const tenon_bridge_service *service, void *const *arguments,
                   void *result) {
    const tenon_bridge_operation *operation = &bridges->operations[service->operation];
    tenon_bridge_twin *twin = tenon_bridge_twin_new(operation, arguments);
    const tenon_error *before = tenon_error_peek();
    operation->invoke(service->function, arguments, result);
    int errno_after = errno;
    if (twin != NULL) {
        tenon_bridge_outcome after = {
            .arguments = arguments, .result = result, .error = recorded_since(before)};
        tenon_bridge_recorder_add(service->recorder, operation, twin->rooms, twin->arguments, &after);
    }
    free(twin);
    errno = errno_after;
}

void tenon_bridge_watch(tenon_bridges *bridges, uint32_t operation, void *const *arguments, void *result) {
    const tenon_bridge_operation *is = &bridges->operations[operation];
    if (tenon_bridge_counts_objects(is)) {
        tenon_bridge_watch_objects(bridges, operation, arguments, result);
        return;
    }
    const tenon_bridge_service *service = tenon_bridge_service_of(bridges, operation);
    bool is_looked_at = service != NULL && service->one_in > 0 && is_sampled(bridges, service);
    if (is_looked_at && service->mode == TENON_BRIDGE_SHADOWED)
        shadow(bridges, service, arguments, result);
    else if (is_looked_at)
        record(bridges, service, arguments, result);
    else
        is->invoke(service == NULL ? is->reference : service->function, arguments, result);
}
