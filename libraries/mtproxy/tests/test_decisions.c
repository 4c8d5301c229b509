/**
 * @file
 * What this library does where the two originals disagree: a test per row of DECISIONS.md.
 */
#define _DEFAULT_SOURCE /* prctl and alarm, under -std=c11 */

#include <math.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "support.h"

#define TEXT(text) (const uint8_t *)(text), sizeof(text) - 1

/* What a hang would run into. */
enum { PATIENCE_IN_SECONDS = 60 };

static const uint8_t result_of_8[] = {0x4e, 0xda, 0xae, 0x63, 8, 7, 6, 5, 4, 3, 2, 1};
static const uint8_t query_of_8[] = {0x3d, 0xdf, 0x74, 0x23, 8, 7, 6, 5, 4, 3, 2, 1};

static void row_01__answer_with_wrapped_error__then_it_ends_there(void **state) {
    (void)state;
    uint8_t packet[16] = {0}, error[MTPROXY_TL_ERROR_SIZE];
    mtproxy_tl_header header;
    memcpy(packet, result_of_8, sizeof result_of_8);
    memcpy(packet + sizeof result_of_8, (const uint8_t[]){0xf6, 0x32, 0xe4, 0x7a}, 4);
    assert_ok(mtproxy_tl_parse_answer_header(packet, sizeof packet, &header, error, sizeof error));
    assert_int_equal(header.status, 0);
    assert_int_equal(header.consumed, 12);
    assert_int_equal((uint32_t)header.op, MTPROXY_RPC_REQ_ERROR_WRAPPED);
}

static void row_02__header_that_ends_early__then_error_in_header(void **state) {
    (void)state;
    for (size_t size = 0; size <= sizeof query_of_8; size++) {
        uint8_t error[MTPROXY_TL_ERROR_SIZE];
        mtproxy_tl_header header;
        assert_ok(mtproxy_tl_parse_query_header(query_of_8, size, &header, error, sizeof error));
        assert_int_equal(header.status, -1);
        assert_int_equal(header.errnum, MTPROXY_TL_ERROR_HEADER);
        assert_string_equal((char *)error, "Expected RPC_INVOKE_REQ or RPC_INVOKE_KPHP_REQ");
        assert_int_equal(header.error_len, 46);
    }
}

static void row_03__integer_beyond_64_bits__then_the_nearest(void **state) {
    (void)state;
    mtproxy_cfg_int_result number;
    assert_ok(mtproxy_cfg_getint(TEXT("999999999999999999999999"), &number));
    assert_true(number.value == INT64_MAX && number.consumed == 24);
    assert_ok(mtproxy_cfg_getint_signed_zero(TEXT("-999999999999999999999999"), &number));
    assert_true(number.value == INT64_MIN && number.consumed == 25);
    assert_ok(mtproxy_cfg_getint_signed_zero(TEXT("none"), &number));
    assert_true(number.value == INT64_MIN && number.consumed == 0);
}

static void row_04__bytes_above_0x7f__then_part_of_the_string(void **state) {
    (void)state;
    assert_int_equal(mtproxy_cfg_getstr_len(TEXT("\xc3\xa9x y")), 3);
    assert_int_equal(mtproxy_cfg_getstr_len(TEXT("\xff\x80;")), 2);
}

static void row_05__nul__then_inside_a_comment_skipped_and_elsewhere_the_end(void **state) {
    (void)state;
    mtproxy_cfg_scan_result scanned;
    assert_ok(mtproxy_cfg_skipspc(TEXT("#a\0b\nc"), 7, &scanned));
    assert_int_equal(scanned.advance, 5);
    assert_int_equal(scanned.line_no, 8);
    assert_int_equal(scanned.ch, 'c');
    assert_ok(mtproxy_cfg_skipspc(TEXT(" \0 c"), 7, &scanned));
    assert_int_equal(scanned.advance, 1);
    assert_int_equal(scanned.ch, 0);
    assert_int_equal(mtproxy_cfg_getword_len(TEXT("ab\0c")), 2);
    assert_int_equal(mtproxy_cfg_getstr_len(TEXT("ab\0c")), 2);
}

static void row_06__process_at_another_address__then_not_newer(void **state) {
    (void)state;
    mtproxy_process_id id = {1, 80, 1000, 10}, ip = id, port = id;
    ip.ip = 2;
    ip.utime = 11;
    port.port = 81;
    port.utime = 11;
    assert_false(mtproxy_process_id_is_newer(&ip, &id));
    assert_false(mtproxy_process_id_is_newer(&port, &id));
}

static void row_07__year_below_1000__then_filled_up_with_zeros(void **state) {
    (void)state;
    uint8_t prefix[MTPROXY_LOG_PREFIX_SIZE];
    size_t size = sizeof prefix;
    assert_ok(mtproxy_format_log_prefix(1, 7, 1, 2, 3, 4, 5, 6, prefix, &size));
    assert_string_equal((char *)prefix, "[1][0007-01-02 03:04:05.000006 local] ");
}

