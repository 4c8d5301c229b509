/* Objects that keep others alive: children, chains of them, views. */
#include <sched.h>

#include "support.h"

static void child__parent_dropped__then_still_usable_and_destroyed_in_order(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(destroyed, 0);
    expect_usable(&CURSOR, cursor, TENON_EXCLUSIVE);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED, "closed");
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(destroyed, 2);
    assert_int_equal(destroyed_order[0], 2);
    assert_int_equal(destroyed_order[1], 1);
}

static void child__two_children_of_dropped_parent__then_last_one_ends_it(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle one = wrap_child(&CURSOR, 2, graph, TENON_SHARED, false);
    tenon_handle two = wrap_child(&CURSOR, 3, graph, TENON_SHARED, false);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(tenon_drop(one), 0);
    assert_int_equal(destroyed, 1);
    assert_int_equal(tenon_drop(two), 0);
    assert_int_equal(last_destroyed, 1);
    assert_int_equal(destroyed, 3);
}

static void child__parent_still_open__then_parent_outlives_it(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_SHARED, false);
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(destroyed, 1);
    assert_int_equal(atomic_load(&slot_of(graph)->state) & TENON_STATE_USE_MASK, 0);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void child__exclusive_call__then_parent_borrowed_as_created(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle writer = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    tenon_handle reader = wrap_child(&CURSOR, 3, graph, TENON_SHARED, false);

    tenon_borrow held = borrow(&CURSOR, writer, TENON_EXCLUSIVE);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "in use by another call");
    expect_refused(&CURSOR, reader, TENON_SHARED, TENON_BUSY,
                   "the graph that this cursor depends on is in use by another call");
    tenon_release(&held);

    held = borrow(&CURSOR, reader, TENON_EXCLUSIVE);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "read by another call");
    expect_usable(&CURSOR, writer, TENON_SHARED);
    expect_refused(&CURSOR, writer, TENON_EXCLUSIVE, TENON_BUSY, "the graph that this cursor depends on");
    tenon_release(&held);

    held = borrow(&CURSOR, writer, TENON_SHARED);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    tenon_release(&held);

    assert_int_equal(tenon_drop(writer), 0);
    assert_int_equal(tenon_drop(reader), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void child__refused_by_parent__then_rolled_back(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle middle = wrap_child(&GRAPH, 2, graph, TENON_EXCLUSIVE, false);
    tenon_handle cursor = wrap_child(&CURSOR, 3, middle, TENON_EXCLUSIVE, false);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    expect_refused(&CURSOR, cursor, TENON_EXCLUSIVE, TENON_BUSY, "the graph that this cursor depends on");
    assert_int_equal(atomic_load(&slot_of(cursor)->state) & TENON_STATE_USE_MASK, 0);
    assert_int_equal(atomic_load(&slot_of(middle)->state) & TENON_STATE_USE_MASK, TENON_STATE_KEPT);
    tenon_release(&held);
    expect_usable(&CURSOR, cursor, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(tenon_drop(middle), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void chain__three_dropped_from_the_top__then_all_end_with_the_last(void **state) {
    (void)state;
    tenon_handle top = wrap(&GRAPH, 1);
    tenon_handle middle = wrap_child(&GRAPH, 2, top, TENON_EXCLUSIVE, false);
    tenon_handle leaf = wrap_child(&CURSOR, 3, middle, TENON_EXCLUSIVE, false);
    assert_int_equal(tenon_drop(top), 0);
    assert_int_equal(tenon_drop(middle), 0);
    tenon_borrow held = borrow(&CURSOR, leaf, TENON_EXCLUSIVE);
    assert_true((atomic_load(&slot_of(top)->state) & TENON_STATE_EXCLUSIVE) != 0);
    assert_int_equal(tenon_drop(leaf), 0);
    assert_int_equal(destroyed, 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 3);
    assert_int_equal(destroyed_order[0], 3);
    assert_int_equal(destroyed_order[1], 2);
    assert_int_equal(destroyed_order[2], 1);
}

static void chain__very_long__then_ended_without_recursion(void **state) {
    (void)state;
    enum { LENGTH = 2000 };
    tenon_handle last = wrap(&GRAPH, 0);
    for (int index = 1; index < LENGTH; index++) {
        tenon_handle next = wrap_child(&GRAPH, index, last, TENON_EXCLUSIVE, index == LENGTH / 2);
        assert_int_equal(tenon_drop(last), 0);
        last = next;
    }
    expect_usable(&GRAPH, last, TENON_EXCLUSIVE);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(last), 0);
    assert_int_equal(destroyed, LENGTH);
}

static void chain__shared_call_through_exclusive_parents__then_all_shared(void **state) {
    (void)state;
    tenon_handle top = wrap(&GRAPH, 1);
    tenon_handle middle = wrap_child(&GRAPH, 2, top, TENON_EXCLUSIVE, false);
    tenon_handle leaf = wrap_child(&CURSOR, 3, middle, TENON_SHARED, false);
    /* The leaf never changes the middle, so not what is above it either. */
    tenon_borrow held = borrow(&CURSOR, leaf, TENON_EXCLUSIVE);
    expect_usable(&GRAPH, middle, TENON_SHARED);
    expect_usable(&GRAPH, top, TENON_SHARED);
    expect_refused(&GRAPH, top, TENON_EXCLUSIVE, TENON_BUSY, "graph");
    tenon_release(&held);
    assert_int_equal(tenon_drop(leaf), 0);
    assert_int_equal(tenon_drop(middle), 0);
    assert_int_equal(tenon_drop(top), 0);
}

static void freeze__open_child__then_parent_can_be_read_only(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle iterator = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, true);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "open views or children of it freeze it");
    expect_usable(&CURSOR, iterator, TENON_EXCLUSIVE);
    expect_usable(&CURSOR, iterator, TENON_SHARED);
    assert_int_equal(tenon_drop(iterator), 0);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void freeze__view_of_a_child__then_grandparent_frozen_too(void **state) {
    (void)state;
    tenon_handle document = wrap(&GRAPH, 1);
    tenon_handle page = wrap_child(&CURSOR, 2, document, TENON_EXCLUSIVE, false);
    int bytes = 0;
    tenon_block view;
    assert_int_equal(tenon_wrap_view(page, &bytes, 1, &view), 0);
    expect_refused(&GRAPH, document, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    expect_refused(&CURSOR, page, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    expect_usable(&CURSOR, page, TENON_SHARED);
    expect_usable(&GRAPH, document, TENON_SHARED);
    assert_int_equal(tenon_drop(document), 0);
    assert_int_equal(tenon_drop(page), 0);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(destroyed, 2);
}

static void freeze__made_in_an_exclusive_call__then_frozen_after_it(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    tenon_handle iterator = wrap_child(&CURSOR, 2, graph, TENON_SHARED, true);
    tenon_release(&held);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    assert_int_equal(tenon_drop(iterator), 0);
    assert_int_equal(atomic_load(&slot_of(graph)->state) & TENON_STATE_USE_MASK, 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void freeze__serial_parent__then_readers_take_turns_and_writers_wait(void **state) {
    (void)state;
    tenon_handle queue = wrap(&QUEUE, 1);
    tenon_borrow held = borrow(&QUEUE, queue, TENON_SHARED);
    tenon_handle iterator = wrap_child(&CURSOR, 2, queue, TENON_SHARED, true);
    tenon_release(&held);
    expect_usable(&QUEUE, queue, TENON_SHARED);
    expect_refused(&QUEUE, queue, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    held = borrow(&CURSOR, iterator, TENON_SHARED);
    expect_refused(&QUEUE, queue, TENON_SHARED, TENON_BUSY, "another call");
    tenon_release(&held);
    assert_int_equal(tenon_drop(iterator), 0);
    expect_usable(&QUEUE, queue, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(queue), 0);
}

static void consume__with_children__then_busy_and_unharmed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_SHARED, false);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    expect_error(tenon_consume(&held, "source"), TENON_BUSY, "source: open views or children of this graph");
    tenon_release(&held);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void consume__child__then_parent_held_until_release(void **state) {
    (void)state;
    thing *object = new_thing(2);
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_keep keep = {.parent = graph, .parent_mode = TENON_EXCLUSIVE, .freezes = false};
    tenon_handle transaction;
    assert_int_equal(tenon_wrap(&CURSOR, object, &keep, &transaction), 0);
    tenon_borrow held = borrow(&CURSOR, transaction, TENON_EXCLUSIVE);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    /* The function that consumes may still use the parent: nobody else may. */
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "in use by another call");
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(destroyed, 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 1);
    free(object);
}

static void consume__freezing_child__then_parent_thawed_after_release(void **state) {
    (void)state;
    thing *object = new_thing(2);
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_keep keep = {.parent = graph, .parent_mode = TENON_EXCLUSIVE, .freezes = true};
    tenon_handle iterator;
    assert_int_equal(tenon_wrap(&CURSOR, object, &keep, &iterator), 0);
    tenon_borrow held = borrow(&CURSOR, iterator, TENON_EXCLUSIVE);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    expect_usable(&GRAPH, graph, TENON_SHARED);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "another call");
    tenon_release(&held);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
    free(object);
}

static void drop__child_while_parent_is_used__then_destroyed_when_it_is_not(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle writer = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    tenon_handle reader = wrap_child(&CURSOR, 3, graph, TENON_SHARED, false);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_drop(reader), 0); /* only reads the parent: no reason to wait */
    assert_int_equal(last_destroyed, 3);
    assert_int_equal(tenon_drop(writer), 0);
    assert_int_equal(destroyed, 1);
    expect_refused(&CURSOR, writer, TENON_SHARED, TENON_CLOSED, "closed");
    tenon_release(&held);
    assert_int_equal(last_destroyed, 2);
    assert_int_equal(destroyed, 2);
    assert_int_equal(tenon_drop(graph), 0);
}

static void drop__child_of_frozen_parent__then_destroyed_when_the_view_ends(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle writer = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    tenon_block view;
    int value = 0;
    assert_int_equal(tenon_wrap_view(graph, &value, 1, &view), 0);
    assert_int_equal(tenon_drop(writer), 0);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(destroyed, 2);
    assert_int_equal(destroyed_order[0], 2);
    assert_int_equal(destroyed_order[1], 1);
}

static tenon_handle graph_of_the_destructor;
static int32_t seen_by_the_destructor;
static const tenon_error *recorded_by_the_destructor;

/* What a destructor records is forgotten when it is over, so a test keeps it from within. */
static void expect_destructor_saw(int32_t code, const char *part) {
    tenon_error_restore(recorded_by_the_destructor);
    expect_error(seen_by_the_destructor, code, part);
}

static void destroy_and_use_parent(void *object) {
    seen_by_the_destructor = try_borrow(&GRAPH, graph_of_the_destructor, TENON_SHARED);
    recorded_by_the_destructor = tenon_error_take();
    destroy_thing(object);
}

static void destructor__uses_parent_through_the_boundary__then_busy_and_no_hang(void **state) {
    (void)state;
    static const tenon_class NOSY = {"nosy", 0x1011, TENON_THREADS_ANY, false, destroy_and_use_parent};
    graph_of_the_destructor = wrap(&GRAPH, 1);
    tenon_handle nosy = wrap_child(&NOSY, 2, graph_of_the_destructor, TENON_EXCLUSIVE, false);
    assert_int_equal(tenon_drop(nosy), 0);
    expect_destructor_saw(TENON_BUSY, "the destructor of an object that depends on it");
    expect_usable(&GRAPH, graph_of_the_destructor, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph_of_the_destructor), 0);
}

static tenon_handle handle_of_the_destroyed;

static void destroy_and_keep_itself(void *object) {
    tenon_keep keep = {.parent = handle_of_the_destroyed, .parent_mode = TENON_SHARED, .freezes = false};
    tenon_handle child;
    seen_by_the_destructor = tenon_wrap(&CURSOR, new_thing(7), &keep, &child);
    recorded_by_the_destructor = tenon_error_take();
    destroy_thing(object);
}

static void destructor__makes_a_child_of_the_dying__then_closed(void **state) {
    (void)state;
    static const tenon_class LATE = {"late", 0x1012, TENON_THREADS_ANY, false, destroy_and_keep_itself};
    handle_of_the_destroyed = wrap(&LATE, 1);
    assert_int_equal(tenon_drop(handle_of_the_destroyed), 0);
    expect_destructor_saw(TENON_CLOSED, "depends on is closed");
    assert_int_equal(destroyed, 2);
}

static void destroy_and_complain(void *object) {
    tenon_fail(7, "could not flush");
    destroy_thing(object);
}

static void destructor__fails_while_an_error_is_recorded__then_that_error_stays(void **state) {
    (void)state;
    static const tenon_class CLUMSY = {"clumsy", 0x1014, TENON_THREADS_ANY, false, destroy_and_complain};
    tenon_handle clumsy = wrap(&CLUMSY, 1);
    int32_t status = tenon_refuse(TENON_BAD_VALUE, "the real reason");
    assert_int_equal(tenon_drop(clumsy), 0);
    expect_error(status, TENON_BAD_VALUE, "the real reason");
    clumsy = wrap(&CLUMSY, 1);
    assert_int_equal(tenon_drop(clumsy), 0);
    assert_null(tenon_error_peek());
}

/* A destructor that is still running when the test tries to use its parent. */
static _Atomic bool destructor_entered;
static _Atomic bool parent_wanted;

static void destroy_slowly(void *object) {
    destructor_entered = true;
    while (!parent_wanted)
        sched_yield();
    /* Now the test is at most a few instructions from finding the parent in use. A destructor that is over
       too early would hide a fault, not invent one. */
    for (int round = 0; round < 200; round++)
        sched_yield();
    destroy_thing(object);
}

static void *drop_it(void *handle) {
    tenon_drop(*(tenon_handle *)handle);
    return NULL;
}

static const tenon_class SLOW = {"slow", 0x1013, TENON_THREADS_ANY, false, destroy_slowly};

static void while_a_child_is_destroyed(int32_t (*use)(const tenon_class *, tenon_handle, tenon_borrow_mode),
                                       bool through_sibling) {
    pthread_t finaliser;
    destructor_entered = false;
    parent_wanted = false;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle sibling = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    tenon_handle slow = wrap_child(&SLOW, 3, graph, TENON_EXCLUSIVE, false);
    assert_int_equal(pthread_create(&finaliser, NULL, drop_it, &slow), 0);
    while (!destructor_entered)
        sched_yield();
    parent_wanted = true;
    int32_t status =
        through_sibling ? use(&CURSOR, sibling, TENON_EXCLUSIVE) : use(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(pthread_join(finaliser, NULL), 0);
    assert_int_equal(status, 0);
    assert_int_equal(last_destroyed, 3);
    assert_int_equal(tenon_drop(sibling), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void destructor__runs_elsewhere__then_calls_on_the_parent_wait_for_it(void **state) {
    (void)state;
    while_a_child_is_destroyed(try_borrow, false);
    while_a_child_is_destroyed(try_borrow, true);
    while_a_child_is_destroyed(try_peek, false);
    while_a_child_is_destroyed(try_peek, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(child__parent_dropped__then_still_usable_and_destroyed_in_order),
        RUNTIME_TEST(child__two_children_of_dropped_parent__then_last_one_ends_it),
        RUNTIME_TEST(child__parent_still_open__then_parent_outlives_it),
        RUNTIME_TEST(child__exclusive_call__then_parent_borrowed_as_created),
        RUNTIME_TEST(child__refused_by_parent__then_rolled_back),
        RUNTIME_TEST(chain__three_dropped_from_the_top__then_all_end_with_the_last),
        RUNTIME_TEST(chain__very_long__then_ended_without_recursion),
        RUNTIME_TEST(chain__shared_call_through_exclusive_parents__then_all_shared),
        RUNTIME_TEST(freeze__open_child__then_parent_can_be_read_only),
        RUNTIME_TEST(freeze__view_of_a_child__then_grandparent_frozen_too),
        RUNTIME_TEST(freeze__made_in_an_exclusive_call__then_frozen_after_it),
        RUNTIME_TEST(freeze__serial_parent__then_readers_take_turns_and_writers_wait),
        RUNTIME_TEST(consume__with_children__then_busy_and_unharmed),
        RUNTIME_TEST(consume__child__then_parent_held_until_release),
        RUNTIME_TEST(consume__freezing_child__then_parent_thawed_after_release),
        RUNTIME_TEST(drop__child_while_parent_is_used__then_destroyed_when_it_is_not),
        RUNTIME_TEST(drop__child_of_frozen_parent__then_destroyed_when_the_view_ends),
        RUNTIME_TEST(destructor__uses_parent_through_the_boundary__then_busy_and_no_hang),
        RUNTIME_TEST(destructor__makes_a_child_of_the_dying__then_closed),
        RUNTIME_TEST(destructor__fails_while_an_error_is_recorded__then_that_error_stays),
        RUNTIME_TEST(destructor__runs_elsewhere__then_calls_on_the_parent_wait_for_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
