/* Arrays and bytes: borrowed, filled, changed in place and made by the library. */
#include <math.h>

#include "boundary_conformance.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void sum__arrays__then_sums(void **state) {
    (void)state;
    const double f64[] = {1, 2, 3.5};
    const float f32[] = {1, 2};
    const int32_t i32[] = {INT32_MIN, -1};
    const bool truths[] = {true, false, true};
    double sum = 0;
    float small_sum = 0;
    int64_t whole_sum = 0;
    size_t count = 0;
    expect_ok(boundary_conformance_sum_f64(f64, 3, &sum));
    assert_true(sum == 6.5);
    expect_ok(boundary_conformance_sum_f32(f32, 2, &small_sum));
    assert_true(small_sum == 3);
    expect_ok(boundary_conformance_sum_i32(i32, 2, &whole_sum));
    assert_true(whole_sum == (int64_t)INT32_MIN - 1);
    expect_ok(boundary_conformance_count_true(truths, 3, &count));
    assert_int_equal(count, 2);
}

static void sum__empty_without_address__then_zero(void **state) {
    (void)state;
    double sum = 9;
    uint64_t byte_sum = 9;
    expect_ok(boundary_conformance_sum_f64(NULL, 0, &sum));
    assert_true(sum == 0);
    expect_ok(boundary_conformance_sum_bytes(NULL, 0, &byte_sum));
    assert_true(byte_sum == 0);
}

static void sum__null_with_elements__then_bad_array(void **state) {
    (void)state;
    double sum = 9;
    int32_t status = boundary_conformance_sum_f64(NULL, 3, &sum);
    expect_error(status, TENON_BAD_ARRAY, "conformance_sum_f64", "values: 3 elements, but no address");
    assert_true(sum == 0);
}

static void sum__misaligned__then_bad_array(void **state) {
    (void)state;
    _Alignas(16) char room[32] = {0};
    double sum = 9;
    int32_t status = boundary_conformance_sum_f64((const void *)(room + 1), 2, &sum);
    expect_error(status, TENON_BAD_ARRAY, "conformance_sum_f64", "values: the address is not aligned to 8");
}

static void sum__none_where_nullable__then_told_apart_from_empty(void **state) {
    (void)state;
    const int64_t nothing = 0;
    int64_t sum = 9;
    expect_ok(boundary_conformance_sum_i64(NULL, 0, &sum));
    assert_true(sum == -1);
    expect_ok(boundary_conformance_sum_i64(&nothing, 0, &sum));
    assert_true(sum == 0);
}

static void sum__count_too_large_for_its_type__then_bad_array(void **state) {
    (void)state;
    const float value = 1;
    float sum = 9;
    int32_t status = boundary_conformance_sum_f32(&value, (size_t)UINT32_MAX + 1, &sum);
    expect_error(status, TENON_BAD_ARRAY, "conformance_sum_f32", "values: 4294967296 elements");
}

static void weighted_sum__lengths_differ__then_both_named(void **state) {
    (void)state;
    const double values[] = {1, 2, 3};
    double sum = 9;
    expect_ok(boundary_conformance_weighted_sum(values, 3, values, 3, &sum));
    assert_true(sum == 14);
    int32_t status = boundary_conformance_weighted_sum(values, 3, values, 2, &sum);
    expect_error(status, TENON_BAD_ARRAY, "conformance_weighted_sum",
                 "weights: 2 elements, but values has 3");
    assert_true(sum == 0);
}

static void double_in_place__values__then_doubled(void **state) {
    (void)state;
    double values[] = {1, -2};
    expect_ok(boundary_conformance_double_in_place(values, 2));
    assert_true(values[0] == 2 && values[1] == -4);
    expect_ok(boundary_conformance_double_in_place(NULL, 0));
}

static void squares__room_of_other_length__then_bad_array(void **state) {
    (void)state;
    const int64_t values[] = {2, -3};
    int64_t squares[2] = {0};
    expect_ok(boundary_conformance_squares(values, 2, squares, 2));
    assert_true(squares[0] == 4 && squares[1] == 9);
    int32_t status = boundary_conformance_squares(values, 2, squares, 1);
    expect_error(status, TENON_BAD_ARRAY, "conformance_squares", "squares: 1 elements, but values has 2");
}

static void evens__room_of_other_length__then_bad_array(void **state) {
    (void)state;
    uint32_t numbers[3] = {9, 9, 9};
    expect_ok(boundary_conformance_evens(numbers, 3, 3));
    assert_int_equal(numbers[2], 4);
    int32_t status = boundary_conformance_evens(numbers, 3, 4);
    expect_error(status, TENON_BAD_ARRAY, "conformance_evens", "numbers: 3 elements, but count is 4");
    status = boundary_conformance_evens(NULL, 3, 3);
    expect_error(status, TENON_BAD_ARRAY, "conformance_evens", "no address");
}

static void divisors__more_room_than_needed__then_filled_says_how_many(void **state) {
    (void)state;
    uint32_t divisors[8] = {0};
    size_t filled = 99;
    expect_ok(boundary_conformance_divisors(6, divisors, 8, &filled, 8));
    assert_int_equal(filled, 4);
    assert_int_equal(divisors[3], 6);
    expect_ok(boundary_conformance_divisors(6, divisors, 2, &filled, 2));
    assert_int_equal(filled, 2);
    int32_t status = boundary_conformance_divisors(0, divisors, 2, &filled, 2);
    expect_error(status, CONFORMANCE_BAD_ARGUMENT, "conformance_divisors", "divides 0");
    assert_int_equal(filled, 0);
}

