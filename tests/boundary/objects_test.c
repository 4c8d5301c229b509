/* Objects, properties, views and children. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

#include "boundary_conformance.h"
#include "support.h"

#if TENON_HOST_UNLOCKS
/* A host with one lock: whoever crosses while others run holds it, except inside a function of the library
 * that lets them run. Tests of one thread do not take it. */
static pthread_mutex_t host = PTHREAD_MUTEX_INITIALIZER;
static _Thread_local bool holds_host;

static void host_enter(void) {
    pthread_mutex_lock(&host);
    holds_host = true;
}

static void host_leave(void) {
    holds_host = false;
    pthread_mutex_unlock(&host);
}

void *tenon_host_unlock(void) {
    if (!holds_host)
        return NULL;
    host_leave();
    return &host;
}

void tenon_host_lock(void *unlocked) {
    if (unlocked != NULL)
        host_enter();
}

bool tenon_host_is_ending(void) {
    return false;
}
#else
static void host_enter(void) {
}

static void host_leave(void) {
}
#endif

static tenon_handle new_list(const char *name) {
    tenon_handle list = 0;
    expect_ok(boundary_conformance_list_new(name, strlen(name), &list));
    assert_true(list != 0);
    return list;
}

static tenon_handle filled_list(size_t count) {
    tenon_handle list = 0;
    expect_ok(boundary_conformance_list_filled(count, 1.5, &list));
    return list;
}

static int64_t live_lists(void) {
    int64_t count = -1;
    expect_ok(boundary_conformance_live_lists(&count));
    return count;
}

static size_t size_of(tenon_handle list) {
    size_t size = 99;
    expect_ok(boundary_conformance_list_size(list, &size));
    return size;
}

static void list__add_and_get__then_value(void **state) {
    (void)state;
    tenon_handle list = new_list("things");
    double value = 0;
    expect_ok(boundary_conformance_list_add(list, TEXT("one"), 1));
    expect_ok(boundary_conformance_list_get(list, TEXT("one"), &value));
    assert_true(value == 1);
    assert_int_equal(size_of(list), 1);
    int32_t status = boundary_conformance_list_get(list, TEXT("two"), &value);
    expect_error(status, CONFORMANCE_NO_SUCH_ITEM, "conformance_list_get", "\"two\"");
    assert_true(value == 0);
    status = boundary_conformance_list_add(list, TEXT("one"), 2);
    expect_error(status, CONFORMANCE_DUPLICATE, "conformance_list_add", "\"one\"");
    expect_ok(tenon_drop(list));
    assert_int_equal(live_lists(), 0);
}

static void list_filled__too_many__then_no_object(void **state) {
    (void)state;
    tenon_handle list = 7;
    int32_t status = boundary_conformance_list_filled(CONFORMANCE_MAX_ITEMS + 1, 0, &list);
    expect_error(status, CONFORMANCE_TOO_LARGE, "conformance_list_filled", "1001");
    assert_true(list == 0);
}

static void list__closed_handle__then_closed(void **state) {
    (void)state;
    tenon_handle list = new_list("gone");
    size_t size = 9;
    expect_ok(tenon_drop(list));
    expect_error(boundary_conformance_list_size(list, &size), TENON_CLOSED, "conformance_list_size",
                 "closed");
    assert_int_equal(size, 0);
    assert_true(tenon_drop(list) < 0);
    expect_error(boundary_conformance_list_size(0, &size), TENON_CLOSED, "conformance_list_size", "list");
    tenon_handle again = new_list("in the same slot");
    assert_true(again != list);
    expect_error(boundary_conformance_list_size(list, &size), TENON_CLOSED, "conformance_list_size",
                 "closed");
    expect_ok(tenon_drop(again));
}

static void list__made_up_or_other_class__then_refused(void **state) {
    (void)state;
    tenon_handle list = new_list("a list");
    tenon_handle walk = 0;
    size_t size = 9;
    expect_ok(boundary_conformance_list_walk(list, &walk));
    int32_t status = boundary_conformance_list_size(walk, &size);
    expect_error(status, TENON_WRONG_OBJECT, "conformance_list_size", "got walk");
    status = boundary_conformance_list_size(list ^ 0xFFFF, &size);
    expect_error(status, TENON_CLOSED, "conformance_list_size", "list");
    status = boundary_conformance_list_size(UINT64_MAX, &size);
    expect_error(status, TENON_WRONG_OBJECT, "conformance_list_size", "list");
    expect_ok(tenon_drop(walk));
    expect_ok(tenon_drop(list));
}

