/*
 * Vectors: what a file says goes in, and a file that says something else is refused by line and reason.
 */
#include "support.h"

#include <unistd.h>

static tenon_candidate *twin;

static int open_twin(void **state) {
    (void)state;
    twin = open_provider("twin");
    return 0;
}

/* Checks one operation with the vectors of this text. */
static int32_t check_with(const char *operation, const char *text) {
    char path[1024];
    (void)snprintf(path, sizeof path, "%s/given.vectors", PROVIDERS);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    const char *files[] = {path, NULL};
    tenon_bridge_options options = {
        .calls = 50, .seed = 3, .only = operation, .vectors = files, .keep = PROVIDERS};
    tenon_bridge_report *report = NULL;
    int32_t status = tenon_bridge_check(&bridges_bridged, twin, &options, &report);
    if (status == 0)
        assert_true(finding_of(report, operation)->calls > 50); /* those of the file came first */
    tenon_bridge_report_free(report);
    return status;
}

static void expect_taken(const char *operation, const char *text) {
    if (check_with(operation, text) != 0)
        fail_msg("%s", tenon_error_peek()->message);
}

static void expect_refused(const char *text, const char *part) {
    assert_int_equal(check_with("bridged_not", text), TENON_INVALID_ARGUMENT);
    expect_text(tenon_error_peek()->message, part);
    tenon_error_clear();
}

static void vectors__every_form__then_it_is_taken(void **state) {
    (void)state;
    expect_taken("bridged_not", "# first\ncontract bridged 1.0\ncall bridged_not\n  value = true\n");
    expect_taken("bridged_next_i128",
                 "call bridged_next_i128\n  value = -0x80000000000000000000000000000000\n");
    expect_taken("bridged_next_u64", "call bridged_next_u64\n  value = 18446744073709551615\n");
    expect_taken("bridged_half_f64",
                 "call bridged_half_f64\n  value = nan:0x7ff4000000000001\n\ncall "
                 "bridged_half_f64\n  value = -inf\n\ncall bridged_half_f64\n  value = 0x1p-1074\n");
    expect_taken("bridged_checksum",
                 "call bridged_checksum\n  data = hex 31 3233 @7\n  start = 0xffffffff\n  "
                 "result -> 12\n\ncall bridged_checksum\n  data = null\n  start = 1\n");
    expect_taken("bridged_checksum",
                 "call bridged_checksum\n  data = \"12\\n\\x00\\\"\" @start\n  start = 0\n");
    expect_taken(
        "bridged_turn",
        "call bridged_turn\n  line = {from: {x: 1, y: -1}, has_width: true, width: 1.5, color: 5, label: "
        "\"l\", note: null}\n");
    expect_taken("bridged_change",
                 "call bridged_change\n  shape = case 3 \"text\"\n\ncall bridged_change\n  shape = "
                 "case 0\n\ncall bridged_change\n  shape = case 2 {x: 1, y: 2}\n");
    expect_taken("bridged_longest", "call bridged_longest\n  texts = [\"a\", \"bcd\", \"\"]\n");
    expect_taken("bridged_add", "call bridged_add\n  a = [1, 2]\n  b = [3, 4]\n  sums = room 2\n");
    expect_taken("bridged_half_or_none", "call bridged_half_or_none\n  value = absent\n");
    expect_taken(
        "bridged_tally_size",
        "call bridged_tally_new\n  limit = 3\n  result = object words\ncall bridged_tally_count\n  tally = "
        "object words\n  word = \"one\"\ncall bridged_tally_size\n  tally = object words\n");
}

static void vectors__mistakes__then_line_and_reason_are_told(void **state) {
    (void)state;
    expect_refused("call bridged_nothing\n", "given.vectors:1: bridged bridges no bridged_nothing");
    expect_refused("contract mtproxy 1.0\n", "another contract: bridged is expected");
    expect_refused("\ncall bridged_next_u8\n  value = 256\n",
                   "given.vectors:3: 256 does not fit into uint8_t");
    expect_refused("call bridged_next_i8\n  value = -129\n", "-129 does not fit into int8_t");
    expect_refused("call bridged_next_u8\n  value = -1\n", "a whole number is expected");
    expect_refused("call bridged_next_u8\n  number = 1\n", "bridged_next_u8 has no parameter number");
    expect_refused("call bridged_next_u8\n", "has no line for value");
    expect_refused("call bridged_not\n  value = 1\n", "true or false is expected");
    expect_refused("call bridged_not\n  value = true false\n", "the line has more than value");
    expect_refused("call bridged_checksum\n  data = hex 123\n", "a byte is two digits");
    expect_refused("call bridged_checksum\n  data = \"12\n", "a text ends with");
    expect_refused("call bridged_checksum\n  data = hex 12 @64\n", "a number below 64");
    expect_refused("call bridged_add\n  a = [1, 2]\n  b = [3]\n  sums = room 2\n", "must be equally long");
    expect_refused("call bridged_mirror\n  point = {z: 1}\n", "bridged_point has no field z");
    expect_refused("call bridged_change\n  shape = case 9\n", "bridged_shape has no case 9");
    expect_refused("call bridged_tally_size\n  tally = object a\n", "nobody above has made object a");
    expect_refused("value = 1\n", "call and the name of an operation are expected");
}

/* Inputs that are made of a vector by changing it have results of their own. */
static void vectors__what_must_come_out__then_only_the_vector_itself_is_held_to_it(void **state) {
    (void)state;
    expect_taken("bridged_next_u8", "call bridged_next_u8\n  value = 1\n  result = 2\n");
    expect_taken("bridged_capitals",
                 "call bridged_capitals\n  text = \"a long text\"\n  result = \"A LONG TEXT\"\n");
    assert_int_equal(check_with("bridged_next_u8", "call bridged_next_u8\n  value = 1\n  result = 3\n"),
                     TENON_BROKEN_CONTRACT);
    expect_text(tenon_error_peek()->message, "not what the vector says");
    tenon_error_clear();
}

static void vectors__no_such_file__then_it_is_named(void **state) {
    (void)state;
    const char *files[] = {PROVIDERS "/none.vectors", NULL};
    tenon_bridge_options options = {.vectors = files};
    assert_int_equal(tenon_bridge_check(&bridges_bridged, twin, &options, NULL), TENON_INVALID_ARGUMENT);
    expect_text(tenon_error_peek()->message, "none.vectors");
    tenon_error_clear();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors__every_form__then_it_is_taken),
        cmocka_unit_test(vectors__mistakes__then_line_and_reason_are_told),
        cmocka_unit_test(vectors__what_must_come_out__then_only_the_vector_itself_is_held_to_it),
        cmocka_unit_test(vectors__no_such_file__then_it_is_named),
    };
    return cmocka_run_group_tests(tests, open_twin, NULL);
}
