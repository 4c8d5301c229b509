/* A library that breaks its contract: every lie becomes an error, and nothing leaks. */
#include "boundary_liar.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void expect_clean(void) {
    int64_t count = -1;
    expect_ok(boundary_liar_live_boxes(&count));
    assert_int_equal(count, 0);
    expect_ok(boundary_liar_live_memory(&count));
    assert_int_equal(count, 0);
}

static tenon_handle new_box(void) {
    tenon_handle box = 0;
    expect_ok(boundary_liar_box_new(false, false, &box));
    return box;
}

static void box_new__null__then_reason_or_out_of_memory(void **state) {
    (void)state;
    tenon_handle box = 9;
    int32_t status = boundary_liar_box_new(true, true, &box);
    expect_error(status, LIAR_CAUGHT, "liar_box_new", "no box today");
    assert_true(box == 0);
    status = boundary_liar_box_new(true, false, &box);
    expect_error(status, TENON_OUT_OF_MEMORY, "liar_box_new", "liar_box could not be made");
}

static void two_boxes__second_is_null__then_first_is_destroyed(void **state) {
    (void)state;
    tenon_handle first = 9;
    tenon_handle second = 9;
    int32_t status = boundary_liar_two_boxes(true, &first, &second);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_two_boxes", "second: the library returned null");
    assert_true(first == 0 && second == 0);
    expect_clean();
    expect_ok(boundary_liar_two_boxes(false, &first, &second));
    expect_ok(tenon_drop(first));
    expect_ok(tenon_drop(second));
    expect_clean();
}

static void two_texts__second_is_not_utf8__then_both_are_freed(void **state) {
    (void)state;
    tenon_text first, second;
    int32_t status = boundary_liar_two_texts(true, &first, &second);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_two_texts", "second");
    expect_no_text(&first);
    expect_no_text(&second);
    expect_clean();
    expect_ok(boundary_liar_two_texts(false, &first, &second));
    expect_text(&first, "a");
    expect_text(&second, "b");
    expect_clean();
}

static void mixture__text_is_not_utf8__then_array_and_box_are_freed(void **state) {
    (void)state;
    tenon_text text;
    tenon_block values;
    tenon_handle box = 9;
    int32_t status = boundary_liar_mixture(true, &text, &values, &box);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_mixture", "text");
    assert_true(values.handle == 0 && box == 0);
    expect_clean();
    expect_ok(boundary_liar_mixture(false, &text, &values, &box));
    expect_text(&text, "text");
    assert_int_equal(values.count, 2);
    expect_ok(tenon_drop(values.handle));
    expect_ok(tenon_drop(box));
    expect_clean();
}

static void numbers__null_or_impossible_length__then_broken_contract(void **state) {
    (void)state;
    tenon_block values;
    int32_t status = boundary_liar_numbers(true, 3, &values);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_numbers", "values: the library returned null for 3");
    status = boundary_liar_numbers(false, -1, &values);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_numbers", "values: the library returned an impossible");
    assert_true(values.handle == 0 && values.data == NULL);
    expect_ok(boundary_liar_numbers(true, 0, &values));
    assert_true(values.handle == 0);
    expect_ok(boundary_liar_numbers(false, 3, &values));
    assert_int_equal(values.count, 3);
    expect_ok(tenon_drop(values.handle));
    expect_clean();
}

static void fill__claims_more_than_room__then_broken_contract(void **state) {
    (void)state;
    uint32_t numbers[4];
    size_t filled = 9;
    int32_t status = boundary_liar_fill(5, numbers, 4, &filled, 4);
    expect_error(status, TENON_BROKEN_CONTRACT, "liar_fill", "numbers: the library wrote 5 elements");
    assert_int_equal(filled, 0);
    expect_ok(boundary_liar_fill(4, numbers, 4, &filled, 4));
    assert_int_equal(filled, 4);
}

static void fail_with_results__failure__then_results_are_ignored(void **state) {
    (void)state;
    tenon_handle box = 9;
    double number = 9;
    int32_t status = boundary_liar_fail_with_results(&box, &number);
    expect_error(status, LIAR_CAUGHT, "liar_fail_with_results", "");
    assert_true(box == 0 && number == 0);
}