static void range__owned_array__then_block_until_dropped(void **state) {
    (void)state;
    tenon_block block;
    expect_ok(boundary_conformance_range(1000, &block));
    assert_int_equal(block.count, 1000);
    assert_true(((const uint64_t *)block.data)[999] == 999);
    assert_int_equal(tenon_live_count(), 1);
    expect_ok(tenon_drop(block.handle));
    assert_true(tenon_drop(block.handle) < 0);
    expect_ok(boundary_conformance_range(0, &block));
    assert_int_equal(block.count, 0);
    if (block.handle != 0)
        expect_ok(tenon_drop(block.handle));
}

static void range__too_large__then_empty_block(void **state) {
    (void)state;
    tenon_block block = {.count = 7};
    int32_t status = boundary_conformance_range(UINT64_MAX, &block);
    expect_error(status, CONFORMANCE_TOO_LARGE, "conformance_range", "numbers");
    assert_true(block.handle == 0 && block.data == NULL && block.count == 0);
}

static void without_nan__nothing_remains__then_none(void **state) {
    (void)state;
    const double values[] = {NAN, 2};
    tenon_block block;
    expect_ok(boundary_conformance_without_nan(values, 1, &block));
    assert_true(block.handle == 0 && block.data == NULL);
    expect_ok(boundary_conformance_without_nan(values, 2, &block));
    assert_int_equal(block.count, 1);
    expect_ok(tenon_drop(block.handle));
}

static void reverse_bytes__bytes__then_reversed(void **state) {
    (void)state;
    const uint8_t bytes[] = {1, 0, 255};
    tenon_block block;
    expect_ok(boundary_conformance_reverse_bytes(bytes, 3, &block));
    assert_int_equal(block.count, 3);
    assert_int_equal(((const uint8_t *)block.data)[0], 255);
    expect_ok(tenon_drop(block.handle));
}

static void centre__bad_record_in_array__then_bad_value(void **state) {
    (void)state;
    conformance_point points[] = {{.x = 1}, {.x = 3}};
    conformance_point centre;
    expect_ok(boundary_conformance_centre(points, 2, &centre));
    assert_true(centre.x == 2);
    points[1].facing = (conformance_direction)3;
    int32_t status = boundary_conformance_centre(points, 2, &centre);
    expect_error(status, TENON_BAD_VALUE, "conformance_centre", "facing: 3 is no conformance_direction");
    expect_error(boundary_conformance_centre(NULL, 0, &centre), CONFORMANCE_BAD_ARGUMENT,
                 "conformance_centre", "no centre");
}

static void square__records_out__then_block(void **state) {
    (void)state;
    tenon_block block;
    expect_ok(boundary_conformance_square(2, &block));
    assert_int_equal(block.count, 4);
    assert_true(((const conformance_point *)block.data)[2].x == 1);
    expect_ok(tenon_drop(block.handle));
}

static void count_north__bad_enum_in_array__then_element_is_named(void **state) {
    (void)state;
    const int32_t good[] = {CONFORMANCE_DIRECTION_NORTH, CONFORMANCE_DIRECTION_WEST};
    const int32_t bad[] = {CONFORMANCE_DIRECTION_NORTH, 42};
    size_t count = 0;
    expect_ok(boundary_conformance_count_north(good, 2, &count));
    assert_int_equal(count, 1);
    int32_t status = boundary_conformance_count_north(bad, 2, &count);
    expect_error(status, TENON_BAD_VALUE, "conformance_count_north", "directions[1]: 42 is no");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(sum__arrays__then_sums),
        BOUNDARY_TEST(sum__empty_without_address__then_zero),
        BOUNDARY_TEST(sum__null_with_elements__then_bad_array),
        BOUNDARY_TEST(sum__misaligned__then_bad_array),
        BOUNDARY_TEST(sum__none_where_nullable__then_told_apart_from_empty),
        BOUNDARY_TEST(sum__count_too_large_for_its_type__then_bad_array),
        BOUNDARY_TEST(weighted_sum__lengths_differ__then_both_named),
        BOUNDARY_TEST(double_in_place__values__then_doubled),
        BOUNDARY_TEST(squares__room_of_other_length__then_bad_array),
        BOUNDARY_TEST(evens__room_of_other_length__then_bad_array),
        BOUNDARY_TEST(divisors__more_room_than_needed__then_filled_says_how_many),
        BOUNDARY_TEST(range__owned_array__then_block_until_dropped),
        BOUNDARY_TEST(range__too_large__then_empty_block),
        BOUNDARY_TEST(without_nan__nothing_remains__then_none),
        BOUNDARY_TEST(reverse_bytes__bytes__then_reversed),
        BOUNDARY_TEST(centre__bad_record_in_array__then_bad_value),
        BOUNDARY_TEST(square__records_out__then_block),
        BOUNDARY_TEST(count_north__bad_enum_in_array__then_element_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
