/* The ledger: what is counted, by what, and the report when the process ends. */

#define _POSIX_C_SOURCE 200809L

#include <sys/wait.h>
#include <unistd.h>

#include "ledger.h"
#include "support.h"

#include "tenon/callback.h"
#include "tenon/stream.h"

static tenon_ledger_entry entry_of(tenon_ledger_kind kind, const char *type, const char *site) {
    tenon_ledger_entry entries[256];
    size_t count = tenon_ledger(entries, 256);
    assert_true(count <= 256);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].kind == (int32_t)kind && strcmp(entries[i].type, type) == 0 &&
            strcmp(entries[i].site, site) == 0)
            return entries[i];
    }
    return (tenon_ledger_entry){.kind = -1, .type = "", .site = ""};
}

static void expect_counts(tenon_ledger_entry entry, uint64_t made, uint64_t live, uint64_t peak) {
    assert_int_equal(entry.made, made);
    assert_int_equal(entry.live, live);
    assert_int_equal(entry.peak, peak);
}

static tenon_handle make(const char *site) {
    tenon_handle handle = 0;
    assert_int_equal(tenon_wrap_in(site, &GRAPH, new_thing(1), NULL, &handle), 0);
    return handle;
}

static void objects__made_and_closed__then_counted_by_class_and_function(void **state) {
    (void)state;
    tenon_handle first = make("graph_new");
    tenon_handle second = make("graph_new");
    tenon_handle copy = make("graph_copy");
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_new"), 2, 2, 2);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_copy"), 1, 1, 1);
    assert_int_equal(tenon_drop(first), 0);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_new"), 2, 1, 2);
    first = make("graph_new"); /* in the slot of the one before */
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_new"), 3, 2, 2);
    assert_int_equal(tenon_drop(first), 0);
    assert_int_equal(tenon_drop(second), 0);
    assert_int_equal(tenon_drop(copy), 0);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_new"), 3, 0, 2);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_copy"), 1, 0, 1);
}

static void objects__closed_while_borrowed__then_live_until_the_last_user(void **state) {
    (void)state;
    tenon_handle handle = make("graph_borrowed");
    tenon_borrow held = borrow(&GRAPH, handle, TENON_SHARED);
    assert_int_equal(tenon_drop(handle), 0);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_borrowed"), 1, 1, 1);
    tenon_release(&held);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_borrowed"), 1, 0, 1);
}

