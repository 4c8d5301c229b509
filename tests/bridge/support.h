/**
 * @file
 * What the tests of bridges share.
 */
#ifndef TENON_TESTS_BRIDGE_SUPPORT_H
#define TENON_TESTS_BRIDGE_SUPPORT_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge/bridge_internal.h"
#include "bridges_sample.h"

#include <cmocka.h> /* after the headers it needs */

#define PROVIDER(name) PROVIDERS "/" name ".so"

/** Check the recorded error's code and a part of its message; forget it. */
static inline void expect_refused(int32_t status, int32_t code, const char *part) {
    const tenon_error *error = tenon_error_peek();
    assert_int_equal(status, code);
    assert_non_null(error);
    assert_int_equal(error->code, code);
    if (strstr(error->message, part) == NULL)
        fail_msg("the message \"%s\" lacks \"%s\"", error->message, part);
    tenon_error_clear();
}

static inline void expect_done(int32_t status) {
    if (status != 0)
        fail_msg("%s", tenon_error_peek()->message);
}

static inline tenon_candidate *open_provider(const char *path) {
    tenon_candidate *candidate = NULL;
    expect_done(tenon_bridge_open(&bridges_sample, path, &candidate));
    assert_non_null(candidate);
    return candidate;
}

/** As a check that found all that is implemented equal, and measured 3 and 1 ns. */
static inline void prove_all(tenon_candidate *candidate) {
    for (uint32_t i = 0; i < bridges_sample.operation_count; i++) {
        tenon_bridge_finding found = {.operation = bridges_sample.operations[i].name,
                                      .verdict = TENON_BRIDGE_EQUAL,
                                      .calls = 100,
                                      .reference_time = 3,
                                      .candidate_time = 1};
        if (tenon_candidate_operation(candidate, i) == NULL)
            found.verdict = TENON_BRIDGE_NOT_IMPLEMENTED;
        tenon_bridge_prove(candidate, i, &found);
    }
}

/** What the provider's own counter says: calls that went through its counted function. */
static inline uint64_t counted_by(const tenon_candidate *candidate, uint32_t operation) {
    const tenon_provider_operation *is = tenon_candidate_operation(candidate, operation);
    return __atomic_load_n(is->calls, __ATOMIC_RELAXED);
}

#endif /* TENON_TESTS_BRIDGE_SUPPORT_H */
