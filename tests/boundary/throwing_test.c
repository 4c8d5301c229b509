/* What a C++ library throws becomes an error; nothing is left behind. */
#include "boundary_throwing.h"
#include "callback_host.h"

HOST_WITHOUT_THREADS

static tenon_handle new_pattern(const char *expression) {
    tenon_handle pattern = 0;
    expect_ok(boundary_throwing_pattern_new(expression, strlen(expression), &pattern));
    return pattern;
}

static void exception__from_the_standard_library__then_named_with_what_it_says(void **state) {
    (void)state;
    tenon_handle pattern = 77;
    int32_t status = boundary_throwing_pattern_new(TEXT("a(b"), &pattern);
    assert_int_equal(pattern, 0);
    expect_error(status, TENON_EXCEPTION, "throwing_pattern_new", "regex_error: ");
}

static void exception__of_a_kind_that_languages_know__then_that_kind(void **state) {
    (void)state;
    int64_t number = 7;
    expect_ok(boundary_throwing_parse(TEXT("42 and more"), &number));
    assert_int_equal(number, 42);
    int32_t status = boundary_throwing_parse(TEXT("none"), &number);
    assert_int_equal(number, 0);
    assert_int_equal(status, -TENON_KIND_INVALID_ARGUMENT);
    expect_error(status, TENON_INVALID_ARGUMENT, "throwing_parse", "std::invalid_argument: stoll");
    status = boundary_throwing_parse(TEXT("99999999999999999999"), &number);
    assert_int_equal(status, -TENON_KIND_OUT_OF_RANGE);
    expect_error(status, TENON_OUT_OF_RANGE, "throwing_parse", "std::out_of_range: stoll");
}

static void exception__bad_alloc__then_out_of_memory(void **state) {
    (void)state;
    size_t capacity = 0;
    expect_ok(boundary_throwing_reserve(10, &capacity));
    assert_true(capacity >= 10);
    expect_error(boundary_throwing_reserve(SIZE_MAX, &capacity), TENON_EXCEPTION, "throwing_reserve",
                 "std::length_error: ");
    int32_t status = boundary_throwing_throw(THROWING_BAD_ALLOC);
    const tenon_error *error = tenon_error_peek();
    assert_string_equal(error->message, "std::bad_alloc");
    expect_error(status, TENON_OUT_OF_MEMORY, "throwing_throw", "std::bad_alloc");
}

static void exception__of_the_librarys_own__then_demangled(void **state) {
    (void)state;
    expect_error(boundary_throwing_throw(THROWING_OWN), TENON_EXCEPTION, "throwing_throw",
                 "throwing::own_error: an error of the library's own");
}

static void exception__of_no_class__then_unknown(void **state) {
    (void)state;
    expect_ok(boundary_throwing_throw(THROWING_NOTHING));
    expect_error(boundary_throwing_throw(THROWING_NUMBER), TENON_EXCEPTION, "throwing_throw",
                 "unknown exception (int)");
    expect_error(boundary_throwing_throw(THROWING_TEXT), TENON_EXCEPTION, "throwing_throw",
                 "unknown exception (char const*)");
}

static void exception__nested__then_causes(void **state) {
    (void)state;
    tenon_handle table = 0;
    int32_t status = boundary_throwing_table_parse(TEXT("1,2\n3,x"), &table);
    assert_int_equal(status, -TENON_KIND_INVALID_ARGUMENT);
    const tenon_error *error = tenon_error_take();
    assert_string_equal(error->message, "std::invalid_argument: the text is no table");
    assert_int_equal(error->code, TENON_INVALID_ARGUMENT);
    assert_non_null(error->cause);
    assert_string_equal(error->cause->message, "std::runtime_error: row 2 cannot be read: 3,x");
    assert_string_equal(error->cause->function, "throwing_table_parse");
    assert_non_null(error->cause->cause);
    assert_string_equal(error->cause->cause->message, "std::invalid_argument: stod");
    assert_null(error->cause->cause->cause);
    tenon_error_free(error);
}

static void exception__not_utf8__then_repaired(void **state) {
    (void)state;
    double root = 0;
    expect_error(boundary_throwing_square_root(-1, &root), TENON_EXCEPTION, "throwing_square_root",
                 "std::domain_error: no root of \xEF\xBF\xBD");
}

static void exception__during_exclusive_call__then_object_usable(void **state) {
    (void)state;
    tenon_handle table = 0;
    double value = 0;
    expect_ok(boundary_throwing_table_parse(TEXT("1,2,-3,4"), &table));
    expect_error(boundary_throwing_table_double(table), TENON_EXCEPTION, "throwing_table_double",
                 "negative_number");
    expect_ok(boundary_throwing_table_at(table, 0, 1, &value));
    assert_true(value == 4);
    expect_error(boundary_throwing_table_at(table, 1, 0, &value), TENON_OUT_OF_RANGE, "throwing_table_at",
                 "");
    assert_int_equal(tenon_drop(table), 0);
}

