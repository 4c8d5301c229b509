/* Callbacks that are lent to a call: it borrows them itself, so its own thread runs them without a borrow. */
#include "callback_support.h"

static tenon_handle lend(tenon_calling *calling, const tenon_class *type, host_part *part) {
    tenon_callback callback = callback_of(part);
    tenon_handle handle = 0;
    assert_int_equal(tenon_callback_lend(calling, "graph_visit", type, &callback, &handle), 0);
    assert_true(handle != 0);
    return handle;
}

typedef struct foreign_call {
    const tenon_class *type;
    tenon_handle handle;
    int result;
} foreign_call;

static void *call_from_here(void *argument) {
    foreign_call *call = argument;
    call->result = trampoline(call->type, 4, tenon_callback_context(call->handle));
    tenon_error_clear();
    return NULL;
}

static int call_elsewhere(const tenon_class *type, tenon_handle handle) {
    foreign_call call = {type, handle, 0};
    on_another_thread(call_from_here, &call);
    return call.result;
}

/* ---- How long it lasts ---- */

static void lent__called_by_its_call__then_runs_and_ends_with_it(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    assert_int_equal(call_visitor(21, handle), 42);
    assert_int_equal(call_visitor(4, handle), 8);
    assert_int_equal(tenon_calling_check(&calling, NULL, 0), 0);
    assert_int_equal(part.drops, 0);
    tenon_calling_end(&calling);
    assert_int_equal(part.calls, 2);
    assert_int_equal(part.drops, 1);
}

static void lent__called_after_the_call__then_refused(void **state) {
    (void)state;
    host_part part = {0}, next = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    tenon_calling_end(&calling);
    tenon_calling_begin(&calling); /* the next call is lent one of the same slot */
    tenon_handle other = lend(&calling, &VISITOR, &next);
    assert_int_equal(handle & 0xFFFFFF, other & 0xFFFFFF);
    assert_int_equal(call_visitor(1, handle), -1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "any more");
    tenon_calling_end(&calling);
    assert_int_equal(call_elsewhere(&VISITOR, handle), -1);
    assert_int_equal(part.calls + next.calls, 0);
}

static void lent__closed_while_it_runs__then_ends_with_its_call(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_callback_call call;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    tenon_callback_drop(tenon_callback_context(handle));
    assert_int_equal(call_visitor(1, handle), -1);
    tenon_callback_leave(&call);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(part.drops, 0);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "any more");
    tenon_calling_end(&calling);
    assert_int_equal(part.drops, 1);
}

static void lent__with_another_context_or_type__then_refused(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    assert_int_equal(trampoline(&LOCAL_VISITOR, 1, tenon_callback_context(handle)), -1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "never was one");
    tenon_calling_end(&calling);
    assert_int_equal(part.calls, 0);
}

static void lent__left_by_a_jump__then_left_behind(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_callback_call first, second;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    tenon_fail(7, "the library's own");
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &first));
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &second));
    tenon_calling_end(&calling); /* without tenon_callback_leave() */
    assert_int_equal(part.drops, 1);
    tenon_error_clear();
}

/* ---- Several ---- */

static void lent__two_and_the_second_fails__then_the_call_fails_with_it(void **state) {
    (void)state;
    host_part first = {0}, second = {.fails_at = 1};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle one = lend(&calling, &VISITOR, &first);
    tenon_handle two = lend(&calling, &VISITOR, &second);
    assert_int_equal(call_visitor(1, one), 2);
    assert_int_equal(call_visitor(1, two), -1);
    assert_int_equal(call_visitor(1, one), -1); /* nothing runs any more */
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_CALLBACK_FAILED, "gave up");
    tenon_calling_end(&calling);
    assert_int_equal(first.drops + second.drops, 2);
}

