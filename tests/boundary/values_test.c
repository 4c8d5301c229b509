/* Numbers, enums and records across the boundary. */
#include "boundary_conformance.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void same_numbers__extremes__then_unchanged(void **state) {
    (void)state;
    int8_t i8;
    uint64_t u64;
    double f64;
    bool truth;
    expect_ok(boundary_conformance_same_i8(INT8_MIN, &i8));
    assert_int_equal(i8, INT8_MIN);
    expect_ok(boundary_conformance_same_u64(UINT64_MAX, &u64));
    assert_true(u64 == UINT64_MAX);
    expect_ok(boundary_conformance_same_f64(-0.0, &f64));
    assert_true(memcmp(&f64, &(double){-0.0}, sizeof f64) == 0);
    expect_ok(boundary_conformance_same_bool(true, &truth));
    assert_true(truth);
    expect_ok(boundary_conformance_do_nothing());
}

static void turn_right__every_direction__then_the_next(void **state) {
    (void)state;
    const int32_t directions[] = {CONFORMANCE_DIRECTION_NORTH, CONFORMANCE_DIRECTION_EAST,
                                  CONFORMANCE_DIRECTION_SOUTH, CONFORMANCE_DIRECTION_WEST};
    for (size_t i = 0; i < 4; i++) {
        int32_t next = 99;
        expect_ok(boundary_conformance_turn_right(directions[i], &next));
        assert_int_equal(next, directions[(i + 1) % 4]);
    }
}

static void turn_right__unknown_direction__then_bad_value(void **state) {
    (void)state;
    int32_t next = 99;
    int32_t status = boundary_conformance_turn_right(4, &next);
    expect_error(status, TENON_BAD_VALUE, "conformance_turn_right", "from: 4 is no conformance_direction");
    assert_int_equal(next, 0);
}

static void mirror__point__then_mirrored(void **state) {
    (void)state;
    const conformance_point point = {1, 2, 3, true, CONFORMANCE_DIRECTION_WEST};
    conformance_point mirrored;
    expect_ok(boundary_conformance_mirror(&point, &mirrored));
    assert_true(mirrored.x == -1 && mirrored.y == -2 && mirrored.weight == 3);
    assert_int_equal(mirrored.facing, CONFORMANCE_DIRECTION_WEST);
}

static void mirror__null_or_misaligned__then_bad_value(void **state) {
    (void)state;
    conformance_point mirrored;
    int32_t status = boundary_conformance_mirror(NULL, &mirrored);
    expect_error(status, TENON_BAD_VALUE, "conformance_mirror", "point: the record is missing");
    _Alignas(16) char room[2 * sizeof(conformance_point)] = {0};
    status = boundary_conformance_mirror((const void *)(room + 1), &mirrored);
    expect_error(status, TENON_BAD_VALUE, "conformance_mirror", "point: the address is not aligned");
}

static void mirror__unknown_enum_in_field__then_bad_value(void **state) {
    (void)state;
    conformance_point point = {.x = 1, .facing = (conformance_direction)77};
    conformance_point mirrored = {.weight = 5};
    int32_t status = boundary_conformance_mirror(&point, &mirrored);
    expect_error(status, TENON_BAD_VALUE, "conformance_mirror",
                 "point.facing: 77 is no conformance_direction");
    assert_int_equal(mirrored.weight, 0);
}

static void distance_between__no_other_point__then_from_origin(void **state) {
    (void)state;
    const conformance_point point = {.x = 3, .y = 4};
    conformance_point bad = {.facing = (conformance_direction)1};
    double distance = 0;
    expect_ok(boundary_conformance_distance_between(&point, NULL, &distance));
    assert_true(distance == 5);
    int32_t status = boundary_conformance_distance_between(&point, &bad, &distance);
    expect_error(status, TENON_BAD_VALUE, "conformance_distance_between", "other.facing: 1");
    assert_true(distance == 0);
}

static void shift__record_in_place__then_moved(void **state) {
    (void)state;
    conformance_point point = {.x = 1, .y = 1, .weight = 9};
    expect_ok(boundary_conformance_shift(&point, 2, 3));
    assert_true(point.x == 3 && point.y == 4 && point.weight == 9);
    expect_error(boundary_conformance_shift(NULL, 2, 3), TENON_BAD_VALUE, "conformance_shift", "missing");
}

static void corner__two_points__then_out_record(void **state) {
    (void)state;
    const conformance_point a = {.x = 1, .y = 5};
    const conformance_point b = {.x = 3, .y = 2};
    conformance_point corner;
    expect_ok(boundary_conformance_corner(&a, &b, &corner));
    assert_true(corner.x == 3 && corner.y == 5);
}

static void same_numbers_record__extremes__then_unchanged(void **state) {
    (void)state;
    const conformance_numbers numbers = {INT8_MIN,   INT16_MIN,  INT32_MIN, INT64_MIN, UINT8_MAX, UINT16_MAX,
                                         UINT32_MAX, UINT64_MAX, SIZE_MAX,  1.5f,      2.5};
    conformance_numbers same;
    expect_ok(boundary_conformance_same_numbers(&numbers, &same));
    assert_true(same.i64 == INT64_MIN && same.u64 == UINT64_MAX && same.size == SIZE_MAX && same.f64 == 2.5);
}

static void names__keywords__then_each_argument_in_place(void **state) {
    (void)state;
    int32_t result = 0;
    expect_ok(boundary_conformance_import(1, 2, 3, 4, 5, 6, 7, &result));
    assert_int_equal(result, 1234567);
    expect_ok(boundary_conformance_lambda(1, 2, 3, 4, 5, 6, &result));
    assert_int_equal(result, 123456);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(same_numbers__extremes__then_unchanged),
        BOUNDARY_TEST(turn_right__every_direction__then_the_next),
        BOUNDARY_TEST(turn_right__unknown_direction__then_bad_value),
        BOUNDARY_TEST(mirror__point__then_mirrored),
        BOUNDARY_TEST(mirror__null_or_misaligned__then_bad_value),
        BOUNDARY_TEST(mirror__unknown_enum_in_field__then_bad_value),
        BOUNDARY_TEST(distance_between__no_other_point__then_from_origin),
        BOUNDARY_TEST(shift__record_in_place__then_moved),
        BOUNDARY_TEST(corner__two_points__then_out_record),
        BOUNDARY_TEST(same_numbers_record__extremes__then_unchanged),
        BOUNDARY_TEST(names__keywords__then_each_argument_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
