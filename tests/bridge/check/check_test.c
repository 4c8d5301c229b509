/*
 * The differential check: what is equal passes, and everything that a provider can do wrong is found, told,
 * and kept as an input that shows it again.
 */
#include "support.h"

#include <unistd.h>

static tenon_candidate *liars;

static int open_liars(void **state) {
    (void)state;
    liars = open_provider("liars");
    return 0;
}

/* Checks one operation of the liars. */
static tenon_bridge_report *check(const char *operation, tenon_bridge_options options) {
    tenon_bridge_report *report = NULL;
    options.only = operation;
    options.seed = options.seed == 0 ? 4711 : options.seed;
    options.timeout = 300;
    options.keep = PROVIDERS;
    int32_t status = tenon_bridge_check(&bridges_bridged, liars, &options, &report);
    assert_int_equal(status, TENON_BROKEN_CONTRACT);
    assert_string_equal(tenon_error_peek()->name, "TENON_BROKEN_CONTRACT");
    tenon_error_clear();
    assert_non_null(report);
    return report;
}

/* That the kept input alone shows the same again. */
static void expect_again(const char *operation, tenon_bridge_verdict verdict, const char *part,
                         const char *input) {
    const char *files[] = {input, NULL};
    tenon_bridge_report *report = check(operation, (tenon_bridge_options){.calls = 1, .vectors = files});
    const tenon_bridge_finding *finding = finding_of(report, operation);
    assert_string_equal(tenon_bridge_verdict_name(finding->verdict), tenon_bridge_verdict_name(verdict));
    expect_text(finding->text, part);
    tenon_bridge_report_free(report);
}

/* That the check finds this, says it, and keeps an input that shows it. */
static void expect_found(const char *operation, tenon_bridge_options options, tenon_bridge_verdict verdict,
                         const char *part) {
    tenon_bridge_report *report = check(operation, options);
    const tenon_bridge_finding *finding = finding_of(report, operation);
    if (finding->verdict != verdict)
        fail_msg("%s is %s, not %s: %s", operation, tenon_bridge_verdict_name(finding->verdict),
                 tenon_bridge_verdict_name(verdict), finding->text);
    expect_text(finding->text, operation);
    expect_text(finding->text, part);
    assert_non_null(finding->input);
    expect_again(operation, verdict, part, finding->input);
    tenon_bridge_report_free(report);
}

/* The text of a kept file. */
static void expect_kept(const char *operation, const char *part) {
    char path[1024];
    char text[4096];
    (void)snprintf(path, sizeof path, "%s/%s-4711.vectors", PROVIDERS, operation);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    expect_text(text, part);
}

static void check__the_library_once_more__then_everything_is_equal(void **state) {
    (void)state;
    tenon_bridge_report *report = NULL;
    tenon_bridge_options options = {.calls = 3000, .seed = 1, .timeout = 5000};
    int32_t status = tenon_bridge_check(&bridges_bridged, open_provider("twin"), &options, &report);
    for (uint32_t i = 0; i < report->count; i++) {
        const tenon_bridge_finding *finding = &report->findings[i];
        if (finding->verdict != TENON_BRIDGE_EQUAL)
            fail_msg("%s: %s: %s", finding->operation, tenon_bridge_verdict_name(finding->verdict),
                     finding->text);
        assert_true(finding->calls >= 2990); /* a few inputs do not fit into the memory for them */
        assert_null(finding->input);
    }
    assert_int_equal(status, 0);
    assert_int_equal(report->seed, 1);
    tenon_bridge_report_free(report);
}

static void check__what_a_provider_lacks__then_it_is_not_implemented(void **state) {
    (void)state;
    tenon_bridge_report *report = check("bridged_next_u16", (tenon_bridge_options){.calls = 20000});
    assert_int_equal(finding_of(report, "bridged_answer")->verdict, TENON_BRIDGE_NOT_IMPLEMENTED);
    assert_int_equal(finding_of(report, "bridged_next_i16")->verdict, TENON_BRIDGE_NOT_CHECKED);
    tenon_bridge_report_free(report);
}

static void check__wrong_for_one_value_in_a_million__then_it_is_found(void **state) {
    (void)state;
    expect_found("bridged_next_u32", (tenon_bridge_options){.calls = 20000000}, TENON_BRIDGE_DIFFERENT,
                 "result is 0xabcde");
    expect_kept("bridged_next_u32", "value = 0xabcde000\n"); /* the smallest such number */
}

static void check__wrong_in_one_element__then_its_index_is_told(void **state) {
    (void)state;
    expect_found("bridged_add", (tenon_bridge_options){0}, TENON_BRIDGE_DIFFERENT,
                 "sums[17] is 0 with the reference and 1 with");
    expect_kept("bridged_add", "  sums = room 18 @");
}

static void check__wrong_in_a_nested_field__then_its_path_is_told(void **state) {
    (void)state;
    expect_found("bridged_turn", (tenon_bridge_options){0}, TENON_BRIDGE_DIFFERENT,
                 "result.to.y is 0 with the reference and 1 with the candidate");
    expect_kept("bridged_turn", "from: {x: 0, y: 0}");
}

