/* Callbacks that outlive the call: once, until replaced, until dropped; each host part is dropped exactly
 * once. */
#include "boundary_calling.h"
#include "locked_host.h"

static int32_t hear(void *host, double level) {
    (void)level;
    return count_call(host);
}

static int32_t judge(void *host, double level, int32_t *result) {
    *result = (int32_t)level;
    return count_call(host);
}

static int32_t log_line(void *host, const char *line, size_t line_length) {
    assert_int_equal(strlen(line), line_length);
    return count_call(host);
}

static const boundary_calling_listener LISTENER = {hear};
static const boundary_calling_judge JUDGE = {judge};
static const boundary_calling_logger LOGGER = {log_line};

static tenon_handle new_station(void) {
    tenon_handle station = 0;
    expect_ok(boundary_calling_station_new(&station));
    return station;
}

static int32_t measure(tenon_handle station, double level) {
    int64_t judged = 0;
    return boundary_calling_station_measure(station, level, &judged);
}

static void on_alarm(tenon_handle station, host_part *part) {
    tenon_callback callback = callback_of(&LISTENER, part);
    expect_ok(boundary_calling_station_on_alarm(station, part == NULL ? NULL : &callback));
}

static uint32_t add_listener(tenon_handle station, host_part *part) {
    tenon_callback callback = callback_of(&LISTENER, part);
    uint32_t number = 0;
    expect_ok(boundary_calling_station_add(station, &callback, &number));
    return number;
}

/* ---- Until replaced ---- */

static void until_replaced__replaced_or_taken_away__then_former_dropped(void **state) {
    (void)state;
    host_part first = {0}, second = {0};
    tenon_handle station = new_station();
    on_alarm(station, &first);
    expect_ok(measure(station, 101));
    expect_ok(measure(station, 99));
    assert_int_equal(first.calls, 1);
    on_alarm(station, &second);
    assert_int_equal(first.drops, 1);
    expect_ok(measure(station, 102));
    assert_int_equal(second.calls, 1);
    on_alarm(station, NULL);
    assert_int_equal(second.drops, 1);
    expect_ok(measure(station, 103));
    assert_int_equal(first.calls + second.calls, 2);
    assert_int_equal(tenon_drop(station), 0);
}

static void until_replaced__object_ends__then_dropped(void **state) {
    (void)state;
    host_part alarm = {0}, judges = {0};
    tenon_handle station = new_station();
    tenon_callback callback = callback_of(&JUDGE, &judges);
    on_alarm(station, &alarm);
    expect_ok(boundary_calling_station_set_judge(station, true, &callback));
    assert_int_equal(alarm.drops + judges.drops, 0);
    assert_int_equal(tenon_drop(station), 0);
    assert_int_equal(alarm.drops, 1);
    assert_int_equal(judges.drops, 1);
}

static void until_replaced__of_a_constructor__then_lives_as_its_object(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle station = 0;
    int32_t said = 0;
    tenon_callback callback = callback_of(&JUDGE, &part);
    expect_ok(boundary_calling_station_with_judge(&callback, &station));
    expect_ok(boundary_calling_station_ask(station, 7, &said));
    assert_int_equal(said, 7);
    assert_int_equal(part.drops, 0);
    assert_int_equal(tenon_drop(station), 0);
    assert_int_equal(part.drops, 1);
}

static void until_replaced__call_refused__then_new_one_dropped_and_former_stays(void **state) {
    (void)state;
    host_part former = {0}, refused = {0};
    tenon_handle station = new_station();
    int32_t said = 0;
    tenon_callback callback = callback_of(&JUDGE, &former);
    expect_ok(boundary_calling_station_set_judge(station, true, &callback));
    callback = callback_of(&JUDGE, &refused);
    expect_error(boundary_calling_station_set_judge(station, false, &callback), CALLING_BAD_NUMBER,
                 "calling_station_set_judge", "");
    assert_int_equal(refused.drops, 1);
    assert_int_equal(former.drops, 0);
    expect_ok(boundary_calling_station_ask(station, 3, &said));
    assert_int_equal(former.calls, 1);
    assert_int_equal(tenon_drop(station), 0);
    assert_int_equal(former.drops, 1);
}

