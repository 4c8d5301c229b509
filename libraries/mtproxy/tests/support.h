/**
 * @file
 * What the tests of the mtproxy library share.
 */
#ifndef MTPROXY_TEST_SUPPORT_H
#define MTPROXY_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <tenon/error.h>

#include <mtproxy/mtproxy.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/** The call succeeds. */
#define assert_ok(call) assert_int_equal((call), MTPROXY_OK)

/** The call fails with this status, and says why. */
#define assert_fails(call, status)                                                                           \
    do {                                                                                                     \
        tenon_error_clear();                                                                                 \
        assert_int_equal((call), (status));                                                                  \
        assert_non_null(tenon_error_peek());                                                                 \
        assert_int_equal(tenon_error_peek()->code, (status));                                                \
    } while (0)

/** A repeatable pseudo-random number. */
static inline uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/** Fills memory with repeatable pseudo-random bytes. */
static inline void fill_random(uint64_t *state, uint8_t *bytes, size_t size) {
    for (size_t i = 0; i < size; i++)
        bytes[i] = (uint8_t)(next_random(state) >> 24);
}

#endif /* MTPROXY_TEST_SUPPORT_H */