static void list_append__itself__then_busy(void **state) {
    (void)state;
    tenon_handle list = filled_list(2);
    tenon_handle other = filled_list(3);
    expect_error(boundary_conformance_list_append(list, list), TENON_BUSY, "conformance_list_append",
                 "other");
    expect_ok(boundary_conformance_list_append(list, other));
    assert_int_equal(size_of(list), 5);
    assert_int_equal(size_of(other), 3);
    expect_ok(tenon_drop(other));
    expect_ok(tenon_drop(list));
}

static void list_same__no_other_list__then_as_an_empty_one(void **state) {
    (void)state;
    tenon_handle list = filled_list(2);
    tenon_handle empty = filled_list(0);
    bool same = true;
    expect_ok(boundary_conformance_list_same(list, 0, &same));
    assert_false(same);
    expect_ok(boundary_conformance_list_same(empty, 0, &same));
    assert_true(same);
    expect_ok(boundary_conformance_list_same(list, list, &same));
    assert_true(same);
    int32_t status = boundary_conformance_list_same(list, UINT64_MAX, &same);
    expect_error(status, TENON_WRONG_OBJECT, "conformance_list_same", "other");
    assert_false(same);
    expect_ok(tenon_drop(list));
    expect_ok(tenon_drop(empty));
}

static void list_absorb__other_list__then_used_up(void **state) {
    (void)state;
    tenon_handle list = filled_list(1);
    tenon_handle other = filled_list(2);
    size_t size = 0;
    expect_ok(boundary_conformance_list_absorb(list, other));
    assert_int_equal(size_of(list), 3);
    assert_int_equal(live_lists(), 1);
    expect_error(boundary_conformance_list_size(other, &size), TENON_CLOSED, "conformance_list_size",
                 "closed");
    expect_ok(tenon_drop(list));
}

static void list_absorb__failed_check__then_not_used_up(void **state) {
    (void)state;
    tenon_handle list = filled_list(1);
    tenon_handle other = filled_list(2);
    tenon_handle walk = 0;
    expect_error(boundary_conformance_list_absorb(list, list), TENON_BUSY, "conformance_list_absorb",
                 "other");
    expect_ok(boundary_conformance_list_walk(other, &walk));
    expect_error(boundary_conformance_list_absorb(list, other), TENON_BUSY, "conformance_list_absorb",
                 "other");
    assert_int_equal(size_of(other), 2);
    expect_ok(tenon_drop(walk));
    expect_ok(boundary_conformance_list_absorb(list, other));
    assert_int_equal(size_of(list), 3);
    expect_ok(tenon_drop(list));
    assert_int_equal(live_lists(), 0);
}

static void longer__two_lists__then_copy_or_none(void **state) {
    (void)state;
    tenon_handle a = filled_list(1);
    tenon_handle b = filled_list(2);
    tenon_handle copy = 9;
    expect_ok(boundary_conformance_longer(a, b, &copy));
    assert_int_equal(size_of(copy), 2);
    expect_ok(tenon_drop(copy));
    expect_ok(boundary_conformance_longer(a, a, &copy));
    assert_true(copy == 0);
    expect_ok(tenon_drop(a));
    expect_ok(tenon_drop(b));
}

static void properties__set_and_get__then_new_value(void **state) {
    (void)state;
    tenon_handle list = new_list("before");
    tenon_text name;
    double total = 9;
    expect_ok(boundary_conformance_list_set_name(list, TEXT("after")));
    expect_ok(boundary_conformance_list_name(list, &name));
    expect_text(&name, "after");
    expect_ok(boundary_conformance_list_total(list, &total));
    assert_true(total == 0);
    int32_t status = boundary_conformance_list_set_name(list, NULL, 0);
    expect_error(status, TENON_BAD_TEXT, "conformance_list_set_name", "name");
    expect_ok(tenon_drop(list));
}

/* ---- Views ---- */

