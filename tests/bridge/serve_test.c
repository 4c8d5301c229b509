/* Who serves: swap, revert, shadow, record; and what is said of it. */
#define _POSIX_C_SOURCE 200809L /* mkstemp */

#include <errno.h>
#include <unistd.h>

#include "support.h"

static tenon_candidate *honest;
static char last_line[1024];

static void keep_line(void *context, const char *text) {
    (void)context;
    (void)snprintf(last_line, sizeof last_line, "%s", text);
}

static int reset(void **state) {
    (void)state;
    tenon_bridge_log_to(keep_line, NULL);
    expect_done(tenon_bridge_revert(&bridges_sample, NULL));
    honest = open_provider(PROVIDER("honest"));
    prove_all(honest);
    last_line[0] = '\0';
    tenon_error_clear();
    return 0;
}

static tenon_bridge_state state_of(uint32_t operation) {
    return tenon_bridge_state_of(&bridges_sample, operation);
}

/* ---- Swap and revert ---- */

static void swap__unproved__then_refused(void **state) {
    (void)state;
    tenon_bridge_finding found = {.verdict = TENON_BRIDGE_DIFFERENT};
    tenon_bridge_prove(honest, BRIDGED_SAMPLE_MIX, &found);
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, "sample_mix"), TENON_BROKEN_CONTRACT,
                   "sample_mix: sample once more has not proved equal to the reference");
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, NULL), TENON_BROKEN_CONTRACT, "sample_mix");
    assert_int_equal(state_of(BRIDGED_SAMPLE_MOVE).mode, TENON_BRIDGE_REFERENCE);
}

static void swap__not_implemented__then_refused(void **state) {
    (void)state;
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, "sample_capitals"), TENON_BROKEN_CONTRACT,
                   "sample_capitals: sample once more does not implement it");
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, "sample_nothing"), TENON_INVALID_ARGUMENT,
                   "\"sample_nothing\" is no bridged function of this contract");
}

static void swap__no_candidate__then_refused(void **state) {
    (void)state;
    expect_refused(tenon_bridge_swap(&bridges_sample, NULL, NULL), TENON_INVALID_ARGUMENT,
                   "there is no candidate");
    expect_refused(tenon_bridge_shadow(&bridges_sample, NULL, "sample_mix", 1), TENON_INVALID_ARGUMENT,
                   "sample_mix: there is no candidate, so it cannot be shadowed");
}

static void swap__all__then_candidate_serves_what_it_implements(void **state) {
    (void)state;
    expect_done(tenon_bridge_swap(&bridges_sample, honest, NULL));
    tenon_any_function own = tenon_candidate_operation(honest, BRIDGED_SAMPLE_MIX)->function;
    assert_true(tenon_bridge_serving(&bridges_sample_slots[BRIDGED_SAMPLE_MIX]) == own);
    assert_int_equal(bridged_sample_mix(5), sample_mix(5));
    assert_string_equal(state_of(BRIDGED_SAMPLE_MIX).serving, "sample once more");
    assert_string_equal(state_of(BRIDGED_SAMPLE_CAPITALS).serving, "reference");
    expect_done(tenon_bridge_revert(&bridges_sample, NULL));
    assert_true(tenon_bridge_serving(&bridges_sample_slots[BRIDGED_SAMPLE_MIX]) ==
                (tenon_any_function)sample_mix);
}

static void swap__calls__then_counted_for_who_served(void **state) {
    (void)state;
    tenon_bridge_state before = state_of(BRIDGED_SAMPLE_MIX);
    (void)bridged_sample_mix(1);
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_mix"));
    for (int i = 0; i < 10; i++)
        (void)bridged_sample_mix(1);
    assert_int_equal(state_of(BRIDGED_SAMPLE_MIX).candidate_calls, before.candidate_calls + 10);
    expect_done(tenon_bridge_revert(&bridges_sample, "sample_mix"));
    (void)bridged_sample_mix(1);
    tenon_bridge_state after = state_of(BRIDGED_SAMPLE_MIX);
    assert_int_equal(after.calls, before.calls + 12);
    assert_int_equal(after.candidate_calls, before.candidate_calls + 10);
    double saved = (after.saved_seconds - before.saved_seconds) * 1e9;
    assert_true(saved > 19.9 && saved < 20.1);
}