static void check__wrong_status__then_both_are_told(void **state) {
    (void)state;
    expect_found("bridged_spiral", (tenon_bridge_options){0}, TENON_BRIDGE_DIFFERENT, "with the candidate");
}

static void check__wrong_after_other_calls__then_the_row_of_calls_is_kept(void **state) {
    (void)state;
    expect_found("bridged_tally_size", (tenon_bridge_options){0}, TENON_BRIDGE_DIFFERENT,
                 "result is 2 with the reference and 3 with the candidate");
    expect_kept("bridged_tally_size", "= object a\n");
}

static void check__wrong_once_whatever_the_input__then_index_and_seed_are_told(void **state) {
    (void)state;
    tenon_bridge_report *report = check("bridged_next_u16", (tenon_bridge_options){.calls = 20000});
    const tenon_bridge_finding *finding = finding_of(report, "bridged_next_u16");
    assert_int_equal(finding->verdict, TENON_BRIDGE_DIFFERENT);
    expect_text(finding->text, "of seed 4711; alone it does not fail");
    tenon_bridge_report_free(report);
}

static void check__crash__then_it_is_told(void **state) {
    (void)state;
    expect_found("bridged_half_f64", (tenon_bridge_options){0}, TENON_BRIDGE_CRASHED, "signal 11");
    expect_kept("bridged_half_f64", "value = -1\n");
}

static void check__abort__then_its_last_words_are_told(void **state) {
    (void)state;
    expect_found("bridged_half_f32", (tenon_bridge_options){0}, TENON_BRIDGE_CRASHED, "half.rs:7: infinite");
}

static void check__exception__then_it_is_told(void **state) {
    (void)state;
    expect_found("bridged_next_i16", (tenon_bridge_options){0}, TENON_BRIDGE_CRASHED, "a minus too much");
}

static void check__end_of_the_process__then_it_is_told(void **state) {
    (void)state;
    expect_found("bridged_next_size", (tenon_bridge_options){0}, TENON_BRIDGE_CRASHED,
                 "ended the process with status 3");
}

static void check__no_return__then_it_hangs(void **state) {
    (void)state;
    expect_found("bridged_day_of", (tenon_bridge_options){0}, TENON_BRIDGE_HUNG, "has not returned");
}

static void check__forgotten_memory__then_it_leaks(void **state) {
    (void)state;
    expect_found("bridged_capitals", (tenon_bridge_options){0}, TENON_BRIDGE_LEAKED, "heap");
    expect_kept("bridged_capitals", "text = \"#\" @");
}

static void check__byte_behind_a_buffer__then_it_overruns(void **state) {
    (void)state;
    expect_found("bridged_reverse", (tenon_bridge_options){0}, TENON_BRIDGE_OVERRUN,
                 "writes behind the end of data");
}

static void check__read_behind_a_buffer__then_it_overruns(void **state) {
    (void)state;
    expect_found("bridged_checksum", (tenon_bridge_options){0}, TENON_BRIDGE_OVERRUN,
                 "reads behind the end of data: byte 15, where it has 15");
}

static void check__write_in_front_of_a_buffer__then_it_overruns(void **state) {
    (void)state;
    expect_found("bridged_move", (tenon_bridge_options){0}, TENON_BRIDGE_OVERRUN, "before point");
}

static void check__write_to_const__then_it_overruns(void **state) {
    (void)state;
    expect_found("bridged_sum", (tenon_bridge_options){0}, TENON_BRIDGE_OVERRUN,
                 "writes to values, which is const: byte 0");
}

static void check__bytes_left_alone__then_they_are_not_written(void **state) {
    (void)state;
    expect_found("bridged_count_up", (tenon_bridge_options){0}, TENON_BRIDGE_NOT_WRITTEN,
                 "numbers[32] is 32 with the reference and is not written by the candidate");
}

static void check__more_bytes_than_said__then_the_reference_does_not_write_them(void **state) {
    (void)state;
    expect_found("bridged_even", (tenon_bridge_options){0}, TENON_BRIDGE_NOT_WRITTEN,
                 "which does not write it");
}

static void check__pointer_to_nothing__then_it_cannot_be_read(void **state) {
    (void)state;
    expect_found("bridged_color_name", (tenon_bridge_options){0}, TENON_BRIDGE_CRASHED,
                 "gave back cannot be read");
}

static void check__slower_than_the_floor__then_it_is_too_slow(void **state) {
    (void)state;
    tenon_bridge_report *report =
        check("bridged_sum_bytes", (tenon_bridge_options){.calls = 1000, .floor = 2});
    const tenon_bridge_finding *finding = finding_of(report, "bridged_sum_bytes");
    assert_int_equal(finding->verdict, TENON_BRIDGE_TOO_SLOW);
    expect_text(finding->text, "more than 2.00 times as long");
    assert_true(finding->candidate_time > finding->reference_time);
    tenon_bridge_report_free(report);
}

