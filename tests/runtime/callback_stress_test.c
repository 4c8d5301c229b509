/*
 * Callbacks under several threads: called, dropped, replaced and left behind at the same time. In the end
 * every host part was dropped exactly once, no call came after its drop, and nothing is left.
 */
#include "callback_support.h"

enum { THREADS = 4, ROUNDS = 10000, PLACES = 8, MILLION = 1000 * 1000 };

/* A host part that is freed by its drop: a call after it is a use after free that the sanitizers see. */
typedef struct stressed_part {
    int magic;
    int64_t guarded; /* plain on purpose: only touched inside a call, by calls of one thread at a time */
} stressed_part;

static _Atomic int64_t made, dropped, called, failed;

static void drop_stressed(void *host) {
    stressed_part *part = host;
    part->magic = 0;
    free(part);
    atomic_fetch_add(&dropped, 1);
}

static int32_t visit_stressed(void *host, int node, int *result) {
    const stressed_part *part = host;
    atomic_fetch_add(&called, 1);
    if (part->magic != 77)
        abort();
    if (node % 16 == 15) {
        atomic_fetch_add(&failed, 1);
        return tenon_fail_foreign("now and then", host, release_foreign);
    }
    *result = node;
    return 0;
}

static const visitor_functions STRESSED = {visit_stressed};

static tenon_callback new_stressed(void) {
    stressed_part *part = malloc(sizeof *part);
    *part = (stressed_part){.magic = 77};
    atomic_fetch_add(&made, 1);
    return (tenon_callback){.functions = &STRESSED, .host = part, .drop = drop_stressed};
}

static tenon_handle open_stressed(tenon_scope scope) {
    tenon_callback callback = new_stressed();
    tenon_handle handle = 0;
    if (tenon_callback_open(&VISITOR, &callback, scope, 0, &handle) != 0)
        abort();
    return handle;
}

static tenon_handle lend_stressed(tenon_calling *calling) {
    tenon_callback callback = new_stressed();
    tenon_handle handle = 0;
    if (tenon_callback_lend(calling, "", &VISITOR, &callback, &handle) != 0)
        abort();
    return handle;
}

static void ignore(const void *functions, void *host, const tenon_error *error) {
    (void)functions;
    (void)host;
    tenon_error_free(error);
}

static uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void run_threads(void *(*function)(void *)) {
    pthread_t threads[THREADS];
    for (uintptr_t index = 0; index < THREADS; index++)
        assert_int_equal(pthread_create(&threads[index], NULL, function, (void *)(index + 1)), 0);
    for (int index = 0; index < THREADS; index++)
        assert_int_equal(pthread_join(threads[index], NULL), 0);
}

static int reset_stress(void **state) {
    made = dropped = called = failed = 0;
    int status = reset_callbacks(state);
    tenon_set_unraisable(ignore);
    return status;
}

static void check_books(void) {
    assert_int_equal(made, dropped);
    assert_int_equal(failed, foreign_released);
    assert_int_equal(tenon_live_count(), 0);
}

/* ---- Called and dropped at once ---- */

static _Atomic tenon_handle places[PLACES];

static void *call_and_drop(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < ROUNDS; round++) {
        uint32_t choice = next_random(&seed);
        size_t at = choice % PLACES;
        if (choice / PLACES % 8 == 0) {
            tenon_scope scope = choice % 3 == 0 ? TENON_ONCE : TENON_UNTIL_DROPPED;
            tenon_callback_drop(tenon_callback_context(atomic_exchange(&places[at], open_stressed(scope))));
        } else {
            call_visitor((int)(choice % 1000), atomic_load(&places[at]));
        }
    }
    return NULL;
}

static void stress__called_and_dropped_by_all__then_each_dropped_once(void **state) {
    (void)state;
    run_threads(call_and_drop);
    for (int at = 0; at < PLACES; at++)
        tenon_callback_drop(tenon_callback_context(atomic_exchange(&places[at], 0)));
    check_books();
    assert_true(called > 0);
}

/* ---- Attached, replaced, and owners that end ---- */

static _Atomic tenon_handle owner;

