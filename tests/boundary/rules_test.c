/* What the debug runtime finds in the calls of a generated boundary, and who it says made them. This program
 * runs itself with TENON_DEBUG. */

#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "boundary_rules.h"
#include "support.h"

#include "tenon/diagnostics.h"

HOST_WITHOUT_THREADS

static bool has_lock = true;

static bool is_locked(void) {
    return has_lock;
}

static bool where(char *text, size_t room) {
    snprintf(text, room, "program.x:7");
    return true;
}

/* The last violation as JSON. */
static void expect_violation(uint64_t count, const char *rule, const char *function, const char *parameter) {
    assert_int_equal(tenon_violation_count(), count);
    const char *json = tenon_ledger_json();
    assert_non_null(json);
    const char *last = NULL;
    for (const char *at = strstr(json, "{\"rule\": "); at != NULL; at = strstr(at + 1, "{\"rule\": "))
        last = at;
    char expected[256];
    snprintf(expected, sizeof expected, "{\"rule\": \"%s\", \"function\": \"%s\", \"parameter\": \"%s\", ",
             rule, function, parameter);
    if (last == NULL || strstr(last, expected) != last)
        fail_msg("%s\nis not\n%s", last == NULL ? "nothing" : last, expected);
    assert_non_null(strstr(last, "\"place\": \"program.x:7\""));
    tenon_text_memory_free(json);
}

static tenon_handle new_row(void) {
    tenon_handle row = 0;
    expect_ok(boundary_rules_row_new(&row));
    return row;
}

static void calls__that_break_no_rule__then_no_violation(void **state) {
    (void)state;
    tenon_handle row = new_row();
    tenon_block view;
    int32_t first = 1;
    uint16_t numbers[3] = {0};
    expect_ok(boundary_rules_row_view(row, &view));
    expect_ok(boundary_rules_row_first(row, &first));
    expect_ok(boundary_rules_fill(0, 0, numbers, 3, 3));
    assert_int_equal(first, 0);
    assert_int_equal(numbers[0], 7);
    assert_int_equal(numbers[2], 7);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(row), 0);
    assert_int_equal(tenon_violation_count(), 0);
}

static void fill__past_the_end__then_function_and_parameter_are_named(void **state) {
    (void)state;
    uint16_t numbers[5] = {0};
    expect_ok(boundary_rules_fill(2, 0, numbers, 3, 3));
    assert_int_equal(numbers[2], 7);
    assert_int_equal(numbers[3], 0); /* the fence kept it away */
    expect_violation(1, "written_past_end", "rules_fill", "numbers");
}

static void fill__before_the_start__then_function_and_parameter_are_named(void **state) {
    (void)state;
    uint16_t numbers[5] = {0};
    expect_ok(boundary_rules_fill(0, 1, numbers + 1, 3, 3));
    assert_int_equal(numbers[0], 0);
    expect_violation(2, "written_before_start", "rules_fill", "numbers");
}

static void view__library_changes_the_frozen_row__then_found_at_the_next_call(void **state) {
    (void)state;
    tenon_handle row = new_row();
    tenon_block view;
    int32_t first = 0;
    expect_ok(boundary_rules_row_view(row, &view));
    expect_ok(boundary_rules_row_poke(row, 5));
    expect_ok(boundary_rules_row_first(row, &first));
    assert_int_equal(first, 5);
    expect_violation(3, "frozen_changed", "rules_row_first", "");
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(row), 0);
    assert_int_equal(tenon_violation_count(), 3);
}

static void call__without_the_hosts_lock__then_found(void **state) {
    (void)state;
    tenon_handle row = new_row();
    int32_t first = 0;
    has_lock = false;
    expect_ok(boundary_rules_row_first(row, &first));
    has_lock = true;
    expect_violation(4, "host_lock", "rules_row_first", "");
    assert_int_equal(tenon_drop(row), 0);
}

static void stale_handle__then_the_error_says_who_made_and_who_closed_it(void **state) {
    (void)state;
    tenon_handle row = new_row();
    int32_t first = 0;
    assert_int_equal(tenon_drop(row), 0);
    expect_error(boundary_rules_row_first(row, &first), TENON_CLOSED, "rules_row_first",
                 "this row is closed; closed by program.x:7, thread 1; made by rules_row_new, program.x:7, "
                 "thread 1");
    assert_int_equal(tenon_violation_count(), 4);
}

static int all_tests(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(calls__that_break_no_rule__then_no_violation),
        BOUNDARY_TEST(fill__past_the_end__then_function_and_parameter_are_named),
        BOUNDARY_TEST(fill__before_the_start__then_function_and_parameter_are_named),
        BOUNDARY_TEST(view__library_changes_the_frozen_row__then_found_at_the_next_call),
        BOUNDARY_TEST(call__without_the_hosts_lock__then_found),
        BOUNDARY_TEST(stale_handle__then_the_error_says_who_made_and_who_closed_it),
    };
    expect_ok(boundary_rules_handshake(boundary_rules_contract()));
    tenon_set_host(where, is_locked);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(int argument_count, char **arguments) {
    if (argument_count == 2)
        return all_tests();
    setenv("TENON_DEBUG", "monitor", 1);
    execl("/proc/self/exe", arguments[0], "tests", (char *)NULL);
    return 99;
}
