/**
 * @file
 * What the runtime's tests share: three classes that count their destructions, and checks of errors.
 */
#ifndef TENON_TESTS_SUPPORT_H
#define TENON_TESTS_SUPPORT_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "internal.h"

#include <cmocka.h> /* after the headers it needs */

/** An object of every class in these tests. */
typedef struct thing {
    int id;
} thing;

static _Atomic int destroyed;      /* how many, since reset_counts() */
static _Atomic int last_destroyed; /* the id */
static int destroyed_order[16];    /* ids, for tests of one thread */

static inline void destroy_thing(void *object) {
    thing *it = object;
    int at = atomic_fetch_add(&destroyed, 1);
    atomic_store(&last_destroyed, it->id);
    if (at < 16)
        destroyed_order[at] = it->id;
    free(it);
}

static const tenon_class GRAPH = {"graph", 0x1001, TENON_THREADS_ANY, false, destroy_thing};
static const tenon_class CURSOR = {"cursor", 0x1002, TENON_THREADS_ANY, false, destroy_thing};
static const tenon_class QUEUE = {"queue", 0x1003, TENON_THREADS_SERIAL, false, destroy_thing};
static const tenon_class WINDOW = {"window", 0x1004, TENON_THREADS_ONE, false, destroy_thing};

static inline thing *new_thing(int id) {
    thing *it = malloc(sizeof *it);
    assert_non_null(it);
    it->id = id;
    return it;
}

static inline tenon_handle wrap(const tenon_class *type, int id) {
    tenon_handle handle = 0;
    assert_int_equal(tenon_wrap(type, new_thing(id), NULL, &handle), 0);
    assert_true(handle != 0);
    return handle;
}

static inline tenon_handle wrap_child(const tenon_class *type, int id, tenon_handle parent,
                                      tenon_borrow_mode parent_mode, bool freezes) {
    tenon_keep keep = {.parent = parent, .parent_mode = parent_mode, .freezes = freezes};
    tenon_handle handle = 0;
    assert_int_equal(tenon_wrap(type, new_thing(id), &keep, &handle), 0);
    return handle;
}

static inline tenon_borrow borrow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    tenon_borrow held = {0};
    void *object = NULL;
    assert_int_equal(tenon_borrow_object(type, handle, mode, "it", &object, &held), 0);
    assert_non_null(object);
    return held;
}

static inline int32_t try_borrow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    tenon_borrow held = {0};
    void *object = NULL;
    int32_t status = tenon_borrow_object(type, handle, mode, "it", &object, &held);
    tenon_release(&held);
    return status;
}

static inline int32_t try_peek(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    void *object = NULL;
    int32_t status = tenon_peek_object(type, handle, mode, "it", &object);
    assert_true((status == 0) == (object != NULL));
    return status;
}

static inline tenon_slot *slot_of(tenon_handle handle) {
    return tenon_slot_at(handle);
}

/** Check the recorded error's code, that `status` is its negative kind, and a part of its message; forget it.
 */
static inline void expect_error(int32_t status, int32_t code, const char *part) {
    const tenon_error *error = tenon_error_peek();
    assert_non_null(error);
    assert_int_equal(error->code, code);
    assert_true(status < 0);
    assert_int_equal(status, -error->kind);
    assert_true(error->name[0] != '\0');
    if (strstr(error->message, part) == NULL)
        fail_msg("the message \"%s\" lacks \"%s\"", error->message, part);
    tenon_error_clear();
}

/** Both ways of using an object must say the same. */
static inline void expect_refused(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                                  int32_t code, const char *part) {
    expect_error(try_borrow(type, handle, mode), code, part);
    expect_error(try_peek(type, handle, mode), code, part);
}

static inline void expect_usable(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    assert_int_equal(try_peek(type, handle, mode), 0);
    assert_int_equal(try_borrow(type, handle, mode), 0);
}

static inline int reset_counts(void **state) {
    (void)state;
    atomic_store(&destroyed, 0);
    atomic_store(&last_destroyed, 0);
    tenon_error_clear();
    return 0;
}

/** Teardown of every test: nothing may be left. */
static inline int expect_nothing_live(void **state) {
    (void)state;
    tenon_error_clear();
    if (tenon_live_count() != 0)
        print_error("%zu objects are left\n", tenon_live_count());
    return tenon_live_count() == 0 ? 0 : -1;
}

#define RUNTIME_TEST(function) cmocka_unit_test_setup_teardown(function, reset_counts, expect_nothing_live)

/** Run a function on a thread of its own, to the end. */
static inline void on_another_thread(void *(*function)(void *), void *argument) {
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, function, argument), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
}

#endif /* TENON_TESTS_SUPPORT_H */
