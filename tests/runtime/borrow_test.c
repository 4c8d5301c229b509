#include "support.h"

static void borrow__shared_twice__then_both_held(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow one = borrow(&GRAPH, graph, TENON_SHARED);
    tenon_borrow two = borrow(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "it: this graph is in use by another call");
    tenon_release(&one);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "another call");
    tenon_release(&two);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__while_exclusive__then_busy(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "in use by another call");
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "in use by another call");
    tenon_release(&held);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__serial_class__then_shared_excludes_shared(void **state) {
    (void)state;
    tenon_handle queue = wrap(&QUEUE, 1);
    tenon_borrow held = borrow(&QUEUE, queue, TENON_SHARED);
    expect_refused(&QUEUE, queue, TENON_SHARED, TENON_BUSY, "in use by another call");
    tenon_release(&held);
    expect_usable(&QUEUE, queue, TENON_SHARED);
    assert_int_equal(atomic_load(&slot_of(queue)->state) & TENON_STATE_USE_MASK, 0);
    assert_int_equal(tenon_drop(queue), 0);
}

static void borrow__other_class__then_names_both(void **state) {
    (void)state;
    tenon_handle cursor = wrap(&CURSOR, 1);
    expect_refused(&GRAPH, cursor, TENON_SHARED, TENON_WRONG_OBJECT, "it: expected graph, got cursor");
    assert_int_equal(tenon_drop(cursor), 0);
    expect_refused(&GRAPH, cursor, TENON_SHARED, TENON_WRONG_OBJECT,
                   "expected graph, got a handle that is not");
}

static void borrow__made_up_handles__then_refused(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    expect_refused(&GRAPH, 0, TENON_SHARED, TENON_CLOSED, "no graph was given");
    expect_refused(&GRAPH, UINT64_C(0x1001000001ABCDEF), TENON_SHARED, TENON_CLOSED, "closed");
    expect_refused(&GRAPH, UINT64_C(0x1001000001000FFF), TENON_SHARED, TENON_CLOSED, "closed");
    expect_refused(&GRAPH, graph ^ (UINT64_C(1) << 30), TENON_SHARED, TENON_CLOSED, "closed");
    expect_refused(&GRAPH, 1, TENON_SHARED, TENON_WRONG_OBJECT, "graph");
    expect_refused(&GRAPH, UINT64_MAX, TENON_SHARED, TENON_WRONG_OBJECT, "graph");
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__after_drop__then_closed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(graph), 0);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED, "it: this graph is closed");
}

static void borrow__refused__then_outputs_are_empty(void **state) {
    (void)state;
    tenon_borrow held = {.slot = (tenon_slot *)(uintptr_t)64, .mode = TENON_SHARED};
    void *object = &held;
    int32_t status = tenon_borrow_object(&GRAPH, 0, TENON_SHARED, "it", &object, &held);
    expect_error(status, TENON_CLOSED, "it");
    assert_null(object);
    assert_null(held.slot);
    tenon_release(&held);
}

static void release__last_user_of_dropped__then_destroyed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow one = borrow(&GRAPH, graph, TENON_SHARED);
    tenon_borrow two = borrow(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_drop(graph), 0);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED, "closed");
    tenon_release(&one);
    assert_int_equal(destroyed, 0);
    tenon_release(&two);
    assert_int_equal(destroyed, 1);
    tenon_release(&two); /* empty now */
    assert_int_equal(destroyed, 1);
}

static void release__exclusive_user_of_dropped__then_destroyed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(destroyed, 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 1);
}

static void borrow__shared_count_full__then_busy(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    atomic_fetch_or(&slot_of(graph)->state, TENON_STATE_SHARED_MASK);
    expect_error(try_borrow(&GRAPH, graph, TENON_SHARED), TENON_BUSY, "too many");
    assert_int_equal(try_peek(&GRAPH, graph, TENON_SHARED), 0); /* which counts nothing */
    tenon_block view;
    int value = 0;
    expect_error(tenon_wrap_view(graph, &value, 1, &view), TENON_BUSY, "too many");
    assert_int_equal(atomic_load(&slot_of(graph)->state) & TENON_STATE_USE_MASK, TENON_STATE_SHARED_MASK);
    atomic_fetch_and(&slot_of(graph)->state, ~TENON_STATE_SHARED_MASK);
    assert_int_equal(tenon_drop(graph), 0);
}

static void consume__exclusive_borrow__then_handle_closed_and_object_untouched(void **state) {
    (void)state;
    thing *object = new_thing(1);
    tenon_handle graph;
    assert_int_equal(tenon_wrap(&GRAPH, object, NULL, &graph), 0);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    assert_null(held.slot);
    tenon_release(&held);
    assert_int_equal(destroyed, 0);
    assert_int_equal(object->id, 1);
    free(object);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED, "closed");
    expect_error(tenon_drop(graph), TENON_CLOSED, "closed");
}

static void consume__dropped_meanwhile__then_still_consumed(void **state) {
    (void)state;
    thing *object = new_thing(1);
    tenon_handle graph;
    assert_int_equal(tenon_wrap(&GRAPH, object, NULL, &graph), 0);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 0);
    free(object);
}

static void consume__shared_borrow__then_broken_contract(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    expect_error(tenon_consume(&held, "it"), TENON_BROKEN_CONTRACT, "it: this graph");
    tenon_release(&held);
    assert_int_equal(tenon_drop(graph), 0);
}

static void consume__empty_borrow__then_nothing_happens(void **state) {
    (void)state;
    tenon_borrow held = {.slot = NULL, .mode = TENON_EXCLUSIVE};
    assert_int_equal(tenon_consume(&held, "it"), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(borrow__shared_twice__then_both_held),
        RUNTIME_TEST(borrow__while_exclusive__then_busy),
        RUNTIME_TEST(borrow__serial_class__then_shared_excludes_shared),
        RUNTIME_TEST(borrow__other_class__then_names_both),
        RUNTIME_TEST(borrow__made_up_handles__then_refused),
        RUNTIME_TEST(borrow__after_drop__then_closed),
        RUNTIME_TEST(borrow__refused__then_outputs_are_empty),
        RUNTIME_TEST(release__last_user_of_dropped__then_destroyed),
        RUNTIME_TEST(release__exclusive_user_of_dropped__then_destroyed),
        RUNTIME_TEST(borrow__shared_count_full__then_busy),
        RUNTIME_TEST(consume__exclusive_borrow__then_handle_closed_and_object_untouched),
        RUNTIME_TEST(consume__dropped_meanwhile__then_still_consumed),
        RUNTIME_TEST(consume__shared_borrow__then_broken_contract),
        RUNTIME_TEST(consume__empty_borrow__then_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
