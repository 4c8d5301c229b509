/**
 * @file
 * What the tests of callbacks share: a host whose functions count, and a library that calls it.
 */
#ifndef TENON_TESTS_CALLBACK_SUPPORT_H
#define TENON_TESTS_CALLBACK_SUPPORT_H

#include "support.h"

#include "tenon/callback.h"

static const tenon_class VISITOR = {"visitor", 0x3001, TENON_THREADS_ANY, false, tenon_callback_end};
static const tenon_class LOCAL_VISITOR = {"local visitor", 0x3002, TENON_THREADS_ONE, false,
                                          tenon_callback_end};

/** What a host passes as its own part. */
typedef struct host_part {
    _Atomic int calls;
    _Atomic int drops;
    _Atomic int failures_shown;
    int fails_at; /* the number of the call that fails; 0: none */
    void *foreign;
} host_part;

/** The functions of the host, as a boundary_<interface> has them. */
typedef struct visitor_functions {
    int32_t (*visit)(void *host, int node, int *result);
} visitor_functions;

static _Atomic int foreign_released;

static inline void release_foreign(void *foreign) {
    (void)foreign;
    atomic_fetch_add(&foreign_released, 1);
}

static inline void drop_part(void *host) {
    atomic_fetch_add(&((host_part *)host)->drops, 1);
}

static inline int32_t visit(void *host, int node, int *result) {
    host_part *part = host;
    int number = atomic_fetch_add(&part->calls, 1) + 1;
    if (number == part->fails_at)
        return tenon_fail_foreign("the visitor gave up", part->foreign, release_foreign);
    *result = node * 2;
    return 0;
}

static const visitor_functions FUNCTIONS = {visit};

static inline tenon_callback callback_of(host_part *part) {
    return (tenon_callback){.functions = &FUNCTIONS, .host = part, .drop = drop_part};
}

static inline tenon_handle open_callback(const tenon_class *type, host_part *part, tenon_scope scope) {
    tenon_callback callback = callback_of(part);
    tenon_handle handle = 0;
    assert_int_equal(tenon_callback_open(type, &callback, scope, 0, &handle), 0);
    assert_true(handle != 0);
    return handle;
}

/** A trampoline as the boundary has them: what the library calls. -1 where the host's function did not
 * succeed. */
static inline int trampoline(const tenon_class *type, int node, void *context) {
    tenon_callback_call call;
    int result = -1;
    if (!tenon_callback_enter(type, context, &call))
        return -1;
    const visitor_functions *functions = call.functions;
    if (functions->visit(call.host, node, &result) != 0) {
        tenon_callback_failed(&call);
        result = -1;
    }
    tenon_callback_leave(&call);
    return result;
}

static inline int call_visitor(int node, tenon_handle handle) {
    return trampoline(&VISITOR, node, tenon_callback_context(handle));
}

static inline int reset_callbacks(void **state) {
    atomic_store(&foreign_released, 0);
    tenon_set_unraisable(NULL);
    return reset_counts(state);
}

#define CALLBACK_TEST(function)                                                                              \
    cmocka_unit_test_setup_teardown(function, reset_callbacks, expect_nothing_live)

#endif /* TENON_TESTS_CALLBACK_SUPPORT_H */
