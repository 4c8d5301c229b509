/* Flags, and the numbers that mean more than a number. */
#include "boundary_values.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void invert__any_combination__then_the_rest(void **state) {
    (void)state;
    int32_t rest = 99;
    expect_ok(boundary_values_invert(0, &rest));
    assert_int_equal(rest, 11);
    expect_ok(boundary_values_invert(VALUES_ACCESS_READ | VALUES_ACCESS_EXECUTE, &rest));
    assert_int_equal(rest, VALUES_ACCESS_WRITE);
}

static void invert__bit_that_is_no_flag__then_bad_value(void **state) {
    (void)state;
    int32_t rest = 99;
    expect_error(boundary_values_invert(4, &rest), TENON_BAD_VALUE, "values_invert",
                 "access: 4 is no values_access");
    expect_error(boundary_values_invert(-1, &rest), TENON_BAD_VALUE, "values_invert",
                 "access: -1 is no values_access");
    expect_error(boundary_values_broken_access(&rest), TENON_BROKEN_CONTRACT, "values_broken_access",
                 "result: 5 is no values_access");
}

static void arrays_and_fields__bit_that_is_no_flag__then_bad_value(void **state) {
    (void)state;
    const int32_t accesses[] = {VALUES_ACCESS_READ, VALUES_ACCESS_READ_WRITE, 16};
    int32_t all = 0;
    expect_ok(boundary_values_union_of(accesses, 2, &all));
    assert_int_equal(all, VALUES_ACCESS_READ_WRITE);
    expect_error(boundary_values_union_of(accesses, 3, &all), TENON_BAD_VALUE, "values_union_of",
                 "accesses[2]: 16 is no values_access");
    const values_entry entry = {.id = 1, .access = (values_access)32};
    values_entry changed;
    expect_error(boundary_values_entry_with(&entry, 0, &changed), TENON_BAD_VALUE, "values_entry_with",
                 "entry.access: 32 is no values_access");
}

static void allow__in_place__then_both(void **state) {
    (void)state;
    int32_t access = VALUES_ACCESS_READ;
    expect_ok(boundary_values_allow(&access, VALUES_ACCESS_WRITE));
    assert_int_equal(access, VALUES_ACCESS_READ_WRITE);
}

static void earlier__one_missing__then_the_other(void **state) {
    (void)state;
    int64_t earlier = 0;
    bool present = false;
    expect_ok(boundary_values_earlier(5, true, 3, true, &earlier, &present));
    assert_true(present && earlier == 3);
    expect_ok(boundary_values_earlier(5, true, 3, false, &earlier, &present));
    assert_true(present && earlier == 5);
    expect_ok(boundary_values_earlier(5, false, 3, false, &earlier, &present));
    assert_false(present);
}

static void wide_numbers__extremes__then_unchanged(void **state) {
    (void)state;
    const tenon_int128 lowest = {.low = 0, .high = INT64_MIN};
    tenon_int128 result = {0};
    bool present = true;
    expect_ok(boundary_values_same_i128(lowest, &result));
    assert_memory_equal(&result, &lowest, sizeof result);
    expect_ok(boundary_values_negated(lowest, &result, &present));
    assert_false(present);
    expect_ok(boundary_values_multiply(INT64_MIN, INT64_MIN, &result));
    assert_true(result.high == INT64_C(0x4000000000000000) && result.low == 0);
    expect_ok(boundary_values_smaller((tenon_int128){.low = 1}, lowest, true, &result));
    assert_memory_equal(&result, &lowest, sizeof result);
    expect_ok(boundary_values_smaller((tenon_int128){.low = 1}, lowest, false, &result));
    assert_true(result.low == 1 && result.high == 0);
    tenon_uint128 total = {.low = UINT64_MAX, .high = 0};
    expect_ok(boundary_values_accumulate(&total, 1));
    assert_true(total.low == 0 && total.high == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(invert__any_combination__then_the_rest),
        BOUNDARY_TEST(invert__bit_that_is_no_flag__then_bad_value),
        BOUNDARY_TEST(arrays_and_fields__bit_that_is_no_flag__then_bad_value),
        BOUNDARY_TEST(allow__in_place__then_both),
        BOUNDARY_TEST(earlier__one_missing__then_the_other),
        BOUNDARY_TEST(wide_numbers__extremes__then_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
