/* Text that a host reads at once: not copied, and as it is until it has been read. */
#include "boundary_conformance.h"
#include "support.h"

HOST_WITHOUT_THREADS

/* Who reads at once without a lock holds the object meanwhile. */
#define IS_HELD (TENON_HOST_READS_AT_ONCE && !TENON_HOST_SERIALIZES)

/* Longer than what has room in the struct that goes out. */
#define BEFORE "before, and so long that it is not worth a copy: as long as most names are not"

static tenon_handle new_list(const char *name) {
    tenon_handle list = 0;
    expect_ok(boundary_conformance_list_new(name, strlen(name), &list));
    return list;
}

static void greeting__of_no_object__then_lent_where_read_at_once(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_conformance_greeting(&text));
    assert_int_equal(text.is_lent, TENON_HOST_READS_AT_ONCE);
    assert_int_equal(tenon_text_data(&text) == conformance_greeting(), TENON_HOST_READS_AT_ONCE);
    expect_text(&text, conformance_greeting());
}

static void maybe_text__of_an_argument__then_copied(void **state) {
    (void)state;
    tenon_text text;
    expect_ok(boundary_conformance_maybe_text(TEXT("lies in the argument"), &text));
    assert_false(text.is_lent || text.is_held);
    expect_text(&text, "lies in the argument");
}

static void broken_text__not_utf8__then_nothing_is_lent(void **state) {
    (void)state;
    tenon_text text;
    int32_t status = boundary_conformance_broken_text(&text);
    expect_error(status, TENON_BROKEN_CONTRACT, "conformance_broken_text", "not UTF-8");
    expect_no_text(&text);
    assert_false(text.is_lent || text.is_held || text.is_ascii);
}

static void list_name__held__then_changing_is_busy_until_it_ends(void **state) {
    (void)state;
    tenon_handle list = new_list(BEFORE);
    tenon_text name;
    expect_ok(boundary_conformance_list_name(list, &name));
    assert_int_equal(name.is_held, IS_HELD);
    int32_t status = boundary_conformance_list_set_name(list, TEXT("after"));
    if (IS_HELD)
        expect_error(status, TENON_BUSY, "conformance_list_set_name", "");
    else
        expect_ok(status);
    if (IS_HELD || !TENON_HOST_READS_AT_ONCE)
        expect_text(&name, BEFORE);
    else
        tenon_text_end(&name); /* this host has given up its lock before it has read: its promise is broken */
    expect_ok(boundary_conformance_list_set_name(list, TEXT("later")));
    expect_ok(tenon_drop(list));
}

static void list_name__object_closed_meanwhile__then_it_ends_with_the_text(void **state) {
    (void)state;
    size_t before = tenon_live_count();
    tenon_handle list = new_list(BEFORE);
    tenon_text name;
    expect_ok(boundary_conformance_list_name(list, &name));
    if (TENON_HOST_READS_AT_ONCE && !IS_HELD)
        expect_text(&name, BEFORE);
    expect_ok(tenon_drop(list));
    assert_int_equal(tenon_live_count(), before + IS_HELD);
    if (!TENON_HOST_READS_AT_ONCE || IS_HELD)
        expect_text(&name, BEFORE);
    assert_int_equal(tenon_live_count(), before);
}

static void list_name__short__then_copied_where_giving_back_is_a_call_more(void **state) {
    (void)state;
    tenon_handle list = new_list("short");
    tenon_text name;
    expect_ok(boundary_conformance_list_name(list, &name));
    assert_int_equal(name.is_inline, TENON_HOST_CROSSES_TO_END || !TENON_HOST_READS_AT_ONCE);
    assert_int_equal(name.is_held, IS_HELD && !TENON_HOST_CROSSES_TO_END);
    expect_text(&name, "short");
    expect_ok(boundary_conformance_list_set_name(list, TEXT("after")));
    expect_ok(tenon_drop(list));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        BOUNDARY_TEST(greeting__of_no_object__then_lent_where_read_at_once),
        BOUNDARY_TEST(maybe_text__of_an_argument__then_copied),
        BOUNDARY_TEST(broken_text__not_utf8__then_nothing_is_lent),
        BOUNDARY_TEST(list_name__held__then_changing_is_busy_until_it_ends),
        BOUNDARY_TEST(list_name__object_closed_meanwhile__then_it_ends_with_the_text),
        BOUNDARY_TEST(list_name__short__then_copied_where_giving_back_is_a_call_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
