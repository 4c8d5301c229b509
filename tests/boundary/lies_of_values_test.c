/* A library that gives values that are none: every one becomes an error, and nothing leaks. */
#include "boundary_liar.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void expect_clean(void) {
    int64_t count = -1;
    expect_ok(boundary_liar_live_memory(&count));
    assert_int_equal(count, 0);
}

static void out_bool__other_byte__then_broken_contract(void **state) {
    (void)state;
    bool value = false;
    expect_ok(boundary_liar_out_bool(1, &value));
    assert_true(value);
    expect_error(boundary_liar_out_bool(2, &value), TENON_BROKEN_CONTRACT, "liar_out_bool",
                 "value: the byte 2 is no bool");
    assert_false(value);
}

static void maybe_number__presence_is_no_bool__then_broken_contract(void **state) {
    (void)state;
    int32_t number = 0;
    bool present = false;
    expect_ok(boundary_liar_maybe_number(1, &number, &present));
    assert_true(present && number == 5);
    expect_error(boundary_liar_maybe_number(255, &number, &present), TENON_BROKEN_CONTRACT,
                 "liar_maybe_number", "given: the byte 255 is no bool");
    assert_true(!present && number == 0);
}

static void bools__other_byte__then_broken_contract(void **state) {
    (void)state;
    tenon_block values;
    expect_ok(boundary_liar_bools(0, &values));
    assert_int_equal(values.count, 3);
    expect_ok(tenon_drop(values.handle));
    expect_error(boundary_liar_bools(9, &values), TENON_BROKEN_CONTRACT, "liar_bools",
                 "values[2]: the byte 9 is no bool");
    assert_true(values.handle == 0);
    expect_clean();
}

static void skewed__address_not_aligned__then_broken_contract(void **state) {
    (void)state;
    tenon_block values;
    expect_error(boundary_liar_skewed(true, &values), TENON_BROKEN_CONTRACT, "liar_skewed",
                 "values: the library returned an address that is not aligned to 8 bytes");
    assert_true(values.handle == 0);
    expect_clean();
    expect_ok(boundary_liar_skewed(false, &values));
    expect_ok(tenon_drop(values.handle));
    expect_clean();
}

static void top_card__null__then_broken_contract(void **state) {
    (void)state;
    liar_card card;
    expect_ok(boundary_liar_top_card(false, &card));
    assert_int_equal(card.number, 12);
    expect_error(boundary_liar_top_card(true, &card), TENON_BROKEN_CONTRACT, "liar_top_card",
                 "result: the library returned null");
}

static void said_text__there_but_null__then_broken_contract(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_liar_said_text(false, &text));
    expect_text(&text, "t");
    expect_error(boundary_liar_said_text(true, &text), TENON_BROKEN_CONTRACT, "liar_said_text",
                 "text: the library returned null");
    expect_no_text(&text);
    expect_clean();
}

static void write_label__each_part_lies__then_named(void **state) {
    (void)state;
    static const char *const words[] = {"label.has_card: the byte 3 is no bool",
                                        "label.card.colour: 117901063 is no liar_colour",
                                        "label.text: the text is not UTF-8"};
    liar_label label;
    for (int32_t lie = 1; lie <= 3; lie++) {
        expect_error(boundary_liar_write_label(lie, &label), TENON_BROKEN_CONTRACT, "liar_write_label",
                     words[lie - 1]);
        assert_null(label.text);
    }
    expect_ok(boundary_liar_write_label(4, &label));
    assert_false(label.has_card);
    boundary_release_liar_label(&label);
}

static void label_and_text__second_is_wrong__then_first_is_taken_back(void **state) {
    (void)state;
    liar_label label;
    tenon_text text;
    expect_error(boundary_liar_label_and_text(true, &label, &text), TENON_BROKEN_CONTRACT,
                 "liar_label_and_text", "text");
    assert_null(label.text);
    expect_no_text(&text);
    expect_ok(boundary_liar_label_and_text(false, &label, &text));
    boundary_release_liar_label(&label);
    expect_text(&text, "text");
}

