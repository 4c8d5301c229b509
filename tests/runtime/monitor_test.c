/* The monitor: each rule is broken once, and found. This program runs itself with TENON_DEBUG. */

#define _POSIX_C_SOURCE 200809L

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "monitor.h"
#include "support.h"

#include "tenon/boundary.h"
#include "tenon/callback.h"

static const char *report(void) {
    const char *json = tenon_ledger_json();
    assert_non_null(json);
    return json;
}

static uint64_t violations_before;

static int start(void **state) {
    violations_before = tenon_violation_count();
    return reset_counts(state);
}

/* Nothing may be left, and what was found was expected. */
static int end(void **state) {
    return expect_nothing_live(state) != 0 || tenon_watch_held() != 0 ? -1 : 0;
}

static void expect_no_violation(void) {
    assert_int_equal(tenon_violation_count(), violations_before);
}

/* Exactly one since the test began, of this rule, about this parameter. */
static void expect_violation(const char *rule, const char *parameter, const char *part) {
    assert_int_equal(tenon_violation_count(), violations_before + 1);
    violations_before++;
    const char *json = report();
    const char *last = NULL;
    for (const char *at = strstr(json, "{\"rule\": "); at != NULL; at = strstr(at + 1, "{\"rule\": "))
        last = at;
    assert_non_null(last);
    char expected[256];
    snprintf(expected, sizeof expected, "{\"rule\": \"%s\", ", rule);
    assert_ptr_equal(strstr(last, expected), last);
    snprintf(expected, sizeof expected, "\"parameter\": \"%s\", ", parameter);
    assert_non_null(strstr(last, expected));
    if (strstr(last, part) == NULL)
        fail_msg("%s lacks \"%s\"", last, part);
    tenon_text_memory_free(json);
}

#define MONITOR_TEST(function) cmocka_unit_test_setup_teardown(function, start, end)

/* ---- Borrows ---- */

static void borrow__used_as_meant__then_no_violation(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_SHARED, true);
    tenon_borrow first = borrow(&CURSOR, cursor, TENON_EXCLUSIVE);
    expect_refused(&GRAPH, graph, TENON_EXCLUSIVE, TENON_BUSY, "freeze");
    expect_usable(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_watch_held(), 1);
    assert_int_equal(tenon_drop(cursor), 0);
    tenon_release(&first);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(atomic_load(&destroyed), 2);
    expect_no_violation();
}

