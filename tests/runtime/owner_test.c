/* Objects that belong to one thread. The other threads report through variables: cmocka's checks are for the
   main thread only. */
#include "support.h"

static int32_t status_elsewhere;
static int32_t peek_status_elsewhere;
static int32_t code_elsewhere;
static char message_elsewhere[200];

static void *use_window(void *handle) {
    void *object = NULL;
    status_elsewhere = try_borrow(&WINDOW, *(tenon_handle *)handle, TENON_SHARED);
    const tenon_error *error = tenon_error_peek();
    code_elsewhere = error == NULL ? 0 : error->code;
    snprintf(message_elsewhere, sizeof message_elsewhere, "%s", error == NULL ? "" : error->message);
    peek_status_elsewhere = tenon_peek_object(&WINDOW, *(tenon_handle *)handle, TENON_SHARED, "it", &object);
    return NULL; /* the recorded error is freed with the thread: the leak checker watches */
}

static void *use_cursor(void *handle) {
    status_elsewhere = try_borrow(&CURSOR, *(tenon_handle *)handle, TENON_SHARED);
    code_elsewhere = status_elsewhere == 0 ? 0 : tenon_error_peek()->code;
    return NULL;
}

static void *drop(void *handle) {
    status_elsewhere = tenon_drop(*(tenon_handle *)handle);
    return NULL;
}

static void one_thread__used_elsewhere__then_wrong_thread(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    on_another_thread(use_window, &window);
    assert_int_equal(code_elsewhere, TENON_WRONG_THREAD);
    assert_int_equal(status_elsewhere, -TENON_KIND_INVALID_STATE);
    assert_int_equal(peek_status_elsewhere, -TENON_KIND_INVALID_STATE);
    assert_string_equal(message_elsewhere, "it: this window belongs to the thread that made it");
    expect_usable(&WINDOW, window, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(window), 0);
}

static void one_thread__used_elsewhere_while_borrowed__then_owner_undisturbed(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    tenon_borrow held = borrow(&WINDOW, window, TENON_EXCLUSIVE);
    on_another_thread(use_window, &window);
    assert_int_equal(code_elsewhere, TENON_WRONG_THREAD);
    tenon_release(&held);
    assert_int_equal(atomic_load(&slot_of(window)->state) & TENON_STATE_USE_MASK, 0);
    assert_int_equal(tenon_drop(window), 0);
}

static void one_thread__dropped_elsewhere__then_destroyed_at_owners_next_use(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    tenon_handle other = wrap(&WINDOW, 2);
    on_another_thread(drop, &window);
    assert_int_equal(status_elsewhere, 0);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_live_count(), 2);
    expect_error(tenon_drop(window), TENON_CLOSED, "closed already");
    assert_int_equal(destroyed, 0);
    expect_usable(&WINDOW, other, TENON_SHARED);
    assert_int_equal(destroyed, 1);
    assert_int_equal(last_destroyed, 1);

    on_another_thread(drop, &other);
    assert_int_equal(destroyed, 1);
    tenon_handle third = wrap(&WINDOW, 3);
    assert_int_equal(destroyed, 2);
    assert_int_equal(tenon_drop(third), 0);
    assert_int_equal(destroyed, 3);
}

static void one_thread__dropped_elsewhere__then_owners_drop_of_another_sweeps(void **state) {
    (void)state;
    tenon_handle first = wrap(&WINDOW, 1);
    tenon_handle second = wrap(&WINDOW, 2);
    on_another_thread(drop, &first);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(second), 0);
    assert_int_equal(destroyed, 2);
}

static void one_thread__child_of_it__then_bound_to_the_thread_too(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, window, TENON_EXCLUSIVE, false);
    on_another_thread(use_cursor, &cursor);
    assert_int_equal(code_elsewhere, TENON_WRONG_THREAD);
    on_another_thread(drop, &cursor);
    assert_int_equal(destroyed, 0);
    expect_usable(&WINDOW, window, TENON_EXCLUSIVE); /* sweeps first */
    assert_int_equal(destroyed, 1);
    assert_int_equal(tenon_drop(window), 0);
}

static void one_thread__view_dropped_elsewhere__then_ends_at_once(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    int value = 0;
    tenon_block view;
    assert_int_equal(tenon_wrap_view(window, &value, 1, &view), 0);
    expect_refused(&WINDOW, window, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    on_another_thread(drop, &view.handle);
    assert_int_equal(tenon_live_count(), 1);
    expect_usable(&WINDOW, window, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(window), 0);
}

static void
one_thread__last_view_of_dropped_owner_ends_elsewhere__then_owner_waits_for_its_thread(void **state) {
    (void)state;
    tenon_handle window = wrap(&WINDOW, 1);
    int value = 0;
    tenon_block view;
    assert_int_equal(tenon_wrap_view(window, &value, 1, &view), 0);
    assert_int_equal(tenon_drop(window), 0);
    on_another_thread(drop, &view.handle);
    assert_int_equal(destroyed, 0);
    assert_int_equal(tenon_drop(wrap(&WINDOW, 2)), 0);
    assert_int_equal(destroyed, 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(one_thread__used_elsewhere__then_wrong_thread),
        RUNTIME_TEST(one_thread__used_elsewhere_while_borrowed__then_owner_undisturbed),
        RUNTIME_TEST(one_thread__dropped_elsewhere__then_destroyed_at_owners_next_use),
        RUNTIME_TEST(one_thread__dropped_elsewhere__then_owners_drop_of_another_sweeps),
        RUNTIME_TEST(one_thread__child_of_it__then_bound_to_the_thread_too),
        RUNTIME_TEST(one_thread__view_dropped_elsewhere__then_ends_at_once),
        RUNTIME_TEST(one_thread__last_view_of_dropped_owner_ends_elsewhere__then_owner_waits_for_its_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
