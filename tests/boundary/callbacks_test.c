/* Callbacks during the call: what crosses in both directions, and what is checked of it. */
#include "boundary_calling.h"
#include "locked_host.h"

/* ---- The host's functions: each counts, fails when told to, and does what its part's `more` says ---- */

static int32_t visit(void *host, int64_t number, bool *result) {
    host_part *part = host;
    *result = part->more == NULL || number < *(int64_t *)part->more;
    return count_call(part);
}

static int32_t add(void *host, double sum, double value, double *result) {
    *result = sum + value;
    return count_call(host);
}

static int32_t compare_texts(void *host, const char *left, size_t left_length, const char *right,
                             size_t right_length, int32_t *result) {
    size_t common = left_length < right_length ? left_length : right_length;
    *result = memcmp(left, right, common);
    if (*result == 0)
        *result = (left_length > right_length) - (left_length < right_length);
    return count_call(host);
}

static int32_t decide(void *host, uint32_t number, int32_t usual, int32_t *result) {
    host_part *part = host;
    *result = part->more != NULL ? *(int32_t *)part->more : number % 2 == 0 ? CALLING_SKIP : usual;
    return count_call(part);
}

static int32_t move(void *host, const calling_point *place, const calling_point *by, calling_point *result) {
    *result = (calling_point){place->x + by->x, place->y + by->y};
    return count_call(host);
}

static int32_t find(void *host, const char *name, size_t name_length, int64_t *number, bool *is_mobile) {
    *number = (int64_t)name_length;
    *is_mobile = name[0] == 'm';
    return count_call(host);
}

static int32_t fill(void *host, double *values, size_t values_count, size_t count) {
    assert_int_equal(values_count, count);
    for (size_t i = 0; i < count; i++)
        values[i] = (double)i;
    return count_call(host);
}

static int32_t fetch(void *host, int32_t *numbers, size_t numbers_count, size_t *numbers_filled, size_t count,
                     bool *result) {
    host_part *part = host;
    int32_t status = count_call(part);
    assert_int_equal(numbers_count, count);
    if (part->more != NULL) { /* more than there is room for */
        *numbers_filled = numbers_count + 1;
        return 0;
    }
    numbers[0] = 7;
    *numbers_filled = 1;
    *result = part->calls < 3;
    return status;
}

static int32_t name_it(void *host, int64_t number, tenon_text *result) {
    host_part *part = host;
    const char *text = part->more != NULL ? part->more : number % 2 == 0 ? "even" : NULL;
    int32_t status = tenon_text_copy(text, text == NULL ? 0 : strlen(text), "result", result);
    return status != 0 ? status : count_call(part);
}

static int32_t translate(void *host, const char *text, size_t text_length, tenon_text *translated) {
    host_part *part = host;
    char longer[200];
    int length = snprintf(longer, sizeof longer, "<%.*s>", (int)text_length, text);
    if (part->more != NULL) /* gives no text, or one with a NUL in it */
        return strcmp(part->more, "none") == 0 ? 0 : tenon_text_copy("a\0b", 3, "translated", translated);
    int32_t status = tenon_text_copy(longer, (size_t)length, "translated", translated);
    return status != 0 ? status : count_call(part);
}

static const boundary_calling_visitor VISITOR = {visit};
static const boundary_calling_combine COMBINE = {add};
static const boundary_calling_compare COMPARE = {compare_texts};
static const boundary_calling_decide DECIDE = {decide};
static const boundary_calling_move MOVE = {move};
static const boundary_calling_find FIND = {find};
static const boundary_calling_fill FILL = {fill};
static const boundary_calling_fetch FETCH = {fetch};
static const boundary_calling_name_it NAME_IT = {name_it};
static const boundary_calling_translate TRANSLATE = {translate};

/* ---- Values ---- */

static void visitor__called__then_answers_reach_the_library(void **state) {
    (void)state;
    int64_t end = 5;
    host_part part = {.more = &end};
    tenon_callback callback = callback_of(&VISITOR, &part);
    size_t count = 0;
    expect_ok(boundary_calling_each(0, 100, &callback, &count));
    assert_int_equal(count, 6);
    assert_int_equal(part.calls, 6);
    assert_int_equal(part.drops, 1);
}

