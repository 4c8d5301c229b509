/**
 * @file
 * What depends on the process, the processor and the system; and what every function does with null.
 */
#define _DEFAULT_SOURCE /* getpid, syscall, under -std=c11 */

#include <time.h>
#include <unistd.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

#include "support.h"

#define TEXT(text) (const uint8_t *)(text), sizeof(text) - 1

/* ---- The time that the library sees ---- */

static time_t pretended_time;

time_t __real_time(time_t *now);
time_t __wrap_time(time_t *now);

time_t __wrap_time(time_t *now) {
    return pretended_time != 0 ? pretended_time : __real_time(now);
}

/* ---- Process ids ---- */

static void pid_init__nothing_known__then_this_process(void **state) {
    (void)state;
    mtproxy_process_id id = {0};
    time_t before = time(NULL);
    assert_ok(mtproxy_pid_init_common(&id));
    assert_int_equal(id.pid, getpid() & 0xffff);
    assert_in_range(id.utime, before, time(NULL));
    assert_int_equal(id.ip, 0);
    assert_int_equal(id.port, 0);
    mtproxy_process_id again = id;
    assert_ok(mtproxy_pid_init_server(&again, 0x01020304, 443));
    assert_int_equal(again.ip, 0x01020304);
    assert_int_equal(again.port, 443);
    assert_int_equal(again.pid, id.pid);
    assert_int_equal(again.utime, id.utime);
}

static void pid_init__after_2038__then_unsupported_and_untouched(void **state) {
    (void)state;
    mtproxy_process_id id = {0}, untouched = {0}, started = {.utime = 7};
    pretended_time = (time_t)INT32_MAX;
    assert_ok(mtproxy_pid_init_common(&id));
    assert_int_equal(id.utime, INT32_MAX);
    id = untouched;
    pretended_time++;
    assert_fails(mtproxy_pid_init_common(&id), MTPROXY_UNSUPPORTED);
    assert_fails(mtproxy_pid_init_client(&id, 5), MTPROXY_UNSUPPORTED);
    assert_fails(mtproxy_pid_init_server(&id, 5, 80), MTPROXY_UNSUPPORTED);
    assert_memory_equal(&id, &untouched, sizeof id);
    assert_ok(mtproxy_pid_init_common(&started));
    pretended_time = 0;
}

/* ---- The processor ---- */

static void cpuid__then_leaf_1_or_unsupported(void **state) {
    (void)state;
    mtproxy_cpuid cpuid, untouched;
    memset(&cpuid, 0xa5, sizeof cpuid);
    memset(&untouched, 0xa5, sizeof untouched);
#if defined(__x86_64__) || defined(__i386__)
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    assert_int_equal(__get_cpuid(1, &eax, &ebx, &ecx, &edx), 1);
    assert_ok(mtproxy_cpuid_fill(&cpuid));
    assert_int_equal(cpuid.magic, MTPROXY_CPUID_MAGIC);
    assert_int_equal((unsigned)cpuid.ecx, ecx);
    assert_int_equal((unsigned)cpuid.edx, edx);
    /* The upper byte of EBX names the core that asked, the one thing in there that may change. */
    assert_int_equal((unsigned)cpuid.ebx & 0xffffff, ebx & 0xffffff);
#else
    assert_fails(mtproxy_cpuid_fill(&cpuid), MTPROXY_UNSUPPORTED);
    assert_memory_equal(&cpuid, &untouched, sizeof cpuid);
#endif
}

/* ---- /proc ---- */

#ifdef __linux__
static void read_proc_stat__this_process_and_thread__then_their_ids(void **state) {
    (void)state;
    mtproxy_proc_stats process, thread;
    uint8_t comm[MTPROXY_COMM_SIZE], comm_of_thread[MTPROXY_COMM_SIZE];
    int32_t tid = (int32_t)syscall(SYS_gettid);
    assert_int_equal(prctl(PR_SET_NAME, "of the tests"), 0);
    assert_ok(mtproxy_read_proc_stat_file(getpid(), 0, &process, comm, sizeof comm));
    assert_ok(mtproxy_read_proc_stat_file(getpid(), tid, &thread, comm_of_thread, sizeof comm_of_thread));
    assert_int_equal(process.pid, getpid());
    assert_int_equal(thread.pid, tid);
    assert_string_equal((char *)comm, "(of the tests)");
    assert_memory_equal(comm, comm_of_thread, sizeof comm);
    assert_ok(mtproxy_read_proc_stat_file(getpid(), -1, &process, NULL, 0));
}

