/**
 * @file
 * Borrows that wait for objects that other calls use. Only generated boundary sources include this header.
 *
 * A call that waits holds nothing meanwhile: it gives back what it has borrowed so far, and then borrows all
 * of it again. So it is in nobody's way, and two that wait for each other's objects cannot hang.
 */
#ifndef TENON_WAIT_H
#define TENON_WAIT_H

#include "tenon/boundary.h"

/** One object that a call borrows. */
typedef struct tenon_request {
    const tenon_class *type;
    tenon_handle handle;
    tenon_borrow_mode mode;
    const char *position;
    void **object;
    tenon_borrow *borrow;
} tenon_request;

/** The objects that a call borrows, one after the other. */
typedef struct tenon_taking {
    tenon_request *requests; /**< With room for all objects of the call. */
    int count;               /**< How many have been asked for so far. */
    unsigned milliseconds; /**< How long to wait (TENON_WAITS). 0: only for calls that end by themselves, see
                              tenon_mark_passing(). */
    bool only_looks; /**< The call keeps the host's lock: tenon_peek_object() is enough, and nothing is held.
                      */
    void *(*unlock)(void); /**< How the host's other threads run meanwhile. */
    void (*lock)(void *unlocked);
    bool (*is_ending)(void); /**< Whether nobody runs any more who could give an object back. */
} tenon_taking;

/** The last object that was asked for is busy: wait for it. @return 0, or a negative kind, with nothing
 * borrowed. */
int32_t tenon_take_again(tenon_taking *taking);

/** The last object that was asked for is wanted by others, who wait: they come first, for a moment. */
int32_t tenon_take_after_others(tenon_taking *taking);

/** Whether a call waits for an object, or for what it depends on. */
bool tenon_is_waited_for(tenon_handle handle);

/**
 * A call that uses an object runs without the host's lock, but nobody has said that it blocks: others wait
 * for it, as they would wait for the lock if it held that. It must not wait for anybody itself.
 * @param slot Borrowed; what it depends on is marked as well.
 */
void tenon_mark_passing(tenon_slot *slot);

/** Undo it. */
void tenon_unmark_passing(tenon_slot *slot);

/** Begin with no object. @param requests Room for all of the call. */
static inline void tenon_taking_begin(tenon_taking *taking, tenon_request *requests, unsigned milliseconds,
                                      bool only_looks) {
    *taking = (tenon_taking){.requests = requests,
                             .milliseconds = milliseconds,
                             .only_looks = only_looks,
                             .unlock = tenon_host_unlock,
                             .lock = tenon_host_lock,
                             .is_ending = tenon_host_is_ending};
}

/** PLAN_BORROW of one of several objects. */
static inline int32_t tenon_take(tenon_taking *taking, const tenon_class *type, tenon_handle handle,
                                 tenon_borrow_mode mode, const char *position, void **object,
                                 tenon_borrow *borrow) {
    taking->requests[taking->count++] = (tenon_request){type, handle, mode, position, object, borrow};
    int32_t status = taking->only_looks ? tenon_peek_object(type, handle, mode, position, object)
                                        : tenon_borrow_object(type, handle, mode, position, object, borrow);
    return TENON_LIKELY(status != -TENON_KIND_BUSY) ? status : tenon_take_again(taking);
}

/** The same where it is the only one and busy. */
TENON_NEVER_INLINE tenon_borrowed tenon_take_one_again(const tenon_class *type, tenon_handle handle,
                                                       tenon_borrow_mode mode, const char *position,
                                                       unsigned milliseconds) {
    void *object = NULL;
    tenon_borrow borrow = {0};
    tenon_request request = {type, handle, mode, position, &object, &borrow};
    tenon_taking taking;
    tenon_taking_begin(&taking, &request, milliseconds, false);
    taking.count = 1;
    int32_t status = tenon_take_again(&taking);
    return (tenon_borrowed){borrow.slot, status};
}

/** An object that was only looked at, and a status, small enough to be returned in registers. */
typedef struct tenon_looked {
    void *object;
    int32_t status;
} tenon_looked;

/** As tenon_take_one_again() where looking is enough. */
TENON_NEVER_INLINE tenon_looked tenon_look_again(const tenon_class *type, tenon_handle handle,
                                                 tenon_borrow_mode mode, const char *position) {
    void *object = NULL;
    tenon_borrow borrow = {0};
    tenon_request request = {type, handle, mode, position, &object, &borrow};
    tenon_taking taking;
    tenon_taking_begin(&taking, &request, 0, true);
    taking.count = 1;
    int32_t status = tenon_take_again(&taking);
    return (tenon_looked){object, status};
}

/** A borrow that was claimed, as its call needs it. @return The status of the claim. */
static inline int32_t tenon_borrow_taken(tenon_borrowed taken, const tenon_class *type,
                                         tenon_borrow_mode mode, void **object, tenon_borrow *borrow) {
    *borrow = (tenon_borrow){taken.slot, mode, tenon_claim_of(type, mode), type->stands_alone};
    *object = taken.status == 0 ? taken.slot->object : NULL;
    return taken.status;
}

/** PLAN_BORROW of the only object, with a limit. An object that is free costs what it costs without one. */
static inline int32_t tenon_borrow_patiently(const tenon_class *type, tenon_handle handle,
                                             tenon_borrow_mode mode, const char *position,
                                             unsigned milliseconds, void **object, tenon_borrow *borrow) {
    int32_t status = tenon_borrow_object(type, handle, mode, position, object, borrow);
    if (TENON_LIKELY(status != -TENON_KIND_BUSY))
        return status;
    tenon_borrowed taken = tenon_take_one_again(type, handle, mode, position, milliseconds);
    return tenon_borrow_taken(taken, type, mode, object, borrow);
}

#endif /* TENON_WAIT_H */
