/* Lists of texts, and the two arrays that are a map. */
#include "boundary_values.h"
#include "support.h"

HOST_WITHOUT_THREADS

/** A literal as a view. */
#define VIEW(literal)                                                                                        \
    { (literal), sizeof(literal) - 1 }

static void expect_texts(tenon_texts *texts, const char *const *expected, size_t count) {
    assert_non_null(texts->texts);
    assert_int_equal(texts->count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(texts->texts[i].length, strlen(expected[i]));
        assert_string_equal(texts->texts[i].data, expected[i]);
    }
    tenon_texts_free(texts);
}

static void words__any__then_a_list_of_copies(void **state) {
    (void)state;
    tenon_texts words;
    expect_ok(boundary_values_words(TEXT("one  two three"), &words));
    expect_texts(&words, (const char *const[]){"one", "two", "three"}, 3);
    expect_ok(boundary_values_words(TEXT(""), &words));
    expect_texts(&words, NULL, 0);
}

static void colours__list_of_the_library__then_copied(void **state) {
    (void)state;
    tenon_texts colours;
    expect_ok(boundary_values_colours(&colours));
    assert_int_equal(colours.count, 7);
    assert_string_equal(colours.texts[6].data, "violet");
    tenon_texts_free(&colours);
    expect_ok(boundary_values_colours_from(TEXT("ind"), &colours));
    expect_texts(&colours, (const char *const[]){"indigo", "violet"}, 2);
    expect_ok(boundary_values_colours_from(TEXT("pink"), &colours));
    assert_null(colours.texts);
}

static void reversed_texts__any__then_reversed(void **state) {
    (void)state;
    const tenon_text_view texts[] = {VIEW("a"), VIEW(""), VIEW("\xc3\xa9")};
    tenon_texts reversed;
    expect_ok(boundary_values_reversed_texts(texts, 3, &reversed));
    expect_texts(&reversed, (const char *const[]){"\xc3\xa9", "", "a"}, 3);
    expect_ok(boundary_values_reversed_texts(NULL, 0, &reversed));
    expect_texts(&reversed, NULL, 0);
}

static void broken_texts__one_missing__then_broken_contract(void **state) {
    (void)state;
    tenon_texts texts;
    expect_error(boundary_values_broken_texts(&texts), TENON_BROKEN_CONTRACT, "values_broken_texts",
                 "result[1]: the library gave null");
    assert_null(texts.texts);
}

static void sum_where__lengths_differ__then_bad_array(void **state) {
    (void)state;
    const tenon_text_view names[] = {VIEW("apple"), VIEW("pear"), VIEW("apricot")};
    const double numbers[] = {1, 2, 4};
    double sum = 0;
    expect_ok(boundary_values_sum_where(TEXT("ap"), names, 3, numbers, 3, &sum));
    assert_true(sum > 4.9 && sum < 5.1);
    expect_error(boundary_values_sum_where(TEXT("ap"), names, 3, numbers, 2, &sum), TENON_BAD_ARRAY,
                 "values_sum_where", "numbers: 2 elements, but names has 3");
}

static void balance__no_map__then_zero(void **state) {
    (void)state;
    const int32_t sides[] = {VALUES_SIDE_LEFT, VALUES_SIDE_RIGHT};
    const int32_t amounts[] = {3, 5};
    int32_t balance = 9;
    expect_ok(boundary_values_balance(sides, 2, amounts, 2, &balance));
    assert_int_equal(balance, 2);
    expect_ok(boundary_values_balance(NULL, 0, NULL, 0, &balance));
    assert_int_equal(balance, 0);
    expect_error(boundary_values_balance((const int32_t[]){0, 9}, 2, amounts, 2, &balance), TENON_BAD_VALUE,
                 "values_balance", "sides[1]: 9 is no values_side");
}

static void word_counts__map_out__then_keys_and_values_fit(void **state) {
    (void)state;
    tenon_texts words;
    tenon_block counts;
    expect_ok(boundary_values_word_counts(TEXT("a b a"), &words, &counts));
    assert_int_equal(counts.count, 2);
    assert_true(((const uint64_t *)counts.data)[0] == 2 && ((const uint64_t *)counts.data)[1] == 1);
    expect_texts(&words, (const char *const[]){"a", "b"}, 2);
    expect_ok(tenon_drop(counts.handle));
}

static void numerals__map_out__then_keys_and_values_fit(void **state) {
    (void)state;
    tenon_block numbers;
    tenon_texts names;
    expect_ok(boundary_values_numerals(2, &numbers, &names));
    assert_true(((const uint32_t *)numbers.data)[1] == 2);
    expect_texts(&names, (const char *const[]){"one", "two"}, 2);
    expect_ok(tenon_drop(numbers.handle));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(words__any__then_a_list_of_copies),
        BOUNDARY_TEST(colours__list_of_the_library__then_copied),
        BOUNDARY_TEST(reversed_texts__any__then_reversed),
        BOUNDARY_TEST(broken_texts__one_missing__then_broken_contract),
        BOUNDARY_TEST(sum_where__lengths_differ__then_bad_array),
        BOUNDARY_TEST(balance__no_map__then_zero),
        BOUNDARY_TEST(word_counts__map_out__then_keys_and_values_fit),
        BOUNDARY_TEST(numerals__map_out__then_keys_and_values_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