static void lent__to_the_outer_call_and_called_in_a_nested_one__then_runs(void **state) {
    (void)state;
    host_part part = {0}, nested_part = {0};
    tenon_calling outer, nested;
    tenon_callback_call running;
    tenon_calling_begin(&outer);
    tenon_handle handle = lend(&outer, &VISITOR, &part);
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &running));
    tenon_calling_begin(&nested);
    tenon_handle other = lend(&nested, &VISITOR, &nested_part);
    assert_int_equal(call_visitor(1, handle), 2);
    assert_int_equal(call_visitor(2, other), 4);
    tenon_calling_end(&nested);
    tenon_callback_leave(&running);
    assert_int_equal(tenon_calling_check(&outer, NULL, 0), 0);
    tenon_calling_end(&outer);
    assert_int_equal(part.drops + nested_part.drops, 2);
}

/* ---- Threads ---- */

static void lent__called_elsewhere__then_runs(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    assert_int_equal(call_elsewhere(&VISITOR, handle), 8);
    assert_int_equal(call_visitor(1, handle), 2);
    tenon_calling_end(&calling);
    assert_int_equal(part.drops, 1);
}

static void lent__fails_elsewhere__then_the_call_fails(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &VISITOR, &part);
    assert_int_equal(call_elsewhere(&VISITOR, handle), -1);
    assert_int_equal(call_visitor(1, handle), -1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_CALLBACK_FAILED, "gave up");
    tenon_calling_end(&calling);
}

static void lent__of_one_thread_and_called_elsewhere__then_the_call_fails_and_host_untouched(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = lend(&calling, &LOCAL_VISITOR, &part);
    assert_int_equal(call_elsewhere(&LOCAL_VISITOR, handle), -1);
    assert_int_equal(part.calls, 0);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "another thread");
    tenon_calling_end(&calling);
    assert_int_equal(part.drops, 1);
}

typedef struct long_visit {
    tenon_handle handle;
    _Atomic bool has_entered;
    _Atomic bool may_leave;
} long_visit;

static void *stay_inside(void *argument) {
    long_visit *it = argument;
    tenon_callback_call call;
    bool has_entered = tenon_callback_enter(&VISITOR, tenon_callback_context(it->handle), &call);
    atomic_store(&it->has_entered, true);
    while (!atomic_load(&it->may_leave))
        tenon_nap(1000 * 1000);
    if (has_entered)
        tenon_callback_leave(&call);
    return has_entered ? it : NULL;
}

static void lent__running_elsewhere_when_the_call_ends__then_ended_by_the_last_user(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    long_visit it = {.handle = lend(&calling, &VISITOR, &part)};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, stay_inside, &it), 0);
    while (!atomic_load(&it.has_entered))
        tenon_nap(1000 * 1000);
    tenon_calling_end(&calling);
    assert_int_equal(part.drops, 0);
    assert_int_equal(call_visitor(1, it.handle), -1);
    atomic_store(&it.may_leave, true);
    void *has_entered = NULL;
    assert_int_equal(pthread_join(thread, &has_entered), 0);
    assert_ptr_equal(has_entered, &it);
    assert_int_equal(part.drops, 1);
    tenon_error_clear();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CALLBACK_TEST(lent__called_by_its_call__then_runs_and_ends_with_it),
        CALLBACK_TEST(lent__called_after_the_call__then_refused),
        CALLBACK_TEST(lent__closed_while_it_runs__then_ends_with_its_call),
        CALLBACK_TEST(lent__with_another_context_or_type__then_refused),
        CALLBACK_TEST(lent__left_by_a_jump__then_left_behind),
        CALLBACK_TEST(lent__two_and_the_second_fails__then_the_call_fails_with_it),
        CALLBACK_TEST(lent__to_the_outer_call_and_called_in_a_nested_one__then_runs),
        CALLBACK_TEST(lent__called_elsewhere__then_runs),
        CALLBACK_TEST(lent__fails_elsewhere__then_the_call_fails),
        CALLBACK_TEST(lent__of_one_thread_and_called_elsewhere__then_the_call_fails_and_host_untouched),
        CALLBACK_TEST(lent__running_elsewhere_when_the_call_ends__then_ended_by_the_last_user),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