static void row_08__wait_that_is_no_number_or_too_long__then_the_longest(void **state) {
    (void)state;
    assert_int_equal(mtproxy_net_timers_wait_msec(NAN, 0), INT32_MAX);
    assert_int_equal(mtproxy_net_timers_wait_msec(INFINITY, 0), INT32_MAX);
    assert_int_equal(mtproxy_net_timers_wait_msec(INFINITY, INFINITY), INT32_MAX);
    assert_int_equal(mtproxy_net_timers_wait_msec(1e300, 0), INT32_MAX);
    assert_int_equal(mtproxy_net_timers_wait_msec(-INFINITY, 0), 0);
}

/* On processors with a counter of their own as well: see test_time.c. */
static void row_09__time__then_read_anew_with_whatever_counts(void **state) {
    (void)state;
    assert_true(mtproxy_get_double_time() > 0);
    assert_true(mtproxy_get_precise_time(0) > 0);
    assert_true(mtproxy_precise_time_rdtsc_value() > 0);
}

static void row_10__more_than_7_numbers_of_statm__then_refused(void **state) {
    (void)state;
    int64_t values[8], untouched[8];
    memset(values, 0xa5, sizeof values);
    memset(untouched, 0xa5, sizeof untouched);
    assert_fails(mtproxy_parse_statm(TEXT("1 2 3 4 5 6 7 8"), 4096, values, 8), MTPROXY_INVALID);
    assert_memory_equal(values, untouched, sizeof values);
}

static void row_11__name_with_blanks_and_parentheses__then_up_to_the_last_one(void **state) {
    (void)state;
#ifdef __linux__
    static const char *const names[] = {"a b", "a) R 1 (b", " ", "\xff(\x80", ")"};
    for (size_t i = 0; i < LENGTH(names); i++) {
        char expected[MTPROXY_COMM_SIZE];
        uint8_t comm[MTPROXY_COMM_SIZE];
        mtproxy_proc_stats stats;
        assert_int_equal(prctl(PR_SET_NAME, names[i]), 0);
        assert_ok(mtproxy_read_proc_stat_file(getpid(), 0, &stats, comm, sizeof comm));
        snprintf(expected, sizeof expected, "(%s)", names[i]);
        assert_string_equal((char *)comm, expected);
        assert_int_equal(stats.pid, getpid());
        assert_int_equal(stats.ppid, getppid());
        assert_int_equal(stats.state, 'R');
    }
#endif
}

static void row_12__no_blank_behind_the_colon__then_accepted(void **state) {
    (void)state;
    mtproxy_meminfo_summary summary;
    assert_ok(mtproxy_parse_meminfo_summary(
        TEXT("MemFree:1 kB\nCached:2 kB\nSwapTotal:3 kB\nSwapFree:4 kB\n"), &summary));
    assert_true(summary.mem_free == 1024 && summary.mem_cached == 2048 && summary.swap_total == 3072 &&
                summary.swap_free == 4096);
    assert_int_equal(summary.found_mask, 15);
}

/* There are no negative sizes here: who has one passes 0, and that is the empty message, also with null. */
static void row_13__no_key_and_no_data__then_those_of_empty_ones(void **state) {
    (void)state;
    static const uint8_t expected[] = {0x74, 0xe6, 0xf7, 0x29, 0x8a, 0x9c, 0x2d, 0x16,
                                       0x89, 0x35, 0xf5, 0x8c, 0x00, 0x1b, 0xad, 0x88};
    uint8_t digest[MTPROXY_MD5_SIZE];
    assert_ok(mtproxy_md5_hmac(NULL, 0, NULL, 0, digest, sizeof digest));
    assert_memory_equal(digest, expected, sizeof digest);
    assert_ok(mtproxy_md5_hmac(expected, 0, expected, 0, digest, sizeof digest));
    assert_memory_equal(digest, expected, sizeof digest);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_01__answer_with_wrapped_error__then_it_ends_there),
        cmocka_unit_test(row_02__header_that_ends_early__then_error_in_header),
        cmocka_unit_test(row_03__integer_beyond_64_bits__then_the_nearest),
        cmocka_unit_test(row_04__bytes_above_0x7f__then_part_of_the_string),
        cmocka_unit_test(row_05__nul__then_inside_a_comment_skipped_and_elsewhere_the_end),
        cmocka_unit_test(row_06__process_at_another_address__then_not_newer),
        cmocka_unit_test(row_07__year_below_1000__then_filled_up_with_zeros),
        cmocka_unit_test(row_08__wait_that_is_no_number_or_too_long__then_the_longest),
        cmocka_unit_test(row_09__time__then_read_anew_with_whatever_counts),
        cmocka_unit_test(row_10__more_than_7_numbers_of_statm__then_refused),
        cmocka_unit_test(row_11__name_with_blanks_and_parentheses__then_up_to_the_last_one),
        cmocka_unit_test(row_12__no_blank_behind_the_colon__then_accepted),
        cmocka_unit_test(row_13__no_key_and_no_data__then_those_of_empty_ones),
    };
    (void)alarm(PATIENCE_IN_SECONDS);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
