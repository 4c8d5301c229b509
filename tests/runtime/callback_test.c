/* Callbacks: contexts, failures, and that the host's part is dropped exactly once. */
#include "callback_support.h"

/* ---- Calls ---- */

static void enter__live_context__then_host_called(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    assert_int_equal(call_visitor(21, handle), 42);
    assert_int_equal(call_visitor(4, handle), 8);
    assert_int_equal(part.calls, 2);
    assert_int_equal(part.drops, 0);
    assert_int_equal(tenon_drop(handle), 0);
    assert_int_equal(part.drops, 1);
}

static void enter__library_has_recorded__then_kept_and_hidden_from_the_host(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    tenon_fail(7, "the library's own");
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    assert_null(tenon_error_peek());
    tenon_fail(8, "of a call that the host makes and handles");
    tenon_callback_leave(&call);
    assert_int_equal(tenon_error_peek()->code, 7);
    tenon_drop(handle);
    assert_int_equal(tenon_error_peek()->code, 7);
}

static void drop__while_running__then_deferred_until_it_returns(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_DROPPED);
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    tenon_callback_drop(tenon_callback_context(handle));
    assert_int_equal(part.drops, 0);
    assert_int_equal(call_visitor(1, handle), -1);
    tenon_callback_leave(&call);
    assert_int_equal(part.drops, 1);
}

static void drop__twice__then_once(void **state) {
    (void)state;
    host_part part = {0};
    tenon_fail(7, "the library's own");
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_DROPPED);
    tenon_callback_drop(tenon_callback_context(handle));
    tenon_callback_drop(tenon_callback_context(handle));
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_error_peek()->code, 7);
}

static void drop__of_what_is_no_callback__then_nothing_closed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_callback_drop(tenon_callback_context(graph));
    tenon_callback_drop(NULL);
    tenon_callback_drop(tenon_callback_context(UINT64_C(0x3001000001FFFFFF)));
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void once__called__then_ended(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_ONCE);
    assert_int_equal(call_visitor(3, handle), 6);
    assert_int_equal(part.drops, 1);
    assert_int_equal(part.calls, 1);
}

static void once__called_again_while_running__then_broken_contract(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_ONCE);
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    assert_int_equal(call_visitor(1, handle), -1);
    tenon_callback_leave(&call);
    assert_int_equal(part.drops, 1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "visitor twice");
    tenon_calling_end(&calling);
}

/* ---- Opening fails ---- */

static void open__no_drop_function__then_allowed(void **state) {
    (void)state;
    tenon_callback callback = {.functions = &FUNCTIONS};
    tenon_handle handle;
    assert_int_equal(tenon_callback_open(&VISITOR, &callback, TENON_ONCE, 0, &handle), 0);
    assert_int_equal(tenon_drop(handle), 0);
}

/* ---- Failures ---- */

static void failure__during_call__then_the_call_fails_with_it(void **state) {
    (void)state;
    int thrown = 0;
    host_part part = {.fails_at = 2, .foreign = &thrown};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    assert_int_equal(call_visitor(1, handle), 2);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(part.calls, 2); /* what comes after a failure does not reach the host */
    tenon_fail(9, "the library says why it stopped");
    int32_t status = tenon_calling_check(&calling, &handle, 1);
    assert_int_equal(tenon_drop(handle), 0);
    tenon_calling_end(&calling);
    assert_int_equal(status, -TENON_KIND_INTERNAL);
    const tenon_error *error = tenon_error_take();
    assert_int_equal(error->code, TENON_CALLBACK_FAILED);
    assert_string_equal(error->message, "the visitor gave up");
    assert_ptr_equal(error->foreign, &thrown);
    assert_int_equal(foreign_released, 0);
    tenon_error_free(error);
    assert_int_equal(foreign_released, 1);
    assert_int_equal(part.drops, 1);
}