static void borrow__given_back_twice__then_found_and_the_object_unharmed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    tenon_borrow copy = held;
    tenon_release(&held);
    expect_no_violation();
    tenon_release(&copy);
    expect_violation("released_twice", "it", "a borrow of graph is given back that was given back before");
    assert_int_equal(atomic_load(&slot_of(graph)->state) & TENON_STATE_USE_MASK, 0);
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__exclusive_of_a_child_given_back_twice__then_parents_unharmed(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle cursor = wrap_child(&CURSOR, 2, graph, TENON_EXCLUSIVE, false);
    tenon_borrow held = borrow(&CURSOR, cursor, TENON_EXCLUSIVE);
    tenon_borrow copy = held;
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_BUSY, "in use by another call");
    tenon_release(&held);
    tenon_release(&copy);
    expect_violation("released_twice", "it", "a borrow of cursor");
    expect_usable(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_drop(cursor), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__release_on_a_slot_that_was_not_borrowed__then_found_at_the_next_use(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_borrow made_up = {slot_of(graph), TENON_SHARED, TENON_STATE_SHARED_ONE, GRAPH.stands_alone};
    tenon_release(&made_up);
    expect_error(try_borrow(&GRAPH, graph, TENON_SHARED), TENON_CLOSED, "made by");
    expect_violation("state_damaged", "", "a handle that nobody closed is refused");
    atomic_fetch_add(&slot_of(graph)->state, TENON_STATE_SHARED_ONE);
    assert_int_equal(tenon_drop(graph), 0);
}

static void borrow__consumed__then_nothing_is_held(void **state) {
    (void)state;
    thing *object = new_thing(1);
    tenon_handle graph = 0;
    assert_int_equal(tenon_wrap(&GRAPH, object, NULL, &graph), 0);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    assert_int_equal(tenon_watch_held(), 0);
    tenon_release(&held);
    expect_error(try_borrow(&GRAPH, graph, TENON_SHARED), TENON_CLOSED, "closed by");
    free(object);
    expect_no_violation();
}

/* ---- Handles ---- */

/* As a function of a boundary, whose name the monitor is told. */
__attribute__((noinline)) static int32_t boundary_thing_close(tenon_handle handle) {
    int32_t status = tenon_drop(handle);
    __asm__ volatile("" ::: "memory"); /* not a tail call: the function must be on the stack */
    return status;
}

static bool place_in_program(char *text, size_t room) {
    snprintf(text, room, "app.c:12 in main");
    return true;
}

static void handle__stale__then_the_error_says_who_closed_and_who_made_it(void **state) {
    (void)state;
    static const tenon_function functions[] = {
        {(void (*)(void))boundary_thing_close, "thing_close"},
    };
    tenon_set_functions(functions, 1);
    tenon_set_host(place_in_program, NULL);
    tenon_handle graph = 0;
    assert_int_equal(tenon_wrap_in("graph_new", &GRAPH, new_thing(1), NULL, &graph), 0);
    assert_int_equal(boundary_thing_close(graph), 0);
    tenon_set_host(NULL, NULL);
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED,
                   "closed; closed by thing_close, app.c:12 in main, thread ");
    expect_refused(&GRAPH, graph, TENON_SHARED, TENON_CLOSED,
                   "; made by graph_new, app.c:12 in main, thread ");
    expect_error(tenon_drop(graph), TENON_CLOSED, "closed by thing_close, app.c:12");
    expect_no_violation(); /* an error that was found is none */
}

static void handle__stale_after_thousands_of_others__then_still_refused(void **state) {
    (void)state;
    tenon_handle first = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(first), 0);
    for (int i = 0; i < 5000; i++)
        assert_int_equal(tenon_drop(wrap(&GRAPH, 2)), 0);
    expect_refused(&GRAPH, first, TENON_SHARED, TENON_CLOSED, "closed");
    expect_no_violation();
}

static void report__live_object__then_says_who_made_it(void **state) {
    (void)state;
    tenon_handle graph = 0;
    tenon_set_host(place_in_program, NULL);
    assert_int_equal(tenon_wrap_in("graph_new", &GRAPH, new_thing(1), NULL, &graph), 0);
    tenon_set_host(NULL, NULL);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    const char *json = report();
    assert_non_null(strstr(json, "\"borrows\": 1, "));
    assert_non_null(strstr(json, "\"objects\": [{\"type\": \"graph\", \"site\": \"graph_new\", "));
    assert_non_null(strstr(json, "\"place\": \"app.c:12 in main\", "));
    assert_non_null(strstr(json, "\"stack\": \"#0 "));
    tenon_text_memory_free(json);
    tenon_release(&held);
    assert_int_equal(tenon_drop(graph), 0);
    json = report();
    assert_non_null(strstr(json, "\"objects\": []"));
    tenon_text_memory_free(json);
}

/* ---- Locks ---- */

static bool never(void) {
    return false;
}

static void host_lock__not_held__then_found(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_set_host(NULL, never);
    assert_int_equal(try_peek(&GRAPH, graph, TENON_SHARED), 0);
    tenon_set_host(NULL, NULL);
    expect_violation("host_lock", "it", "without the host's lock");
    tenon_set_host(NULL, never);
    assert_int_equal(tenon_drop(graph), 0);
    tenon_set_host(NULL, NULL);
    expect_violation("host_lock", "", "without the host's lock");
}

