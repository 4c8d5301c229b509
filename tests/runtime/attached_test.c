/* Callbacks attached to objects: replaced, ended with their owner, visited; tokens; lists of texts. */
#include "callback_support.h"

static const char SET_LOGGER[] = "graph_set_logger";
static const char SET_FILTER[] = "graph_set_filter";

static void attach__to_object__then_dropped_after_its_destructor(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    assert_int_equal(tenon_callback_attach(graph, SET_LOGGER, handle), 0);
    assert_int_equal(call_visitor(2, handle), 4);
    tenon_borrow held = borrow(&GRAPH, graph, TENON_SHARED);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(part.drops, 0);
    tenon_release(&held);
    assert_int_equal(destroyed, 1);
    assert_int_equal(part.drops, 1);
}

static tenon_handle called_by_destructor;

static void destroy_and_call(void *object) {
    (void)object;
    call_visitor(1, called_by_destructor);
}

static void attach__destructor_calls_it__then_still_live(void **state) {
    (void)state;
    static const tenon_class CALLER = {"caller", 0x3010, TENON_THREADS_ANY, false, destroy_and_call};
    host_part part = {0};
    int object = 0;
    tenon_handle owner;
    assert_int_equal(tenon_wrap(&CALLER, &object, NULL, &owner), 0);
    called_by_destructor = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    assert_int_equal(tenon_callback_attach(owner, SET_LOGGER, called_by_destructor), 0);
    assert_int_equal(tenon_drop(owner), 0);
    assert_int_equal(part.calls, 1);
    assert_int_equal(part.drops, 1);
}

static void attach__again_by_the_same_function__then_former_dropped(void **state) {
    (void)state;
    host_part parts[3] = {{0}};
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle other_graph = wrap(&GRAPH, 2);
    tenon_handle first = open_callback(&VISITOR, &parts[0], TENON_UNTIL_REPLACED);
    assert_int_equal(tenon_callback_attach(graph, SET_LOGGER, first), 0);
    assert_int_equal(
        tenon_callback_attach(graph, SET_FILTER, open_callback(&VISITOR, &parts[1], TENON_UNTIL_REPLACED)),
        0);
    assert_int_equal(tenon_callback_attach(other_graph, SET_LOGGER,
                                           open_callback(&VISITOR, &parts[2], TENON_UNTIL_REPLACED)),
                     0);
    assert_int_equal(parts[0].drops, 0);
    host_part next = {0};
    assert_int_equal(
        tenon_callback_attach(graph, SET_LOGGER, open_callback(&VISITOR, &next, TENON_UNTIL_REPLACED)), 0);
    assert_int_equal(parts[0].drops, 1);
    assert_int_equal(parts[1].drops + parts[2].drops + next.drops, 0);
    assert_int_equal(tenon_callback_attach(graph, SET_LOGGER, 0), 0); /* none any more */
    assert_int_equal(next.drops, 1);
    assert_int_equal(tenon_drop(graph), 0);
    assert_int_equal(parts[1].drops, 1);
    assert_int_equal(tenon_drop(other_graph), 0);
    assert_int_equal(parts[2].drops, 1);
}

static void attach__replaced_while_it_runs__then_dropped_when_it_returns(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    assert_int_equal(tenon_callback_attach(0, SET_LOGGER, handle), 0);
    tenon_callback_call call;
    assert_true(tenon_callback_enter(&VISITOR, tenon_callback_context(handle), &call));
    assert_int_equal(tenon_callback_attach(0, SET_LOGGER, 0), 0);
    assert_int_equal(part.drops, 0);
    tenon_callback_leave(&call);
    assert_int_equal(part.drops, 1);
}

