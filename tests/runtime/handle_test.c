#include "support.h"

static void wrap__new_object__then_handle_carries_tag_and_is_live(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 1);
    assert_int_equal(handle >> 48, GRAPH.tag);
    assert_true(tenon_is_live(&GRAPH, handle));
    assert_false(tenon_is_live(&CURSOR, handle));
    assert_int_equal(tenon_live_count(), 1);
    assert_int_equal(tenon_drop(handle), 0);
    assert_false(tenon_is_live(&GRAPH, handle));
}

static void wrap__null_object__then_broken_contract(void **state) {
    (void)state;
    tenon_handle handle = 7;
    int32_t status = tenon_wrap(&GRAPH, NULL, NULL, &handle);
    expect_error(status, TENON_BROKEN_CONTRACT, "graph");
    assert_int_equal(handle, 0);
}

static void wrap__closed_parent__then_object_destroyed_and_closed(void **state) {
    (void)state;
    tenon_handle parent = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(parent), 0);
    tenon_keep keep = {.parent = parent, .parent_mode = TENON_SHARED, .freezes = false};
    tenon_handle handle;
    int32_t status = tenon_wrap(&CURSOR, new_thing(2), &keep, &handle);
    expect_error(status, TENON_CLOSED, "cursor");
    assert_int_equal(handle, 0);
    assert_int_equal(last_destroyed, 2);
    assert_int_equal(destroyed, 2);
}

static void wrap__made_up_parent__then_closed(void **state) {
    (void)state;
    tenon_keep keep = {.parent = UINT64_C(0x1001000001FFFFFF), .parent_mode = TENON_SHARED, .freezes = true};
    tenon_handle handle;
    int32_t status = tenon_wrap(&CURSOR, new_thing(2), &keep, &handle);
    expect_error(status, TENON_CLOSED, "depends on");
}

static void wrap__null_parent__then_nothing_kept(void **state) {
    (void)state;
    tenon_handle handle = wrap_child(&CURSOR, 1, 0, TENON_SHARED, true);
    expect_usable(&CURSOR, handle, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(handle), 0);
}

static void drop__unused_object__then_destroyed_once_at_once(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 5);
    assert_int_equal(tenon_drop(handle), 0);
    assert_int_equal(destroyed, 1);
    assert_int_equal(last_destroyed, 5);
}

static void drop__twice__then_closed(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(handle), 0);
    expect_error(tenon_drop(handle), TENON_CLOSED, "closed already");
    assert_int_equal(destroyed, 1);
}

static void drop__twice_while_borrowed__then_closed(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, handle, TENON_SHARED);
    assert_int_equal(tenon_drop(handle), 0);
    expect_error(tenon_drop(handle), TENON_CLOSED, "closed already");
    tenon_release(&held);
    assert_int_equal(destroyed, 1);
}

static void drop__made_up_handles__then_closed(void **state) {
    (void)state;
    tenon_handle live = wrap(&GRAPH, 1);
    const tenon_handle made_up[] = {0,
                                    1,
                                    UINT64_MAX,
                                    live & UINT64_C(0xFFFFFF),
                                    live ^ (UINT64_C(1) << 24),
                                    live ^ (UINT64_C(1) << 60),
                                    live ^ UINT64_C(0x800000)};
    for (size_t index = 0; index < sizeof made_up / sizeof made_up[0]; index++)
        expect_error(tenon_drop(made_up[index]), TENON_CLOSED, "never named one");
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(live), 0);
}

static void drop__class_without_destructor__then_slot_freed(void **state) {
    (void)state;
    static const tenon_class PLAIN = {"plain", 0x1010, TENON_THREADS_ANY, false, NULL};
    int value = 0;
    tenon_handle handle;
    assert_int_equal(tenon_wrap(&PLAIN, &value, NULL, &handle), 0);
    assert_int_equal(tenon_drop(handle), 0);
}

static void end__open_object__then_destroyed_once_and_closed(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 5);
    tenon_end(handle);
    assert_int_equal(destroyed, 1);
    assert_int_equal(last_destroyed, 5);
    assert_false(tenon_is_live(&GRAPH, handle));
}

static void end__closed_object_or_none__then_nothing_happens(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(handle), 0);
    tenon_handle next = wrap(&GRAPH, 2); /* of the same slot */
    tenon_end(handle);
    tenon_end(0);
    assert_null(tenon_error_peek());
    assert_int_equal(destroyed, 1);
    assert_int_equal(tenon_drop(next), 0);
}

static void end__borrowed_object__then_destroyed_when_given_back(void **state) {
    (void)state;
    tenon_handle handle = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, handle, TENON_SHARED);
    tenon_end(handle);
    assert_int_equal(destroyed, 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 1);
}