static void values__open_view__then_changes_are_busy(void **state) {
    (void)state;
    tenon_handle list = filled_list(3);
    tenon_block view;
    expect_ok(boundary_conformance_list_values(list, &view));
    assert_int_equal(view.count, 3);
    assert_true(((const double *)view.data)[2] == 1.5);
    assert_int_equal(size_of(list), 3);
    int32_t status = boundary_conformance_list_add(list, TEXT("x"), 1);
    expect_error(status, TENON_BUSY, "conformance_list_add", "list");
    expect_ok(tenon_drop(view.handle));
    expect_ok(boundary_conformance_list_add(list, TEXT("x"), 1));
    expect_ok(tenon_drop(list));
}

static void values__owner_closed_first__then_view_keeps_it_alive(void **state) {
    (void)state;
    tenon_handle list = filled_list(3);
    tenon_block view;
    expect_ok(boundary_conformance_list_values(list, &view));
    expect_ok(tenon_drop(list));
    assert_int_equal(live_lists(), 1);
    assert_true(((const double *)view.data)[0] == 1.5);
    expect_ok(tenon_drop(view.handle));
    assert_int_equal(live_lists(), 0);
}

static void peek__empty_list__then_none(void **state) {
    (void)state;
    tenon_handle list = filled_list(0);
    tenon_block view;
    expect_ok(boundary_conformance_list_peek(list, &view));
    assert_true(view.handle == 0 && view.data == NULL && view.count == 0);
    expect_ok(boundary_conformance_list_add(list, TEXT("x"), 1));
    expect_ok(boundary_conformance_list_peek(list, &view));
    assert_int_equal(view.count, 1);
    expect_ok(tenon_drop(view.handle));
    expect_ok(tenon_drop(list));
}

/* ---- Children ---- */

static void walk__freezes_its_list__then_changes_are_busy(void **state) {
    (void)state;
    tenon_handle list = filled_list(1);
    tenon_handle walk = 0;
    double value = 0;
    bool more = false;
    expect_ok(boundary_conformance_list_walk(list, &walk));
    int32_t status = boundary_conformance_list_add(list, TEXT("x"), 1);
    expect_error(status, TENON_BUSY, "conformance_list_add", "list");
    expect_ok(tenon_drop(list));
    expect_ok(boundary_conformance_walk_next(walk, &value, &more));
    assert_true(more && value == 1.5);
    expect_ok(boundary_conformance_walk_next(walk, &value, &more));
    assert_false(more);
    assert_int_equal(live_lists(), 1);
    expect_ok(tenon_drop(walk));
    assert_int_equal(live_lists(), 0);
}

static void pen__keeps_its_list__then_both_can_change_it(void **state) {
    (void)state;
    tenon_handle list = filled_list(1);
    tenon_handle pen = 0;
    size_t size = 0;
    expect_ok(boundary_conformance_pen_new(list, &pen));
    expect_ok(boundary_conformance_pen_write(pen, 2));
    expect_ok(boundary_conformance_list_add(list, TEXT("x"), 1));
    tenon_block view;
    expect_ok(boundary_conformance_list_values(list, &view));
    int32_t status = boundary_conformance_pen_write(pen, 3);
    expect_error(status, TENON_BUSY, "conformance_pen_write", "pen");
    expect_ok(tenon_drop(view.handle));
    expect_ok(tenon_drop(list));
    expect_ok(boundary_conformance_pen_list_size(pen, &size));
    assert_int_equal(size, 3);
    expect_ok(tenon_drop(pen));
    assert_int_equal(live_lists(), 0);
}

/* ---- Threads ---- */

/* The other thread may be in the way of this call when it starts: it then tries again. */
static void *wait_with_list(void *argument) {
    int32_t status = -1;
    host_enter();
    for (int i = 0; i < 100 && status != 0; i++)
        status = boundary_conformance_list_wait(*(tenon_handle *)argument, 500);
    expect_ok(status);
    host_leave();
    return NULL;
}

