/* The handshake: a provider that contradicts the contract, itself, or its own file is refused before it runs.
 */
#include "support.h"

static void refuse(const char *path, int32_t code, const char *part) {
    tenon_candidate *candidate = NULL;
    int32_t status = tenon_bridge_open(&bridges_sample, path, &candidate);
    assert_null(candidate);
    expect_refused(status, code, part);
}

static void open__honest_provider__then_says_what_it_implements(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    assert_true(tenon_candidate_implements(candidate, "sample_mix"));
    assert_false(tenon_candidate_implements(candidate, "sample_capitals"));
    assert_false(tenon_candidate_implements(candidate, "sample_unknown"));
    assert_string_equal(tenon_candidate_provider(candidate)->name, "sample once more");
}

static void open__honest_provider__then_its_functions_run_its_own_code(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    const tenon_provider_operation *mix = tenon_candidate_operation(candidate, BRIDGED_SAMPLE_MIX);
    uint64_t before = *mix->calls;
    (void)((__typeof__(sample_mix) *)mix->counted)(77);
    assert_int_equal(*mix->calls, before + 1);
    assert_int_equal(((__typeof__(sample_mix) *)mix->function)(77), sample_mix(77));
    assert_int_equal(*mix->calls, before + 1);
    assert_true(mix->function != (tenon_any_function)sample_mix);
}

static void open__same_provider_twice__then_keeps_what_it_has_proved(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    assert_ptr_equal(open_provider(PROVIDER("honest")), candidate);
}

static void open__provider_fails__then_error_reaches_the_caller(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    const tenon_provider_operation *is = tenon_candidate_operation(candidate, BRIDGED_SAMPLE_SCRAMBLE);
    uint8_t bytes[13] = {0};
    assert_int_equal(((__typeof__(sample_scramble) *)is->function)(bytes, bytes, 13), SAMPLE_BAD_SIZE);
    expect_refused(SAMPLE_BAD_SIZE, SAMPLE_BAD_SIZE, "13 bytes cannot be scrambled");
}

static void open__no_such_file__then_named(void **state) {
    (void)state;
    refuse("/nowhere/x.so", TENON_INVALID_ARGUMENT, "/nowhere/x.so: cannot be loaded");
}

static void open__library_without_provider__then_says_what_is_missing(void **state) {
    (void)state;
    refuse(PROVIDER("no_provider"), TENON_INVALID_ARGUMENT, "it has no function tenon_provider_sample");
}

static void open__no_description__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("gives_null"), TENON_BROKEN_CONTRACT, "tenon_provider_sample() returned null");
}

static void open__other_library__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("other_library"), TENON_INVALID_ARGUMENT, "it is a provider of pdf, not of sample");
}

static void open__other_interface__then_says_which_side_is_older(void **state) {
    (void)state;
    refuse(PROVIDER("other_interface"), TENON_VERSION_MISMATCH,
           "built for interface 2 of providers, this program for 1 (older); rebuild the program");
}

static void open__older_contract__then_names_first_difference_and_older_side(void **state) {
    (void)state;
    refuse(
        PROVIDER("older"), TENON_VERSION_MISMATCH,
        "older.so: sample: the program was generated for contract 1.1, the provider implements 1.0 (older); "
        "first difference: sample_move (changed); rebuild the provider");
}

static void open__same_version_other_contract__then_version_should_have_changed(void **state) {
    (void)state;
    refuse(
        PROVIDER("other_contract"), TENON_VERSION_MISMATCH,
        "the program and the provider both say contract 1.1, but were generated from different ones; first "
        "difference: sample_move (changed)");
}

static void open__damaged_fingerprint__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("damaged"), TENON_VERSION_MISMATCH,
           "the provider's contract fingerprint is missing or damaged");
}

static void open__masks_contradict__then_operation_named(void **state) {
    (void)state;
    refuse(PROVIDER("claims_too_much"), TENON_BROKEN_CONTRACT,
           "sample_capitals: the provider's mask says implemented, its table has no function");
    refuse(PROVIDER("claims_too_little"), TENON_BROKEN_CONTRACT,
           "sample_mix: the provider's table has a function, its mask says not implemented");
    refuse(
        PROVIDER("knows_too_little"), TENON_BROKEN_CONTRACT,
        "sample_tally_free: the provider's mask says implemented, its own contract's mask says that there is "
        "no such operation");
    refuse(PROVIDER("knows_too_much"), TENON_BROKEN_CONTRACT, "bits past the last of 7 operations");
}

static void open__counted_function_counts_nothing__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("counts_nothing"), TENON_BROKEN_CONTRACT,
           "sample_tally_free: its counted function is the plain one");
}

