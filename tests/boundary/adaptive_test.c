/*
 * Which calls let the host's other threads run, by measurement; and calls that wait for an object. The host
 * counts how often its lock is given up, and says itself what that costs: the tests hold on any machine,
 * however busy.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <time.h>

#include "boundary_adaptive.h"
#include "support.h"
#include "tenon/boundary_adaptive.h"

static void nap(unsigned microseconds) {
    struct timespec time = {.tv_sec = 0, .tv_nsec = (long)microseconds * 1000};
    nanosleep(&time, NULL);
}

#if TENON_HOST_UNLOCKS
static pthread_mutex_t host = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int releases; /* since it was last set to 0 */

static void host_enter(void) {
    pthread_mutex_lock(&host);
}

static void host_leave(void) {
    pthread_mutex_unlock(&host);
}

static bool is_ending;

void *tenon_host_unlock(void) {
    atomic_fetch_add(&releases, 1);
    host_leave();
    return NULL;
}

void tenon_host_lock(void *unlocked) {
    (void)unlocked;
    host_enter();
}

bool tenon_host_is_ending(void) {
    return is_ending;
}
#else
static void host_enter(void) {
}

static void host_leave(void) {
}
#endif

static tenon_handle new_thing(void) {
    tenon_handle thing = 0;
    expect_ok(boundary_adaptive_thing_new(&thing));
    return thing;
}

static int enter_and_begin(void **state) {
    (void)state;
    host_enter();
    return 0;
}

static int leave_and_check(void **state) {
    host_leave();
    return expect_nothing_live(state);
}

/* ---- Waiting ---- */

static _Atomic bool has_started;

static void *use_for_long(void *argument) {
    int64_t count = 0;
    host_enter();
    has_started = true;
    expect_ok(boundary_adaptive_thing_await(*(tenon_handle *)argument, 100000, &count));
    host_leave();
    return NULL;
}

static void *work_for_long(void *argument) {
    tenon_handle thing = *(tenon_handle *)argument;
    void *object = NULL;
    tenon_borrow held = {0};
    expect_ok(
        tenon_borrow_object(&boundary_class_adaptive_thing, thing, TENON_EXCLUSIVE, "", &object, &held));
    has_started = true;
    nap(100000);
    tenon_release(&held);
    return NULL;
}

static void start(pthread_t *thread, void *(*function)(void *), tenon_handle *thing) {
    has_started = false;
    assert_int_equal(pthread_create(thread, NULL, function, thing), 0);
    while (!has_started) {
        host_leave();
        nap(100);
        host_enter();
    }
}

static void join(pthread_t thread) {
    host_leave();
    pthread_join(thread, NULL);
    host_enter();
}

static void settled__object_in_use__then_waits_until_it_is_not(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = -1;
    pthread_t thread;
    start(&thread, work_for_long, &thing);
    expect_ok(boundary_adaptive_thing_settled(thing, &count));
    assert_int_equal(count, 0);
    join(thread);
    assert_int_equal(tenon_drop(thing), 0);
}

static void hurried__object_in_use__then_busy_after_the_limit(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    void *object = NULL;
    tenon_borrow held = {0};
    int64_t count = -1;
    expect_ok(
        tenon_borrow_object(&boundary_class_adaptive_thing, thing, TENON_EXCLUSIVE, "", &object, &held));
    expect_error(boundary_adaptive_thing_hurried(thing, &count), TENON_BUSY, "adaptive_thing_hurried",
                 "this thing is in use by another call");
    assert_int_equal(count, 0);
    tenon_release(&held);
    expect_ok(boundary_adaptive_thing_hurried(thing, &count));
    assert_int_equal(tenon_drop(thing), 0);
    expect_error(boundary_adaptive_thing_settled(thing, &count), TENON_CLOSED, "adaptive_thing_settled",
                 "closed");
}

static void *close_it(void *argument) {
    has_started = true;
    nap(20000);
    host_enter();
    tenon_drop(*(tenon_handle *)argument);
    host_leave();
    return NULL;
}