static void swap__log__then_one_line_says_who_serves(void **state) {
    (void)state;
    expect_done(tenon_bridge_swap(&bridges_sample, honest, NULL));
    assert_string_equal(last_line,
                        "sample: served by sample once more from now on: sample_mix, sample_scramble, "
                        "sample_move, sample_tally_new, sample_tally_add, sample_tally_free");
    last_line[0] = '\0';
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_mix"));
    assert_string_equal(last_line, ""); /* nothing changed */
    expect_done(tenon_bridge_revert(&bridges_sample, "sample_mix"));
    assert_string_equal(last_line, "sample: served by the reference from now on: sample_mix");
}

/* ---- Objects ---- */

static void swap__object_alive__then_busy_and_nothing_changes(void **state) {
    (void)state;
    sample_tally *tally = bridged_sample_tally_new(1);
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, "sample_tally_add"), TENON_BUSY,
                   "1 objects that belong to who made them are alive");
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, NULL), TENON_BUSY, "cannot be swapped");
    assert_int_equal(state_of(BRIDGED_SAMPLE_MIX).mode, TENON_BRIDGE_REFERENCE);
    assert_int_equal(bridged_sample_tally_add(tally, 2), 3);
    bridged_sample_tally_free(tally);
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_tally_add"));
}

static void swap__one_function_of_a_class__then_all_of_them(void **state) {
    (void)state;
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_tally_add"));
    assert_int_equal(state_of(BRIDGED_SAMPLE_TALLY_NEW).mode, TENON_BRIDGE_SWAPPED);
    assert_int_equal(state_of(BRIDGED_SAMPLE_TALLY_FREE).mode, TENON_BRIDGE_SWAPPED);
    assert_int_equal(state_of(BRIDGED_SAMPLE_MIX).mode, TENON_BRIDGE_REFERENCE);
    sample_tally *tally = bridged_sample_tally_new(1); /* the candidate's: another owner would abort */
    assert_int_equal(bridged_sample_tally_add(tally, 2), 3);
    expect_refused(tenon_bridge_revert(&bridges_sample, "sample_tally_new"), TENON_BUSY,
                   "cannot be reverted");
    bridged_sample_tally_free(tally);
    expect_done(tenon_bridge_revert(&bridges_sample, "sample_tally_new"));
}

static void swap__null_destroyed__then_not_counted(void **state) {
    (void)state;
    sample_tally *tally = bridged_sample_tally_new(1);
    bridged_sample_tally_free(NULL);
    expect_refused(tenon_bridge_swap(&bridges_sample, honest, "sample_tally_add"), TENON_BUSY, "1 objects");
    bridged_sample_tally_free(tally);
}

/* ---- Shadow ---- */

static void shadow__equal__then_compared_and_caller_gets_the_reference(void **state) {
    (void)state;
    tenon_bridge_state before = state_of(BRIDGED_SAMPLE_SCRAMBLE);
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_scramble", 1));
    uint8_t data[20] = {1, 2, 3}, expected[20], out[20];
    assert_int_equal(sample_scramble(data, expected, 20), SAMPLE_OK);
    assert_int_equal(bridged_sample_scramble(data, out, 20), SAMPLE_OK);
    assert_memory_equal(out, expected, 20);
    assert_int_equal(bridged_sample_scramble(data, data, 7),
                     SAMPLE_OK); /* in place: the copy has the old bytes */
    tenon_bridge_state after = state_of(BRIDGED_SAMPLE_SCRAMBLE);
    assert_int_equal(after.mode, TENON_BRIDGE_SHADOWED);
    assert_string_equal(after.serving, "reference");
    assert_int_equal(after.compared, before.compared + 2);
    assert_int_equal(after.candidate_calls, before.candidate_calls + 2);
    assert_int_equal(after.differences, before.differences);
}

static void shadow__records_both_ways__then_written_once(void **state) {
    (void)state;
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_move", 1));
    sample_point point = {.x = 1, .y = 2};
    uint32_t steps = 30;
    bridged_sample_move(&point, &steps);
    assert_int_equal(steps, 10);
    assert_int_equal(point.x, 11);
    assert_true(point.y > 6.9 && point.y < 7.1);
    assert_int_equal(state_of(BRIDGED_SAMPLE_MOVE).mode, TENON_BRIDGE_SHADOWED);
}

static void shadow__blocks__then_compared_and_the_candidates_freed(void **state) {
    (void)state;
    tenon_candidate *whole = open_provider(PROVIDER("whole"));
    prove_all(whole);
    expect_done(tenon_bridge_shadow(&bridges_sample, whole, "sample_capitals", 1));
    uint64_t compared = state_of(BRIDGED_SAMPLE_CAPITALS).compared;
    char *text =
        bridged_sample_capitals("over and out"); /* a leak check sees whether the other one is freed */
    assert_string_equal(text, "OVER AND OUT");
    free(text);
    assert_int_equal(state_of(BRIDGED_SAMPLE_CAPITALS).compared, compared + 1);
    assert_int_equal(state_of(BRIDGED_SAMPLE_CAPITALS).mode, TENON_BRIDGE_SHADOWED);
}