static void exception__in_a_destructor__then_nobody_hears_of_it(void **state) {
    (void)state;
    tenon_handle table = 0;
    expect_ok(boundary_throwing_table_parse(TEXT("1"), &table));
    expect_ok(boundary_throwing_table_lock(table));
    tenon_fail(7, "recorded before");
    assert_int_equal(tenon_drop(table), 0);
    assert_int_equal(tenon_error_peek()->code, 7);
}

static void exception__of_a_blocking_call__then_error(void **state) {
    (void)state;
    expect_error(boundary_throwing_throw_later(THROWING_RUNTIME_ERROR), TENON_EXCEPTION,
                 "throwing_throw_later", "std::runtime_error: that went wrong");
}

static void status__of_a_library_that_throws__then_as_ever(void **state) {
    (void)state;
    tenon_handle pattern = new_pattern("b+");
    size_t at = 0;
    tenon_text match;
    expect_ok(boundary_throwing_pattern_find(pattern, TEXT("aabbb"), &at));
    assert_int_equal(at, 2);
    expect_error(boundary_throwing_pattern_find(pattern, TEXT("aa"), &at), THROWING_NO_MATCH,
                 "throwing_pattern_find", "not in the text");
    expect_ok(boundary_throwing_pattern_group(pattern, TEXT("aabbb"), 0, &match));
    expect_text(&match, "bbb");
    expect_error(boundary_throwing_pattern_group(pattern, TEXT("aabbb"), 1, &match), TENON_OUT_OF_RANGE,
                 "throwing_pattern_group", "no group 1");
    expect_no_text(&match);
    expect_ok(boundary_throwing_pattern_replace(pattern, TEXT("aabbb"), TEXT("-"), &match));
    expect_text(&match, "aa-");
    assert_int_equal(tenon_drop(pattern), 0);
}

/* ---- Callbacks ---- */

static int32_t count_match(void *host, const char *match, size_t match_length, bool *result) {
    host_part *part = host;
    (void)match;
    assert_int_equal(match_length, 1);
    *result = true;
    return count_call(part);
}

static const boundary_throwing_visitor VISITOR = {count_match};

static void exception__after_callbacks__then_error_and_callback_dropped(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle pattern = new_pattern("a");
    tenon_callback visit = callback_of(&VISITOR, &part);
    size_t count = 0;
    expect_ok(boundary_throwing_pattern_each(pattern, TEXT("banana"), 3, &visit, &count));
    assert_int_equal(count, 3);
    int32_t status = boundary_throwing_pattern_each(pattern, TEXT("banana"), 2, &visit, &count);
    expect_error(status, TENON_EXCEPTION, "throwing_pattern_each", "more than 2 matches");
    assert_int_equal(count, 0);
    assert_int_equal(part.calls, 5);
    assert_int_equal(part.drops, 2);
    assert_int_equal(tenon_drop(pattern), 0);
}

static void callback__fails_before_the_exception__then_its_failure_wins(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_handle pattern = new_pattern("a");
    tenon_callback visit = callback_of(&VISITOR, &part);
    size_t count = 0;
    int32_t status = boundary_throwing_pattern_each(pattern, TEXT("banana"), 0, &visit, &count);
    expect_error(status, TENON_EXCEPTION, "throwing_pattern_each", "more than 0");
    status = boundary_throwing_pattern_each(pattern, TEXT("banana"), 1, &visit, &count);
    expect_error(status, TENON_CALLBACK_FAILED, "throwing_pattern_each", "the host gave up");
    assert_int_equal(part.drops, 2);
    assert_int_equal(tenon_drop(pattern), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(exception__from_the_standard_library__then_named_with_what_it_says),
        BOUNDARY_TEST(exception__of_a_kind_that_languages_know__then_that_kind),
        BOUNDARY_TEST(exception__bad_alloc__then_out_of_memory),
        BOUNDARY_TEST(exception__of_the_librarys_own__then_demangled),
        BOUNDARY_TEST(exception__of_no_class__then_unknown),
        BOUNDARY_TEST(exception__nested__then_causes),
        BOUNDARY_TEST(exception__not_utf8__then_repaired),
        BOUNDARY_TEST(exception__during_exclusive_call__then_object_usable),
        BOUNDARY_TEST(exception__in_a_destructor__then_nobody_hears_of_it),
        BOUNDARY_TEST(exception__of_a_blocking_call__then_error),
        BOUNDARY_TEST(status__of_a_library_that_throws__then_as_ever),
        BOUNDARY_TEST(exception__after_callbacks__then_error_and_callback_dropped),
        BOUNDARY_TEST(callback__fails_before_the_exception__then_its_failure_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