static void locks__taken_in_the_wrong_order__then_found(void **state) {
    (void)state;
    tenon_table_lock();
    assert_int_equal(tenon_callback_attach(0, NULL, 0), 0);
    tenon_table_unlock();
    violations_before++; /* attaching takes its lock twice */
    expect_violation("lock_order", "", "the lock of attached callbacks is taken while the thread holds");
}

static void locks__held_while_a_destructor_runs__then_found(void **state) {
    (void)state;
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_watch_lock(TENON_RANK_ATTACHED);
    assert_int_equal(tenon_drop(graph), 0);
    tenon_watch_unlock(TENON_RANK_ATTACHED);
    expect_violation("lock_held", "", "a destructor runs while the thread holds");
}

/* ---- Memory ---- */

static void fence__filled_to_the_end__then_no_violation(void **state) {
    (void)state;
    uint32_t given[3] = {1, 2, 3};
    tenon_fence fence;
    uint32_t *filled = tenon_fence_output(&fence, given, sizeof given);
    assert_ptr_not_equal(filled, given);
    assert_int_equal(filled[1], 2);
    filled[0] = filled[2] = 9;
    tenon_check_fence(&fence, "ids");
    assert_int_equal(given[0], 9);
    assert_int_equal(given[1], 2);
    assert_int_equal(given[2], 9);
    expect_no_violation();
}

static void fence__written_past_the_end__then_found_and_the_array_unharmed(void **state) {
    (void)state;
    uint32_t given[4] = {1, 2, 3, 4};
    tenon_fence fence;
    uint32_t *filled = tenon_fence_output(&fence, given, 3 * sizeof given[0]);
    filled[3] = 7;
    filled[4] = 7;
    tenon_check_fence(&fence, "ids");
    assert_int_equal(given[3], 4);
    expect_violation("written_past_end", "ids", "up to 8 bytes past the end of an array of 12 bytes");
}

static void fence__written_before_the_start__then_found(void **state) {
    (void)state;
    uint32_t given[1] = {1};
    tenon_fence fence;
    uint32_t *filled = tenon_fence_output(&fence, given, sizeof given);
    filled[-1] = 7;
    tenon_check_fence(&fence, "ids");
    expect_violation("written_before_start", "ids", "up to 4 bytes before the start");
}

static void fence__no_array__then_nothing_to_guard(void **state) {
    (void)state;
    tenon_fence fence;
    assert_null(tenon_fence_output(&fence, NULL, 0));
    tenon_check_fence(&fence, "ids");
    expect_no_violation();
}

static void text__written_past_its_end__then_found(void **state) {
    (void)state;
    char *text = tenon_text_memory("graph_name", 10);
    text[10] = 'x';
    tenon_text_memory_free(text);
    expect_violation("written_past_end", "", "up to 1 bytes were written past the end of a text of 10 bytes");
}

static void text__freed_twice__then_found(void **state) {
    (void)state;
    void *text = tenon_text_memory("graph_name", 10);
    tenon_text_memory_free(text);
    tenon_text_memory_free(text);
    expect_violation("freed_twice", "", "memory of 10 bytes");
}

/* ---- Views ---- */

static void view__the_library_changes_what_it_shows__then_found_at_the_next_call(void **state) {
    (void)state;
    double values[2] = {1, 2};
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_view_in("graph_view_f64", graph, values, 2, sizeof values[0], &view), 0);
    assert_int_equal(try_peek(&GRAPH, graph, TENON_SHARED), 0);
    expect_no_violation();
    values[1] = 3;
    assert_int_equal(try_peek(&GRAPH, graph, TENON_SHARED), 0);
    expect_violation("frozen_changed", "", "memory of this graph changed while a view of it is open");
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(graph), 0);
    expect_no_violation(); /* once for each change */
}

static void view__the_library_changes_what_it_shows__then_found_when_it_is_closed(void **state) {
    (void)state;
    uint8_t bytes[3] = {1, 2, 3};
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_view_in("graph_view", graph, bytes, 3, 1, &view), 0);
    bytes[2] = 0;
    assert_int_equal(tenon_drop(view.handle), 0);
    expect_violation("frozen_changed", "", "which was made by graph_view, ");
    assert_int_equal(tenon_drop(graph), 0);
}

