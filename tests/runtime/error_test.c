#include "support.h"

enum { NO_SUCH_NODE = 3, BAD_FILE = 4, NO_KIND = 5, UNKNOWN = 99 };

static const tenon_status_entry TABLE[] = {
    {NO_SUCH_NODE, TENON_KIND_NOT_FOUND, "GRAPH_NO_SUCH_NODE", ""},
    {BAD_FILE, TENON_KIND_IO, "GRAPH_BAD_FILE", ""},
    {NO_KIND, TENON_KIND_NONE, "GRAPH_NO_KIND", ""},
};

static int32_t failed(int32_t status) {
    return tenon_status_failed(TABLE, sizeof TABLE / sizeof TABLE[0], status);
}

static void check_link(const tenon_error *error, int32_t code, int32_t kind, const char *name,
                       const char *message) {
    assert_non_null(error);
    assert_int_equal(error->code, code);
    assert_int_equal(error->kind, kind);
    assert_string_equal(error->name, name);
    assert_string_equal(error->message, message);
}

static void fail__formatted__then_recorded_and_code_returned(void **state) {
    (void)state;
    assert_int_equal(tenon_fail(NO_SUCH_NODE, "node %d of %s", 7, "g"), NO_SUCH_NODE);
    const tenon_error *error = tenon_error_peek();
    check_link(error, NO_SUCH_NODE, TENON_KIND_NONE, "", "node 7 of g");
    assert_string_equal(error->function, "");
    assert_null(error->cause);
}

static void fail__again__then_former_forgotten(void **state) {
    (void)state;
    tenon_fail(NO_SUCH_NODE, "first");
    /* An argument out of the chain that is about to go. */
    tenon_fail(BAD_FILE, "after %s", tenon_error_peek()->message);
    check_link(tenon_error_peek(), BAD_FILE, TENON_KIND_NONE, "", "after first");
    assert_null(tenon_error_peek()->cause);
}

static void fail_because__recorded_before__then_becomes_cause(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "inner");
    assert_int_equal(tenon_fail_because(NO_SUCH_NODE, "outer"), NO_SUCH_NODE);
    check_link(tenon_error_peek(), NO_SUCH_NODE, TENON_KIND_NONE, "", "outer");
    check_link(tenon_error_peek()->cause, BAD_FILE, TENON_KIND_NONE, "", "inner");
}

static void fail_because__endless__then_root_and_fifteen_newest_kept(void **state) {
    (void)state;
    for (int index = 0; index < 100; index++)
        tenon_fail_because(BAD_FILE, "%d", index);
    int count = 0;
    for (const tenon_error *error = tenon_error_peek(); error != NULL; error = error->cause, count++) {
        char expected[16];
        snprintf(expected, sizeof expected, "%d", count == 15 ? 0 : 99 - count);
        assert_string_equal(error->message, expected);
    }
    assert_int_equal(count, 16);
}

static void fail__long_message__then_complete(void **state) {
    (void)state;
    char text[1001];
    for (size_t length = 250; length < 262; length++) {
        memset(text, 'm', length);
        text[length] = '\0';
        tenon_fail(BAD_FILE, "%s", text);
        assert_string_equal(tenon_error_peek()->message, text);
    }
    memset(text, 'n', 1000);
    text[1000] = '\0';
    tenon_fail(BAD_FILE, "%s", text);
    assert_string_equal(tenon_error_peek()->message, text);
}

static void fail__message_not_utf8__then_repaired(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "a%sb", "\xFF\xC3");
    assert_string_equal(tenon_error_peek()->message, "a\xEF\xBF\xBD\xEF\xBF\xBD"
                                                     "b");
    assert_true(tenon_is_utf8(tenon_error_peek()->message, strlen(tenon_error_peek()->message)));
    char text[600];
    memset(text, 0xFF, sizeof text - 1);
    text[sizeof text - 1] = '\0';
    tenon_fail(BAD_FILE, "%s", text);
    assert_int_equal(strlen(tenon_error_peek()->message), 3 * (sizeof text - 1));
}

static void take__recorded__then_caller_owns_and_thread_has_none(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "inner");
    tenon_fail_because(NO_SUCH_NODE, "outer");
    const tenon_error *error = tenon_error_take();
    assert_null(tenon_error_peek());
    assert_null(tenon_error_take());
    assert_string_equal(error->cause->message, "inner");
    tenon_error_free(error);
    tenon_error_free(NULL);
}

static void *fail_elsewhere(void *seen) {
    *(bool *)seen = tenon_error_peek() != NULL;
    tenon_fail(BAD_FILE, "elsewhere");
    return NULL; /* not cleared: freed with the thread */
}

