/**
 * @file
 * A host with one lock that its threads take turns with, for the tests in which the library calls on other
 * threads.
 */
#ifndef TENON_TESTS_BOUNDARY_LOCKED_HOST_H
#define TENON_TESTS_BOUNDARY_LOCKED_HOST_H

#include <pthread.h>

#include "callback_host.h"

#if TENON_HOST_UNLOCKS
static pthread_mutex_t host_mutex = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local bool holds_host;

static inline void host_enter(void) {
    pthread_mutex_lock(&host_mutex);
    holds_host = true;
}

static inline void host_leave(void) {
    holds_host = false;
    pthread_mutex_unlock(&host_mutex);
}

static inline bool host_is_entered(void) {
    return holds_host;
}

void *tenon_host_unlock(void) {
    host_leave();
    return NULL;
}

void tenon_host_lock(void *unlocked) {
    (void)unlocked;
    host_enter();
}

bool tenon_host_is_ending(void) {
    return false;
}
#else
static inline void host_enter(void) {
}

static inline void host_leave(void) {
}

static inline bool host_is_entered(void) {
    return true;
}
#endif

/** A host's function begins, on whatever thread. @return Whether it took the lock, for host_function_ends().
 */
static inline bool host_function_begins(void) {
    bool takes = !host_is_entered();
    if (takes)
        host_enter();
    return takes;
}

static inline void host_function_ends(bool took) {
    if (took)
        host_leave();
}

static inline int begin_in_host(void **state) {
    (void)state;
    foreign_released = 0;
    host_enter();
    return 0;
}

static inline int end_in_host(void **state) {
    host_leave();
    return expect_nothing_live(state);
}

#define HOST_TEST(function) cmocka_unit_test_setup_teardown(function, begin_in_host, end_in_host)

#endif /* TENON_TESTS_BOUNDARY_LOCKED_HOST_H */