static void objects__wrapping_fails__then_not_counted(void **state) {
    (void)state;
    tenon_handle handle = 0;
    tenon_keep keep = {.parent = UINT64_C(0x1001000001000001)};
    assert_true(tenon_wrap_in("graph_fails", &GRAPH, new_thing(1), &keep, &handle) < 0);
    assert_int_equal(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_fails").made, 0);
}

static void same_words_at_two_addresses__then_one_entry(void **state) {
    (void)state;
    static const char here[] = "graph_twice";
    static const char there[] = "graph_twice";
    tenon_handle first = make(here);
    tenon_handle second = make(there);
    expect_counts(entry_of(TENON_LEDGER_OBJECT, "graph", "graph_twice"), 2, 2, 2);
    assert_int_equal(tenon_drop(first), 0);
    assert_int_equal(tenon_drop(second), 0);
}

static void blocks__arrays_views_and_tokens__then_counted_as_such(void **state) {
    (void)state;
    static const double numbers[2] = {1, 2};
    tenon_handle owner = make("graph_owner");
    tenon_block view;
    tenon_block array;
    assert_int_equal(tenon_wrap_view_in("graph_view", owner, numbers, 2, sizeof numbers[0], &view), 0);
    assert_int_equal(tenon_wrap_array_in("graph_ids", malloc(8), 1, free, &array), 0);
    tenon_handle token = tenon_token_new();
    expect_counts(entry_of(TENON_LEDGER_VIEW, "view", "graph_view"), 1, 1, 1);
    expect_counts(entry_of(TENON_LEDGER_ARRAY, "array", "graph_ids"), 1, 1, 1);
    expect_counts(entry_of(TENON_LEDGER_TOKEN, "token", ""), 1, 1, 1);
    assert_int_equal(tenon_live_count(), 4);
    assert_int_equal(tenon_drop(token), 0);
    assert_int_equal(tenon_drop(array.handle), 0);
    assert_int_equal(tenon_drop(view.handle), 0);
    assert_int_equal(tenon_drop(owner), 0);
    expect_counts(entry_of(TENON_LEDGER_VIEW, "view", "graph_view"), 1, 0, 1);
    expect_counts(entry_of(TENON_LEDGER_ARRAY, "array", "graph_ids"), 1, 0, 1);
    expect_counts(entry_of(TENON_LEDGER_TOKEN, "token", ""), 1, 0, 1);
}

static void drop_nothing(void *host) {
    (void)host;
}

static const tenon_class PREDICATE = {"predicate", 0x1005, TENON_THREADS_ANY, false, tenon_callback_end};

static void callbacks__opened_and_dropped__then_counted(void **state) {
    (void)state;
    tenon_callback callback = {.drop = drop_nothing};
    tenon_handle handle = 0;
    assert_int_equal(
        tenon_callback_open_in("graph_filter", &PREDICATE, &callback, TENON_DURING_CALL, 0, &handle), 0);
    expect_counts(entry_of(TENON_LEDGER_CALLBACK, "predicate", "graph_filter"), 1, 1, 1);
    tenon_callback_drop(tenon_callback_context(handle));
    expect_counts(entry_of(TENON_LEDGER_CALLBACK, "predicate", "graph_filter"), 1, 0, 1);
}

static void release_source(struct ArrowArrayStream *stream) {
    stream->release = NULL;
}

static void ignore_drop(tenon_handle handle) {
    (void)tenon_drop(handle);
}

static void streams__wrapped_and_released__then_counted(void **state) {
    (void)state;
    tenon_handle owner = make("graph_owner_of_stream");
    struct ArrowArrayStream stream = {.release = release_source};
    assert_int_equal(tenon_wrap_stream_in("graph_to_arrow", owner, &stream, ignore_drop), 0);
    expect_counts(entry_of(TENON_LEDGER_STREAM, "stream", "graph_to_arrow"), 1, 1, 1);
    stream.release(&stream);
    expect_counts(entry_of(TENON_LEDGER_STREAM, "stream", "graph_to_arrow"), 1, 0, 1);
    assert_int_equal(tenon_drop(owner), 0);
}

static void texts__that_need_memory__then_counted(void **state) {
    (void)state;
    char longest[100];
    memset(longest, 'x', sizeof longest);
    tenon_text text;
    tenon_text_copy_in("graph_name", "short", 5, "name", &text);
    tenon_text_free(&text);
    assert_int_equal(entry_of(TENON_LEDGER_TEXT, "text", "graph_name").made, 0);
    tenon_text_copy_in("graph_name", longest, sizeof longest, "name", &text);
    expect_counts(entry_of(TENON_LEDGER_TEXT, "text", "graph_name"), 1, 1, 1);
    tenon_text_free(&text);
    tenon_text_free(&text);
    expect_counts(entry_of(TENON_LEDGER_TEXT, "text", "graph_name"), 1, 0, 1);
}

static void errors__recorded__then_counted_by_the_function_that_failed(void **state) {
    (void)state;
    tenon_in_function(tenon_refuse(TENON_BAD_VALUE, "no"), "graph_read");
    expect_counts(entry_of(TENON_LEDGER_ERROR, "TENON_BAD_VALUE", "graph_read"), 1, 1, 1);
    tenon_error_clear();
    expect_counts(entry_of(TENON_LEDGER_ERROR, "TENON_BAD_VALUE", "graph_read"), 1, 0, 1);
}

static void *make_and_drop_many(void *argument) {
    for (int i = 0; i < 2000; i++) {
        tenon_text text;
        tenon_handle handle = make("graph_in_threads");
        char longest[64] = {'x', 0};
        assert_int_equal(tenon_text_copy_in("text_in_threads", longest, sizeof longest, "it", &text), 0);
        tenon_text_free(&text);
        assert_int_equal(tenon_drop(handle), 0);
    }
    return argument;
}

static void counts__several_threads__then_nothing_is_missed(void **state) {
    (void)state;
    pthread_t threads[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_and_drop_many, NULL), 0);
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    tenon_ledger_entry objects = entry_of(TENON_LEDGER_OBJECT, "graph", "graph_in_threads");
    tenon_ledger_entry texts = entry_of(TENON_LEDGER_TEXT, "text", "text_in_threads");
    expect_counts(objects, 8000, 0, objects.peak);
    expect_counts(texts, 8000, 0, texts.peak);
    assert_in_range(objects.peak, 1, 4);
    assert_in_range(texts.peak, 1, 4);
}

