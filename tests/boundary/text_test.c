/* Text in and out. */
#include "boundary_conformance.h"
#include "support.h"

HOST_WITHOUT_THREADS

static void text_length__utf8__then_code_points(void **state) {
    (void)state;
    size_t length = 0;
    expect_ok(boundary_conformance_text_length(TEXT("h\u00e9llo"), &length));
    assert_int_equal(length, 5);
    expect_ok(boundary_conformance_text_length(TEXT(""), &length));
    assert_int_equal(length, 0);
}

static void text_length__longer_than_the_stack_copy__then_whole(void **state) {
    (void)state;
    char text[1001];
    memset(text, 'x', 1000);
    text[1000] = '\0';
    size_t length = 0;
    expect_ok(boundary_conformance_text_length(text, 1000, &length));
    assert_int_equal(length, 1000);
}

static void text_length__null__then_bad_text(void **state) {
    (void)state;
    size_t length = 9;
    int32_t status = boundary_conformance_text_length(NULL, 0, &length);
    expect_error(status, TENON_BAD_TEXT, "conformance_text_length", "text: the text is missing");
    assert_int_equal(length, 0);
}

static void text_length__embedded_nul__then_bad_text(void **state) {
    (void)state;
    size_t length = 9;
    int32_t status = boundary_conformance_text_length(TEXT("a\0b"), &length);
    expect_error(status, TENON_BAD_TEXT, "conformance_text_length", "NUL at byte 1");
}

static void text_length__not_utf8__then_bad_text(void **state) {
    (void)state;
    if (TENON_HOST_TEXT_IS_UTF8)
        skip(); /* this host promised that it never happens */
    size_t length = 9;
    int32_t status = boundary_conformance_text_length(TEXT("ab\xff"), &length);
    expect_error(status, TENON_BAD_TEXT, "conformance_text_length", "not UTF-8 at byte 2");
    status = boundary_conformance_counted_length(TEXT("\xed\xa0\x80"), &length);
    expect_error(status, TENON_BAD_TEXT, "conformance_counted_length", "text");
}

static void counted_length__embedded_nul__then_counted(void **state) {
    (void)state;
    size_t length = 0;
    expect_ok(boundary_conformance_counted_length(TEXT("a\0b"), &length));
    assert_int_equal(length, 3);
    expect_ok(boundary_conformance_counted_length(TEXT(""), &length));
    assert_int_equal(length, 0);
}

static void capitals__text__then_owned_copy(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_conformance_capitals(TEXT("abc"), &text));
    expect_text(&text, "ABC");
    const char *long_text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz";
    expect_ok(boundary_conformance_capitals(long_text, strlen(long_text), &text));
    expect_text(&text, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

static void greeting__borrowed_text__then_copied(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_conformance_greeting(&text));
    expect_text(&text, "hello \"w\\rld\" \u00e9");
}

static void maybe_text__none__then_none(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_conformance_maybe_text(NULL, 0, &text));
    expect_no_text(&text);
    expect_ok(boundary_conformance_maybe_text(TEXT(""), &text));
    expect_text(&text, "");
    int32_t status = boundary_conformance_maybe_text(NULL, 3, &text);
    expect_error(status, TENON_BAD_TEXT, "conformance_maybe_text", "missing");
}

static void split__with_and_without_rest__then_both_texts(void **state) {
    (void)state;
    tenon_text first, rest;
    expect_ok(boundary_conformance_split(TEXT("one two"), &first, &rest));
    expect_text(&first, "one");
    expect_text(&rest, "two");
    expect_ok(boundary_conformance_split(TEXT("one"), &first, &rest));
    expect_text(&first, "one");
    expect_no_text(&rest);
}

static void broken_text__not_utf8__then_broken_contract(void **state) {
    (void)state;
    tenon_text text;
    int32_t status = boundary_conformance_broken_text(&text);
    expect_error(status, TENON_BROKEN_CONTRACT, "conformance_broken_text", "not UTF-8");
    expect_no_text(&text);
}

static void total_length__texts__then_sum(void **state) {
    (void)state;
    const tenon_text_view texts[] = {{TEXT("one")}, {TEXT("")}, {TEXT("\u00e9")}};
    size_t total = 0;
    expect_ok(boundary_conformance_total_length(texts, 3, &total));
    assert_int_equal(total, 5);
    expect_ok(boundary_conformance_total_length(NULL, 0, &total));
    assert_int_equal(total, 0);
}

static void total_length__bad_element__then_element_is_named(void **state) {
    (void)state;
    const tenon_text_view missing[] = {{TEXT("one")}, {NULL, 0}};
    const tenon_text_view with_nul[] = {{TEXT("a\0b")}};
    size_t total = 9;
    int32_t status = boundary_conformance_total_length(missing, 2, &total);
    expect_error(status, TENON_BAD_TEXT, "conformance_total_length", "texts[1]: the text is missing");
    status = boundary_conformance_total_length(with_nul, 1, &total);
    expect_error(status, TENON_BAD_TEXT, "conformance_total_length", "texts[0]: ");
    status = boundary_conformance_total_length(NULL, 2, &total);
    expect_error(status, TENON_BAD_ARRAY, "conformance_total_length", "texts: 2 elements, but no address");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(text_length__utf8__then_code_points),
        BOUNDARY_TEST(text_length__longer_than_the_stack_copy__then_whole),
        BOUNDARY_TEST(text_length__null__then_bad_text),
        BOUNDARY_TEST(text_length__embedded_nul__then_bad_text),
        BOUNDARY_TEST(text_length__not_utf8__then_bad_text),
        BOUNDARY_TEST(counted_length__embedded_nul__then_counted),
        BOUNDARY_TEST(capitals__text__then_owned_copy),
        BOUNDARY_TEST(greeting__borrowed_text__then_copied),
        BOUNDARY_TEST(maybe_text__none__then_none),
        BOUNDARY_TEST(split__with_and_without_rest__then_both_texts),
        BOUNDARY_TEST(broken_text__not_utf8__then_broken_contract),
        BOUNDARY_TEST(total_length__texts__then_sum),
        BOUNDARY_TEST(total_length__bad_element__then_element_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
