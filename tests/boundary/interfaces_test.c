/* Interfaces: a host's object with several functions, kept or lent; streams of the host's; progress and
 * tokens. */
#include "boundary_calling.h"
#include "locked_host.h"

/* ---- A book in the host ---- */

enum { MOST_ENTRIES = 8 };

typedef struct host_book {
    host_part part;
    char names[MOST_ENTRIES][16];
    int64_t numbers[MOST_ENTRIES];
    size_t count;
} host_book;

static host_book *book_of(void *host) {
    return host; /* its part is its first member */
}

static size_t entry_of(const host_book *book, const char *name, size_t length) {
    size_t at = 0;
    while (at < book->count &&
           (strlen(book->names[at]) != length || memcmp(book->names[at], name, length) != 0))
        at++;
    return at;
}

static int32_t put(void *host, const char *name, size_t name_length, int64_t number, bool *result) {
    host_book *book = book_of(host);
    size_t at = entry_of(book, name, name_length);
    if (at == MOST_ENTRIES || name_length >= sizeof book->names[0])
        return tenon_fail_foreign("the book is full", NULL, NULL);
    *result = at == book->count;
    memcpy(book->names[at], name, name_length);
    book->names[at][name_length] = '\0';
    book->numbers[at] = number;
    book->count += *result;
    return count_call(&book->part);
}

static int32_t get(void *host, const char *name, size_t name_length, int64_t *number) {
    host_book *book = book_of(host);
    size_t at = entry_of(book, name, name_length);
    if (at == book->count)
        return tenon_fail_foreign("there is no such name", NULL, NULL);
    *number = book->numbers[at];
    return count_call(&book->part);
}

static int32_t count_entries(void *host, size_t *result) {
    *result = book_of(host)->count;
    return count_call(host);
}

static int32_t clear(void *host) {
    bool took = host_function_begins();
    book_of(host)->count = 0;
    host_function_ends(took);
    return count_call(host);
}

static const boundary_calling_book BOOK = {put, get, count_entries, clear};

static tenon_handle new_clerk(host_book *book) {
    tenon_handle clerk = 0;
    tenon_callback callback = callback_of(&BOOK, &book->part);
    expect_ok(boundary_calling_clerk_new(&callback, &clerk));
    return clerk;
}

static void interface__lent_for_a_call__then_used_and_dropped(void **state) {
    (void)state;
    host_book book = {.count = 0};
    const tenon_text_view names[] = {{TEXT("anna")}, {TEXT("max")}, {TEXT("anna")}};
    size_t added = 0;
    tenon_callback callback = callback_of(&BOOK, &book.part);
    expect_ok(boundary_calling_write_down(&callback, names, 3, &added));
    assert_int_equal(added, 2);
    assert_int_equal(book.count, 2);
    assert_int_equal(book.numbers[0], 2);
    assert_int_equal(book.part.drops, 1);
}

static void interface__kept_by_an_object__then_used_until_it_ends(void **state) {
    (void)state;
    host_book book = {.count = 0};
    tenon_handle clerk = new_clerk(&book);
    int64_t number = 0;
    bool is_new = false;
    size_t size = 0;
    expect_ok(boundary_calling_clerk_note(clerk, TEXT("anna"), 42, &is_new));
    assert_true(is_new);
    expect_ok(boundary_calling_clerk_look_up(clerk, TEXT("anna"), &number));
    assert_int_equal(number, 42);
    expect_ok(boundary_calling_clerk_size(clerk, &size));
    assert_int_equal(size, 1);
    expect_ok(boundary_calling_clerk_clear_elsewhere(clerk));
    assert_int_equal(book.count, 0);
    assert_int_equal(book.part.drops, 0);
    assert_int_equal(tenon_drop(clerk), 0);
    assert_int_equal(book.part.drops, 1);
}

static void interface__replaced_by_the_library__then_former_dropped(void **state) {
    (void)state;
    host_book first = {.count = 0}, second = {.count = 0};
    tenon_handle clerk = new_clerk(&first);
    tenon_callback callback = callback_of(&BOOK, &second.part);
    expect_ok(boundary_calling_clerk_take(clerk, &callback));
    assert_int_equal(first.part.drops, 1);
    assert_int_equal(second.part.drops, 0);
    assert_int_equal(tenon_drop(clerk), 0);
    assert_int_equal(second.part.drops, 1);
}