static void failure__of_one__then_another_of_the_call_does_not_run(void **state) {
    (void)state;
    host_part first = {.fails_at = 1}, second = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handles[] = {open_callback(&VISITOR, &first, TENON_DURING_CALL),
                              open_callback(&VISITOR, &second, TENON_DURING_CALL)};
    assert_int_equal(call_visitor(1, handles[0]), -1);
    assert_int_equal(call_visitor(1, handles[1]), -1);
    assert_int_equal(second.calls, 0);
    expect_error(tenon_calling_check(&calling, handles, 2), TENON_CALLBACK_FAILED, "gave up");
    tenon_drop(handles[0]);
    tenon_drop(handles[1]);
    tenon_calling_end(&calling);
}

static void failure__without_words__then_named_after_the_callback(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    tenon_callback_failed(&call);
    tenon_callback_leave(&call);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_CALLBACK_FAILED, "visitor failed");
    tenon_calling_end(&calling);
    assert_int_equal(tenon_drop(handle), 0);
}

static void failure__of_the_hosts_own_kind__then_kept(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    tenon_refuse(TENON_BUSY, "the main thread waits");
    tenon_callback_failed(&call);
    tenon_callback_leave(&call);
    int32_t status = tenon_calling_check(&calling, &handle, 1);
    expect_error(status, TENON_BUSY, "main thread");
    tenon_drop(handle);
    tenon_calling_end(&calling);
}

static void failure__in_nested_call__then_only_that_fails(void **state) {
    (void)state;
    host_part outer_part = {0}, inner_part = {.fails_at = 1};
    tenon_calling outer;
    tenon_calling_begin(&outer);
    tenon_handle outer_handle = open_callback(&VISITOR, &outer_part, TENON_DURING_CALL);
    tenon_callback_call running;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(outer_handle), &running));
    tenon_calling inner;
    tenon_calling_begin(&inner);
    tenon_handle inner_handle = open_callback(&VISITOR, &inner_part, TENON_DURING_CALL);
    assert_int_equal(call_visitor(1, inner_handle), -1);
    int32_t inner_status = tenon_calling_check(&inner, &inner_handle, 1);
    tenon_drop(inner_handle);
    tenon_calling_end(&inner);
    expect_error(inner_status, TENON_CALLBACK_FAILED, "gave up");
    tenon_callback_leave(&running);
    assert_int_equal(call_visitor(5, outer_handle), 10);
    assert_int_equal(tenon_calling_check(&outer, &outer_handle, 1), 0);
    tenon_drop(outer_handle);
    tenon_calling_end(&outer);
}

static void failure__of_the_outer_calls_callback_in_a_nested_call__then_the_outer_fails(void **state) {
    (void)state;
    host_part part = {.fails_at = 1}, other_part = {0};
    tenon_calling outer, inner;
    tenon_calling_begin(&outer);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    tenon_calling_begin(&inner);
    tenon_handle other = open_callback(&VISITOR, &other_part, TENON_DURING_CALL);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(call_visitor(1, other), 2);
    assert_int_equal(tenon_calling_check(&inner, &other, 1), 0);
    tenon_drop(other);
    tenon_calling_end(&inner);
    expect_error(tenon_calling_check(&outer, &handle, 1), TENON_CALLBACK_FAILED, "gave up");
    tenon_drop(handle);
    tenon_calling_end(&outer);
}

static void failure__of_a_stored_callback_in_a_call__then_that_call_fails_and_the_next_runs(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    tenon_calling calling;
    tenon_calling_begin(&calling);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_int_equal(part.calls, 1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_CALLBACK_FAILED, "gave up");
    tenon_calling_end(&calling);
    tenon_calling_begin(&calling);
    assert_int_equal(call_visitor(1, handle), 2);
    assert_int_equal(tenon_calling_check(&calling, NULL, 0), 0);
    tenon_calling_end(&calling);
    assert_int_equal(tenon_drop(handle), 0);
}

/* ---- Failures that no call waits for ---- */

static const tenon_error *shown;
static const void *shown_functions;
static void *shown_host;
static int shown_count;

static void show(const void *functions, void *host, const tenon_error *error) {
    tenon_error_free(shown);
    shown = error;
    shown_functions = functions;
    shown_host = host;
    shown_count++;
}

static void expect_shown(int32_t code, const char *words, const void *host) {
    assert_non_null(shown);
    assert_int_equal(shown->code, code);
    assert_non_null(strstr(shown->message, words));
    assert_ptr_equal(shown_host, host);
    assert_ptr_equal(shown_functions, host == NULL ? NULL : &FUNCTIONS);
    tenon_error_free(shown);
    shown = NULL;
}