static void shadow__call_fails__then_error_and_errno_are_the_references(void **state) {
    (void)state;
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_scramble", 1));
    uint8_t data[13] = {0}, out[13] = {0};
    errno = 77;
    assert_int_equal(bridged_sample_scramble(data, out, 13), SAMPLE_BAD_SIZE);
    assert_int_equal(errno, 77);
    const tenon_error *error = tenon_error_peek();
    assert_non_null(error);
    assert_int_equal(error->code, SAMPLE_BAD_SIZE);
    assert_null(error->cause);
    assert_int_equal(state_of(BRIDGED_SAMPLE_SCRAMBLE).mode, TENON_BRIDGE_SHADOWED);
}

static void shadow__earlier_error__then_still_there(void **state) {
    (void)state;
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_mix", 1));
    (void)tenon_fail(5, "earlier");
    (void)bridged_sample_mix(1);
    expect_refused(5, 5, "earlier");
}

static void shadow__first_difference__then_reference_alone_and_said(void **state) {
    (void)state;
    tenon_candidate *wrong = open_provider(PROVIDER("wrong_for_255"));
    prove_all(wrong);
    expect_done(tenon_bridge_shadow(&bridges_sample, wrong, "sample_scramble", 1));
    uint8_t data[4] = {1, 2, 254, 255}, expected[4], out[4];
    assert_int_equal(sample_scramble(data, expected, 4), SAMPLE_OK);
    assert_int_equal(bridged_sample_scramble(data, out, 3), SAMPLE_OK);
    assert_int_equal(state_of(BRIDGED_SAMPLE_SCRAMBLE).mode, TENON_BRIDGE_SHADOWED);
    uint64_t differences = state_of(BRIDGED_SAMPLE_SCRAMBLE).differences;
    assert_int_equal(bridged_sample_scramble(data, out, 4), SAMPLE_OK);
    assert_memory_equal(out, expected, 4);
    assert_int_equal(state_of(BRIDGED_SAMPLE_SCRAMBLE).mode, TENON_BRIDGE_REFERENCE);
    assert_int_equal(state_of(BRIDGED_SAMPLE_SCRAMBLE).differences, differences + 1);
    assert_non_null(strstr(last_line, "sample_scramble: sample once more differs from the reference"));
    assert_non_null(strstr(last_line, "out"));
    expect_refused(tenon_bridge_swap(&bridges_sample, wrong, "sample_scramble"), TENON_BROKEN_CONTRACT,
                   "has not proved equal");
}

static void shadow__sampled__then_one_of_so_many(void **state) {
    (void)state;
    tenon_bridge_state before = state_of(BRIDGED_SAMPLE_MIX);
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_mix", 10));
    for (uint64_t i = 0; i < 1000; i++)
        assert_int_equal(bridged_sample_mix(i), sample_mix(i));
    uint64_t compared = state_of(BRIDGED_SAMPLE_MIX).compared - before.compared;
    assert_in_range(compared, 99, 101); /* the first and the last ten may not be whole */
}

static void shadow__objects_or_no_sample__then_refused(void **state) {
    (void)state;
    expect_refused(tenon_bridge_shadow(&bridges_sample, honest, "sample_tally_new", 1),
                   TENON_INVALID_ARGUMENT,
                   "sample_tally_new: it takes or makes objects and cannot be shadowed");
    expect_refused(tenon_bridge_shadow(&bridges_sample, honest, "sample_mix", 0), TENON_INVALID_ARGUMENT,
                   "one_in is 0");
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, NULL, 1));
    assert_int_equal(state_of(BRIDGED_SAMPLE_MIX).mode, TENON_BRIDGE_SHADOWED);
    assert_int_equal(state_of(BRIDGED_SAMPLE_TALLY_NEW).mode, TENON_BRIDGE_REFERENCE);
}

/* ---- Record ---- */

static void read_file(const char *path, char *text, size_t room) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, room - 1, file);
    text[length] = '\0';
    (void)fclose(file);
}