static void attach__once_without_name__then_several_and_each_ends_alone(void **state) {
    (void)state;
    host_part parts[2] = {{0}};
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle first = open_callback(&VISITOR, &parts[0], TENON_ONCE);
    tenon_handle second = open_callback(&VISITOR, &parts[1], TENON_ONCE);
    assert_int_equal(tenon_callback_attach(graph, NULL, first), 0);
    assert_int_equal(tenon_callback_attach(graph, NULL, second), 0);
    assert_int_equal(call_visitor(1, first), 2);
    assert_int_equal(parts[0].drops, 1);
    assert_int_equal(parts[1].drops, 0);
    assert_int_equal(tenon_drop(graph), 0); /* never called */
    assert_int_equal(parts[1].calls, 0);
    assert_int_equal(parts[1].drops, 1);
}

static void attach__ended_already__then_only_the_former_ends(void **state) {
    (void)state;
    host_part former = {0}, part = {0};
    assert_int_equal(
        tenon_callback_attach(0, SET_LOGGER, open_callback(&VISITOR, &former, TENON_UNTIL_REPLACED)), 0);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    tenon_callback_drop(tenon_callback_context(handle));
    assert_int_equal(tenon_callback_attach(0, SET_LOGGER, handle), 0);
    assert_int_equal(former.drops, 1);
    assert_int_equal(part.drops, 1);
}

static void attach__owner_closed__then_refused_and_dropped(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle graph = wrap(&GRAPH, 1);
    assert_int_equal(tenon_drop(graph), 0);
    int32_t status =
        tenon_callback_attach(graph, SET_LOGGER, open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED));
    expect_error(status, TENON_CLOSED, "closed");
    assert_int_equal(part.drops, 1);
}

static void follow__consumed_owner__then_heir_keeps_them(void **state) {
    (void)state;
    host_part part = {0}, lost = {0};
    tenon_handle builder = wrap(&GRAPH, 1);
    tenon_handle graph = wrap(&GRAPH, 2);
    tenon_handle handle = open_callback(&VISITOR, &part, TENON_UNTIL_REPLACED);
    assert_int_equal(tenon_callback_attach(builder, SET_LOGGER, handle), 0);
    tenon_borrow held = borrow(&GRAPH, builder, TENON_EXCLUSIVE);
    destroy_thing(slot_of(builder)->object); /* as the function that takes it over would */
    assert_int_equal(tenon_consume(&held, "it"), 0);
    tenon_attached_follow(graph, 0); /* it is live: nothing happens */
    tenon_attached_follow(builder, graph);
    assert_int_equal(call_visitor(1, handle), 2);
    assert_int_equal(tenon_callback_attach(graph, SET_FILTER, open_callback(&VISITOR, &lost, TENON_ONCE)), 0);
    held = borrow(&GRAPH, graph, TENON_EXCLUSIVE);
    destroy_thing(slot_of(graph)->object);
    assert_int_equal(tenon_consume(&held, "it"), 0);
    assert_int_equal(part.drops + lost.drops, 0);
    tenon_attached_follow(graph, 0);
    assert_int_equal(part.drops, 1);
    assert_int_equal(lost.drops, 1);
}

typedef struct visited {
    void *hosts[4];
    int count;
} visited;

static void note_host(void *host, void *argument) {
    visited *seen = argument;
    if (seen->count < 4)
        seen->hosts[seen->count] = host;
    seen->count++;
}

static void visit__attached__then_only_the_owners_hosts(void **state) {
    (void)state;
    host_part parts[3] = {{0}};
    tenon_handle graph = wrap(&GRAPH, 1);
    tenon_handle other = wrap(&GRAPH, 2);
    assert_int_equal(
        tenon_callback_attach(graph, SET_LOGGER, open_callback(&VISITOR, &parts[0], TENON_UNTIL_REPLACED)),
        0);
    assert_int_equal(
        tenon_callback_attach(other, SET_LOGGER, open_callback(&VISITOR, &parts[1], TENON_UNTIL_REPLACED)),
        0);
    tenon_handle free_one = open_callback(&VISITOR, &parts[2], TENON_UNTIL_DROPPED);
    visited seen = {{0}, 0};
    tenon_visit_attached(graph, note_host, &seen);
    assert_int_equal(seen.count, 1);
    assert_ptr_equal(seen.hosts[0], &parts[0]);
    assert_int_equal(tenon_callback_attach(graph, SET_LOGGER, 0), 0);
    tenon_visit_attached(graph, note_host, &seen);
    assert_int_equal(seen.count, 1);
    tenon_drop(free_one);
    tenon_drop(graph);
    tenon_drop(other);
}