static void failure__without_a_call__then_shown(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_set_unraisable(show);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_DROPPED);
    assert_int_equal(call_visitor(1, handle), -1);
    assert_string_equal(shown->function, "visitor");
    expect_shown(TENON_CALLBACK_FAILED, "gave up", &part);
    assert_int_equal(call_visitor(1, handle), 2);
    assert_int_equal(tenon_drop(handle), 0);
}

static void context__stale__then_shown_or_the_calls_failure(void **state) {
    (void)state;
    host_part part = {0};
    tenon_set_unraisable(show);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_DURING_CALL);
    assert_int_equal(tenon_drop(handle), 0);
    assert_int_equal(call_visitor(1, handle), -1);
    expect_shown(TENON_BROKEN_CONTRACT, "a visitor with a context that never was one", NULL);

    tenon_handle next = open_callback(&VISITOR, &part, TENON_DURING_CALL); /* in the same slot */
    tenon_calling calling;
    tenon_calling_begin(&calling);
    assert_int_equal(call_visitor(1, handle), -1);
    expect_error(tenon_calling_check(&calling, NULL, 0), TENON_BROKEN_CONTRACT, "none any more");
    tenon_calling_end(&calling);
    assert_int_equal(call_visitor(1, next), 2);
    assert_int_equal(tenon_drop(next), 0);
    assert_int_equal(part.calls, 1);
}

static void context__made_up__then_refused(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    const tenon_handle contexts[] = {0, 1, graph, UINT64_C(0x3001000001FFFFFF), ~UINT64_C(0)};
    tenon_set_unraisable(show);
    for (size_t index = 0; index < sizeof contexts / sizeof contexts[0]; index++) {
        assert_int_equal(call_visitor(1, contexts[index]), -1);
        expect_shown(TENON_BROKEN_CONTRACT, "context", NULL);
    }
    assert_int_equal(tenon_drop(graph), 0);
}

/* ---- Threads ---- */

typedef struct foreign_call {
    const tenon_class *type;
    tenon_handle handle;
    int result;
} foreign_call;

static void *call_from_here(void *argument) {
    foreign_call *call = argument;
    call->result = trampoline(call->type, 4, tenon_callback_context(call->handle));
    return NULL;
}

static void thread_any__called_elsewhere__then_runs(void **state) {
    (void)state;
    host_part part = {0};
    foreign_call call = {&VISITOR, open_callback(&VISITOR, &part, TENON_DURING_CALL), 0};
    on_another_thread(call_from_here, &call);
    assert_int_equal(call.result, 8);
    assert_int_equal(tenon_drop(call.handle), 0);
}

static void thread_any__fails_elsewhere_during_call__then_the_call_fails(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    foreign_call call = {&VISITOR, open_callback(&VISITOR, &part, TENON_DURING_CALL), 0};
    on_another_thread(call_from_here, &call);
    assert_int_equal(call.result, -1);
    assert_int_equal(call_visitor(1, call.handle), -1);
    assert_int_equal(part.calls, 1);
    expect_error(tenon_calling_check(&calling, &call.handle, 1), TENON_CALLBACK_FAILED, "gave up");
    assert_int_equal(tenon_drop(call.handle), 0);
    tenon_calling_end(&calling);
}

static void thread_any__fails_after_the_call_has_asked__then_shown(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_set_unraisable(show);
    tenon_calling calling;
    tenon_calling_begin(&calling);
    foreign_call call = {&VISITOR, open_callback(&VISITOR, &part, TENON_DURING_CALL), 0};
    assert_int_equal(tenon_calling_check(&calling, &call.handle, 1), 0);
    on_another_thread(call_from_here, &call);
    tenon_calling_end(&calling);
    assert_int_equal(tenon_drop(call.handle), 0);
    expect_shown(TENON_CALLBACK_FAILED, "gave up", &part);
    assert_int_equal(part.drops, 1);
}

