/* Variants: the tag is looked at before anything else is. */
#include "boundary_values.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void area__every_case__then_known(void **state) {
    (void)state;
    const values_shape circle = {.kind = VALUES_SHAPE_CIRCLE, .as = {.radius = 1}};
    const values_shape rectangle = {.kind = VALUES_SHAPE_RECTANGLE,
                                    .as = {.rectangle = {.low = {0, 0}, .high = {2, 3}}}};
    const values_shape empty = {.kind = VALUES_SHAPE_EMPTY};
    double area = 0;
    expect_ok(boundary_values_area(&circle, &area));
    assert_true(area > 3.14 && area < 3.15);
    expect_ok(boundary_values_area(&rectangle, &area));
    assert_true(area > 5.9 && area < 6.1);
    expect_ok(boundary_values_area(&empty, &area));
    assert_true(area <= 0);
    expect_ok(boundary_values_area_or_none(NULL, &area));
    assert_true(area <= 0);
}

static void area__tag_unknown__then_payload_is_not_read(void **state) {
    (void)state;
    values_shape shape;
    double area = 0;
    memset(&shape, 0xff, sizeof shape); /* a label there would be no address */
    expect_error(boundary_values_area(&shape, &area), TENON_BAD_VALUE, "values_area",
                 "shape.kind: -1 is no values_shape_kind");
}

static void area__payload_wrong__then_message_names_the_member(void **state) {
    (void)state;
    const values_shape side = {.kind = VALUES_SHAPE_SIDE, .as = {.side = (values_side)7}};
    const values_shape label = {.kind = VALUES_SHAPE_LABEL, .as = {.label = NULL}};
    const values_shape torn = {.kind = VALUES_SHAPE_LABEL, .as = {.label = "\xc3"}};
    double area = 0;
    expect_error(boundary_values_area(&side, &area), TENON_BAD_VALUE, "values_area",
                 "shape.side: 7 is no values_side");
    expect_error(boundary_values_area(&label, &area), TENON_BAD_VALUE, "values_area",
                 "shape.label: the text is missing");
    expect_error(boundary_values_area(&torn, &area), TENON_BAD_TEXT, "values_area",
                 "shape.label: the text is not UTF-8");
}

static void shape_named__every_case__then_texts_are_copies(void **state) {
    (void)state;
    values_shape shape;
    bool present = false;
    expect_ok(boundary_values_shape_named(TEXT("rectangle"), &shape, &present));
    assert_true(present && shape.kind == VALUES_SHAPE_RECTANGLE && shape.as.rectangle.high.x > 0.9);
    boundary_release_values_shape(&shape);
    expect_ok(boundary_values_shape_named(TEXT("label"), &shape, &present));
    assert_true(present && shape.kind == VALUES_SHAPE_LABEL);
    assert_string_equal(shape.as.label, "\xc3\xa9tiquette");
    boundary_release_values_shape(&shape);
    assert_int_equal(shape.kind, VALUES_SHAPE_EMPTY);
    expect_ok(boundary_values_shape_named(TEXT("nothing"), &shape, &present));
    assert_false(present);
}

static void doubled__label__then_a_copy_of_the_hosts_text(void **state) {
    (void)state;
    const values_shape label = {.kind = VALUES_SHAPE_LABEL, .as = {.label = "mine"}};
    const values_drawing drawing = {.at = {1, 2}, .shape = label};
    values_shape doubled;
    values_drawing drawn;
    expect_ok(boundary_values_doubled(&label, &doubled));
    assert_string_equal(doubled.as.label, "mine");
    assert_ptr_not_equal(doubled.as.label, label.as.label);
    boundary_release_values_shape(&doubled);
    expect_ok(boundary_values_drawing_doubled(&drawing, &drawn));
    assert_string_equal(drawn.shape.as.label, "mine");
    boundary_release_values_drawing(&drawn);
}

static void broken_shape__tag_unknown__then_broken_contract(void **state) {
    (void)state;
    values_shape shape;
    expect_error(boundary_values_broken_shape(&shape), TENON_BROKEN_CONTRACT, "values_broken_shape",
                 "result.kind: 1431655765 is no values_shape_kind");
    assert_int_equal(shape.kind, VALUES_SHAPE_EMPTY);
}

static void mixed__array_of_variants__then_summed(void **state) {
    (void)state;
    tenon_block block;
    values_number sum;
    expect_ok(boundary_values_mixed(4, &block));
    expect_ok(boundary_values_add(block.data, block.count, &sum));
    assert_true(sum.kind == VALUES_NUMBER_REAL && sum.real > 9.9 && sum.real < 10.1);
    expect_ok(tenon_drop(block.handle));
    const values_number numbers[] = {{.kind = VALUES_NUMBER_WHOLE, .whole = 1},
                                     {.kind = (values_number_kind)3}};
    expect_error(boundary_values_add(numbers, 2, &sum), TENON_BAD_VALUE, "values_add",
                 "numbers.kind: 3 is no values_number_kind");
}

static void holder__shape_set__then_read_back(void **state) {
    (void)state;
    tenon_handle holder = 0;
    values_shape shape = {.kind = VALUES_SHAPE_LABEL, .as = {.label = "kept"}};
    expect_ok(boundary_values_holder_new(&holder));
    expect_ok(boundary_values_holder_set_shape(holder, &shape));
    expect_ok(boundary_values_holder_shape(holder, &shape));
    assert_string_equal(shape.as.label, "kept");
    boundary_release_values_shape(&shape);
    expect_ok(tenon_drop(holder));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(area__every_case__then_known),
        BOUNDARY_TEST(area__tag_unknown__then_payload_is_not_read),
        BOUNDARY_TEST(area__payload_wrong__then_message_names_the_member),
        BOUNDARY_TEST(shape_named__every_case__then_texts_are_copies),
        BOUNDARY_TEST(doubled__label__then_a_copy_of_the_hosts_text),
        BOUNDARY_TEST(broken_shape__tag_unknown__then_broken_contract),
        BOUNDARY_TEST(mixed__array_of_variants__then_summed),
        BOUNDARY_TEST(holder__shape_set__then_read_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
