/* Callbacks on threads that the host never saw; the thread checker watches. */
#include "boundary_calling.h"
#include "locked_host.h"

/* ---- The host's functions: `more` is what they guard by the host's own lock ---- */

static int32_t visit(void *host, int64_t number, bool *result) {
    (void)number;
    *result = true;
    return count_call(host);
}

static int32_t visit_and_call(void *host, int64_t number, bool *result) {
    host_part *part = host;
    int64_t count = 0;
    bool took = host_function_begins();
    int32_t status = boundary_calling_counter_add(*(tenon_handle *)part->more, number, &count);
    host_function_ends(took);
    if (status == -TENON_KIND_BUSY) { /* another thread's callback is adding: that is fine */
        tenon_error_clear();
        status = 0;
    }
    *result = true;
    return status != 0 ? status : count_call(part);
}

static int32_t whisper(void *host, const char *text, size_t text_length, bool *result) {
    assert_int_equal(strlen(text), text_length);
    *result = true;
    return count_call(host);
}

static int32_t tick(void *host, int64_t number, bool *result) {
    host_part *part = host;
    bool took = host_function_begins();
    host_function_ends(took);
    *result = part->more == NULL || number < *(int64_t *)part->more;
    return count_call(part);
}

static const boundary_calling_visitor VISITOR = {visit};
static const boundary_calling_visitor CALLER = {visit_and_call};
static const boundary_calling_whisper WHISPER = {whisper};
static const boundary_calling_visitor TICK = {tick};

static void foreign_thread__visits__then_all_counted(void **state) {
    (void)state;
    host_part part = {0};
    size_t count = 0;
    tenon_callback callback = callback_of(&VISITOR, &part);
    expect_ok(boundary_calling_each_elsewhere(0, 1000, &callback, &count));
    assert_int_equal(count, 1000);
    assert_int_equal(part.calls, 1000);
    assert_int_equal(part.drops, 1);
}

static void many_threads__visit_at_once__then_all_counted(void **state) {
    (void)state;
    host_part part = {0};
    size_t count = 0;
    tenon_callback callback = callback_of(&VISITOR, &part);
    expect_ok(boundary_calling_each_spread(0, 20000, 8, &callback, &count));
    assert_int_equal(count, 20000);
    assert_int_equal(part.calls, 20000);
    assert_int_equal(part.drops, 1);
}

static void many_threads__one_fails__then_the_call_fails_once(void **state) {
    (void)state;
    int thrown = 0;
    host_part part = {.fails_at = 500, .foreign = &thrown};
    size_t count = 1;
    tenon_callback callback = callback_of(&VISITOR, &part);
    int32_t status = boundary_calling_each_spread(0, 100000, 8, &callback, &count);
    assert_ptr_equal(tenon_error_peek()->foreign, &thrown);
    expect_error(status, TENON_CALLBACK_FAILED, "calling_each_spread", "the host gave up");
    assert_int_equal(count, 0);
    assert_true(part.calls < 100000);
    assert_int_equal(part.drops, 1);
    assert_int_equal(foreign_released, 1);
}

static void many_threads__call_back_into_the_library__then_no_deadlock(void **state) {
    (void)state;
    tenon_handle counter = 0;
    expect_ok(boundary_calling_counter_new(&counter));
    host_part part = {.more = &counter};
    size_t count = 0;
    int64_t total = 0;
    tenon_callback callback = callback_of(&CALLER, &part);
    expect_ok(boundary_calling_each_spread(0, 2000, 4, &callback, &count));
    assert_int_equal(count, 2000);
    expect_ok(boundary_calling_counter_count(counter, &total));
    assert_true(total > 0);
    assert_int_equal(tenon_drop(counter), 0);
}

static void thread_one__whispered_here_and_elsewhere__then_only_here(void **state) {
    (void)state;
    host_part part = {0};
    bool said = false;
    tenon_callback callback = callback_of(&WHISPER, &part);
    expect_ok(boundary_calling_whisper_here(TEXT("psst"), &callback, &said));
    assert_true(said);
    assert_int_equal(part.calls, 1);
    expect_error(boundary_calling_whisper_elsewhere(TEXT("psst"), &callback, &said), TENON_BROKEN_CONTRACT,
                 "calling_whisper_elsewhere", "on another thread than the one that passed it");
    assert_false(said);
    assert_int_equal(part.calls, 1);
    assert_int_equal(part.drops, 2);
}

/* ---- A thread of the library's that goes on after the call ---- */

static tenon_handle start_ticker(host_part *part) {
    tenon_handle ticker = 0;
    tenon_callback callback = callback_of(&TICK, part);
    expect_ok(boundary_calling_ticker_new(&ticker));
    expect_ok(boundary_calling_ticker_start(ticker, &callback));
    return ticker;
}

static void ticker__stopped_and_closed__then_dropped_once(void **state) {
    (void)state;
    host_part part = {0};
    uint64_t count = 0;
    tenon_handle ticker = start_ticker(&part);
    expect_ok(boundary_calling_ticker_wait(ticker, 100, &count));
    assert_true(count >= 100);
    expect_ok(boundary_calling_ticker_stop(ticker));
    assert_int_equal(part.drops, 1);
    assert_int_equal(tenon_drop(ticker), 0);
    assert_int_equal(part.drops, 1);
}

