/*
 * Swaps and reverts while eight threads call: every result is right, every call is counted once, and no
 * object meets the other side's code (which would abort, see sample.c).
 */
#include <sched.h>

#include "support.h"

#ifdef IS_SANITIZED
enum { ROUNDS = 20000 };
#else
enum { ROUNDS = 200000 };
#endif
enum { THREADS = 8, SWAPS = 200 };

static _Atomic int running;
static _Atomic uint64_t wrong;

static void call_plain(uint64_t number) {
    uint8_t data[16], expected[16], out[16];
    memset(data, (int)(number & 0xFF), sizeof data);
    size_t size = number % sizeof data;
    sample_status right = sample_scramble(data, expected, size);
    sample_status got = bridged_sample_scramble(data, out, size);
    bool is_right = bridged_sample_mix(number) == sample_mix(number) && got == right &&
                    (right != SAMPLE_OK || memcmp(out, expected, size) == 0);
    if (right != SAMPLE_OK)
        is_right = is_right && tenon_error_peek() != NULL && tenon_error_peek()->code == (int32_t)right;
    if (!is_right)
        atomic_fetch_add(&wrong, 1);
    tenon_error_clear();
}

static void call_objects(uint64_t number) {
    sample_tally *tally = bridged_sample_tally_new(number);
    uint64_t sum = bridged_sample_tally_add(tally, 1) + bridged_sample_tally_add(tally, 2);
    if (sum != 2 * number + 4)
        atomic_fetch_add(&wrong, 1);
    bridged_sample_tally_free(tally);
}

static void *call_all(void *unused) {
    for (uint64_t i = 0; i < ROUNDS; i++) {
        call_plain(i);
        if (i % 4 == 0)
            call_objects(i);
    }
    atomic_fetch_sub(&running, 1);
    return unused;
}

/* Changes as long as somebody calls. @return How often objects stood in the way. */
static uint64_t change_all_the_time(tenon_candidate *candidate) {
    uint64_t busy = 0;
    for (uint64_t i = 0; i < SWAPS || atomic_load(&running) > 0; i++) {
        bool is_swap = i % 2 == 0;
        expect_done(is_swap ? tenon_bridge_swap(&bridges_sample, candidate, "sample_mix")
                            : tenon_bridge_revert(&bridges_sample, "sample_mix"));
        expect_done(is_swap ? tenon_bridge_swap(&bridges_sample, candidate, "sample_scramble")
                            : tenon_bridge_revert(&bridges_sample, "sample_scramble"));
        int32_t status = is_swap ? tenon_bridge_swap(&bridges_sample, candidate, "sample_tally_add")
                                 : tenon_bridge_revert(&bridges_sample, "sample_tally_add");
        assert_true(status == 0 || status == TENON_BUSY);
        busy += status == TENON_BUSY;
        tenon_error_clear();
        sched_yield();
    }
    return busy;
}

static void say_nothing(void *context, const char *text) {
    (void)context, (void)text;
}

static void load__swapped_and_reverted_under_eight_threads__then_nothing_lost_or_wrong(void **state) {
    (void)state;
    tenon_bridge_log_to(say_nothing, NULL);
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    prove_all(candidate);
    uint64_t mixes = tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_MIX).calls;
    pthread_t threads[THREADS];
    atomic_store(&running, THREADS);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call_all, NULL), 0);
    (void)change_all_the_time(candidate);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_int_equal(tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_MIX).calls - mixes,
                     THREADS * ROUNDS);
    assert_int_equal(tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_SCRAMBLE).calls, THREADS * ROUNDS);
    assert_int_equal(tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_TALLY_ADD).calls,
                     2 * (THREADS * ROUNDS / 4));
}

static void load__no_object_left__then_objects_can_be_swapped(void **state) {
    (void)state;
    tenon_candidate *candidate = open_provider(PROVIDER("honest"));
    prove_all(candidate);
    expect_done(tenon_bridge_revert(&bridges_sample, NULL));
    expect_done(tenon_bridge_swap(&bridges_sample, candidate, "sample_tally_new"));
    expect_done(tenon_bridge_revert(&bridges_sample, NULL));
}

static void *call_once(void *count) {
    *(uint64_t **)count = tenon_bridge_counts(&bridges_sample);
    (void)bridged_sample_mix(1);
    return NULL;
}

static void load__thread_ends__then_next_one_counts_on_in_its_row(void **state) {
    (void)state;
    uint64_t before = tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_MIX).calls;
    uint64_t *rows[2];
    for (int i = 0; i < 2; i++) {
        pthread_t thread;
        assert_int_equal(pthread_create(&thread, NULL, call_once, &rows[i]), 0);
        assert_int_equal(pthread_join(thread, NULL), 0);
    }
    assert_ptr_equal(rows[0], rows[1]);
    assert_int_equal(tenon_bridge_state_of(&bridges_sample, BRIDGED_SAMPLE_MIX).calls, before + 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(load__swapped_and_reverted_under_eight_threads__then_nothing_lost_or_wrong),
        cmocka_unit_test(load__no_object_left__then_objects_can_be_swapped),
        cmocka_unit_test(load__thread_ends__then_next_one_counts_on_in_its_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