enum { MANY = 20000 };

static void attach__to_many_owners__then_each_ends_with_its_own(void **state) {
    (void)state;
    tenon_handle *owners = malloc(MANY * sizeof *owners);
    host_part *parts = calloc(MANY, sizeof *parts);
    for (int index = 0; index < MANY; index++) {
        owners[index] = wrap(&GRAPH, index);
        tenon_handle handle = open_callback(&VISITOR, &parts[index], TENON_UNTIL_REPLACED);
        assert_int_equal(tenon_callback_attach(owners[index], SET_LOGGER, handle), 0);
    }
    for (int index = 0; index < MANY; index += 2)
        assert_int_equal(tenon_drop(owners[index]), 0);
    for (int index = 0; index < MANY; index++)
        assert_int_equal(parts[index].drops, index % 2 == 0);
    for (int index = 1; index < MANY; index += 2)
        assert_int_equal(tenon_drop(owners[index]), 0);
    for (int index = 0; index < MANY; index++)
        assert_int_equal(parts[index].drops, 1);
    free(owners);
    free(parts);
}

/* ---- Tokens ---- */

static void token__requested__then_seen_by_the_call_that_holds_it(void **state) {
    (void)state;
    tenon_handle token = tenon_token_new();
    const tenon_cancel *cancel = NULL;
    tenon_borrow held;
    assert_int_equal(tenon_token_hold(token, "cancel", &cancel, &held), 0);
    assert_false(tenon_is_cancelled(cancel));
    tenon_token_request(token);
    tenon_token_request(token);
    assert_true(tenon_is_cancelled(cancel));
    assert_int_equal(tenon_drop(token), 0);
    assert_true(tenon_is_cancelled(cancel)); /* the call holds it */
    tenon_release(&held);
    tenon_fail(7, "not touched");
    tenon_token_request(token);
    tenon_token_request(0);
    assert_int_equal(tenon_error_peek()->code, 7);
}

static void token__none__then_never_cancelled(void **state) {
    (void)state;
    const tenon_cancel *cancel = NULL;
    tenon_borrow held;
    assert_int_equal(tenon_token_hold(0, "cancel", &cancel, &held), 0);
    assert_null(cancel);
    assert_false(tenon_is_cancelled(cancel));
    tenon_release(&held);
}

static void token__closed_or_of_another_class__then_refused(void **state) {
    (void)state;
    const tenon_cancel *cancel = NULL;
    tenon_borrow held;
    tenon_handle token = tenon_token_new();
    assert_int_equal(tenon_drop(token), 0);
    expect_error(tenon_token_hold(token, "cancel", &cancel, &held), TENON_CLOSED, "cancel: this token");
    tenon_release(&held);
    tenon_handle graph = wrap(&GRAPH, 1);
    expect_error(tenon_token_hold(graph, "cancel", &cancel, &held), TENON_WRONG_OBJECT, "got graph");
    tenon_release(&held);
    assert_int_equal(tenon_drop(graph), 0);
}

/* ---- Lists of texts ---- */

static void texts__copied__then_independent_and_terminated(void **state) {
    (void)state;
    char first[] = "one";
    const char *const given[] = {first, "", "dr\xC3\xA4i"};
    tenon_texts copy;
    assert_int_equal(tenon_texts_copy(given, 3, "names", &copy), 0);
    first[0] = 'X';
    assert_int_equal(copy.count, 3);
    assert_string_equal(copy.texts[0].data, "one");
    assert_int_equal(copy.texts[0].length, 3);
    assert_string_equal(copy.texts[1].data, "");
    assert_string_equal(copy.texts[2].data, "dr\xC3\xA4i");
    assert_int_equal(copy.texts[2].length, 5);
    tenon_texts_free(&copy);
    assert_null(copy.texts);
    tenon_texts_free(&copy);
}