static void *attach_and_replace(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    static const char *const functions[] = {"set_one", "set_other", NULL};
    for (int round = 0; round < ROUNDS / 2; round++) {
        uint32_t choice = next_random(&seed);
        const char *function = functions[choice % 3];
        tenon_handle mine = open_stressed(function == NULL ? TENON_ONCE : TENON_UNTIL_REPLACED);
        tenon_handle graph = atomic_load(&owner);
        tenon_borrow held;
        void *object;
        if (tenon_borrow_object(&GRAPH, graph, TENON_SHARED, "it", &object, &held) == 0) {
            tenon_callback_attach(graph, function, mine);
            atomic_store(&places[choice % PLACES], mine);
            call_visitor((int)(choice % 1000), atomic_load(&places[choice / 8 % PLACES]));
            tenon_release(&held);
        } else {
            tenon_callback_drop(tenon_callback_context(mine));
        }
        if (choice % 61 == 0)
            tenon_drop(atomic_exchange(&owner, wrap(&GRAPH, 1)));
        tenon_error_clear();
    }
    return NULL;
}

static void stress__attached_and_owner_ends__then_each_dropped_once(void **state) {
    (void)state;
    owner = wrap(&GRAPH, 1);
    run_threads(attach_and_replace);
    assert_int_equal(tenon_drop(owner), 0);
    check_books();
}

/* ---- Foreign threads inside calls ---- */

typedef struct errand {
    tenon_handle handle;
    int node;
} errand;

static void *run_errand(void *argument) {
    const errand *it = argument;
    for (int node = 0; node < 8; node++)
        call_visitor(it->node + node, it->handle);
    return NULL;
}

static void *call_with_helpers(void *argument) {
    uint32_t seed = (uint32_t)(uintptr_t)argument;
    for (int round = 0; round < 200; round++) {
        tenon_calling calling;
        tenon_calling_begin(&calling);
        errand it = {lend_stressed(&calling), (int)(next_random(&seed) % 64)};
        pthread_t helper;
        if (pthread_create(&helper, NULL, run_errand, &it) != 0)
            abort();
        run_errand(&it);
        pthread_join(helper, NULL);
        int32_t status = tenon_calling_check(&calling, NULL, 0);
        bool fails = (it.node & 15) > 7; /* one of the eight nodes is the sixteenth */
        if ((status != 0) != fails)
            abort();
        tenon_calling_end(&calling);
        tenon_error_clear();
    }
    return NULL;
}

/* The helper may begin after the call has ended, and end after it. */
static void *leave_helpers_behind(void *argument) {
    for (int round = 0; round < 200; round++) {
        tenon_calling calling;
        tenon_calling_begin(&calling);
        errand it = {lend_stressed(&calling), 0};
        pthread_t helper;
        if (pthread_create(&helper, NULL, run_errand, &it) != 0)
            abort();
        for (int node = 0; node < round % 16; node++)
            call_visitor(0, it.handle);
        tenon_calling_end(&calling);
        pthread_join(helper, NULL);
        tenon_error_clear();
    }
    return argument;
}

static void stress__calls_that_end_before_their_helpers__then_each_dropped_once(void **state) {
    (void)state;
    tenon_set_unraisable(ignore);
    run_threads(leave_helpers_behind);
    check_books();
}

static void stress__foreign_threads_in_calls__then_failures_reach_their_call(void **state) {
    (void)state;
    run_threads(call_with_helpers);
    check_books();
}

/* ---- Very many ---- */

static void stress__a_million_calls__then_nothing_left(void **state) {
    (void)state;
    tenon_handle handle = open_stressed(TENON_UNTIL_DROPPED);
    for (int node = 0; node < MILLION; node++)
        call_visitor(node & ~1, handle);
    assert_int_equal(called, MILLION);
    tenon_callback_drop(tenon_callback_context(handle));
    check_books();
}

static void stress__many_callbacks__then_nothing_left(void **state) {
    (void)state;
    for (int round = 0; round < MILLION / 10; round++) {
        tenon_calling calling;
        tenon_calling_begin(&calling);
        tenon_handle handle = lend_stressed(&calling);
        call_visitor(round, handle);
        bool fails = tenon_calling_check(&calling, NULL, 0) != 0;
        assert_int_equal(fails, round % 16 == 15);
        tenon_calling_end(&calling);
        tenon_error_clear();
    }
    check_books();
}

int main(void) {
#define STRESS_TEST(function) cmocka_unit_test_setup_teardown(function, reset_stress, expect_nothing_live)
    const struct CMUnitTest tests[] = {
        STRESS_TEST(stress__called_and_dropped_by_all__then_each_dropped_once),
        STRESS_TEST(stress__attached_and_owner_ends__then_each_dropped_once),
        STRESS_TEST(stress__foreign_threads_in_calls__then_failures_reach_their_call),
        STRESS_TEST(stress__calls_that_end_before_their_helpers__then_each_dropped_once),
        STRESS_TEST(stress__a_million_calls__then_nothing_left),
        STRESS_TEST(stress__many_callbacks__then_nothing_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