static void interface__function_fails__then_the_call_fails_with_it(void **state) {
    (void)state;
    host_book book = {.count = 0};
    tenon_handle clerk = new_clerk(&book);
    int64_t number = 1;
    expect_error(boundary_calling_clerk_look_up(clerk, TEXT("nobody"), &number), TENON_CALLBACK_FAILED,
                 "calling_clerk_look_up", "there is no such name");
    assert_int_equal(number, 0);
    assert_int_equal(tenon_drop(clerk), 0);
}

static void interface__missing__then_refused(void **state) {
    (void)state;
    tenon_handle clerk = 1;
    expect_error(boundary_calling_clerk_new(NULL, &clerk), TENON_BAD_VALUE, "calling_clerk_new",
                 "book: the book is missing");
    assert_int_equal(clerk, 0);
}

/* ---- A taste in the host ---- */

static int32_t nicer(void *host, const calling_point *left, const calling_point *right,
                     calling_point *result) {
    *result = left->x > right->x ? *left : *right;
    return count_call(host);
}

static int32_t choose(void *host, const calling_point *place, int32_t *result) {
    *result = place->x < 0 ? CALLING_SKIP : place->x > 1000 ? 77 : CALLING_GO_ON;
    return count_call(host);
}

static int32_t describe(void *host, const calling_point *place, tenon_text *result) {
    (void)place;
    int32_t status = tenon_text_copy("nice", 4, "result", result);
    return status != 0 ? status : count_call(host);
}

static const boundary_calling_taste TASTE = {nicer, choose, describe};

static void interface__by_value__then_records_and_texts_cross(void **state) {
    (void)state;
    host_part taste = {0};
    const calling_point places[] = {{1, 0}, {5, 1}, {3, 2}};
    calling_point nicest = {0};
    tenon_callback callback = callback_of(&TASTE, &taste);
    expect_ok(boundary_calling_nicest(&callback, places, 3, &nicest));
    assert_true(nicest.x == 5 && nicest.y == 1);
    assert_int_equal(taste.drops, 1);
    expect_error(boundary_calling_nicest(&callback, places, 0, &nicest), CALLING_BAD_NUMBER, "calling_nicest",
                 "");
    assert_int_equal(taste.drops, 2);
}

static void interface__until_replaced_and_nullable__then_taken_away(void **state) {
    (void)state;
    host_book book = {.count = 0};
    host_part taste = {0};
    tenon_text word;
    tenon_handle clerk = new_clerk(&book);
    expect_ok(boundary_calling_clerk_describe(clerk, &(calling_point){1, 1}, &word));
    expect_no_text(&word);
    tenon_callback callback = callback_of(&TASTE, &taste);
    expect_ok(boundary_calling_clerk_set_taste(clerk, &callback));
    expect_ok(boundary_calling_clerk_describe(clerk, &(calling_point){1, 1}, &word));
    expect_text(&word, "nice");
    expect_ok(boundary_calling_clerk_describe(clerk, &(calling_point){-1, 1}, &word));
    expect_no_text(&word);
    expect_error(boundary_calling_clerk_describe(clerk, &(calling_point){2000, 1}, &word),
                 TENON_CALLBACK_FAILED, "calling_clerk_describe", "result: 77 is no calling_choice");
    expect_no_text(&word);
    expect_ok(boundary_calling_clerk_set_taste(clerk, NULL));
    assert_int_equal(taste.drops, 1);
    assert_int_equal(tenon_drop(clerk), 0);
}

/* ---- Streams of the host's ---- */

typedef struct host_stream {
    host_part part;
    size_t left;
    uint64_t sum;
} host_stream;

static int32_t read_bytes(void *host, uint8_t *buffer, size_t buffer_count, size_t *buffer_filled,
                          size_t size) {
    host_stream *stream = host;
    assert_int_equal(buffer_count, size);
    size_t count = stream->left < buffer_count ? stream->left : buffer_count;
    memset(buffer, 3, count);
    stream->left -= count;
    *buffer_filled = count;
    return count_call(&stream->part);
}

static int32_t write_bytes(void *host, const uint8_t *data, size_t data_count, bool *result) {
    host_stream *stream = host;
    for (size_t i = 0; i < data_count; i++)
        stream->sum += data[i];
    *result = true;
    return count_call(&stream->part);
}

