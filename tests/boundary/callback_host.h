/**
 * @file
 * A host's part of a callback, for the tests of boundaries: it counts, and fails when told to.
 */
#ifndef TENON_TESTS_BOUNDARY_CALLBACK_HOST_H
#define TENON_TESTS_BOUNDARY_CALLBACK_HOST_H

#include <stdatomic.h>

#include "support.h"

#include "tenon/callback.h"

/** What a host passes as its own. */
typedef struct host_part {
    _Atomic int calls;
    _Atomic int drops;
    int fails_at; /* the number of the call that fails; 0: none */
    void *foreign;
    void *more; /* for the test's own function */
} host_part;

static _Atomic int foreign_released;

static inline void release_foreign(void *foreign) {
    (void)foreign;
    atomic_fetch_add(&foreign_released, 1);
}

static inline void drop_part(void *host) {
    atomic_fetch_add(&((host_part *)host)->drops, 1);
}

/** Count a call. @return What the host's function returns. */
static inline int32_t count_call(host_part *part) {
    if (atomic_fetch_add(&part->calls, 1) + 1 != part->fails_at)
        return 0;
    return tenon_fail_foreign("the host gave up", part->foreign, release_foreign);
}

static inline tenon_callback callback_of(const void *functions, host_part *part) {
    return (tenon_callback){.functions = functions, .host = part, .drop = drop_part};
}

#endif /* TENON_TESTS_BOUNDARY_CALLBACK_HOST_H */