static void enums__unknown_from_the_library__then_broken_contract(void **state) {
    (void)state;
    int32_t colour = LIAR_COLOUR_RED;
    liar_card card = {LIAR_COLOUR_BLUE, 3};
    expect_error(boundary_liar_repaint(&colour, 9), TENON_BROKEN_CONTRACT, "liar_repaint", "colour: 9");
    assert_int_equal(colour, LIAR_COLOUR_RED);
    expect_ok(boundary_liar_repaint(&colour, LIAR_COLOUR_BLUE));
    assert_int_equal(colour, LIAR_COLOUR_BLUE);
    colour = 5;
    expect_error(boundary_liar_repaint(&colour, 1), TENON_BAD_VALUE, "liar_repaint", "colour: 5");
    expect_error(boundary_liar_mark(&card, 0), TENON_BROKEN_CONTRACT, "liar_mark", "card.colour: 0");
    assert_int_equal(card.colour, LIAR_COLOUR_BLUE);
    expect_error(boundary_liar_deal(3, &card), TENON_BROKEN_CONTRACT, "liar_deal", "card.colour: 3");
    expect_error(boundary_liar_paint(0, &colour), TENON_BROKEN_CONTRACT, "liar_paint", "result: 0");
}

static void shared_length__some_arrays_missing__then_the_others_agree(void **state) {
    (void)state;
    const double values[] = {1, 2, 3};
    uint32_t length = 9;
    expect_ok(boundary_liar_shared_length(NULL, 0, values, 3, values, 3, &length));
    assert_int_equal(length, 3);
    expect_ok(boundary_liar_shared_length(NULL, 0, NULL, 0, values, 2, &length));
    assert_int_equal(length, 2);
    expect_ok(boundary_liar_shared_length(NULL, 0, NULL, 0, NULL, 0, &length));
    assert_int_equal(length, 0);
    int32_t status = boundary_liar_shared_length(NULL, 0, values, 3, values, 2, &length);
    expect_error(status, TENON_BAD_ARRAY, "liar_shared_length", "c: 2 elements, but b has 3");
    status = boundary_liar_shared_length(values, 1, NULL, 0, values, 2, &length);
    expect_error(status, TENON_BAD_ARRAY, "liar_shared_length", "c: 2 elements, but a has 1");
    status = boundary_liar_shared_length(NULL, 0, values, (size_t)UINT32_MAX + 1, NULL, 0, &length);
    expect_error(status, TENON_BAD_ARRAY, "liar_shared_length", "b: 4294967296 elements");
}

static void swallow__two_boxes__then_both_are_used_up(void **state) {
    (void)state;
    tenon_handle box = new_box();
    expect_ok(boundary_liar_swallow(box, new_box()));
    expect_clean();
    box = new_box();
    expect_error(boundary_liar_swallow(box, box), TENON_BUSY, "liar_swallow", "other");
    expect_error(boundary_liar_swallow(box, UINT64_MAX), TENON_WRONG_OBJECT, "liar_swallow", "other");
    expect_ok(boundary_liar_swallow(box, 0));
    expect_error(boundary_liar_swallow(box, 0), TENON_CLOSED, "liar_swallow", "box");
    expect_clean();
}

static void hide__names_of_the_boundary__then_each_argument_in_place(void **state) {
    (void)state;
    int32_t result = 0;
    expect_ok(boundary_liar_hide(1, 2, 3, 4, 5, &result));
    assert_int_equal(result, 54321);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(box_new__null__then_reason_or_out_of_memory),
        BOUNDARY_TEST(two_boxes__second_is_null__then_first_is_destroyed),
        BOUNDARY_TEST(two_texts__second_is_not_utf8__then_both_are_freed),
        BOUNDARY_TEST(mixture__text_is_not_utf8__then_array_and_box_are_freed),
        BOUNDARY_TEST(numbers__null_or_impossible_length__then_broken_contract),
        BOUNDARY_TEST(fill__claims_more_than_room__then_broken_contract),
        BOUNDARY_TEST(fail_with_results__failure__then_results_are_ignored),
        BOUNDARY_TEST(enums__unknown_from_the_library__then_broken_contract),
        BOUNDARY_TEST(shared_length__some_arrays_missing__then_the_others_agree),
        BOUNDARY_TEST(swallow__two_boxes__then_both_are_used_up),
        BOUNDARY_TEST(hide__names_of_the_boundary__then_each_argument_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