static void values__of_every_form__then_cross_unchanged(void **state) {
    (void)state;
    host_part part = {0};
    const double numbers[] = {1.5, 2, 3};
    double sum = 0;
    tenon_callback callback = callback_of(&COMBINE, &part);
    expect_ok(boundary_calling_fold(numbers, 3, 10, &callback, &sum));
    assert_true(sum == 16.5);

    const tenon_text_view texts[] = {{TEXT("pear")}, {TEXT("apple")}, {TEXT("plum")}};
    tenon_text first;
    callback = callback_of(&COMPARE, &part);
    expect_ok(boundary_calling_first(&callback, texts, 3, &first));
    expect_text(&first, "apple");

    uint64_t chosen = 0;
    callback = callback_of(&DECIDE, &part);
    expect_ok(boundary_calling_add_chosen(5, &callback, &chosen));
    assert_int_equal(chosen, 1 + 3 + 5);

    calling_point place = {0};
    callback = callback_of(&MOVE, &part);
    expect_ok(boundary_calling_walk(&(calling_point){1, 2}, &(calling_point){0.5, -1}, 4, &callback, &place));
    assert_true(place.x == 3 && place.y == -2);
    assert_int_equal(part.drops, 4);
}

static void results__through_addresses__then_written(void **state) {
    (void)state;
    host_part part = {0};
    const tenon_text_view names[] = {{TEXT("anna")}, {TEXT("max")}};
    int64_t sum = 0;
    size_t mobile = 0;
    tenon_callback callback = callback_of(&FIND, &part);
    expect_ok(boundary_calling_add_numbers(names, 2, &callback, &sum, &mobile));
    assert_int_equal(sum, 7);
    assert_int_equal(mobile, 1);
}

static void arrays__given_by_the_host__then_filled(void **state) {
    (void)state;
    host_part part = {0};
    double total = 0;
    int64_t sum = 0;
    tenon_callback callback = callback_of(&FILL, &part);
    expect_ok(boundary_calling_sum_filled(4, &callback, &total));
    assert_true(total == 6);
    callback = callback_of(&FETCH, &part);
    part.calls = 0;
    expect_ok(boundary_calling_sum_fetched(10, &callback, &sum));
    assert_int_equal(sum, 21);
}

static void arrays__more_than_there_is_room_for__then_callback_failed(void **state) {
    (void)state;
    host_part part = {.more = &part};
    int64_t sum = 1;
    tenon_callback callback = callback_of(&FETCH, &part);
    expect_error(boundary_calling_sum_fetched(10, &callback, &sum), TENON_CALLBACK_FAILED,
                 "calling_sum_fetched", "numbers: 11 elements were given, but there is room for 10");
    assert_int_equal(sum, 0);
}

static void arrays__host_fails__then_the_library_finds_zeros(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    double total = 1;
    tenon_callback callback = callback_of(&FILL, &part);
    expect_error(boundary_calling_sum_filled(4, &callback, &total), TENON_CALLBACK_FAILED,
                 "calling_sum_filled", "gave up");
    assert_true(total == 0);
}

static void texts__given_by_the_host__then_copied_or_none(void **state) {
    (void)state;
    host_part part = {0};
    tenon_text names;
    tenon_callback callback = callback_of(&NAME_IT, &part);
    expect_ok(boundary_calling_name_all(4, &callback, &names));
    expect_text(&names, "even even");
    callback = callback_of(&TRANSLATE, &part);
    expect_ok(boundary_calling_translate_often(TEXT("x"), 3, &callback, &names));
    expect_text(&names, "<<<x>>>");
}

static void texts__missing_or_with_nul__then_callback_fails(void **state) {
    (void)state;
    char none[] = "none", nul[] = "nul";
    host_part part = {.more = none};
    tenon_text text;
    tenon_callback callback = callback_of(&TRANSLATE, &part);
    expect_error(boundary_calling_translate_often(TEXT("x"), 3, &callback, &text), TENON_CALLBACK_FAILED,
                 "calling_translate_often", "translated: no text was given");
    expect_no_text(&text);
    part.more = nul;
    expect_error(boundary_calling_translate_often(TEXT("x"), 3, &callback, &text), TENON_BAD_TEXT,
                 "calling_translate_often", "translated: the text holds a NUL at byte 1");
    assert_int_equal(part.drops, 2);
}