static void fail__on_another_thread__then_not_seen_here(void **state) {
    (void)state;
    bool seen = true;
    tenon_fail(NO_SUCH_NODE, "here");
    on_another_thread(fail_elsewhere, &seen);
    assert_false(seen);
    assert_string_equal(tenon_error_peek()->message, "here");
}

static void *free_chain(void *chain) {
    tenon_error_free(chain);
    return NULL;
}

static void free__taken_chain_on_another_thread__then_freed(void **state) {
    (void)state;
    tenon_fail(NO_SUCH_NODE, "here");
    const tenon_error *chain = tenon_error_take();
    on_another_thread(free_chain, (void *)(uintptr_t)chain);
}

static void refuse__each_code__then_name_and_kind(void **state) {
    (void)state;
    static const tenon_status_entry EXPECTED[] = {
        {TENON_CLOSED, TENON_KIND_INVALID_STATE, "TENON_CLOSED", ""},
        {TENON_WRONG_OBJECT, TENON_KIND_INVALID_ARGUMENT, "TENON_WRONG_OBJECT", ""},
        {TENON_BUSY, TENON_KIND_BUSY, "TENON_BUSY", ""},
        {TENON_WRONG_THREAD, TENON_KIND_INVALID_STATE, "TENON_WRONG_THREAD", ""},
        {TENON_BAD_TEXT, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_TEXT", ""},
        {TENON_BAD_VALUE, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_VALUE", ""},
        {TENON_BAD_ARRAY, TENON_KIND_INVALID_ARGUMENT, "TENON_BAD_ARRAY", ""},
        {TENON_OUT_OF_MEMORY, TENON_KIND_OUT_OF_MEMORY, "TENON_OUT_OF_MEMORY", ""},
        {TENON_BROKEN_CONTRACT, TENON_KIND_INTERNAL, "TENON_BROKEN_CONTRACT", ""},
        {TENON_VERSION_MISMATCH, TENON_KIND_INTERNAL, "TENON_VERSION_MISMATCH", ""},
    };
    for (size_t index = 0; index < sizeof EXPECTED / sizeof EXPECTED[0]; index++) {
        const tenon_status_entry *it = &EXPECTED[index];
        assert_int_equal(it->code, -1000001 - (int)index);
        assert_int_equal(tenon_refuse((tenon_code)it->code, "n %d", 1), -it->kind);
        check_link(tenon_error_peek(), it->code, it->kind, it->name, "n 1");
    }
}

static void status_failed__recorded__then_completed_from_the_table(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "inner");
    tenon_fail_because(UNKNOWN, "middle");
    tenon_fail_because(NO_SUCH_NODE, "outer");
    assert_int_equal(failed(NO_SUCH_NODE), -TENON_KIND_NOT_FOUND);
    const tenon_error *error = tenon_error_peek();
    check_link(error, NO_SUCH_NODE, TENON_KIND_NOT_FOUND, "GRAPH_NO_SUCH_NODE", "outer");
    check_link(error->cause, UNKNOWN, TENON_KIND_INTERNAL, "", "middle");
    check_link(error->cause->cause, BAD_FILE, TENON_KIND_IO, "GRAPH_BAD_FILE", "inner");
}

static void status_failed__nothing_recorded__then_constant_named(void **state) {
    (void)state;
    assert_int_equal(failed(BAD_FILE), -TENON_KIND_IO);
    check_link(tenon_error_peek(), BAD_FILE, TENON_KIND_IO, "GRAPH_BAD_FILE",
               "the library reported GRAPH_BAD_FILE and no reason");
    assert_null(tenon_error_peek()->cause);
}

static void status_failed__other_status_recorded__then_it_is_the_cause(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "disk");
    assert_int_equal(failed(NO_SUCH_NODE), -TENON_KIND_NOT_FOUND);
    check_link(tenon_error_peek(), NO_SUCH_NODE, TENON_KIND_NOT_FOUND, "GRAPH_NO_SUCH_NODE",
               "the library reported GRAPH_NO_SUCH_NODE");
    check_link(tenon_error_peek()->cause, BAD_FILE, TENON_KIND_IO, "GRAPH_BAD_FILE", "disk");
}

static void status_failed__unknown_status__then_broken_contract_names_it(void **state) {
    (void)state;
    tenon_fail(UNKNOWN, "strange");
    assert_int_equal(failed(UNKNOWN), -TENON_KIND_INTERNAL);
    check_link(tenon_error_peek(), TENON_BROKEN_CONTRACT, TENON_KIND_INTERNAL, "TENON_BROKEN_CONTRACT",
               "the library returned status 99, which its contract does not name");
    check_link(tenon_error_peek()->cause, UNKNOWN, TENON_KIND_INTERNAL, "", "strange");
    tenon_error_clear();
    expect_error(tenon_status_failed(NULL, 0, -5), TENON_BROKEN_CONTRACT, "status -5");
}