static void until_replaced__on_a_closed_object__then_dropped(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle station = new_station();
    assert_int_equal(tenon_drop(station), 0);
    tenon_callback callback = callback_of(&LISTENER, &part);
    expect_error(boundary_calling_station_on_alarm(station, &callback), TENON_CLOSED,
                 "calling_station_on_alarm", "closed");
    assert_int_equal(part.drops, 1);
}

static void until_replaced__of_the_library__then_kept_without_an_object(void **state) {
    (void)state;
    host_part first = {0}, second = {0};
    bool logged = false;
    tenon_callback callback = callback_of(&LOGGER, &first);
    expect_ok(boundary_calling_set_logger(&callback));
    expect_ok(boundary_calling_log(TEXT("hello"), &logged));
    assert_true(logged);
    assert_int_equal(first.calls, 1);
    callback = callback_of(&LOGGER, &second);
    expect_ok(boundary_calling_set_logger(&callback));
    assert_int_equal(first.drops, 1);
    expect_ok(boundary_calling_set_logger(NULL));
    assert_int_equal(second.drops, 1);
    expect_ok(boundary_calling_log(TEXT("nobody"), &logged));
    assert_false(logged);
}

static void kept__fails_in_a_call__then_that_call_fails_and_the_next_works(void **state) {
    (void)state;
    host_part part = {.fails_at = 1};
    tenon_handle station = new_station();
    int32_t said = 1;
    tenon_callback callback = callback_of(&JUDGE, &part);
    expect_ok(boundary_calling_station_set_judge(station, true, &callback));
    expect_error(boundary_calling_station_ask(station, 5, &said), TENON_CALLBACK_FAILED,
                 "calling_station_ask", "the host gave up");
    assert_int_equal(said, 0);
    expect_ok(boundary_calling_station_ask(station, 5, &said));
    assert_int_equal(said, 5);
    assert_int_equal(tenon_drop(station), 0);
}

static int32_t replace_itself(void *host, double level) {
    host_part *part = host;
    (void)level;
    bool took = host_function_begins();
    tenon_callback callback = callback_of(&LISTENER, part + 1);
    int32_t status = boundary_calling_station_on_alarm(*(tenon_handle *)part->more, &callback);
    host_function_ends(took);
    assert_int_equal(part->drops, 0); /* it runs */
    return status == 0 ? count_call(part) : status;
}

static const boundary_calling_listener REPLACING = {replace_itself};

/* The call that runs uses the station, so that nobody else can change it: also not a function that it calls.
 */
static void kept__changes_the_object_that_calls_it__then_busy(void **state) {
    (void)state;
    tenon_handle station = new_station();
    host_part parts[2] = {{.more = &station}, {0}};
    tenon_callback callback = callback_of(&REPLACING, &parts[0]);
    expect_ok(boundary_calling_station_on_alarm(station, &callback));
    expect_error(measure(station, 101), TENON_BUSY, "calling_station_on_alarm", "in use");
    assert_int_equal(parts[0].drops, 0);
    assert_int_equal(parts[1].drops, 1);
    assert_int_equal(tenon_drop(station), 0);
    assert_int_equal(parts[0].drops, 1);
}

/* ---- Once ---- */

static void once__called__then_dropped_and_gone(void **state) {
    (void)state;
    host_part part = {0};
    tenon_handle station = new_station();
    tenon_callback callback = callback_of(&LISTENER, &part);
    expect_ok(boundary_calling_station_on_next(station, &callback));
    assert_int_equal(part.drops, 0);
    expect_ok(measure(station, 1));
    assert_int_equal(part.calls, 1);
    assert_int_equal(part.drops, 1);
    expect_ok(measure(station, 2));
    assert_int_equal(part.calls, 1);
    assert_int_equal(tenon_drop(station), 0);
}

static void once__never_called__then_dropped_with_the_object(void **state) {
    (void)state;
    host_part parts[3] = {{0}};
    tenon_handle station = new_station();
    for (int i = 0; i < 3; i++) {
        tenon_callback callback = callback_of(&LISTENER, &parts[i]);
        expect_ok(boundary_calling_station_on_next(station, &callback));
    }
    assert_int_equal(tenon_drop(station), 0);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(parts[i].calls, 0);
        assert_int_equal(parts[i].drops, 1);
    }
}