static void enum__unknown_constant_of_the_host__then_callback_failed(void **state) {
    (void)state;
    int32_t none_of_them = 99;
    host_part part = {.more = &none_of_them};
    uint64_t sum = 1;
    tenon_callback callback = callback_of(&DECIDE, &part);
    expect_error(boundary_calling_add_chosen(5, &callback, &sum), TENON_CALLBACK_FAILED, "calling_add_chosen",
                 "result: 99 is no calling_choice");
    assert_int_equal(part.calls, 1);
}

/* ---- What the library passes ---- */

static int32_t take_numbers(void *host, bool flag, int8_t i8, int16_t i16, int32_t i32, int64_t i64,
                            uint8_t u8, uint16_t u16, uint32_t u32, uint64_t u64, size_t size, float f32,
                            double f64) {
    host_part *part = host;
    bool is_first = part->calls == 0;
    assert_int_equal(flag, is_first);
    assert_int_equal(i8, is_first ? INT8_MAX : INT8_MIN);
    assert_int_equal(i16, is_first ? INT16_MAX : INT16_MIN);
    assert_int_equal(i32, is_first ? INT32_MAX : INT32_MIN);
    assert_true(i64 == (is_first ? INT64_MAX : INT64_MIN));
    assert_int_equal(u8, is_first ? UINT8_MAX : 0);
    assert_int_equal(u16, is_first ? UINT16_MAX : 0);
    assert_int_equal(u32, is_first ? UINT32_MAX : 0);
    assert_true(u64 == (is_first ? UINT64_MAX : 0));
    assert_true(size == (is_first ? SIZE_MAX : 0));
    assert_true(f32 == (is_first ? 0.5F : -0.5F) && f64 == (is_first ? 1e300 : -1e300));
    return count_call(part);
}

static int32_t take_texts(void *host, const char *text, size_t text_length, const char *maybe,
                          size_t maybe_length, const char *piece, size_t piece_length,
                          const tenon_text_view *list, size_t list_count) {
    assert_int_equal(text_length, 5);
    assert_memory_equal(text, "hello", 5);
    assert_null(maybe);
    assert_int_equal(maybe_length, 0);
    assert_int_equal(piece_length, 1);
    assert_int_equal(piece[0], 'h');
    assert_int_equal(list_count, 2);
    for (size_t i = 0; i < list_count; i++) {
        assert_int_equal(list[i].length, 5);
        assert_memory_equal(list[i].data, "hello", 5);
    }
    return count_call(host);
}

static int32_t take_arrays(void *host, const int64_t *numbers, size_t numbers_count, const int32_t *choices,
                           size_t choices_count, const calling_point *places, size_t places_count,
                           const uint8_t *bytes, size_t bytes_count) {
    host_part *part = host;
    size_t count = *(size_t *)part->more;
    assert_true(numbers_count == count && choices_count == count && places_count == count &&
                bytes_count == count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(numbers[i], i);
        assert_int_equal(choices[i], i % 3);
        (void)places;
        (void)bytes;
    }
    return count_call(part);
}

static const boundary_calling_take_numbers TAKE_NUMBERS = {take_numbers};
static const boundary_calling_take_texts TAKE_TEXTS = {take_texts};
static const boundary_calling_take_arrays TAKE_ARRAYS = {take_arrays};

static void numbers_texts_and_arrays__passed__then_arrive(void **state) {
    (void)state;
    host_part numbers = {0}, texts = {0};
    tenon_callback callback = callback_of(&TAKE_NUMBERS, &numbers);
    expect_ok(boundary_calling_give_numbers(&callback));
    assert_int_equal(numbers.calls, 2);
    callback = callback_of(&TAKE_TEXTS, &texts);
    expect_ok(boundary_calling_give_texts(TEXT("hello"), &callback));
    assert_int_equal(texts.calls, 1);
    for (size_t count = 0; count < 10; count += 3) {
        host_part arrays = {.more = &count};
        callback = callback_of(&TAKE_ARRAYS, &arrays);
        expect_ok(boundary_calling_give_arrays(count, &callback));
        assert_int_equal(arrays.calls, 1);
        assert_int_equal(arrays.drops, 1);
    }
}