static void list_wait__in_another_thread__then_changes_are_busy(void **state) {
    (void)state;
    tenon_handle list = filled_list(1);
    pthread_t thread;
    const struct timespec pause = {.tv_nsec = 50000000};
    assert_int_equal(pthread_create(&thread, NULL, wait_with_list, &list), 0);
    int32_t status = 0;
    for (int i = 0; i < 100 && status == 0; i++) {
        nanosleep(&pause, NULL);
        host_enter();
        status = boundary_conformance_list_set_name(list, TEXT("name"));
        host_leave();
    }
    host_enter();
    expect_error(status, TENON_BUSY, "conformance_list_set_name", "list");
    assert_int_equal(size_of(list), 1);
    expect_ok(tenon_drop(list)); /* the waiting call destroys it */
    host_leave();
    pthread_join(thread, NULL);
    assert_int_equal(live_lists(), 0);
}

/* A list changes in one thread while another blocks on it: without a borrow that both see, a thread sanitizer
 * finds the race. */
typedef struct blocked_use {
    tenon_handle list;
    atomic_bool is_over;
} blocked_use;

static void *wait_often(void *argument) {
    blocked_use *use = argument;
    for (int i = 0; i < 2000; i++) {
        host_enter();
        int32_t status = boundary_conformance_list_wait(use->list, 0);
        host_leave();
        if (status != 0)
            assert_int_equal(status, -TENON_KIND_BUSY);
    }
    tenon_error_clear();
    atomic_store(&use->is_over, true);
    return NULL;
}

static void list_wait__while_another_thread_changes_the_list__then_no_race(void **state) {
    (void)state;
    blocked_use use = {.list = filled_list(0)};
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, wait_often, &use), 0);
    for (int i = 0; !atomic_load(&use.is_over); i++) {
        char name[16];
        int length = snprintf(name, sizeof(name), "%d", i % 1000);
        host_enter();
        int32_t status = boundary_conformance_list_add(use.list, name, (size_t)length, i);
        host_leave();
        if (status != 0)
            assert_true(status == -TENON_KIND_BUSY || status == -TENON_KIND_ALREADY_EXISTS);
    }
    pthread_join(thread, NULL);
    host_enter();
    expect_ok(tenon_drop(use.list));
    host_leave();
}

static void *use_local(void *argument) {
    int32_t answer = 0;
    int32_t status = boundary_conformance_local_answer(*(tenon_handle *)argument, &answer);
    expect_error(status, TENON_WRONG_THREAD, "conformance_local_answer", "thread");
    return NULL;
}

static void local__other_thread__then_wrong_thread(void **state) {
    (void)state;
    tenon_handle local = 0;
    int32_t answer = 0;
    pthread_t thread;
    expect_ok(boundary_conformance_local_new(&local));
    expect_ok(boundary_conformance_local_answer(local, &answer));
    assert_int_equal(answer, 42);
    assert_int_equal(pthread_create(&thread, NULL, use_local, &local), 0);
    pthread_join(thread, NULL);
    expect_ok(tenon_drop(local));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(list__add_and_get__then_value),
        BOUNDARY_TEST(list_filled__too_many__then_no_object),
        BOUNDARY_TEST(list__closed_handle__then_closed),
        BOUNDARY_TEST(list__made_up_or_other_class__then_refused),
        BOUNDARY_TEST(list_append__itself__then_busy),
        BOUNDARY_TEST(list_same__no_other_list__then_as_an_empty_one),
        BOUNDARY_TEST(list_absorb__other_list__then_used_up),
        BOUNDARY_TEST(list_absorb__failed_check__then_not_used_up),
        BOUNDARY_TEST(longer__two_lists__then_copy_or_none),
        BOUNDARY_TEST(properties__set_and_get__then_new_value),
        BOUNDARY_TEST(values__open_view__then_changes_are_busy),
        BOUNDARY_TEST(values__owner_closed_first__then_view_keeps_it_alive),
        BOUNDARY_TEST(peek__empty_list__then_none),
        BOUNDARY_TEST(walk__freezes_its_list__then_changes_are_busy),
        BOUNDARY_TEST(pen__keeps_its_list__then_both_can_change_it),
        BOUNDARY_TEST(list_wait__in_another_thread__then_changes_are_busy),
        BOUNDARY_TEST(list_wait__while_another_thread_changes_the_list__then_no_race),
        BOUNDARY_TEST(local__other_thread__then_wrong_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