static void thread_one__called_elsewhere__then_the_call_fails_and_host_untouched(void **state) {
    (void)state;
    host_part part = {0};
    tenon_calling calling;
    tenon_calling_begin(&calling);
    foreign_call call = {&LOCAL_VISITOR, open_callback(&LOCAL_VISITOR, &part, TENON_DURING_CALL), 0};
    on_another_thread(call_from_here, &call);
    assert_int_equal(call.result, -1);
    assert_int_equal(part.calls, 0);
    expect_error(tenon_calling_check(&calling, &call.handle, 1), TENON_BROKEN_CONTRACT, "another thread");
    assert_int_equal(tenon_drop(call.handle), 0);
    tenon_calling_end(&calling);
    assert_int_equal(part.drops, 1);
}

static void thread_one__stored_and_called_elsewhere__then_shown_without_host(void **state) {
    (void)state;
    host_part part = {0};
    tenon_set_unraisable(show);
    foreign_call call = {&LOCAL_VISITOR, open_callback(&LOCAL_VISITOR, &part, TENON_UNTIL_DROPPED), 0};
    on_another_thread(call_from_here, &call);
    expect_shown(TENON_BROKEN_CONTRACT, "another thread", NULL);
    assert_int_equal(trampoline(&LOCAL_VISITOR, 2, tenon_callback_context(call.handle)), 4);
    assert_int_equal(tenon_drop(call.handle), 0);
}

static void *drop_from_here(void *context) {
    tenon_callback_drop(context);
    return NULL;
}

static void thread_one__dropped_elsewhere__then_host_dropped_on_its_own(void **state) {
    (void)state;
    host_part part = {0}, next_part = {0};
    tenon_handle handle = open_callback(&LOCAL_VISITOR, &part, TENON_UNTIL_DROPPED);
    on_another_thread(drop_from_here, tenon_callback_context(handle));
    assert_int_equal(part.drops, 0);
    tenon_handle next = open_callback(&LOCAL_VISITOR, &next_part, TENON_UNTIL_DROPPED);
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_drop(next), 0);
}

/* ---- Jumps ---- */

static void jump__over_callbacks__then_their_borrows_are_given_back(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_DROPPED);
    tenon_handle once = open_callback(&VISITOR, &part, TENON_ONCE);
    tenon_calling outer, inner;
    tenon_calling_begin(&outer);
    tenon_callback_call first, second, again;
    tenon_fail(7, "the library's own");
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &first));
    tenon_calling_begin(&inner);
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &again));
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(once), &second));
    memset(&first, 0xAA, sizeof first); /* as the stack is, behind a jump */
    memset(&second, 0xAA, sizeof second);
    memset(&again, 0xAA, sizeof again);
    memset(&inner, 0xAA, sizeof inner);
    tenon_fail(8, "why it jumped");
    assert_int_equal(tenon_calling_check(&outer, NULL, 0), 0);
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_error_peek()->code, 8);
    tenon_callback_drop(tenon_callback_context(handle));
    assert_int_equal(part.drops, 2);
    part.fails_at = 1;
    tenon_handle failing = open_callback(&VISITOR, &part, TENON_UNTIL_DROPPED);
    assert_int_equal(call_visitor(1, failing), -1);
    expect_error(tenon_calling_check(&outer, NULL, 0), TENON_CALLBACK_FAILED, "gave up");
    tenon_calling_end(&outer);
    assert_int_equal(tenon_drop(failing), 0);
}

/* ---- Rooms ---- */

static void room__of_a_callback__then_its_own_and_aligned(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback callback = callback_of(&part);
    tenon_handle handles[2];
    for (int index = 0; index < 2; index++) {
        assert_int_equal(tenon_callback_open(&VISITOR, &callback, TENON_UNTIL_DROPPED, 100, &handles[index]),
                         0);
        assert_int_equal((uintptr_t)tenon_callback_room(handles[index]) % _Alignof(max_align_t), 0);
        memset(tenon_callback_room(handles[index]), index + 1, 100);
    }
    assert_int_equal(((char *)tenon_callback_room(handles[0]))[99], 1);
    assert_int_equal(call_visitor(3, handles[0]), 6);
    assert_int_equal(tenon_drop(handles[0]), 0);
    assert_int_equal(tenon_drop(handles[1]), 0);
}

