/**
 * @file
 * Waiting for an object that another call uses, with a limit.
 */
#include "tenon/wait.h"
#include "internal.h"

enum { MILLISECOND = 1000 * 1000, FIRST_NAP = 20 * 1000, LONGEST_NAP = 2 * MILLISECOND };

/*
 * By short naps that get longer: no release of a borrow has to look for somebody who waits, so waiting costs
 * those nothing who do not wait. Nothing is held while it naps, so it cannot be part of a deadlock.
 */
int32_t tenon_await_object(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                           const char *position, tenon_patience patience, void **object,
                           tenon_borrow *borrow) {
    const uint64_t limit = (uint64_t)patience.milliseconds * MILLISECOND;
    const uint64_t start = tenon_now();
    uint64_t nap = FIRST_NAP;
    for (;;) {
        uint64_t waited = tenon_now() - start;
        if (waited >= limit)
            break;
        void *unlocked = patience.unlock();
        tenon_nap(nap < limit - waited ? nap : limit - waited);
        patience.lock(unlocked);
        nap = nap < LONGEST_NAP ? nap * 2 : nap;
        if (tenon_borrow_quietly(type, handle, mode, object, borrow) != TENON_BUSY)
            break;
    }
    if (borrow->slot != NULL)
        return 0;
    return tenon_borrow_object(type, handle, mode, position, object, borrow);
}
