/**
 * @file
 * What the tests with threads share.
 */
#ifndef MTPROXY_TESTS_THREADS_H
#define MTPROXY_TESTS_THREADS_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST_TEST_THREADS = 16 };

/** Run `count` threads, thread i with the element i of `arguments`, and wait for all. */
static inline void run_threads(size_t count, void *(*function)(void *argument), void *arguments,
                               size_t size) {
    pthread_t threads[MOST_TEST_THREADS];
    assert_true(count <= MOST_TEST_THREADS);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, function, (char *)arguments + i * size), 0);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
}

#endif /* MTPROXY_TESTS_THREADS_H */
