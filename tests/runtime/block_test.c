#include "support.h"

static int freed_arrays;
static void *freed_data;

static void free_array(void *data) {
    freed_arrays++;
    freed_data = data;
    free(data);
}

static int reset_arrays(void **state) {
    freed_arrays = 0;
    freed_data = NULL;
    return reset_counts(state);
}

static void array__dropped__then_freed_once(void **state) {
    (void)state;
    int *data = calloc(3, sizeof *data);
    tenon_block block;
    assert_int_equal(tenon_wrap_array(data, 3, free_array, &block), 0);
    assert_ptr_equal(block.data, data);
    assert_int_equal(block.count, 3);
    assert_int_equal(tenon_live_count(), 1);
    assert_int_equal(tenon_drop(block.handle), 0);
    assert_int_equal(freed_arrays, 1);
    assert_ptr_equal(freed_data, data);
    expect_error(tenon_drop(block.handle), TENON_CLOSED, "closed");
    assert_int_equal(freed_arrays, 1);
}

static void array__none__then_no_handle(void **state) {
    (void)state;
    tenon_block block;
    assert_int_equal(tenon_wrap_array(NULL, 0, free_array, &block), 0);
    assert_int_equal(block.handle, 0);
    assert_null(block.data);
    assert_int_equal(freed_arrays, 0);
}

static void array__empty__then_handle_without_data(void **state) {
    (void)state;
    tenon_block block;
    assert_int_equal(tenon_wrap_array(malloc(1), 0, free_array, &block), 0);
    assert_true(block.handle != 0);
    assert_null(block.data);
    assert_int_equal(block.count, 0);
    assert_int_equal(tenon_drop(block.handle), 0);
    assert_int_equal(freed_arrays, 1);
}

static void array__null_with_elements__then_broken_contract(void **state) {
    (void)state;
    tenon_block block;
    expect_error(tenon_wrap_array(NULL, 4, free_array, &block), TENON_BROKEN_CONTRACT, "4 elements");
    expect_error(tenon_wrap_view(0, NULL, 4, &block), TENON_BROKEN_CONTRACT, "4 elements");
    assert_int_equal(block.handle, 0);
}

static void array__handle_given_as_object__then_wrong_object(void **state) {
    (void)state;
    tenon_block block;
    assert_int_equal(tenon_wrap_array(malloc(1), 1, free_array, &block), 0);
    expect_refused(&GRAPH, block.handle, TENON_SHARED, TENON_WRONG_OBJECT, "expected graph, got array");
    assert_int_equal(tenon_drop(block.handle), 0);
}

static void view__of_closed_owner__then_closed(void **state) {
    (void)state;
    int value = 0;
    tenon_block block;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(graph), 0);
    expect_error(tenon_wrap_view(graph, &value, 1, &block), TENON_CLOSED, "view");
    expect_error(tenon_wrap_view(0, &value, 1, &block), TENON_CLOSED, "owner");
    assert_int_equal(block.handle, 0);
}

static void view__owner_dropped__then_owner_lives_until_the_view_ends(void **state) {
    (void)state;
    int value = 0;
    tenon_block one;
    tenon_block two;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &one), 0);
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &two), 0);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(tenon_drop(one.handle), 0);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(two.handle), 0);
    assert_int_equal(destroyed, 1);
}

static void view__of_owner_dropped_in_the_running_call__then_works(void **state) {
    (void)state;
    int value = 0;
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &view), 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(destroyed, 1);
}

static void written_view__open__then_nobody_else_uses_the_owner(void **state) {
    (void)state;
    int value = 0;
    tenon_block view;
    tenon_block other;
    void *object = NULL;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &view), 0);
    tenon_release(&held);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "written through an open view");
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "written through an open view");
    expect_error(tenon_peek_object(&GRAPH, graph, TENON_SHARED, "", &object), TENON_BUSY, "written");
    assert_int_equal(tenon_drop(view.handle), 0);
    held = borrow(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &other), 0);
    tenon_release(&held);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    assert_int_equal(tenon_drop(other.handle), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void written_view__several_of_one_call__then_until_the_last_ends(void **state) {
    (void)state;
    int value = 0;
    tenon_block views[3];
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &views[0]), 0);
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &views[1]), 0);
    assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &views[2]), 0);
    tenon_release(&held);
    for (int i = 0; i < 3; i++) {
        expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "written");
        assert_int_equal(tenon_drop(views[(i + 1) % 3].handle), 0);
    }
    held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    tenon_release(&held);
    assert_int_equal(tenon_drop(graph), 0);
}

/* Its destructor needs the owner, and must not wait for a writing that ended long ago. */
static void written_view__beside_a_freezing_child__then_only_while_it_is_open(void **state) {
    (void)state;
    int value = 0;
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, true);
    assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &view), 0);
    tenon_release(&held);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "written");
    assert_int_equal(tenon_drop(view.handle), 0);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(destroyed, 1);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void written_view__too_many__then_busy(void **state) {
    (void)state;
    enum { MOST = 255 };
    int value = 0;
    tenon_block views[MOST + 1];
    tenon_handle graph = wrap(&GRAPH, 1);
    for (int i = 0; i < MOST; i++)
        assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &views[i]), 0);
    expect_error(tenon_wrap_written_view(graph, &value, 1, &views[MOST]), TENON_BUSY, "too many");
    for (int i = 0; i < MOST; i++)
        assert_int_equal(tenon_drop(views[i].handle), 0);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void written_view__owner_dropped__then_owner_lives_until_the_view_ends(void **state) {
    (void)state;
    int value = 0;
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_written_view(graph, &value, 1, &view), 0);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(destroyed, 1);
}

int main(void) {
#define BLOCK_TEST(function) cmocka_unit_test_setup_teardown(function, reset_arrays, expect_nothing_live)
    const struct CMUnitTest tests[] = {
        BLOCK_TEST(array__dropped__then_freed_once),
        BLOCK_TEST(array__none__then_no_handle),
        BLOCK_TEST(array__empty__then_handle_without_data),
        BLOCK_TEST(array__null_with_elements__then_broken_contract),
        BLOCK_TEST(array__handle_given_as_object__then_wrong_object),
        BLOCK_TEST(view__of_closed_owner__then_closed),
        BLOCK_TEST(view__owner_dropped__then_owner_lives_until_the_view_ends),
        BLOCK_TEST(view__of_owner_dropped_in_the_running_call__then_works),
        BLOCK_TEST(written_view__open__then_nobody_else_uses_the_owner),
        BLOCK_TEST(written_view__several_of_one_call__then_until_the_last_ends),
        BLOCK_TEST(written_view__beside_a_freezing_child__then_only_while_it_is_open),
        BLOCK_TEST(written_view__too_many__then_busy),
        BLOCK_TEST(written_view__owner_dropped__then_owner_lives_until_the_view_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
