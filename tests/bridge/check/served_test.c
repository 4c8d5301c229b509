/*
 * From the check to live calls: what the generated bridges of every form of a value do while eight threads
 * call and who serves changes, in shadow, and from recorded calls back into the check.
 */
#define _POSIX_C_SOURCE 200809L /* mkstemp */

#include <pthread.h>
#include <unistd.h>

#define BRIDGES_BRIDGED_REDIRECT
#include "support.h"

#ifdef IS_SANITIZED
enum { ROUNDS = 2000 };
#else
enum { ROUNDS = 20000 };
#endif
enum { THREADS = 8 };

static _Atomic int running;
static _Atomic uint64_t wrong;

static void say_nothing(void *context, const char *text) {
    (void)context, (void)text;
}

static void expect_done(int32_t status) {
    if (status != 0)
        fail_msg("%s", tenon_error_peek()->message);
}

/* The equal one, checked once. */
static tenon_candidate *checked_twin(void) {
    static bool is_checked;
    tenon_candidate *twin = open_provider("twin");
    tenon_bridge_options options = {.calls = 300, .seed = 5};
    tenon_bridge_log_to(say_nothing, NULL);
    if (!is_checked)
        expect_done(tenon_bridge_check(&bridges_bridged, twin, &options, NULL));
    is_checked = true;
    return twin;
}

static void note(bool is_right) {
    if (!is_right)
        atomic_fetch_add(&wrong, 1);
}

static void call_plain(int32_t number) {
    bridged_point point = bridged_mirror((bridged_point){number, 7});
    bridged_point moved = point;
    bridged_move(&moved, 1, 2);
    note(moved.x == point.x + 1 && moved.y == point.y + 2);
    char *capitals = bridged_capitals("over and out");
    note(capitals != NULL && strcmp(capitals, "OVER AND OUT") == 0);
    free(capitals);
    char *first = NULL;
    char *rest = NULL;
    note(bridged_split("one two", &first, &rest) == BRIDGED_OK && strcmp(first, "one") == 0);
    free(first);
    free(rest);
    note(bridged_split("", &first, &rest) == BRIDGED_NOT_FOUND);
    uint8_t bytes[5] = {1, 2, 3, 4, (uint8_t)number};
    bridged_reverse(bytes, sizeof bytes);
    note(bytes[0] == (uint8_t)number && bytes[4] == 1);
    note(bridged_next_u32((uint32_t)number) == (uint32_t)number + 1);
}

static void call_objects(void) {
    bridged_tally *tally = bridged_tally_new(10);
    note(bridged_tally_count(tally, "a") == BRIDGED_OK && bridged_tally_count(tally, "a") == BRIDGED_OK);
    bridged_tally *copy = bridged_tally_copy(tally);
    note(bridged_tally_of_word(copy, "a") == 2);
    bridged_tally *none = NULL;
    note(bridged_tally_of("a b c", 2, &none) == BRIDGED_FULL); /* makes nothing */
    note(bridged_tally_finish(copy) == 2);
    bridged_tally_free(tally);
}

static void *call_all(void *unused) {
    for (int32_t i = 0; i < ROUNDS; i++) {
        call_plain(i);
        if (i % 8 == 0)
            call_objects();
    }
    atomic_fetch_sub(&running, 1);
    return unused;
}

/* Everything, by name, all the time: swapped, reverted, shadowed. Objects may stand in the way of theirs. */
static void change_all(tenon_candidate *twin, uint64_t turn) {
    for (uint32_t i = 0; i < bridges_bridged.operation_count; i++) {
        const char *name = bridges_bridged.operations[i].name;
        bool has_objects = bridges_bridged.operations[i].class_index >= 0;
        int32_t status = turn % 3 == 0   ? tenon_bridge_swap(&bridges_bridged, twin, name)
                         : turn % 3 == 1 ? tenon_bridge_revert(&bridges_bridged, name)
                         : has_objects   ? 0
                                         : tenon_bridge_shadow(&bridges_bridged, twin, name, 3);
        assert_true(status == 0 || (has_objects && status == TENON_BUSY));
        tenon_error_clear();
    }
}

static uint64_t differences(void) {
    uint64_t found = 0;
    for (uint32_t i = 0; i < bridges_bridged.operation_count; i++)
        found += tenon_bridge_state_of(&bridges_bridged, i).differences;
    return found;
}

static void served__changed_under_eight_threads__then_nothing_lost_or_wrong(void **state) {
    (void)state;
    tenon_candidate *twin = checked_twin();
    pthread_t threads[THREADS];
    atomic_store(&running, THREADS);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, call_all, NULL), 0);
    for (uint64_t turn = 0; turn < 6 || atomic_load(&running) > 0; turn++)
        change_all(twin, turn);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_int_equal(atomic_load(&wrong), 0);
    assert_int_equal(differences(), 0);
    uint64_t calls = THREADS * (uint64_t)ROUNDS;
    assert_int_equal(tenon_bridge_state_of(&bridges_bridged, BRIDGED_BRIDGED_MIRROR).calls, calls);
    assert_int_equal(tenon_bridge_state_of(&bridges_bridged, BRIDGED_BRIDGED_SPLIT).calls, 2 * calls);
    assert_int_equal(tenon_bridge_state_of(&bridges_bridged, BRIDGED_BRIDGED_TALLY_COPY).calls, calls / 8);
}

static void served__all_objects_gone__then_everything_can_be_swapped(void **state) {
    (void)state;
    tenon_candidate *twin = checked_twin();
    expect_done(tenon_bridge_revert(&bridges_bridged, NULL));
    expect_done(tenon_bridge_swap(&bridges_bridged, twin, NULL));
    for (uint32_t i = 0; i < bridges_bridged.operation_count; i++)
        assert_int_equal(tenon_bridge_state_of(&bridges_bridged, i).mode, TENON_BRIDGE_SWAPPED);
    call_plain(3);
    call_objects();
    assert_int_equal(atomic_load(&wrong), 0);
    expect_done(tenon_bridge_revert(&bridges_bridged, NULL));
}

static void served__recorded__then_the_next_check_calls_the_same(void **state) {
    (void)state;
    tenon_candidate *twin = checked_twin();
    char path[] = "/tmp/tenon-recorded-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    (void)close(file);
    expect_done(tenon_bridge_record(&bridges_bridged, NULL, path, 1));
    call_plain(77);
    (void)bridged_next_u32(0xABCDE123); /* one of those few for which the liar's result is another */
    expect_done(tenon_bridge_revert(&bridges_bridged, NULL));
    const char *const files[] = {path, NULL};
    tenon_bridge_options options = {
        .calls = 1, .seed = 5, .vectors = files, .keep = "/tmp", .only = "bridged_split"};
    expect_done(tenon_bridge_check(&bridges_bridged, twin, &options, NULL));
    options.only = "bridged_next_u32";
    tenon_bridge_report *report = NULL;
    int32_t differs = tenon_bridge_check(&bridges_bridged, open_provider("liars"), &options, &report);
    (void)unlink(path);
    assert_int_equal(differs, TENON_BROKEN_CONTRACT);
    assert_non_null(finding_of(report, "bridged_next_u32")->input);
    (void)unlink(finding_of(report, "bridged_next_u32")->input);
    tenon_bridge_report_free(report);
    tenon_error_clear();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(served__changed_under_eight_threads__then_nothing_lost_or_wrong),
        cmocka_unit_test(served__all_objects_gone__then_everything_can_be_swapped),
        cmocka_unit_test(served__recorded__then_the_next_check_calls_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