static void texts__empty_or_null__then_list_or_none(void **state) {
    (void)state;
    const char *const given[] = {"never read"};
    tenon_texts copy;
    assert_int_equal(tenon_texts_copy(given, 0, "names", &copy), 0);
    assert_non_null(copy.texts);
    assert_int_equal(copy.count, 0);
    tenon_texts_free(&copy);
    assert_int_equal(tenon_texts_copy(NULL, 9, "names", &copy), 0);
    assert_null(copy.texts);
    assert_int_equal(copy.count, 0);
}

static void texts__bad_element__then_broken_contract_naming_it(void **state) {
    (void)state;
    const char *const with_null[] = {"a", NULL};
    const char *const not_utf8[] = {"a", "b", "c\xFF"};
    tenon_texts copy;
    expect_error(tenon_texts_copy(with_null, 2, "names", &copy), TENON_BROKEN_CONTRACT, "names[1]");
    assert_null(copy.texts);
    expect_error(tenon_texts_copy(not_utf8, 3, "names", &copy), TENON_BROKEN_CONTRACT,
                 "names[2]: the library gave text that is not UTF-8 at byte 1");
    expect_error(tenon_texts_copy(not_utf8, UINT64_MAX, "names", &copy), TENON_BROKEN_CONTRACT, "impossible");
}

static void view__passed_texts__then_seen_in_place(void **state) {
    (void)state;
    const char *const given[] = {"one", "", "dr\xC3\xA4i"};
    const char *const bad[] = {"one", NULL};
    tenon_text_view *views;
    assert_int_equal(tenon_texts_view(given, 3, false, "names", &views), 0);
    assert_ptr_equal(views[2].data, given[2]);
    assert_int_equal(views[2].length, 5);
    free(views);
    assert_int_equal(tenon_texts_view(given, 0, false, "names", &views), 0);
    assert_non_null(views);
    free(views);
    assert_int_equal(tenon_texts_view(NULL, 3, true, "names", &views), 0);
    assert_null(views);
    expect_error(tenon_texts_view(NULL, 3, false, "names", &views), TENON_BROKEN_CONTRACT,
                 "null for 3 texts");
    expect_error(tenon_texts_view(bad, 2, false, "names", &views), TENON_BROKEN_CONTRACT, "names[1]");
    expect_error(tenon_texts_view(given, (uint64_t)-1, false, "names", &views), TENON_BROKEN_CONTRACT,
                 "length");
    assert_null(views);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        CALLBACK_TEST(attach__to_object__then_dropped_after_its_destructor),
        CALLBACK_TEST(attach__destructor_calls_it__then_still_live),
        CALLBACK_TEST(attach__again_by_the_same_function__then_former_dropped),
        CALLBACK_TEST(attach__replaced_while_it_runs__then_dropped_when_it_returns),
        CALLBACK_TEST(attach__once_without_name__then_several_and_each_ends_alone),
        CALLBACK_TEST(attach__ended_already__then_only_the_former_ends),
        CALLBACK_TEST(attach__owner_closed__then_refused_and_dropped),
        CALLBACK_TEST(follow__consumed_owner__then_heir_keeps_them),
        CALLBACK_TEST(visit__attached__then_only_the_owners_hosts),
        CALLBACK_TEST(attach__to_many_owners__then_each_ends_with_its_own),
        CALLBACK_TEST(token__requested__then_seen_by_the_call_that_holds_it),
        CALLBACK_TEST(token__none__then_never_cancelled),
        CALLBACK_TEST(token__closed_or_of_another_class__then_refused),
        CALLBACK_TEST(texts__copied__then_independent_and_terminated),
        CALLBACK_TEST(texts__empty_or_null__then_list_or_none),
        CALLBACK_TEST(texts__bad_element__then_broken_contract_naming_it),
        CALLBACK_TEST(view__passed_texts__then_seen_in_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