static void settled__object_closed_meanwhile__then_closed(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    void *object = NULL;
    tenon_borrow held = {0};
    int64_t count = -1;
    pthread_t thread;
    expect_ok(
        tenon_borrow_object(&boundary_class_adaptive_thing, thing, TENON_EXCLUSIVE, "", &object, &held));
    start(&thread, close_it, &thing);
    expect_error(boundary_adaptive_thing_settled(thing, &count), TENON_CLOSED, "adaptive_thing_settled",
                 "closed");
    join(thread);
    tenon_release(&held);
}

static void await__by_two_threads__then_both_read(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = -1;
    pthread_t thread;
    start(&thread, use_for_long, &thing);
    expect_ok(boundary_adaptive_thing_settled(thing, &count));
    join(thread);
    assert_int_equal(tenon_drop(thing), 0);
}

/* ---- Measuring ---- */

#if TENON_HOST_UNLOCKS
static const tenon_adaptive *known_of(const char *function) {
    tenon_lock_statistics all;
    boundary_adaptive_lock_statistics(&all);
    for (size_t i = 0; i < all.count; i++) {
        if (strcmp(all.entries[i].function, function) == 0)
            return all.entries[i].adaptive;
    }
    return NULL;
}

static const tenon_lock_costs *costs(void) {
    tenon_lock_statistics all;
    boundary_adaptive_lock_statistics(&all);
    return all.costs;
}

static void short_function__called_often__then_keeps_the_lock(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = 0;
    for (int round = 0; round < 1000; round++)
        expect_ok(boundary_adaptive_thing_look(thing, 0, &count));
    const tenon_adaptive *known = known_of("adaptive_thing_look");
    assert_int_equal(known->calls, 1000);
    assert_int_equal(known->released, 0);
    assert_int_equal(known->releases, 0);
    assert_true(known->duration.typical > 0);
    assert_true(tenon_lock_threshold(costs()) > 0);
    assert_int_equal(tenon_drop(thing), 0);
}

static void long_function__called_a_few_times__then_releases_the_lock(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = 0;
    for (int round = 0; round < 10; round++)
        expect_ok(boundary_adaptive_thing_work(thing, 20000, &count));
    const tenon_adaptive *known = known_of("adaptive_thing_work");
    assert_int_equal(known->calls, 10);
    assert_int_equal(known->releases, 1);
    assert_true(known->released > 0 && known->released < 10);
    atomic_store(&releases, 0);
    expect_ok(boundary_adaptive_thing_work(thing, 20000, &count));
    assert_true(releases >= 1);
    assert_int_equal(tenon_drop(thing), 0);
}

/* What a host says of its lock may change: while others use it, only calls are worth a release that take
 * longer than the wait for them. */
static void lock__others_wait_for_it__then_longer_calls_keep_it(void **state) {
    (void)state;
    tenon_lock_costs busy = {0};
    for (int round = 0; round < TENON_LOCK_SAMPLES; round++)
        tenon_lock_cost_add(&busy, 50 * 1000 * 1000);
    assert_int_equal(tenon_lock_threshold(&busy), 20 * UINT64_C(50000000));
    tenon_lock_cost_add(&busy, 100);
    for (int round = 0; round < TENON_LOCK_SAMPLES; round++)
        tenon_lock_cost_add(&busy, 50 * 1000 * 1000);
    assert_int_equal(tenon_lock_threshold(&busy),
                     UINT64_C(50000000)); /* the wait, and not what a release costs */
    for (int round = 0; round < TENON_LOCK_SAMPLES; round++)
        tenon_lock_cost_add(&busy, 100);
    assert_int_equal(tenon_lock_threshold(&busy), 2000);
}

