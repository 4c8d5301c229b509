/**
 * @file
 * Several of the host's threads that use one object at once, each seeing only its own errors.
 */
#ifndef TENON_TESTS_BOUNDARY_HOST_THREADS_H
#define TENON_TESTS_BOUNDARY_HOST_THREADS_H

#include <stdio.h>

#include "locked_host.h"

enum { HOST_THREADS = 4, ROUNDS = 300 };

/** What a thread does in a round, and whether it went as it should. */
typedef bool round_of_thread(tenon_handle object, int round);

typedef struct shared_part {
    round_of_thread *is_right;
    tenon_handle object;
    _Atomic bool is_wrong;
} shared_part;

/** Whether the recorded error is this one; it is forgotten. */
static inline bool is_recorded(int32_t code, const char *message) {
    const tenon_error *error = tenon_error_take();
    bool is_it = error != NULL && error->code == code && strcmp(error->message, message) == 0;
    tenon_error_free(error);
    return is_it;
}

static void *use_on_own_thread(void *argument) {
    shared_part *shared = argument;
    for (int round = 0; round < ROUNDS; round++) {
        host_enter();
        if (!shared->is_right(shared->object, round))
            shared->is_wrong = true;
        host_leave();
    }
    return NULL;
}

/** All of them, to the end. @return Whether every round of each was right. */
static inline bool use_on_threads(round_of_thread *is_right, tenon_handle object) {
    shared_part shared = {is_right, object, false};
    pthread_t threads[HOST_THREADS];
    for (int i = 0; i < HOST_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_on_own_thread, &shared), 0);
    host_leave();
    for (int i = 0; i < HOST_THREADS; i++)
        pthread_join(threads[i], NULL);
    host_enter();
    return !shared.is_wrong;
}

#endif /* TENON_TESTS_BOUNDARY_HOST_THREADS_H */