static void record__calls__then_appended_with_inputs_as_they_were(void **state) {
    (void)state;
    char path[] = "/tmp/tenon-record-XXXXXX", text[4096];
    int file = mkstemp(path);
    assert_true(file >= 0);
    (void)close(file);
    expect_done(tenon_bridge_record(&bridges_sample, "sample_move", path, 1));
    sample_point point = {.x = 41, .y = 2};
    uint32_t steps = 3;
    bridged_sample_move(&point, &steps);
    assert_int_equal(point.x, 44);
    assert_int_equal(state_of(BRIDGED_SAMPLE_MOVE).mode, TENON_BRIDGE_RECORDED);
    expect_done(tenon_bridge_revert(&bridges_sample, "sample_move"));
    bridged_sample_move(&point, &steps);
    read_file(path, text, sizeof text);
    (void)unlink(path);
    assert_int_equal(strncmp(text, "contract sample 1.1\n", 20), 0);
    const char *call = strstr(text, "call sample_move\n");
    assert_non_null(call);
    assert_null(strstr(call + 1, "call"));
    assert_non_null(strstr(call, "41"));
}

static void record__candidate_serves__then_goes_on_serving(void **state) {
    (void)state;
    char path[] = "/tmp/tenon-record-XXXXXX";
    int file = mkstemp(path);
    (void)close(file);
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_mix"));
    expect_done(tenon_bridge_record(&bridges_sample, "sample_mix", path, 1));
    assert_string_equal(state_of(BRIDGED_SAMPLE_MIX).serving, "sample once more");
    assert_int_equal(bridged_sample_mix(9), sample_mix(9));
    (void)unlink(path);
}

static void record__file_cannot_be_written__then_named(void **state) {
    (void)state;
    expect_refused(tenon_bridge_record(&bridges_sample, "sample_mix", "/nowhere/calls", 1),
                   TENON_INVALID_ARGUMENT, "/nowhere/calls: cannot be written to");
}

/* ---- What is said ---- */

static void json__swapped_and_shadowed__then_all_operations_told(void **state) {
    (void)state;
    expect_done(tenon_bridge_swap(&bridges_sample, honest, "sample_mix"));
    expect_done(tenon_bridge_shadow(&bridges_sample, honest, "sample_move", 2));
    char *json = tenon_bridge_json(&bridges_sample);
    assert_non_null(json);
    assert_int_equal(strncmp(json, "{\"library\": \"sample\", \"linked\": null, ", 38), 0);
    assert_non_null(strstr(json,
                           "{\"operation\": \"sample_mix\", \"mode\": \"swapped\", \"serving\": \"sample "
                           "once more\", \"candidate\": \"sample once more\""));
    assert_non_null(strstr(json, "\"operation\": \"sample_move\", \"mode\": \"shadowed\", \"serving\": "
                                 "\"reference\", \"candidate\": \"sample once more\""));
    assert_non_null(strstr(json, "\"operation\": \"sample_capitals\", \"mode\": \"reference\", \"serving\": "
                                 "\"reference\", \"candidate\": null"));
    free(json);
}

#define SERVE_TEST(function) cmocka_unit_test_setup(function, reset)

int main(void) {
    const struct CMUnitTest tests[] = {
        SERVE_TEST(swap__unproved__then_refused),
        SERVE_TEST(swap__not_implemented__then_refused),
        SERVE_TEST(swap__no_candidate__then_refused),
        SERVE_TEST(swap__all__then_candidate_serves_what_it_implements),
        SERVE_TEST(swap__calls__then_counted_for_who_served),
        SERVE_TEST(swap__log__then_one_line_says_who_serves),
        SERVE_TEST(swap__object_alive__then_busy_and_nothing_changes),
        SERVE_TEST(swap__one_function_of_a_class__then_all_of_them),
        SERVE_TEST(swap__null_destroyed__then_not_counted),
        SERVE_TEST(shadow__equal__then_compared_and_caller_gets_the_reference),
        SERVE_TEST(shadow__records_both_ways__then_written_once),
        SERVE_TEST(shadow__blocks__then_compared_and_the_candidates_freed),
        SERVE_TEST(shadow__call_fails__then_error_and_errno_are_the_references),
        SERVE_TEST(shadow__earlier_error__then_still_there),
        SERVE_TEST(shadow__first_difference__then_reference_alone_and_said),
        SERVE_TEST(shadow__sampled__then_one_of_so_many),
        SERVE_TEST(shadow__objects_or_no_sample__then_refused),
        SERVE_TEST(record__calls__then_appended_with_inputs_as_they_were),
        SERVE_TEST(record__candidate_serves__then_goes_on_serving),
        SERVE_TEST(record__file_cannot_be_written__then_named),
        SERVE_TEST(json__swapped_and_shadowed__then_all_operations_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
