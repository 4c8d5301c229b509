/* Values that may be missing, and what a caller may leave out. */
#include "boundary_values.h"
#include "support.h"

#include <math.h>

HOST_WITHOUT_THREADS

static void double_or_none__there_or_not__then_the_library_knows(void **state) {
    (void)state;
    int64_t result = 0;
    expect_ok(boundary_values_double_or_none(21, true, &result));
    assert_int_equal(result, 42);
    expect_ok(boundary_values_double_or_none(21, false, &result));
    assert_int_equal(result, -1);
}

static void pointers_that_may_be_null__there_or_not__then_the_library_knows(void **state) {
    (void)state;
    double limit = 0;
    int32_t number = 9;
    double sum = 0;
    expect_ok(boundary_values_limit_or_infinity(2.5, true, &limit));
    assert_true(limit > 2.4 && limit < 2.6);
    expect_ok(boundary_values_limit_or_infinity(2.5, false, &limit));
    assert_true(isinf(limit));
    expect_ok(boundary_values_side_number(VALUES_SIDE_RIGHT, true, &number));
    assert_int_equal(number, 1);
    expect_ok(boundary_values_side_number(77, false, &number)); /* what is not there is not looked at */
    assert_int_equal(number, -1);
    expect_error(boundary_values_side_number(77, true, &number), TENON_BAD_VALUE, "values_side_number",
                 "side: 77 is no values_side");
    expect_ok(boundary_values_point_sum(&(values_point){1, 2}, &sum));
    assert_true(sum > 2.9 && sum < 3.1);
    expect_ok(boundary_values_point_sum(NULL, &sum));
    assert_true(sum < 0);
}

static void flip__there_or_not__then_result_is_too(void **state) {
    (void)state;
    int32_t flipped = 9;
    bool present = false;
    expect_ok(boundary_values_flip(VALUES_SIDE_LEFT, true, &flipped, &present));
    assert_true(present);
    assert_int_equal(flipped, VALUES_SIDE_RIGHT);
    expect_ok(boundary_values_flip(55, false, &flipped, &present));
    assert_false(present);
    assert_int_equal(flipped, 0);
    expect_error(boundary_values_flip(55, true, &flipped, &present), TENON_BAD_VALUE, "values_flip",
                 "side: 55 is no values_side");
}

static void parse__number_or_not__then_result_says_so(void **state) {
    (void)state;
    double number = 9;
    bool present = true;
    expect_ok(boundary_values_parse(TEXT("2.5"), &number, &present));
    assert_true(present && number > 2.4 && number < 2.6);
    expect_ok(boundary_values_parse(TEXT("two"), &number, &present));
    assert_false(present);
    assert_true(number >= 0 && number <= 0);
}

static void divide__by_zero__then_neither_result(void **state) {
    (void)state;
    int64_t quotient = 9, remainder = 9;
    bool has_quotient = true, has_remainder = true;
    expect_ok(boundary_values_divide(7, 2, &quotient, &has_quotient, &remainder, &has_remainder));
    assert_true(has_quotient && has_remainder && quotient == 3 && remainder == 1);
    expect_ok(boundary_values_divide(7, 0, &quotient, &has_quotient, &remainder, &has_remainder));
    assert_true(!has_quotient && !has_remainder && quotient == 0 && remainder == 0);
}

static void mean__no_values__then_no_result(void **state) {
    (void)state;
    const double values[] = {1, 2};
    double mean = 9;
    bool present = false;
    expect_ok(boundary_values_mean(values, 2, &mean, &present));
    assert_true(present && mean > 1.4 && mean < 1.6);
    expect_ok(boundary_values_mean(NULL, 0, &mean, &present));
    assert_false(present);
}

static void first_word__no_word__then_no_text(void **state) {
    (void)state;
    tenon_text word;
    expect_ok(boundary_values_first_word(TEXT(" good day"), &word));
    expect_text(&word, "good");
    expect_ok(boundary_values_first_word(TEXT("  "), &word));
    expect_no_text(&word);
}