static void decision__near_the_threshold__then_does_not_change_all_the_time(void **state) {
    (void)state;
    tenon_lock_costs cheap = {0};
    tenon_adaptive function = {.mode = TENON_LOCK_ADAPTIVE};
    tenon_adaptive_decide(&function, &cheap);
    assert_int_equal(function.releases, 0); /* nothing is known */
    tenon_lock_cost_add(&cheap, 100);       /* 2000 is the threshold */
    tenon_samples_add(&function.duration, 1900);
    tenon_adaptive_decide(&function, &cheap);
    assert_int_equal(function.releases, 0);
    function.duration = (tenon_samples){0};
    tenon_samples_add(&function.duration, 2100);
    tenon_adaptive_decide(&function, &cheap);
    assert_int_equal(function.releases, 1);
    function.duration = (tenon_samples){0};
    tenon_samples_add(&function.duration, 1900);
    tenon_adaptive_decide(&function, &cheap);
    assert_int_equal(function.releases, 1);
    function.duration = (tenon_samples){0};
    tenon_samples_add(&function.duration, 900);
    tenon_adaptive_decide(&function, &cheap);
    assert_int_equal(function.releases, 0);
}

static void samples__one_outlier__then_typical_unmoved(void **state) {
    (void)state;
    tenon_samples samples = {0};
    const uint64_t values[] = {10, 12, 1000000, 11, 9, 10, 13, 8, 1000000, 10};
    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        tenon_samples_add(&samples, values[i]);
    assert_int_equal(samples.typical, 10);
    for (int round = 0; round < 4; round++)
        tenon_samples_add(&samples, 500);
    assert_int_equal(samples.typical, 500);
}

static void mode__set__then_overrides_measurements(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = 0;
    expect_ok(boundary_adaptive_set_lock_mode("adaptive_thing_look", TENON_LOCK_RELEASED));
    uint64_t before = known_of("adaptive_thing_look")->released;
    expect_ok(boundary_adaptive_thing_look(thing, 0, &count));
    assert_int_equal(known_of("adaptive_thing_look")->released, before + 1);
    expect_ok(boundary_adaptive_set_lock_mode(NULL, TENON_LOCK_HELD));
    before = known_of("adaptive_thing_work")->released;
    for (int round = 0; round < 10; round++)
        expect_ok(boundary_adaptive_thing_work(thing, 1000, &count));
    assert_int_equal(known_of("adaptive_thing_work")->released, before);
    expect_ok(boundary_adaptive_set_lock_mode(NULL, TENON_LOCK_ADAPTIVE));
    assert_int_equal(known_of("adaptive_thing_work")->releases, 1);
    assert_int_equal(known_of("adaptive_thing_look")->releases, 0);
    assert_int_equal(tenon_drop(thing), 0);
}

static void mode__wrong__then_refused(void **state) {
    (void)state;
    expect_error(boundary_adaptive_set_lock_mode("adaptive_thing_glance", TENON_LOCK_HELD), TENON_BAD_VALUE,
                 "", "no function called adaptive_thing_glance");
    expect_error(boundary_adaptive_set_lock_mode(NULL, (tenon_lock_mode)9), TENON_BAD_VALUE, "", "mode: 9");
    assert_null(known_of("adaptive_thing_await"));
    assert_null(known_of("adaptive_thing_glance"));
}

typedef struct shared_thing {
    tenon_handle thing;
    _Atomic bool is_over;
    _Atomic int looks;
    _Atomic int refused;
} shared_thing;

static void *look_meanwhile(void *argument) {
    shared_thing *shared = argument;
    while (!shared->is_over) {
        int64_t count = 0;
        host_enter();
        int32_t status = boundary_adaptive_thing_look(shared->thing, 0, &count);
        tenon_error_clear();
        host_leave();
        atomic_fetch_add(status == 0 ? &shared->looks : &shared->refused, 1);
        sched_yield();
    }
    return NULL;
}

/* Only a measurement let the other call run: nobody has said that it blocks, so nobody must see that it does.
 */