/* The host's texts are not the boundary's to free, whichever way the call ends. */
static void relabel__in_place__then_new_texts_or_none(void **state) {
    (void)state;
    liar_label first = {.text = "before"}, second = {.text = "gone"};
    bool present = true;
    expect_ok(boundary_liar_relabel(0, &first, &second, &present));
    assert_string_equal(first.text, "first");
    assert_false(present);
    assert_null(second.text);
    boundary_release_liar_label(&first);
    boundary_release_liar_label(&second);
    first.text = "before";
    expect_ok(boundary_liar_relabel(0, &first, &second, &present));
    assert_true(present);
    assert_string_equal(second.text, "second");
    boundary_release_liar_label(&first);
    boundary_release_liar_label(&second);
}

static void relabel__lies__then_nothing_of_the_hosts_is_freed(void **state) {
    (void)state;
    for (int32_t lie = 1; lie <= 3; lie++) {
        liar_label first = {.text = "before"}, second = {.text = "there"};
        bool present = false;
        const int32_t code = lie == 3 ? (int32_t)LIAR_CAUGHT : (int32_t)TENON_BROKEN_CONTRACT;
        expect_error(boundary_liar_relabel(lie, &first, &second, &present), code, "liar_relabel", "");
        assert_false(present);
        assert_null(first.text);
        boundary_release_liar_label(&first);
    }
}

static void texts_and_numbers__second_is_wrong__then_first_is_freed(void **state) {
    (void)state;
    tenon_texts texts;
    tenon_block values;
    expect_error(boundary_liar_texts_and_numbers(true, &texts, &values), TENON_BROKEN_CONTRACT,
                 "liar_texts_and_numbers", "values: the library returned null for 1 elements");
    assert_null(texts.texts);
    expect_clean();
    expect_ok(boundary_liar_texts_and_numbers(false, &texts, &values));
    assert_int_equal(texts.count, 1);
    tenon_texts_free(&texts);
    assert_true(values.handle == 0 && values.count == 0);
    expect_clean();
}

static void value_and_text__second_is_wrong__then_first_is_taken_back(void **state) {
    (void)state;
    tenon_block value;
    tenon_text text;
    expect_error(boundary_liar_value_and_text(true, &value, &text), TENON_BROKEN_CONTRACT,
                 "liar_value_and_text", "text");
    assert_true(value.handle == 0);
    expect_ok(boundary_liar_value_and_text(false, &value, &text));
    assert_int_equal(value.count, 6);
    expect_ok(tenon_drop(value.handle));
    expect_text(&text, "text");
}

static void no_value__null__then_broken_contract(void **state) {
    (void)state;
    tenon_block value;
    expect_error(boundary_liar_no_value(true, &value), TENON_BROKEN_CONTRACT, "liar_no_value",
                 "result: the library returned null");
    expect_ok(boundary_liar_no_value(false, &value));
    assert_int_equal(value.count, 1);
    expect_ok(tenon_drop(value.handle));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(out_bool__other_byte__then_broken_contract),
        BOUNDARY_TEST(maybe_number__presence_is_no_bool__then_broken_contract),
        BOUNDARY_TEST(bools__other_byte__then_broken_contract),
        BOUNDARY_TEST(skewed__address_not_aligned__then_broken_contract),
        BOUNDARY_TEST(top_card__null__then_broken_contract),
        BOUNDARY_TEST(said_text__there_but_null__then_broken_contract),
        BOUNDARY_TEST(write_label__each_part_lies__then_named),
        BOUNDARY_TEST(label_and_text__second_is_wrong__then_first_is_taken_back),
        BOUNDARY_TEST(relabel__in_place__then_new_texts_or_none),
        BOUNDARY_TEST(relabel__lies__then_nothing_of_the_hosts_is_freed),
        BOUNDARY_TEST(texts_and_numbers__second_is_wrong__then_first_is_freed),
        BOUNDARY_TEST(value_and_text__second_is_wrong__then_first_is_taken_back),
        BOUNDARY_TEST(no_value__null__then_broken_contract),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
