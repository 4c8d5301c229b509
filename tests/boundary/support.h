/**
 * @file
 * What the tests of the generated boundaries share: expecting errors, and text that a host passes.
 */
#ifndef TENON_TESTS_BOUNDARY_SUPPORT_H
#define TENON_TESTS_BOUNDARY_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "tenon/boundary.h" /* for the host's promises that this test is compiled with */

#include <cmocka.h> /* after the headers it needs */

/** A literal as the two arguments of a text. */
#define TEXT(literal) (literal), sizeof(literal) - 1

static inline void expect_ok(int32_t status) {
    if (status != 0)
        print_error("%s\n", tenon_error_peek() != NULL ? tenon_error_peek()->message : "no error");
    assert_int_equal(status, 0);
}

/** The call failed with this code, in this function, and its message has these words. */
static inline void expect_error(int32_t status, int32_t code, const char *function, const char *words) {
    const tenon_error *error = tenon_error_take();
    assert_true(status < 0);
    assert_non_null(error);
    assert_int_equal(error->code, code);
    assert_int_equal(error->kind, -status);
    assert_string_equal(error->function, function);
    if (words[0] != '\0' && strstr(error->message, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error->message, words);
    tenon_error_free(error);
}

static inline void expect_text(tenon_text *text, const char *expected) {
    assert_non_null(tenon_text_data(text));
    assert_int_equal(text->length, strlen(expected));
    assert_memory_equal(tenon_text_data(text), expected, text->length);
    tenon_text_free(text);
}

static inline void expect_no_text(const tenon_text *text) {
    assert_null(tenon_text_data(text));
    assert_int_equal(text->length, 0);
}

/** Nothing outlives a test. */
static inline int expect_nothing_live(void **state) {
    (void)state;
    tenon_error_clear();
    return tenon_live_count() == 0 ? 0 : -1;
}

#define BOUNDARY_TEST(function) cmocka_unit_test_teardown(function, expect_nothing_live)

/** What a host with one thread gives where it is asked for its lock. */
#if TENON_HOST_UNLOCKS
#define HOST_WITHOUT_THREADS                                                                                 \
    void *tenon_host_unlock(void) {                                                                          \
        return NULL;                                                                                         \
    }                                                                                                        \
    void tenon_host_lock(void *unlocked) {                                                                   \
        (void)unlocked;                                                                                      \
    }                                                                                                        \
    bool tenon_host_is_ending(void) {                                                                        \
        return false;                                                                                        \
    }
#else
#define HOST_WITHOUT_THREADS
#endif

#endif /* TENON_TESTS_BOUNDARY_SUPPORT_H */