static void once__on_a_thread_of_the_librarys__then_dropped_when_it_has_run(void **state) {
    (void)state;
    host_part part = {0};
    tenon_callback callback = callback_of(&LISTENER, &part);
    expect_ok(boundary_calling_add_later(10, &callback));
    while (part.drops == 0)
        sched_yield();
    assert_int_equal(part.calls, 1);
    assert_int_equal(part.drops, 1);
    while (tenon_live_count() > 0)
        sched_yield();
}

/* ---- Until dropped ---- */

static void until_dropped__removed__then_dropped_by_the_library(void **state) {
    (void)state;
    host_part first = {0}, second = {0};
    tenon_handle station = new_station();
    uint32_t number = add_listener(station, &first);
    add_listener(station, &second);
    expect_ok(measure(station, 1));
    expect_ok(boundary_calling_station_remove(station, number));
    assert_int_equal(first.drops, 1);
    expect_ok(measure(station, 2));
    assert_int_equal(first.calls, 1);
    assert_int_equal(second.calls, 2);
    assert_int_equal(tenon_drop(station), 0);
    assert_int_equal(second.drops, 1);
}

static void until_dropped__call_refused__then_dropped_once(void **state) {
    (void)state;
    host_part parts[17] = {{0}};
    tenon_handle station = new_station();
    for (int i = 0; i < 16; i++)
        add_listener(station, &parts[i]);
    tenon_callback callback = callback_of(&LISTENER, &parts[16]);
    uint32_t number = 1;
    expect_error(boundary_calling_station_add(station, &callback, &number), CALLING_NO_MEMORY,
                 "calling_station_add", "");
    assert_int_equal(number, 0);
    assert_int_equal(parts[16].drops, 1);
    expect_ok(measure(station, 5));
    assert_int_equal(tenon_drop(station), 0);
    for (int i = 0; i < 17; i++) {
        assert_int_equal(parts[i].calls, i < 16);
        assert_int_equal(parts[i].drops, 1);
    }
}

static void until_dropped__one_fails__then_the_others_are_not_called(void **state) {
    (void)state;
    host_part parts[3] = {{0}, {.fails_at = 1}, {0}};
    tenon_handle station = new_station();
    for (int i = 0; i < 3; i++)
        add_listener(station, &parts[i]);
    expect_error(measure(station, 1), TENON_CALLBACK_FAILED, "calling_station_measure", "gave up");
    assert_int_equal(parts[0].calls, 1);
    assert_int_equal(parts[2].calls, 0);
    expect_ok(measure(station, 2));
    assert_int_equal(parts[2].calls, 1);
    assert_int_equal(tenon_drop(station), 0);
}

/* ---- Collectors ---- */

static void note_host(void *host, void *argument) {
    void **seen = argument;
    *seen = host;
}

static void visit__attached_to_an_object__then_seen(void **state) {
    (void)state;
    host_part alarm = {0}, listener = {0};
    tenon_handle station = new_station();
    void *seen = NULL;
    add_listener(station, &listener); /* the library's own to drop */
    tenon_visit_attached(station, note_host, &seen);
    assert_null(seen);
    on_alarm(station, &alarm);
    tenon_visit_attached(station, note_host, &seen);
    assert_ptr_equal(seen, &alarm);
    assert_int_equal(tenon_drop(station), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        HOST_TEST(until_replaced__replaced_or_taken_away__then_former_dropped),
        HOST_TEST(until_replaced__object_ends__then_dropped),
        HOST_TEST(until_replaced__of_a_constructor__then_lives_as_its_object),
        HOST_TEST(until_replaced__call_refused__then_new_one_dropped_and_former_stays),
        HOST_TEST(until_replaced__on_a_closed_object__then_dropped),
        HOST_TEST(until_replaced__of_the_library__then_kept_without_an_object),
        HOST_TEST(kept__fails_in_a_call__then_that_call_fails_and_the_next_works),
        HOST_TEST(kept__changes_the_object_that_calls_it__then_busy),
        HOST_TEST(once__called__then_dropped_and_gone),
        HOST_TEST(once__never_called__then_dropped_with_the_object),
        HOST_TEST(once__on_a_thread_of_the_librarys__then_dropped_when_it_has_run),
        HOST_TEST(until_dropped__removed__then_dropped_by_the_library),
        HOST_TEST(until_dropped__call_refused__then_dropped_once),
        HOST_TEST(until_dropped__one_fails__then_the_others_are_not_called),
        HOST_TEST(visit__attached_to_an_object__then_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