static const boundary_calling_read READ = {read_bytes};
static const boundary_calling_write WRITE = {write_bytes};

static void stream__read_and_written_by_the_library__then_all_bytes(void **state) {
    (void)state;
    host_stream source = {.left = 10000}, sink = {.left = 0};
    uint64_t sum = 0, size = 0;
    tenon_callback read = callback_of(&READ, &source.part), write = callback_of(&WRITE, &sink.part);
    expect_ok(boundary_calling_add_bytes(&read, &sum, &size));
    assert_int_equal(size, 10000);
    assert_int_equal(sum, 30000);
    expect_ok(boundary_calling_pour(256, &write));
    assert_int_equal(sink.sum, 255 * 128);
    source.left = 5000;
    sink.sum = 0;
    expect_ok(boundary_calling_copy(&read, &write, &size));
    assert_int_equal(size, 5000);
    assert_int_equal(sink.sum, 15000);
    assert_int_equal(source.part.drops, 2);
    assert_int_equal(sink.part.drops, 2);
}

static void stream__fails_on_another_thread__then_the_call_fails(void **state) {
    (void)state;
    host_stream source = {.left = SIZE_MAX}, sink = {.part = {.fails_at = 3}};
    uint64_t size = 1;
    tenon_callback read = callback_of(&READ, &source.part), write = callback_of(&WRITE, &sink.part);
    expect_error(boundary_calling_copy(&read, &write, &size), TENON_CALLBACK_FAILED, "calling_copy",
                 "gave up");
    assert_int_equal(size, 0);
    assert_int_equal(source.part.drops + sink.part.drops, 2);
}

/* ---- Progress and tokens ---- */

static int32_t tell_progress(void *host, uint64_t done, uint64_t all) {
    host_part *part = host;
    assert_true(done <= all);
    if (part->more != NULL && part->calls == 2)
        tenon_token_request(*(tenon_handle *)part->more);
    return count_call(part);
}

static const boundary_calling_progress PROGRESS = {tell_progress};

static void progress__told__then_and_left_out(void **state) {
    (void)state;
    host_part part = {0};
    uint64_t sum = 0;
    tenon_callback callback = callback_of(&PROGRESS, &part);
    expect_ok(boundary_calling_add_in_steps(0, 100, 10, 0, &callback, &sum));
    assert_int_equal(sum, 5050);
    assert_true(part.calls >= 9);
    expect_ok(boundary_calling_add_in_steps(0, 100, 10, 0, NULL, &sum));
    assert_int_equal(sum, 5050);
    assert_int_equal(part.drops, 1);
}

static void token__requested_in_progress__then_stopped(void **state) {
    (void)state;
    tenon_handle token = tenon_token_new();
    host_part part = {.more = &token};
    uint64_t sum = 1;
    tenon_callback callback = callback_of(&PROGRESS, &part);
    int32_t status = boundary_calling_add_in_steps(0, 100, 10, token, &callback, &sum);
    assert_int_equal(status, -TENON_KIND_CANCELLED);
    expect_error(status, CALLING_STOPPED, "calling_add_in_steps", "");
    assert_int_equal(sum, 0);
    assert_int_equal(part.drops, 1);
    expect_error(boundary_calling_add_in_steps(0, 100, 10, token + 1, NULL, &sum), TENON_CLOSED,
                 "calling_add_in_steps", "cancel");
    assert_int_equal(tenon_drop(token), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(interface__lent_for_a_call__then_used_and_dropped),
        HOST_TEST(interface__kept_by_an_object__then_used_until_it_ends),
        HOST_TEST(interface__replaced_by_the_library__then_former_dropped),
        HOST_TEST(interface__function_fails__then_the_call_fails_with_it),
        HOST_TEST(interface__missing__then_refused),
        HOST_TEST(interface__by_value__then_records_and_texts_cross),
        HOST_TEST(interface__until_replaced_and_nullable__then_taken_away),
        HOST_TEST(stream__read_and_written_by_the_library__then_all_bytes),
        HOST_TEST(stream__fails_on_another_thread__then_the_call_fails),
        HOST_TEST(progress__told__then_and_left_out),
        HOST_TEST(token__requested_in_progress__then_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