static void library__passes_what_its_contract_rules_out__then_host_not_called(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback callback = callback_of(&TAKE_TEXTS, &part);
    expect_error(boundary_calling_give_bad_text(&callback), TENON_BROKEN_CONTRACT, "calling_give_bad_text",
                 "the library passed text that is not UTF-8");
    callback = callback_of(&DECIDE, &part);
    expect_error(boundary_calling_give_bad_choice(&callback), TENON_BROKEN_CONTRACT,
                 "calling_give_bad_choice", "is no calling_choice");
    assert_int_equal(part.calls, 0);
    assert_int_equal(part.drops, 2);
}

/* ---- Missing ones, failures, nesting ---- */

static int32_t tell(void *host) {
    return count_call(host);
}

static const boundary_calling_tell TELL = {tell};

static void callback__missing__then_refused_or_left_out(void **state) {
    (void)state;
    size_t count = 1;
    bool told = true;
    expect_error(boundary_calling_each(0, 3, NULL, &count), TENON_BAD_VALUE, "calling_each",
                 "visit: the visitor is missing");
    assert_int_equal(count, 0);
    expect_ok(boundary_calling_tell_if_any(NULL, &told));
    assert_false(told);
    host_part part = {0};
    tenon_callback callback = callback_of(&TELL, &part);
    expect_ok(boundary_calling_tell_if_any(&callback, &told));
    assert_true(told);
    assert_int_equal(part.drops, 1);
}

static void two_callbacks__second_missing__then_both_dropped(void **state) {
    (void)state;
    host_part part = {0};
    uint32_t calls = 1;
    tenon_callback callback = callback_of(&TELL, &part);
    expect_error(boundary_calling_tell_both(&callback, NULL, &calls), TENON_BAD_VALUE, "calling_tell_both",
                 "second: the tell is missing");
    assert_int_equal(part.drops, 1);
    expect_error(boundary_calling_tell_both(NULL, &callback, &calls), TENON_BAD_VALUE, "calling_tell_both",
                 "first: the tell is missing");
    assert_int_equal(part.drops, 2);
    assert_int_equal(part.calls, 0);
}

static void two_callbacks__first_fails__then_second_not_called(void **state) {
    (void)state;
    int thrown = 0;
    host_part first = {.fails_at = 1, .foreign = &thrown}, second = {0};
    uint32_t calls = 1;
    tenon_callback callbacks[] = {callback_of(&TELL, &first), callback_of(&TELL, &second)};
    int32_t status = boundary_calling_tell_both(&callbacks[0], &callbacks[1], &calls);
    assert_ptr_equal(tenon_error_peek()->foreign, &thrown);
    expect_error(status, TENON_CALLBACK_FAILED, "calling_tell_both", "the host gave up");
    assert_int_equal(first.calls, 1);
    assert_int_equal(second.calls, 0);
    assert_int_equal(calls, 0);
    assert_int_equal(first.drops + second.drops, 2);
    assert_int_equal(foreign_released, 1);
}

static void callback__fails_and_the_library_fails__then_callbacks_failure(void **state) {
    (void)state;
    host_part part = {.fails_at = 2};
    const tenon_text_view names[] = {{TEXT("a")}, {TEXT("b")}};
    int64_t sum = 1;
    size_t mobile = 1;
    tenon_callback callback = callback_of(&FIND, &part);
    expect_error(boundary_calling_add_numbers(names, 2, &callback, &sum, &mobile), TENON_CALLBACK_FAILED,
                 "calling_add_numbers", "the host gave up");
    assert_int_equal(sum, 0);
    assert_int_equal(mobile, 0);
}

static void argument__refused_after_the_callback_was_opened__then_dropped(void **state) {
    (void)state;
    host_part part = {0};
    const tenon_text_view names[] = {{TEXT("a\0b")}}; /* which no host promises not to pass */
    int64_t sum = 1;
    size_t mobile = 1;
    tenon_callback callback = callback_of(&FIND, &part);
    expect_error(boundary_calling_add_numbers(names, 1, &callback, &sum, &mobile), TENON_BAD_TEXT,
                 "calling_add_numbers", "names[0]");
    assert_int_equal(part.calls, 0);
    assert_int_equal(part.drops, 1);
}