static void read_proc_stat__no_such_process__then_unreadable_and_untouched(void **state) {
    (void)state;
    mtproxy_proc_stats stats, untouched;
    uint8_t comm[4] = {1, 2, 3, 4};
    memset(&stats, 0xa5, sizeof stats);
    memset(&untouched, 0xa5, sizeof untouched);
    assert_fails(mtproxy_read_proc_stat_file(-1, 0, &stats, comm, sizeof comm), MTPROXY_UNREADABLE);
    assert_string_equal(tenon_error_peek()->message,
                        "reading /proc/-1/stat failed: No such file or directory");
    assert_fails(mtproxy_read_proc_stat_file(getpid(), INT32_MAX, &stats, comm, sizeof comm),
                 MTPROXY_UNREADABLE);
    assert_memory_equal(&stats, &untouched, sizeof stats);
    assert_memory_equal(comm, ((uint8_t[]){1, 2, 3, 4}), sizeof comm);
}

static size_t read_file(const char *path, uint8_t *text, size_t room) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t size = fread(text, 1, room, file);
    assert_int_equal(fclose(file), 0);
    return size;
}

static void statm_and_meminfo__of_this_system__then_parsed(void **state) {
    (void)state;
    uint8_t text[16384];
    int64_t values[7];
    mtproxy_meminfo_summary summary;
    size_t size = read_file("/proc/self/statm", text, sizeof text);
    assert_ok(mtproxy_parse_statm(text, size, sysconf(_SC_PAGESIZE), values, 7));
    assert_true(values[0] > 0 && values[1] > 0 && values[1] <= values[0]);
    size = read_file("/proc/meminfo", text, sizeof text);
    assert_ok(mtproxy_parse_meminfo_summary(text, size, &summary));
    assert_true(summary.mem_free > 0 && summary.swap_free <= summary.swap_total);
}
#endif

/* ---- Null ---- */