static void view__that_is_written__then_changes_are_meant(void **state) {
    (void)state;
    uint8_t bytes[3] = {1, 2, 3};
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_written_view_in("graph_edit", graph, bytes, 3, 1, &view), 0);
    bytes[2] = 0;
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(graph), 0);
    expect_no_violation();
}

static void view__open_without_a_pin__then_found(void **state) {
    (void)state;
    uint8_t bytes[3] = {1, 2, 3};
    tenon_block view;
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_wrap_view_in("graph_view", graph, bytes, 3, 1, &view), 0);
    atomic_fetch_sub(&slot_of(graph)->state, TENON_STATE_SHARED_ONE);
    assert_int_equal(try_peek(&GRAPH, graph, TENON_SHARED), 0);
    expect_violation("pin_lost", "", "1 views of this graph are open, but only 0 pins hold it");
    atomic_fetch_add(&slot_of(graph)->state, TENON_STATE_SHARED_ONE);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(graph), 0);
}

/* ---- Abort ---- */

static int run_again(const char *debug, const char *what) {
    pid_t child = fork();
    if (child == 0) {
        setenv("TENON_DEBUG", debug, 1);
        execl("/proc/self/exe", "monitor_test", what, (char *)NULL);
        _exit(99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static int free_twice(void) {
    signal(SIGABRT, SIG_DFL); /* a sanitizer has its own */
    void *text = tenon_text_memory("graph_name", 10);
    tenon_text_memory_free(text);
    tenon_text_memory_free(text);
    return 5;
}

static void abort__at_the_first_violation__then_only_where_asked_for(void **state) {
    (void)state;
    int status = run_again("monitor", "free_twice");
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 5);
    status = run_again("abort", "free_twice");
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static int all_tests(void) {
    const struct CMUnitTest tests[] = {
        MONITOR_TEST(borrow__used_as_meant__then_no_violation),
        MONITOR_TEST(borrow__given_back_twice__then_found_and_the_object_unharmed),
        MONITOR_TEST(borrow__exclusive_of_a_child_given_back_twice__then_parents_unharmed),
        MONITOR_TEST(borrow__release_on_a_slot_that_was_not_borrowed__then_found_at_the_next_use),
        MONITOR_TEST(borrow__consumed__then_nothing_is_held),
        MONITOR_TEST(handle__stale__then_the_error_says_who_closed_and_who_made_it),
        MONITOR_TEST(handle__stale_after_thousands_of_others__then_still_refused),
        MONITOR_TEST(report__live_object__then_says_who_made_it),
        MONITOR_TEST(host_lock__not_held__then_found),
        MONITOR_TEST(locks__taken_in_the_wrong_order__then_found),
        MONITOR_TEST(locks__held_while_a_destructor_runs__then_found),
        MONITOR_TEST(fence__filled_to_the_end__then_no_violation),
        MONITOR_TEST(fence__written_past_the_end__then_found_and_the_array_unharmed),
        MONITOR_TEST(fence__written_before_the_start__then_found),
        MONITOR_TEST(fence__no_array__then_nothing_to_guard),
        MONITOR_TEST(text__written_past_its_end__then_found),
        MONITOR_TEST(text__freed_twice__then_found),
        MONITOR_TEST(view__the_library_changes_what_it_shows__then_found_at_the_next_call),
        MONITOR_TEST(view__the_library_changes_what_it_shows__then_found_when_it_is_closed),
        MONITOR_TEST(view__that_is_written__then_changes_are_meant),
        MONITOR_TEST(view__open_without_a_pin__then_found),
        MONITOR_TEST(abort__at_the_first_violation__then_only_where_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argument_count, char **arguments) {
    if (argument_count == 2 && strcmp(arguments[1], "free_twice") == 0)
        return free_twice();
    if (argument_count == 2)
        return all_tests();
    int status = run_again("stacks", "tests");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