static void released_call__object_used_meanwhile__then_the_other_waits(void **state) {
    (void)state;
    shared_thing shared = {.thing = new_thing()};
    int64_t count = 0;
    pthread_t thread;
    expect_ok(boundary_adaptive_set_lock_mode("adaptive_thing_work", TENON_LOCK_RELEASED));
    uint64_t before = known_of("adaptive_thing_work")->released;
    assert_int_equal(pthread_create(&thread, NULL, look_meanwhile, &shared), 0);
    for (int round = 0; round < 20 || shared.looks < 5; round++)
        expect_ok(boundary_adaptive_thing_work(shared.thing, 2000, &count));
    shared.is_over = true;
    join(thread);
    assert_int_equal(shared.refused, 0);
    assert_true(known_of("adaptive_thing_work")->released >= before + 20);
    expect_ok(boundary_adaptive_set_lock_mode("adaptive_thing_work", TENON_LOCK_ADAPTIVE));
    assert_int_equal(tenon_drop(shared.thing), 0);
}

/* A thread that the host has stopped in a call never gives back what that call uses. */
static void waiting_call__host_is_ending__then_busy_without_a_wait(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    void *object = NULL;
    tenon_borrow held = {0};
    int64_t count = -1;
    expect_ok(
        tenon_borrow_object(&boundary_class_adaptive_thing, thing, TENON_EXCLUSIVE, "", &object, &held));
    tenon_mark_passing(held.slot);
    is_ending = true;
    releases = 0;
    expect_error(boundary_adaptive_thing_settled(thing, &count), TENON_BUSY, "adaptive_thing_settled",
                 "this thing is in use by another call");
    expect_error(boundary_adaptive_thing_look(thing, 0, &count), TENON_BUSY, "adaptive_thing_look",
                 "this thing is in use by another call");
    assert_int_equal(releases, 0);
    is_ending = false;
    tenon_unmark_passing(held.slot);
    tenon_release(&held);
    assert_int_equal(tenon_drop(thing), 0);
}

/* Of a call that is said to block, others hear at once. */
static void blocking_call__object_changed_meanwhile__then_busy(void **state) {
    (void)state;
    tenon_handle thing = new_thing();
    int64_t count = 0;
    pthread_t thread;
    start(&thread, use_for_long, &thing);
    int32_t status = boundary_adaptive_thing_work(thing, 0, &count);
    while (status == 0) { /* it has not begun, although its thread has */
        host_leave();
        nap(1000);
        host_enter();
        status = boundary_adaptive_thing_work(thing, 0, &count);
    }
    expect_error(status, TENON_BUSY, "adaptive_thing_work", "in use by another call");
    join(thread);
    assert_int_equal(tenon_drop(thing), 0);
}
#endif

int main(void) {
#define HOST_TEST(function) cmocka_unit_test_setup_teardown(function, enter_and_begin, leave_and_check)
    const struct CMUnitTest tests[] = {
        HOST_TEST(settled__object_in_use__then_waits_until_it_is_not),
        HOST_TEST(hurried__object_in_use__then_busy_after_the_limit),
        HOST_TEST(settled__object_closed_meanwhile__then_closed),
        HOST_TEST(await__by_two_threads__then_both_read),
#if TENON_HOST_UNLOCKS
        HOST_TEST(short_function__called_often__then_keeps_the_lock),
        HOST_TEST(long_function__called_a_few_times__then_releases_the_lock),
        HOST_TEST(lock__others_wait_for_it__then_longer_calls_keep_it),
        HOST_TEST(decision__near_the_threshold__then_does_not_change_all_the_time),
        HOST_TEST(samples__one_outlier__then_typical_unmoved),
        HOST_TEST(mode__set__then_overrides_measurements),
        HOST_TEST(mode__wrong__then_refused),
        HOST_TEST(released_call__object_used_meanwhile__then_the_other_waits),
        HOST_TEST(waiting_call__host_is_ending__then_busy_without_a_wait),
        HOST_TEST(blocking_call__object_changed_meanwhile__then_busy),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
