/**
 * @file
 * For tests of tests: the checks of a boundary made with `tenon boundary HEADER --removable` can be ignored
 * one by one.
 *
 * TENON_REMOVE_STEP=FUNCTION:STEP ignores what that step of the function's plan says: what it refuses goes on
 * as if it had passed. STEP counts from 0 in the steps of `tenon inspect`; of a callback's or interface's
 * function, FUNCTION is INTERFACE.METHOD. An object whose borrow is ignored is whatever its slot holds, live
 * or not.
 */
#ifndef TENON_REMOVABLE_H
#define TENON_REMOVABLE_H

#include "tenon/runtime.h"

#define TENON_VERDICT(function, step, status) tenon_verdict(function, step, status)
#define TENON_VERDICT_OF_BORROW(function, step, status, handle, object)                                      \
    tenon_verdict_of_borrow(function, step, status, handle, object)
#define TENON_ENTERED(function, step, entered, call)                                                         \
    tenon_verdict_of_enter(function, step, entered, call, sizeof(*(call)))

__attribute__((unused)) static bool tenon_is_removed(const char *function, unsigned step) {
    const char *told = getenv("TENON_REMOVE_STEP");
    size_t length = strlen(function);
    if (told == NULL || strncmp(told, function, length) != 0 || told[length] != ':')
        return false;
    char *end = NULL;
    unsigned long wanted = strtoul(told + length + 1, &end, 10);
    return *end == '\0' && end != told + length + 1 && wanted == step;
}

/* What a step says, or 0 where it is to be ignored. */
__attribute__((unused)) static int32_t tenon_verdict(const char *function, unsigned step, int32_t status) {
    if (status == 0 || !tenon_is_removed(function, step))
        return status;
    tenon_error_clear();
    return 0;
}

/* The same for a borrow: the object is taken from the slot that the handle names, without a look at anything.
 */
__attribute__((unused)) static int32_t tenon_verdict_of_borrow(const char *function, unsigned step,
                                                               int32_t status, tenon_handle handle,
                                                               void **object) {
    if (status == 0 || tenon_verdict(function, step, status) != 0)
        return status;
    uint32_t index = (uint32_t)handle & ((1u << TENON_INDEX_BITS) - 1);
    tenon_slot *chunk = atomic_load_explicit(&tenon_table[index >> TENON_CHUNK_BITS], memory_order_acquire);
    *object = chunk == NULL ? NULL : chunk[index & (TENON_CHUNK_SLOTS - 1)].object;
    return 0;
}

/* The same for the entry into a host's function: whose functions they are nobody knows then. */
__attribute__((unused)) static bool tenon_verdict_of_enter(const char *function, unsigned step,
                                                           bool has_entered, void *call, size_t size) {
    if (has_entered || !tenon_is_removed(function, step))
        return has_entered;
    tenon_error_clear();
    memset(call, 0, size);
    return true;
}

#endif /* TENON_REMOVABLE_H */
