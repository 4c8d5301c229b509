/**
 * @file
 * Waiting for objects that other calls use, with a limit.
 *
 * By short naps that get longer: no release of a borrow has to look for somebody who waits, so waiting costs
 * those nothing who do not wait. The host's lock is given up meanwhile.
 */
#include "tenon/wait.h"
#include "monitor.h"

enum {
    MILLISECOND = 1000 * 1000,
    FIRST_NAP = 20 * 1000,
    LONGEST_NAP = 2 * MILLISECOND,
    GIVEN_WAY = 3 * LONGEST_NAP
};

/* For calls that end by themselves the limit is only there so that one that never does hangs nobody for ever.
 */
enum { ENDS_BY_ITSELF = 60 * 1000 };

/* ---- Who uses an object, and who waits for it ------------------------------------------------------------
 */

/* The parts of `passing`. More calls than it can count are counted no more: nobody knows then when the last
 * one has ended, and who waits for them waits up to the limit. */
enum { WAITED_FOR = 0x80, MOST_PASSING = 0x7F };

static void count_passing(tenon_slot *slot, int step) {
    uint8_t count = atomic_load_explicit(&slot->passing, memory_order_relaxed);
    do {
        if ((count & MOST_PASSING) == MOST_PASSING)
            return;
    } while (!atomic_compare_exchange_weak(&slot->passing, &count, (uint8_t)(count + step)));
}

void tenon_mark_passing(tenon_slot *slot) {
    for (tenon_slot *each = slot; each != NULL; each = each->parent)
        count_passing(each, 1);
}

void tenon_unmark_passing(tenon_slot *slot) {
    for (tenon_slot *each = slot; each != NULL; each = each->parent)
        count_passing(each, -1);
}

/* Of an object and what it depends on. Nothing is held here, so only the lock keeps the chain of parents as
 * it is.
 * @return All bits that were set. */
static uint8_t change_passing(tenon_handle handle, uint8_t set, uint8_t clear) {
    uint8_t found = 0;
    tenon_table_lock();
    tenon_slot *slot = tenon_slot_at(handle);
    if (slot != NULL && !tenon_serves(atomic_load(&slot->state), handle))
        slot = NULL;
    for (; slot != NULL; slot = slot->parent) {
        found |= atomic_load(&slot->passing);
        if (tenon_is_watched())
            found |= tenon_watch_passing(slot);
        if (set != 0)
            atomic_fetch_or(&slot->passing, set);
        if (clear != 0)
            atomic_fetch_and(&slot->passing, (uint8_t)~clear);
    }
    tenon_table_unlock();
    return found;
}

bool tenon_is_waited_for(tenon_handle handle) {
    return (change_passing(handle, 0, 0) & WAITED_FOR) != 0;
}

/* ---- Taking several objects ------------------------------------------------------------------------------
 */

static bool is_any_passing(const tenon_taking *taking) {
    for (int index = 0; index < taking->count; index++) {
        if ((change_passing(taking->requests[index].handle, 0, 0) & MOST_PASSING) != 0)
            return true;
    }
    return false;
}

static void give_back(const tenon_taking *taking) {
    for (int index = 0; index < taking->count; index++)
        tenon_release(taking->requests[index].borrow);
}

static int32_t take(const tenon_request *request, bool only_looks) {
    if (only_looks)
        return tenon_peek_object(request->type, request->handle, request->mode, request->position,
                                 request->object);
    return tenon_borrow_object(request->type, request->handle, request->mode, request->position,
                               request->object, request->borrow);
}

/* All or none. @param failed Set to the one that could not be had. */
static int32_t take_all(const tenon_taking *taking, tenon_handle *failed) {
    for (int index = 0; index < taking->count; index++) {
        int32_t status = take(&taking->requests[index], taking->only_looks);
        if (status != 0) {
            *failed = taking->requests[index].handle;
            give_back(taking);
            return status;
        }
    }
    return 0;
}

static void let_others_run(const tenon_taking *taking, uint64_t nanoseconds) {
    void *unlocked = taking->unlock();
    tenon_nap(nanoseconds);
    taking->lock(unlocked);
}

int32_t tenon_take_again(tenon_taking *taking) {
    const unsigned milliseconds = taking->milliseconds > 0 ? taking->milliseconds : ENDS_BY_ITSELF;
    const uint64_t limit = (uint64_t)milliseconds * MILLISECOND;
    const uint64_t start = tenon_now();
    uint64_t nap = FIRST_NAP;
    tenon_handle busy = taking->requests[taking->count - 1].handle;
    give_back(taking);
    for (;;) {
        /* Asked before the last try, so that a call that ended in between does not count as in the way. */
        bool goes_on = taking->milliseconds > 0 || is_any_passing(taking);
        int32_t status = take_all(taking, &busy);
        uint64_t waited = tenon_now() - start;
        if (status != -TENON_KIND_BUSY || !goes_on || waited >= limit || taking->is_ending()) {
            change_passing(busy, 0, WAITED_FOR);
            return status;
        }
        change_passing(busy, WAITED_FOR, 0); /* each time: another one who waits clears it as well */
        let_others_run(taking, nap < limit - waited ? nap : limit - waited);
        nap = nap < LONGEST_NAP ? nap * 2 : nap;
    }
}

/* A thread that calls again and again would otherwise use the object whenever one who waits looks. */
int32_t tenon_take_after_others(tenon_taking *taking) {
    tenon_handle wanted = taking->requests[taking->count - 1].handle;
    const uint64_t end = tenon_now() + GIVEN_WAY;
    give_back(taking);
    while (tenon_is_waited_for(wanted) && tenon_now() < end && !taking->is_ending())
        let_others_run(taking, FIRST_NAP);
    return tenon_take_again(taking);
}
