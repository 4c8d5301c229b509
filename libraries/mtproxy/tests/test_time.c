/**
 * @file
 * Precise time. What a clock says cannot be foretold: these are properties that hold however slow the machine
 * is.
 */
#define _POSIX_C_SOURCE 200809L /* clock_gettime and threads, under -std=c11 */

#include <pthread.h>
#include <time.h>

#include "support.h"

enum { THREADS = 8, ROUNDS = 20000 };

static const double two_to_32 = 4294967296.0;

static double clock_seconds(clockid_t clock) {
    struct timespec now;
    assert_int_equal(clock_gettime(clock, &now), 0);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Between two readings of the system's clock, but for what rounding does. */
static void assert_between(double before, double value, double after) {
    assert_true(before - 1e-6 <= value && value <= after + 1e-6);
}

static void values__before_the_first_reading__then_0(void **state) {
    (void)state;
    assert_true(mtproxy_precise_now_value() == 0.0);
    assert_int_equal(mtproxy_precise_now_rdtsc_value(), 0);
    assert_int_equal(mtproxy_precise_time_value(), 0);
    assert_int_equal(mtproxy_precise_time_rdtsc_value(), 0);
}

static void other_clocks__then_everybodys_time_stays(void **state) {
    (void)state;
    assert_true(mtproxy_get_utime(CLOCK_MONOTONIC) > 0);
    assert_true(mtproxy_get_utime_monotonic() > 0);
    assert_int_equal(mtproxy_precise_time_value(), 0);
}

static void monotonic_time__then_that_of_the_clock_and_never_less(void **state) {
    (void)state;
    double last = 0;
    for (int i = 0; i < 1000; i++) {
        double before = clock_seconds(CLOCK_MONOTONIC), now = mtproxy_get_utime_monotonic();
        assert_between(before, now, clock_seconds(CLOCK_MONOTONIC));
        assert_true(now >= last);
        assert_true(mtproxy_precise_now_value() == now);
        assert_true(mtproxy_precise_now_rdtsc_value() > 0);
        last = now;
    }
}

static void *read_monotonic(void *unused) {
    bool is_new = mtproxy_precise_now_value() == 0.0 && mtproxy_precise_now_rdtsc_value() == 0;
    double now = mtproxy_get_utime_monotonic();
    return is_new && mtproxy_precise_now_value() == now ? NULL : unused;
}

static void monotonic_time__another_thread__then_a_value_of_its_own(void **state) {
    (void)state;
    pthread_t thread;
    int failure;
    void *failed;
    double mine = mtproxy_get_utime_monotonic();
    assert_int_equal(pthread_create(&thread, NULL, read_monotonic, &failure), 0);
    assert_int_equal(pthread_join(thread, &failed), 0);
    assert_null(failed);
    assert_true(mtproxy_precise_now_value() == mine);
}

static void realtime__then_everybodys_time_is_what_was_read(void **state) {
    (void)state;
    double before = clock_seconds(CLOCK_REALTIME), now = mtproxy_get_utime(CLOCK_REALTIME);
    assert_between(before, now, clock_seconds(CLOCK_REALTIME));
    int64_t everybodys = mtproxy_precise_time_value();
    assert_between(now, (double)everybodys / two_to_32, now);
    assert_int_equal(everybodys >> 32, (int64_t)now);
    assert_true(mtproxy_precise_time_rdtsc_value() > 0);
}

static void unknown_clock__then_whole_seconds(void **state) {
    (void)state;
    double seconds = mtproxy_get_utime(9999);
    assert_true(seconds == (double)(int64_t)seconds);
    assert_between(clock_seconds(CLOCK_REALTIME) - 2, seconds, clock_seconds(CLOCK_REALTIME));
}

static void precise_time__coarse_precision__then_the_same_until_it_is_old(void **state) {
    (void)state;
    (void)mtproxy_get_utime(CLOCK_REALTIME);
    /* The largest precision is a second or so, so that a machine that stops for longer reads anew: try again
     * then. */
    bool was_same = false;
    for (int i = 0; i < 100 && !was_same; i++)
        was_same = mtproxy_get_precise_time(UINT32_MAX) == mtproxy_get_precise_time(UINT32_MAX);
    assert_true(was_same);
}

/* Row 9 of the differences: neither -1 for ever nor 0 for ever. */
static void precise_time__precision_of_0__then_read_anew(void **state) {
    (void)state;
    int64_t first = mtproxy_get_precise_time(0), later = first;
    double double_first = mtproxy_get_double_time(), double_later = double_first;
    for (uint64_t i = 0; (later == first || double_later == double_first) && i < 1000000000; i++) {
        later = mtproxy_get_precise_time(0);
        double_later = mtproxy_get_double_time();
    }
    assert_true(later > first && double_later > double_first);
    assert_true((later >> 32) - (int64_t)time(NULL) <= 1 && (int64_t)time(NULL) - (later >> 32) <= 1);
    assert_between(clock_seconds(CLOCK_REALTIME) - 2, mtproxy_get_double_time(),
                   clock_seconds(CLOCK_REALTIME));
}

/* Whoever asks gets a time that is neither torn nor the one from before the first reading. */
static void *ask_for_time(void *which) {
    uintptr_t number = (uintptr_t)which, wrong = 0;
    int64_t earliest = (int64_t)time(NULL) - 2;
    for (int i = 0; i < ROUNDS; i++) {
        int64_t seconds = number % 4 == 0   ? (int64_t)mtproxy_get_utime(CLOCK_REALTIME)
                          : number % 4 == 1 ? mtproxy_get_precise_time((uint32_t)i) >> 32
                          : number % 4 == 2 ? (int64_t)mtproxy_get_double_time()
                                            : mtproxy_get_precise_time(100000) >> 32;
        wrong += seconds < earliest || seconds > earliest + 1000;
        int64_t everybodys = mtproxy_precise_time_value() >> 32;
        wrong += everybodys < earliest || everybodys > earliest + 1000;
    }
    return (void *)wrong;
}

static void time__many_threads__then_never_torn(void **state) {
    (void)state;
    pthread_t threads[THREADS];
    (void)mtproxy_get_utime(CLOCK_REALTIME);
    for (uintptr_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, ask_for_time, (void *)i), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values__before_the_first_reading__then_0),
        cmocka_unit_test(other_clocks__then_everybodys_time_stays),
        cmocka_unit_test(monotonic_time__then_that_of_the_clock_and_never_less),
        cmocka_unit_test(monotonic_time__another_thread__then_a_value_of_its_own),
        cmocka_unit_test(realtime__then_everybodys_time_is_what_was_read),
        cmocka_unit_test(unknown_clock__then_whole_seconds),
        cmocka_unit_test(precise_time__coarse_precision__then_the_same_until_it_is_old),
        cmocka_unit_test(precise_time__precision_of_0__then_read_anew),
        cmocka_unit_test(time__many_threads__then_never_torn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