static void accounts__more_than_there_is_room_for__then_together_with_others(void **state) {
    (void)state;
    static char sites[TENON_ACCOUNTS + 10][16];
    for (int i = 0; i < TENON_ACCOUNTS + 10; i++) {
        snprintf(sites[i], sizeof sites[i], "site_%d", i);
        assert_int_equal(tenon_drop(make(sites[i])), 0);
    }
    tenon_ledger_entry *entries = calloc(TENON_ACCOUNTS, sizeof *entries);
    size_t count = tenon_ledger(entries, TENON_ACCOUNTS);
    uint64_t made = 0;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(entries[i].site, "site_", 5) == 0 || strcmp(entries[i].type, "others") == 0)
            made += entries[i].made;
        assert_int_equal(entries[i].live, 0);
    }
    assert_int_equal(made, TENON_ACCOUNTS + 10);
    free(entries);
}

/* ---- As JSON, and at the end of the process: this program runs itself ---- */

static void json__with_names_that_need_escapes__then_escaped(void **state) {
    (void)state;
    tenon_handle handle = make("a\"b\\c\n");
    const char *copy = tenon_ledger_json();
    assert_non_null(copy);
    assert_non_null(strstr(copy, "\"when\": \"now\""));
    assert_non_null(strstr(copy,
                           "{\"kind\": \"object\", \"type\": \"graph\", \"site\": \"a\\\"b\\\\c\\u000a\", "
                           "\"made\": 1, \"live\": 1, \"peak\": 1}"));
    tenon_text_memory_free(copy);
    assert_int_equal(tenon_drop(handle), 0);
}

static int run_again(const char *debug) {
    pid_t child = fork();
    if (child == 0) {
        setenv("TENON_DEBUG", debug, 1);
        execl("/proc/self/exe", "ledger_test", "again", (char *)NULL);
        _exit(99);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* What the second process does. @return Its exit status. */
static int leave_one_behind(void) {
    static const char contract[] = "things 1.2 7\n";
    if (tenon_handshake(contract, contract) != 0) {
        fprintf(stderr, "%s\n", tenon_error_peek()->message);
        return 3;
    }
    tenon_handle kept = make("thing_new");
    tenon_drop(make("thing_new"));
    return kept == 0;
}

static void read_file(const char *path, char *text, size_t room) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, room - 1, file)] = '\0';
    fclose(file);
}

static void report__two_processes_with_one_file__then_a_line_each(void **state) {
    (void)state;
    char path[] = "/tmp/tenon_ledger_XXXXXX";
    char debug[64];
    char text[4096];
    close(mkstemp(path));
    snprintf(debug, sizeof debug, "ledger=%s", path);
    assert_int_equal(run_again(debug), 0);
    assert_int_equal(run_again(debug), 0);
    read_file(path, text, sizeof text);
    unlink(path);
    const char *newline = strchr(text, '\n');
    assert_non_null(newline);
    assert_string_equal(strchr(newline + 1, '\n'), "\n");
    assert_ptr_equal(strstr(text, "{\"library\": \"things\", \"version\": \"1.2\", "), text);
    assert_non_null(strstr(newline, "\"when\": \"exit\", \"live\": 1, \"entries\": [{\"kind\": \"object\", "
                                    "\"type\": \"graph\", \"site\": \"thing_new\", \"made\": 2, \"live\": 1, "
                                    "\"peak\": 2}]"));
}

static void debug__unknown_word__then_the_handshake_refuses_it(void **state) {
    (void)state;
    assert_int_equal(run_again("ledge"), 3);
    assert_int_equal(run_again("ledger,monitr"), 3);
    assert_int_equal(run_again(""), 0);
}

int main(int argument_count, char **arguments) {
    if (argument_count == 2 && strcmp(arguments[1], "again") == 0)
        return leave_one_behind();
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(objects__made_and_closed__then_counted_by_class_and_function),
        RUNTIME_TEST(objects__closed_while_borrowed__then_live_until_the_last_user),
        RUNTIME_TEST(objects__wrapping_fails__then_not_counted),
        RUNTIME_TEST(same_words_at_two_addresses__then_one_entry),
        RUNTIME_TEST(blocks__arrays_views_and_tokens__then_counted_as_such),
        RUNTIME_TEST(callbacks__opened_and_dropped__then_counted),
        RUNTIME_TEST(streams__wrapped_and_released__then_counted),
        RUNTIME_TEST(texts__that_need_memory__then_counted),
        RUNTIME_TEST(errors__recorded__then_counted_by_the_function_that_failed),
        RUNTIME_TEST(counts__several_threads__then_nothing_is_missed),
        RUNTIME_TEST(json__with_names_that_need_escapes__then_escaped),
        RUNTIME_TEST(report__two_processes_with_one_file__then_a_line_each),
        RUNTIME_TEST(debug__unknown_word__then_the_handshake_refuses_it),
        RUNTIME_TEST(accounts__more_than_there_is_room_for__then_together_with_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