static void reject__while_an_error_is_recorded__then_dropped_and_kept(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback callback = callback_of(&part);
    tenon_fail(7, "why");
    tenon_callback_reject(&callback);
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_error_peek()->code, 7);
}

/* ---- Foreign errors ---- */

static void foreign__in_a_chain__then_released_exactly_once(void **state) {
    (void)state;
    int thrown = 0;
    tenon_fail_foreign("first", &thrown, release_foreign);
    tenon_fail_because(3, "second");
    assert_ptr_equal(tenon_error_peek()->cause->foreign, &thrown);
    tenon_error_clear();
    assert_int_equal(foreign_released, 1);
    tenon_fail_foreign("again", &thrown, release_foreign);
    tenon_fail(3, "forgets the one before");
    assert_int_equal(foreign_released, 2);
}

static void foreign__taken_by_the_host__then_not_released(void **state) {
    (void)state;
    int thrown = 0;
    tenon_fail_foreign("it", &thrown, release_foreign);
    tenon_error *error = (tenon_error *)(uintptr_t)tenon_error_take();
    assert_ptr_equal(error->foreign, &thrown);
    error->foreign = NULL;
    tenon_error_free(error);
    assert_int_equal(foreign_released, 0);
}

static void foreign__none__then_only_a_message(void **state) {
    (void)state;
    tenon_fail_foreign("50% of \xFF", NULL, NULL);
    assert_string_equal(tenon_error_peek()->message, "50% of \xEF\xBF\xBD");
    assert_string_equal(tenon_error_peek()->name, "TENON_CALLBACK_FAILED");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CALLBACK_TEST(enter__live_context__then_host_called),
        CALLBACK_TEST(enter__library_has_recorded__then_kept_and_hidden_from_the_host),
        CALLBACK_TEST(drop__while_running__then_deferred_until_it_returns),
        CALLBACK_TEST(drop__twice__then_once),
        CALLBACK_TEST(drop__of_what_is_no_callback__then_nothing_closed),
        CALLBACK_TEST(once__called__then_ended),
        CALLBACK_TEST(once__called_again_while_running__then_broken_contract),
        CALLBACK_TEST(open__no_drop_function__then_allowed),
        CALLBACK_TEST(failure__during_call__then_the_call_fails_with_it),
        CALLBACK_TEST(failure__of_one__then_another_of_the_call_does_not_run),
        CALLBACK_TEST(failure__without_words__then_named_after_the_callback),
        CALLBACK_TEST(failure__of_the_hosts_own_kind__then_kept),
        CALLBACK_TEST(failure__in_nested_call__then_only_that_fails),
        CALLBACK_TEST(failure__of_the_outer_calls_callback_in_a_nested_call__then_the_outer_fails),
        CALLBACK_TEST(failure__of_a_stored_callback_in_a_call__then_that_call_fails_and_the_next_runs),
        CALLBACK_TEST(failure__without_a_call__then_shown),
        CALLBACK_TEST(context__stale__then_shown_or_the_calls_failure),
        CALLBACK_TEST(context__made_up__then_refused),
        CALLBACK_TEST(thread_any__called_elsewhere__then_runs),
        CALLBACK_TEST(thread_any__fails_elsewhere_during_call__then_the_call_fails),
        CALLBACK_TEST(thread_any__fails_after_the_call_has_asked__then_shown),
        CALLBACK_TEST(thread_one__called_elsewhere__then_the_call_fails_and_host_untouched),
        CALLBACK_TEST(thread_one__stored_and_called_elsewhere__then_shown_without_host),
        CALLBACK_TEST(thread_one__dropped_elsewhere__then_host_dropped_on_its_own),
        CALLBACK_TEST(jump__over_callbacks__then_their_borrows_are_given_back),
        CALLBACK_TEST(room__of_a_callback__then_its_own_and_aligned),
        CALLBACK_TEST(reject__while_an_error_is_recorded__then_dropped_and_kept),
        CALLBACK_TEST(foreign__in_a_chain__then_released_exactly_once),
        CALLBACK_TEST(foreign__taken_by_the_host__then_not_released),
        CALLBACK_TEST(foreign__none__then_only_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