static void ticker__closed_while_it_runs__then_dropped_once(void **state) {
    (void)state;
    for (int round = 0; round < 20; round++) {
        host_part part = {0};
        tenon_handle ticker = start_ticker(&part);
        assert_int_equal(tenon_drop(ticker), 0);
        assert_int_equal(part.drops, 1);
    }
}

static void ticker__halted_without_blocking__then_no_deadlock(void **state) {
    (void)state;
    host_part part = {0};
    uint64_t count = 0;
    tenon_handle ticker = start_ticker(&part);
    expect_ok(boundary_calling_ticker_wait(ticker, 10, &count));
    expect_ok(boundary_calling_ticker_halt(ticker));
    assert_int_equal(tenon_drop(ticker), 0);
    assert_int_equal(part.drops, 1);
}

static void ticker__started_twice__then_second_dropped(void **state) {
    (void)state;
    host_part first = {0}, second = {0};
    tenon_handle ticker = start_ticker(&first);
    tenon_callback callback = callback_of(&TICK, &second);
    expect_error(boundary_calling_ticker_start(ticker, &callback), CALLING_TOO_LATE, "calling_ticker_start",
                 "");
    assert_int_equal(second.calls, 0);
    assert_int_equal(second.drops, 1);
    assert_int_equal(tenon_drop(ticker), 0);
    assert_int_equal(first.drops, 1);
}

static _Atomic int shown;

static void show(const void *functions, void *host, const tenon_error *error) {
    if (functions == &TICK && host != NULL && error->code == TENON_CALLBACK_FAILED)
        atomic_fetch_add(&shown, 1);
    tenon_error_free(error);
}

static void ticker__callback_fails__then_shown_because_nobody_waits(void **state) {
    (void)state;
    int64_t last = 10;
    int thrown = 0;
    host_part part = {.fails_at = 5, .foreign = &thrown, .more = &last};
    uint64_t count = 0;
    shown = 0;
    tenon_set_unraisable(show);
    tenon_handle ticker = start_ticker(&part);
    expect_ok(boundary_calling_ticker_wait(ticker, 1000, &count)); /* it ends when the callback gives false */
    expect_ok(boundary_calling_ticker_stop(ticker));
    tenon_set_unraisable(NULL);
    assert_int_equal(shown, 1);
    assert_int_equal(part.calls, 5);
    assert_int_equal(part.drops, 1);
    assert_int_equal(foreign_released, 1);
    assert_int_equal(tenon_drop(ticker), 0);
}

/* ---- Several of the host's threads ---- */

enum { HOST_THREADS = 4, ROUNDS = 200 };

static void *call_on_own_thread(void *argument) {
    tenon_handle station = *(tenon_handle *)argument;
    _Atomic bool *is_wrong = (_Atomic bool *)((tenon_handle *)argument + 1);
    for (int round = 0; round < ROUNDS; round++) {
        host_part part = {0};
        tenon_callback callback = callback_of(&VISITOR, &part);
        size_t count = 0;
        int32_t said = 0;
        host_enter();
        int32_t status = boundary_calling_each_spread(0, 50, 2, &callback, &count);
        int32_t asked = boundary_calling_station_ask(station, 3, &said);
        host_leave();
        if (status != 0 || count != 50 || part.drops != 1 || (asked != 0 && asked != -TENON_KIND_BUSY))
            *is_wrong = true;
        tenon_error_clear();
    }
    return NULL;
}

static int32_t judge(void *host, double level, int32_t *result) {
    *result = (int32_t)level;
    return count_call(host);
}

static const boundary_calling_judge JUDGE = {judge};

static void host_threads__call_and_are_called__then_no_race(void **state) {
    (void)state;
    struct {
        tenon_handle station;
        _Atomic bool is_wrong;
    } shared = {0, false};
    host_part judges[50] = {{0}};
    pthread_t threads[HOST_THREADS];
    expect_ok(boundary_calling_station_new(&shared.station));
    for (int i = 0; i < HOST_THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call_on_own_thread, &shared), 0);
    int replaced = 0;
    for (int i = 0; i < 50; i++) {
        tenon_callback callback = callback_of(&JUDGE, &judges[i]);
        int32_t status = boundary_calling_station_set_judge(shared.station, true, &callback);
        replaced += status == 0;
        tenon_error_clear();
        host_leave();
        sched_yield();
        host_enter();
    }
    host_leave();
    for (int i = 0; i < HOST_THREADS; i++)
        pthread_join(threads[i], NULL);
    host_enter();
    assert_false(shared.is_wrong);
    assert_int_equal(tenon_drop(shared.station), 0);
    for (int i = 0; i < 50; i++)
        assert_int_equal(judges[i].drops, 1);
    assert_true(replaced > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(foreign_thread__visits__then_all_counted),
        HOST_TEST(many_threads__visit_at_once__then_all_counted),
        HOST_TEST(many_threads__one_fails__then_the_call_fails_once),
        HOST_TEST(many_threads__call_back_into_the_library__then_no_deadlock),
        HOST_TEST(thread_one__whispered_here_and_elsewhere__then_only_here),
        HOST_TEST(ticker__stopped_and_closed__then_dropped_once),
        HOST_TEST(ticker__closed_while_it_runs__then_dropped_once),
        HOST_TEST(ticker__halted_without_blocking__then_no_deadlock),
        HOST_TEST(ticker__started_twice__then_second_dropped),
        HOST_TEST(ticker__callback_fails__then_shown_because_nobody_waits),
        HOST_TEST(host_threads__call_and_are_called__then_no_race),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