static void null_result__then_invalid(void **state) {
    (void)state;
    size_t room = 8;
    uint8_t bytes[8];
    assert_fails(mtproxy_get_concurrency_boundary(NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_get_network_boundary(NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_pid_init_common(NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_pid_init_client(NULL, 1), MTPROXY_INVALID);
    assert_fails(mtproxy_pid_init_server(NULL, 1, 1), MTPROXY_INVALID);
    assert_fails(mtproxy_cpuid_fill(NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_skipspc(TEXT("a"), 1, NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_skspc(TEXT("a"), 1, NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint(TEXT("1"), NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint_zero(TEXT("1"), NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint_signed_zero(TEXT("1"), NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_tl_parse_query_header(TEXT("a"), NULL, NULL, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_tl_parse_answer_header(TEXT("a"), NULL, NULL, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_proc_stat_line(TEXT("a"), NULL, NULL, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_read_proc_stat_file(1, 0, NULL, NULL, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_statm(TEXT("1"), 1, NULL, 1), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_meminfo_summary(TEXT("a"), NULL), MTPROXY_INVALID);
    assert_fails(mtproxy_format_log_prefix(1, 1, 1, 1, 1, 1, 1, 1, NULL, &room), MTPROXY_INVALID);
    assert_fails(mtproxy_format_log_prefix(1, 1, 1, 1, 1, 1, 1, 1, bytes, NULL), MTPROXY_INVALID);
}

static void null_data_with_a_size__then_invalid(void **state) {
    (void)state;
    mtproxy_cfg_scan_result scanned = {1, 2, 3};
    mtproxy_cfg_int_result number = {1, 2};
    mtproxy_proc_stats stats = {.pid = 1};
    mtproxy_meminfo_summary summary = {.found_mask = 1};
    int64_t value = 5;
    assert_fails(mtproxy_cfg_skipspc(NULL, 1, 1, &scanned), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_skspc(NULL, 1, 1, &scanned), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint(NULL, 1, &number), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint_zero(NULL, 1, &number), MTPROXY_INVALID);
    assert_fails(mtproxy_cfg_getint_signed_zero(NULL, 1, &number), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_proc_stat_line(NULL, 1, &stats, NULL, 0), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_statm(NULL, 1, 1, &value, 1), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_meminfo_summary(NULL, 1, &summary), MTPROXY_INVALID);
    assert_true(scanned.advance == 1 && number.value == 1 && stats.pid == 1 && summary.found_mask == 1 &&
                value == 5);
    assert_int_equal(mtproxy_cfg_getword_len(NULL, 1), -1);
    assert_int_equal(mtproxy_cfg_getstr_len(NULL, 1), -1);
    assert_int_equal(mtproxy_crc32_partial(NULL, 1, 77), 77);
    assert_int_equal(mtproxy_crc32c_partial(NULL, 1, 77), 77);
    assert_int_equal(mtproxy_matches_pid(NULL, &(mtproxy_process_id){0}), MTPROXY_MATCH_NONE);
    assert_int_equal(mtproxy_matches_pid(&(mtproxy_process_id){0}, NULL), MTPROXY_MATCH_NONE);
    assert_false(mtproxy_process_id_is_newer(NULL, &(mtproxy_process_id){0}));
    assert_false(mtproxy_process_id_is_newer(&(mtproxy_process_id){.utime = 1}, NULL));
    assert_int_equal(mtproxy_msg_buffers_pick_size_index(NULL, 3, 1), -1);
    assert_int_equal(mtproxy_msg_buffers_pick_size_index(&(int32_t){1}, -3, 1), -1);
}

static void null_without_a_size__then_empty(void **state) {
    (void)state;
    mtproxy_cfg_scan_result scanned;
    mtproxy_tl_header header;
    assert_ok(mtproxy_cfg_skipspc(NULL, 0, 4, &scanned));
    assert_true(scanned.advance == 0 && scanned.line_no == 4 && scanned.ch == 0);
    assert_int_equal(mtproxy_cfg_getword_len(NULL, 0), 0);
    assert_int_equal(mtproxy_cfg_getstr_len(NULL, 0), 0);
    assert_int_equal(mtproxy_crc32c_partial(NULL, 0, 77), 77);
    assert_ok(mtproxy_tl_parse_query_header(NULL, 0, &header, NULL, 0));
    assert_int_equal(header.status, -1);
    assert_fails(mtproxy_parse_statm(NULL, 0, 1, &(int64_t){0}, 1), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_meminfo_summary(NULL, 0, &(mtproxy_meminfo_summary){0}), MTPROXY_INVALID);
    assert_fails(mtproxy_parse_proc_stat_line(NULL, 0, &(mtproxy_proc_stats){0}, NULL, 0), MTPROXY_INVALID);
}

static void tl_header__call_that_fails__then_zeroed_all_the_same(void **state) {
    (void)state;
    mtproxy_tl_header header, zero = {0};
    uint8_t error[4] = {1, 2, 3, 4}, no_error[4] = {0};
    memset(&header, 0xa5, sizeof header);
    assert_fails(mtproxy_tl_parse_query_header(NULL, 1, &header, error, sizeof error), MTPROXY_INVALID);
    assert_memory_equal(&header, &zero, sizeof header);
    assert_memory_equal(error, no_error, sizeof error);
    memset(&header, 0xa5, sizeof header);
    assert_fails(mtproxy_tl_parse_answer_header(TEXT("a"), &header, NULL, 4), MTPROXY_INVALID);
    assert_memory_equal(&header, &zero, sizeof header);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pid_init__nothing_known__then_this_process),
        cmocka_unit_test(pid_init__after_2038__then_unsupported_and_untouched),
        cmocka_unit_test(cpuid__then_leaf_1_or_unsupported),
#ifdef __linux__
        cmocka_unit_test(read_proc_stat__this_process_and_thread__then_their_ids),
        cmocka_unit_test(read_proc_stat__no_such_process__then_unreadable_and_untouched),
        cmocka_unit_test(statm_and_meminfo__of_this_system__then_parsed),
#endif
        cmocka_unit_test(null_result__then_invalid),
        cmocka_unit_test(null_data_with_a_size__then_invalid),
        cmocka_unit_test(null_without_a_size__then_empty),
        cmocka_unit_test(tl_header__call_that_fails__then_zeroed_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