static void open__layout_differs__then_field_and_both_places_named(void **state) {
    (void)state;
    refuse(PROVIDER("other_offset"), TENON_VERSION_MISMATCH,
           "record sample_point: field y is at 12 in the provider, at 8 in this program");
    refuse(PROVIDER("other_size"), TENON_VERSION_MISMATCH,
           "record sample_point: 24 bytes aligned to 8 in the provider, 16 aligned to 8 in this program");
}

static void open__function_of_another_library__then_its_file_named(void **state) {
    (void)state;
    refuse(PROVIDER("routes"), TENON_BROKEN_CONTRACT,
           "sample_mix: the provider says that it implements it, but the function lies in");
}

static void open__counted_function_of_another_library__then_its_file_named(void **state) {
    (void)state;
    refuse(PROVIDER("counts_elsewhere"), TENON_BROKEN_CONTRACT,
           "sample_move: the provider says that it implements it, but the function lies in");
}

static void open__reference_is_the_providers__then_refused(void **state) {
    (void)state;
    tenon_candidate *honest = open_provider(PROVIDER("honest"));
    tenon_bridge_operation operations[BRIDGED_SAMPLE_COUNT];
    tenon_bridge_slot slots[BRIDGED_SAMPLE_COUNT];
    memcpy(operations, bridges_sample.operations, sizeof operations);
    memset(slots, 0, sizeof slots);
    operations[BRIDGED_SAMPLE_MIX].reference =
        tenon_candidate_operation(honest, BRIDGED_SAMPLE_MOVE)->function;
    tenon_bridges other = {.library = bridges_sample.library,
                           .fingerprint = bridges_sample.fingerprint,
                           .operation_count = BRIDGED_SAMPLE_COUNT,
                           .operations = operations,
                           .slots = slots,
                           .layout_count = bridges_sample.layout_count,
                           .layouts = bridges_sample.layouts};
    tenon_candidate *candidate = NULL;
    expect_refused(tenon_bridge_open(&other, PROVIDER("honest"), &candidate), TENON_BROKEN_CONTRACT,
                   "sample_mix: the reference lies in the provider's own file");
}

/* The provider exports a function of this name and calls it. */
uint64_t sample_salt(void);

uint64_t sample_salt(void) {
    return 1000;
}

static void open__program_has_a_function_of_that_name__then_provider_calls_its_own(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    const tenon_provider_operation *mix = tenon_candidate_operation(candidate, BRIDGED_SAMPLE_MIX);
#ifdef IS_SANITIZED
    skip(); /* a sanitizer wants its malloc() in the provider: it is not bound apart then */
#endif
    assert_int_equal(((__typeof__(sample_mix) *)mix->counted)(77), sample_mix(77));
}

static void open__function_of_the_reference__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("takes_from_outside"), TENON_BROKEN_CONTRACT,
           "sample_mix: the provider gives the reference's own function for its own");
}

static void open__exports_a_name_of_the_contract__then_refused(void **state) {
    (void)state;
    refuse(PROVIDER("gives_away"), TENON_BROKEN_CONTRACT, "it exports sample_mix");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(open__honest_provider__then_says_what_it_implements),
        cmocka_unit_test(open__honest_provider__then_its_functions_run_its_own_code),
        cmocka_unit_test(open__same_provider_twice__then_keeps_what_it_has_proved),
        cmocka_unit_test(open__provider_fails__then_error_reaches_the_caller),
        cmocka_unit_test(open__no_such_file__then_named),
        cmocka_unit_test(open__library_without_provider__then_says_what_is_missing),
        cmocka_unit_test(open__no_description__then_refused),
        cmocka_unit_test(open__other_library__then_refused),
        cmocka_unit_test(open__other_interface__then_says_which_side_is_older),
        cmocka_unit_test(open__older_contract__then_names_first_difference_and_older_side),
        cmocka_unit_test(open__same_version_other_contract__then_version_should_have_changed),
        cmocka_unit_test(open__damaged_fingerprint__then_refused),
        cmocka_unit_test(open__masks_contradict__then_operation_named),
        cmocka_unit_test(open__counted_function_counts_nothing__then_refused),
        cmocka_unit_test(open__layout_differs__then_field_and_both_places_named),
        cmocka_unit_test(open__function_of_another_library__then_its_file_named),
        cmocka_unit_test(open__counted_function_of_another_library__then_its_file_named),
        cmocka_unit_test(open__reference_is_the_providers__then_refused),
        cmocka_unit_test(open__program_has_a_function_of_that_name__then_provider_calls_its_own),
        cmocka_unit_test(open__function_of_the_reference__then_refused),
        cmocka_unit_test(open__exports_a_name_of_the_contract__then_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