static void status_failed__constant_without_kind__then_internal(void **state) {
    (void)state;
    assert_int_equal(failed(NO_KIND), -TENON_KIND_INTERNAL);
    assert_int_equal(tenon_error_peek()->kind, TENON_KIND_INTERNAL);
}

static void in_function__links_without__then_named(void **state) {
    (void)state;
    tenon_fail(BAD_FILE, "inner");
    assert_int_equal(tenon_in_function(-3, "graph_load"), -3);
    tenon_fail_because(NO_SUCH_NODE, "outer");
    assert_int_equal(tenon_in_function(-1, "graph_open"), -1);
    assert_string_equal(tenon_error_peek()->function, "graph_open");
    assert_string_equal(tenon_error_peek()->cause->function, "graph_load");
    tenon_error_clear();
    assert_int_equal(tenon_in_function(0, "graph_open"), 0);
}

static void fail__after_one_was_freed__then_in_its_memory(void **state) {
    (void)state;
    tenon_fail(3, "first");
    const tenon_error *first = tenon_error_take();
    tenon_error_free(first);
    tenon_fail(4, "second");
    assert_ptr_equal(tenon_error_peek(), first);
    check_link(tenon_error_peek(), 4, TENON_KIND_NONE, "", "second");
    tenon_fail(5, "third: after %s", tenon_error_peek()->message);
    check_link(tenon_error_peek(), 5, TENON_KIND_NONE, "", "third: after second");
}

static void fail__after_many_were_freed__then_each_says_its_own(void **state) {
    (void)state;
    enum { MANY = 40 };
    const tenon_error *chains[MANY];
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < MANY; i++) {
            tenon_fail(i, "link %d", i);
            tenon_fail_because(i, "because of %d", i);
            chains[i] = tenon_error_take();
        }
        for (int i = 0; i < MANY; i++) {
            char said[32];
            (void)snprintf(said, sizeof said, "because of %d", i);
            check_link(chains[i], i, TENON_KIND_NONE, "", said);
            (void)snprintf(said, sizeof said, "link %d", i);
            check_link(chains[i]->cause, i, TENON_KIND_NONE, "", said);
            assert_null(chains[i]->cause->cause);
            tenon_error_free(chains[i]);
        }
    }
}

static void status_failed__with_a_summary__then_its_message_is_a_constant(void **state) {
    (void)state;
    static const tenon_status_entry table[] = {
        {.code = 3, .kind = TENON_KIND_IO, .name = "GRAPH_BAD_FILE", .summary = "the file is bad"}};
    assert_int_equal(tenon_status_failed(table, 1, 3), -TENON_KIND_IO);
    assert_ptr_equal(tenon_error_peek()->message, table[0].summary);
    assert_true(tenon_error_peek()->is_constant);
    tenon_fail(3, "this one is %s", "put together");
    assert_false(tenon_error_peek()->is_constant);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        RUNTIME_TEST(fail__after_one_was_freed__then_in_its_memory),
        RUNTIME_TEST(fail__after_many_were_freed__then_each_says_its_own),
        RUNTIME_TEST(status_failed__with_a_summary__then_its_message_is_a_constant),
        RUNTIME_TEST(fail__formatted__then_recorded_and_code_returned),
        RUNTIME_TEST(fail__again__then_former_forgotten),
        RUNTIME_TEST(fail_because__recorded_before__then_becomes_cause),
        RUNTIME_TEST(fail_because__endless__then_root_and_fifteen_newest_kept),
        RUNTIME_TEST(fail__long_message__then_complete),
        RUNTIME_TEST(fail__message_not_utf8__then_repaired),
        RUNTIME_TEST(take__recorded__then_caller_owns_and_thread_has_none),
        RUNTIME_TEST(fail__on_another_thread__then_not_seen_here),
        RUNTIME_TEST(free__taken_chain_on_another_thread__then_freed),
        RUNTIME_TEST(refuse__each_code__then_name_and_kind),
        RUNTIME_TEST(status_failed__recorded__then_completed_from_the_table),
        RUNTIME_TEST(status_failed__nothing_recorded__then_constant_named),
        RUNTIME_TEST(status_failed__other_status_recorded__then_it_is_the_cause),
        RUNTIME_TEST(status_failed__unknown_status__then_broken_contract_names_it),
        RUNTIME_TEST(status_failed__constant_without_kind__then_internal),
        RUNTIME_TEST(in_function__links_without__then_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