static int32_t call_again(void *host, int64_t number, bool *result) {
    host_part *part = host;
    host_part inner = {.fails_at = number == 2 ? 1 : 0};
    bool took = host_function_begins();
    tenon_callback callback = callback_of(&VISITOR, &inner);
    size_t count = 0;
    int32_t status = boundary_calling_each(0, number, &callback, &count);
    host_function_ends(took);
    assert_int_equal(inner.drops, 1);
    assert_int_equal(count_call(part), 0);
    *result = true;
    if (part->more == NULL || status == 0)
        return status;
    tenon_error_clear(); /* caught */
    return 0;
}

static const boundary_calling_visitor NESTED = {call_again};

static void nested_calls__inner_fails__then_outer_only_where_not_caught(void **state) {
    (void)state;
    host_part part = {.more = &part};
    size_t count = 0;
    tenon_callback callback = callback_of(&NESTED, &part);
    expect_ok(boundary_calling_each(0, 5, &callback, &count));
    assert_int_equal(count, 5);
    part.more = NULL;
    part.calls = 0;
    expect_error(boundary_calling_each(0, 5, &callback, &count), TENON_CALLBACK_FAILED, "calling_each",
                 "gave up");
    assert_int_equal(part.calls, 3);
}

static int32_t use_the_counter(void *host, int64_t number, bool *result) {
    host_part *part = host;
    int64_t count = 0;
    (void)number;
    *result = true;
    bool took = host_function_begins();
    int32_t status = boundary_calling_counter_add(*(tenon_handle *)part->more, 1, &count);
    host_function_ends(took);
    return status;
}

static const boundary_calling_visitor REENTRANT = {use_the_counter};

static void callback__uses_the_object_of_the_call__then_busy(void **state) {
    (void)state;
    tenon_handle counter = 0;
    int64_t count = 1;
    expect_ok(boundary_calling_counter_new(&counter));
    host_part part = {.more = &counter};
    tenon_callback callback = callback_of(&REENTRANT, &part);
    expect_error(boundary_calling_counter_count_if(counter, 3, &callback, &count), TENON_BUSY,
                 "calling_counter_add", "in use");
    expect_ok(boundary_calling_counter_add(counter, 1, &count));
    assert_int_equal(tenon_drop(counter), 0);
}

enum { MANY = 1000 * 1000 };

static void callbacks__a_million__then_nothing_left(void **state) {
    (void)state;
    host_part part = {0};
    size_t count = 0;
    tenon_callback callback = callback_of(&VISITOR, &part);
    expect_ok(boundary_calling_each(0, MANY, &callback, &count));
    assert_int_equal(part.calls, MANY);
    for (int round = 0; round < MANY / 100; round++)
        expect_ok(boundary_calling_each(0, 1, &callback, &count));
    assert_int_equal(part.drops, 1 + MANY / 100);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(visitor__called__then_answers_reach_the_library),
        HOST_TEST(values__of_every_form__then_cross_unchanged),
        HOST_TEST(results__through_addresses__then_written),
        HOST_TEST(arrays__given_by_the_host__then_filled),
        HOST_TEST(arrays__more_than_there_is_room_for__then_callback_failed),
        HOST_TEST(arrays__host_fails__then_the_library_finds_zeros),
        HOST_TEST(texts__given_by_the_host__then_copied_or_none),
        HOST_TEST(texts__missing_or_with_nul__then_callback_fails),
        HOST_TEST(enum__unknown_constant_of_the_host__then_callback_failed),
        HOST_TEST(numbers_texts_and_arrays__passed__then_arrive),
        HOST_TEST(library__passes_what_its_contract_rules_out__then_host_not_called),
        HOST_TEST(callback__missing__then_refused_or_left_out),
        HOST_TEST(two_callbacks__second_missing__then_both_dropped),
        HOST_TEST(two_callbacks__first_fails__then_second_not_called),
        HOST_TEST(callback__fails_and_the_library_fails__then_callbacks_failure),
        HOST_TEST(argument__refused_after_the_callback_was_opened__then_dropped),
        HOST_TEST(nested_calls__inner_fails__then_outer_only_where_not_caught),
        HOST_TEST(callback__uses_the_object_of_the_call__then_busy),
        HOST_TEST(callbacks__a_million__then_nothing_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