static void slot__used_again__then_old_handle_is_stale(void **state) {
    (void)state;
    tenon_handle before = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(before), 0);
    tenon_handle after = wrap(&GRAPH, 2);
    assert_int_equal(before & 0xFFFFFF, after & 0xFFFFFF); /* the rule is about the same slot */
    assert_true(before != after);
    assert_false(tenon_is_live(&GRAPH, before));
    expect_error(try_borrow(&GRAPH, before, TENON_SHARED), TENON_CLOSED, "closed");
    expect_error(tenon_drop(before), TENON_CLOSED, "closed");
    assert_int_equal(tenon_drop(after), 0);
}

static void slot__last_generation_used__then_never_reused(void **state) {
    (void)state;
    tenon_handle first = wrap(&GRAPH, 1);
    tenon_slot *slot = slot_of(first);
    assert_int_equal(tenon_drop(first), 0);
    slot->generation = TENON_GENERATION_LAST;
    tenon_handle last = wrap(&GRAPH, 2);
    assert_ptr_equal(slot_of(last), slot);
    assert_int_equal((last >> 24) & 0xFFFFFF, TENON_GENERATION_LAST);
    assert_int_equal(tenon_drop(last), 0);
    for (int round = 0; round < 3; round++) {
        tenon_handle next = wrap(&GRAPH, 3);
        assert_true(slot_of(next) != slot);
        assert_int_equal(tenon_drop(next), 0);
    }
    assert_false(tenon_is_live(&GRAPH, first));
    assert_false(tenon_is_live(&GRAPH, last));
}

static void table__hundred_thousand_objects__then_each_found_and_destroyed(void **state) {
    (void)state;
    enum { COUNT = 100000 };
    tenon_handle *handles = malloc(COUNT * sizeof *handles);
    assert_non_null(handles);
    for (int index = 0; index < COUNT; index++)
        handles[index] = wrap(index % 2 == 0 ? &GRAPH : &CURSOR, index);
    assert_int_equal(tenon_live_count(), COUNT);
    for (int index = 0; index < COUNT; index++) {
        void *object = NULL;
        const tenon_class *type = index % 2 == 0 ? &GRAPH : &CURSOR;
        assert_int_equal(tenon_peek_object(type, handles[index], TENON_EXCLUSIVE, "it", &object), 0);
        assert_int_equal(((thing *)object)->id, index);
    }
    for (int index = 0; index < COUNT; index++)
        assert_int_equal(tenon_drop(handles[index]), 0);
    assert_int_equal(destroyed, COUNT);
    free(handles);
}

static void *store_thread_id(void *result) {
    *(uint64_t *)result = tenon_thread_id();
    return NULL;
}

static void thread_id__two_threads__then_differs_and_is_stable(void **state) {
    (void)state;
    uint64_t one = 0;
    uint64_t two = 0;
    on_another_thread(store_thread_id, &one);
    on_another_thread(store_thread_id, &two);
    assert_true(one != 0 && two != 0 && one != two);
    assert_true(tenon_thread_id() != one && tenon_thread_id() != two);
    assert_int_equal(tenon_thread_id(), tenon_thread_id());
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(wrap__new_object__then_handle_carries_tag_and_is_live),
        RUNTIME_TEST(wrap__null_object__then_broken_contract),
        RUNTIME_TEST(wrap__closed_parent__then_object_destroyed_and_closed),
        RUNTIME_TEST(wrap__made_up_parent__then_closed),
        RUNTIME_TEST(wrap__null_parent__then_nothing_kept),
        RUNTIME_TEST(drop__unused_object__then_destroyed_once_at_once),
        RUNTIME_TEST(drop__twice__then_closed),
        RUNTIME_TEST(drop__twice_while_borrowed__then_closed),
        RUNTIME_TEST(drop__made_up_handles__then_closed),
        RUNTIME_TEST(drop__class_without_destructor__then_slot_freed),
        RUNTIME_TEST(end__open_object__then_destroyed_once_and_closed),
        RUNTIME_TEST(end__closed_object_or_none__then_nothing_happens),
        RUNTIME_TEST(end__borrowed_object__then_destroyed_when_given_back),
        RUNTIME_TEST(slot__used_again__then_old_handle_is_stale),
        RUNTIME_TEST(slot__last_generation_used__then_never_reused),
        RUNTIME_TEST(table__hundred_thousand_objects__then_each_found_and_destroyed),
        RUNTIME_TEST(thread_id__two_threads__then_differs_and_is_stable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