static void middle__point_missing__then_no_result(void **state) {
    (void)state;
    const values_point a = {0, 0}, b = {2, 4};
    values_point middle = {9, 9};
    bool present = false;
    expect_ok(boundary_values_middle(&a, &b, &middle, &present));
    assert_true(present && middle.x > 0.9 && middle.y > 1.9);
    expect_ok(boundary_values_middle(&a, NULL, &middle, &present));
    assert_true(!present && middle.x <= 0);
}

static void step__until_the_end__then_missing_and_stays_so(void **state) {
    (void)state;
    int64_t counter = 1;
    bool present = true;
    expect_ok(boundary_values_step(&counter, &present, 2));
    assert_true(present && counter == 2);
    expect_ok(boundary_values_step(&counter, &present, 2));
    assert_false(present);
    expect_ok(boundary_values_step(&counter, &present, 99));
    assert_false(present);
}

static void pointers_to_the_library__null__then_no_result(void **state) {
    (void)state;
    values_point corner;
    uint32_t prime = 0;
    bool present = false;
    expect_ok(boundary_values_corner(2, &corner, &present));
    assert_true(present && corner.x > 0.9 && corner.y > 0.9);
    expect_ok(boundary_values_corner(4, &corner, &present));
    assert_false(present);
    expect_ok(boundary_values_prime(9, &prime, &present));
    assert_true(present && prime == 29);
    expect_ok(boundary_values_prime(10, &prime, &present));
    assert_true(!present && prime == 0);
}

static void older__fields_missing__then_not_looked_at(void **state) {
    (void)state;
    const values_profile profile = {.id = 7, .has_age = true, .age = 30, .has_side = false, .side = 99};
    values_profile older;
    expect_ok(boundary_values_older(&profile, &older));
    assert_true(older.has_age && older.age == 31 && !older.has_side);
    values_profile wrong = profile;
    wrong.has_side = true;
    expect_error(boundary_values_older(&wrong, &older), TENON_BAD_VALUE, "values_older",
                 "profile.side: 99 is no values_side");
    size_t count = 0;
    expect_error(boundary_values_count_ages(&wrong, 1, &count), TENON_BAD_VALUE, "values_count_ages",
                 "profiles.side: 99 is no values_side");
}

static void count_ages__bool_that_is_none__then_bad_value(void **state) {
    (void)state;
    values_profile profiles[2] = {{.id = 1}, {.id = 2}};
    size_t count = 0;
    memset(&profiles[1].has_age, 2, 1);
    expect_error(boundary_values_count_ages(profiles, 2, &count), TENON_BAD_VALUE, "values_count_ages",
                 "profiles.has_age: the byte 2 is no bool");
}

static void holder_of__none__then_none(void **state) {
    (void)state;
    tenon_handle holder = 9;
    expect_ok(boundary_values_holder_of(NULL, &holder));
    assert_true(holder == 0);
    expect_ok(boundary_values_holder_of(&(values_profile){.has_age = true, .age = 5}, &holder));
    uint64_t limit = 0;
    bool present = false;
    expect_ok(boundary_values_holder_limit(holder, &limit, &present));
    assert_true(present && limit == 5);
    expect_ok(boundary_values_holder_set_limit(holder, 8, false));
    expect_ok(boundary_values_holder_limit(holder, &limit, &present));
    assert_true(!present && limit == 0);
    expect_ok(tenon_drop(holder));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(double_or_none__there_or_not__then_the_library_knows),
        BOUNDARY_TEST(pointers_that_may_be_null__there_or_not__then_the_library_knows),
        BOUNDARY_TEST(flip__there_or_not__then_result_is_too),
        BOUNDARY_TEST(parse__number_or_not__then_result_says_so),
        BOUNDARY_TEST(divide__by_zero__then_neither_result),
        BOUNDARY_TEST(mean__no_values__then_no_result),
        BOUNDARY_TEST(first_word__no_word__then_no_text),
        BOUNDARY_TEST(middle__point_missing__then_no_result),
        BOUNDARY_TEST(step__until_the_end__then_missing_and_stays_so),
        BOUNDARY_TEST(pointers_to_the_library__null__then_no_result),
        BOUNDARY_TEST(older__fields_missing__then_not_looked_at),
        BOUNDARY_TEST(count_ages__bool_that_is_none__then_bad_value),
        BOUNDARY_TEST(holder_of__none__then_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