static void check__no_floor__then_slow_is_equal(void **state) {
    (void)state;
    tenon_bridge_report *report = NULL;
    tenon_bridge_options options = {.calls = 1000, .seed = 1, .only = "bridged_sum_bytes"};
    assert_int_equal(tenon_bridge_check(&bridges_bridged, liars, &options, &report), 0);
    assert_int_equal(finding_of(report, "bridged_sum_bytes")->verdict, TENON_BRIDGE_EQUAL);
    tenon_bridge_report_free(report);
}

static void check__counter_that_does_not_move__then_it_is_not_executed(void **state) {
    (void)state;
    static const uint64_t stays = 0;
    const tenon_provider *itself = tenon_candidate_provider(liars);
    tenon_provider provider = *itself;
    tenon_provider_operation *operations = calloc(provider.operation_count, sizeof *operations);
    memcpy(operations, itself->operations, provider.operation_count * sizeof *operations);
    provider.operations = operations;
    for (uint32_t i = 0; i < provider.operation_count; i++) {
        if (strcmp(operations[i].name, "bridged_not") == 0)
            operations[i].calls = &stays;
    }
    tenon_bridge_report *report = NULL;
    tenon_bridge_options options = {.calls = 100, .seed = 1, .only = "bridged_not"};
    assert_int_equal(tenon_trial_run(&bridges_bridged, &provider, &options, &report), TENON_BROKEN_CONTRACT);
    tenon_error_clear();
    assert_int_equal(finding_of(report, "bridged_not")->verdict, TENON_BRIDGE_NOT_EXECUTED);
    expect_text(finding_of(report, "bridged_not")->text, "called 100 times and its own counter says 0");
    tenon_bridge_report_free(report);
    free(operations);
}

static void check__one_difference__then_the_swap_is_refused(void **state) {
    (void)state;
    tenon_bridge_report_free(check("bridged_add", (tenon_bridge_options){0}));
    assert_int_equal(tenon_bridge_swap(&bridges_bridged, liars, "bridged_add"), TENON_BROKEN_CONTRACT);
    tenon_error_clear();
}

static void check__same_seed__then_the_same_finding(void **state) {
    (void)state;
    tenon_bridge_report *one = check("bridged_turn", (tenon_bridge_options){.seed = 99});
    tenon_bridge_report *other = check("bridged_turn", (tenon_bridge_options){.seed = 99});
    assert_string_equal(finding_of(one, "bridged_turn")->text, finding_of(other, "bridged_turn")->text);
    tenon_bridge_report_free(one);
    tenon_bridge_report_free(other);
}

static void check__in_this_process__then_differences_are_found_too(void **state) {
    (void)state;
    expect_found("bridged_add", (tenon_bridge_options){.in_process = true}, TENON_BRIDGE_DIFFERENT,
                 "sums[17]");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check__the_library_once_more__then_everything_is_equal),
        cmocka_unit_test(check__what_a_provider_lacks__then_it_is_not_implemented),
        cmocka_unit_test(check__wrong_for_one_value_in_a_million__then_it_is_found),
        cmocka_unit_test(check__wrong_in_one_element__then_its_index_is_told),
        cmocka_unit_test(check__wrong_in_a_nested_field__then_its_path_is_told),
        cmocka_unit_test(check__wrong_status__then_both_are_told),
        cmocka_unit_test(check__wrong_after_other_calls__then_the_row_of_calls_is_kept),
        cmocka_unit_test(check__wrong_once_whatever_the_input__then_index_and_seed_are_told),
        cmocka_unit_test(check__crash__then_it_is_told),
        cmocka_unit_test(check__abort__then_its_last_words_are_told),
        cmocka_unit_test(check__exception__then_it_is_told),
        cmocka_unit_test(check__end_of_the_process__then_it_is_told),
        cmocka_unit_test(check__no_return__then_it_hangs),
        cmocka_unit_test(check__forgotten_memory__then_it_leaks),
        cmocka_unit_test(check__byte_behind_a_buffer__then_it_overruns),
        cmocka_unit_test(check__read_behind_a_buffer__then_it_overruns),
        cmocka_unit_test(check__write_in_front_of_a_buffer__then_it_overruns),
        cmocka_unit_test(check__write_to_const__then_it_overruns),
        cmocka_unit_test(check__bytes_left_alone__then_they_are_not_written),
        cmocka_unit_test(check__more_bytes_than_said__then_the_reference_does_not_write_them),
        cmocka_unit_test(check__pointer_to_nothing__then_it_cannot_be_read),
        cmocka_unit_test(check__slower_than_the_floor__then_it_is_too_slow),
        cmocka_unit_test(check__no_floor__then_slow_is_equal),
        cmocka_unit_test(check__counter_that_does_not_move__then_it_is_not_executed),
        cmocka_unit_test(check__one_difference__then_the_swap_is_refused),
        cmocka_unit_test(check__same_seed__then_the_same_finding),
        cmocka_unit_test(check__in_this_process__then_differences_are_found_too),
    };
    return cmocka_run_group_tests(tests, open_liars, NULL);
}
