/**
 * @file
 * The versions of the CRCs as candidates: each is opened, checked against the reference, swapped and
 * reverted, as a shared library and as a provider inside the program.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bridges_mtproxy.h"
#include "crc_providers.h"

static const uint8_t message[] = "123456789";

static void assert_done(int32_t status, const char *what) {
    if (status != 0)
        fail_msg("%s: %d: %s", what, status, tenon_error_peek() ? tenon_error_peek()->message : "");
}

/** Opened, checked, swapped; its own functions run; reverted. */
static void enter_and_leave(tenon_candidate *candidate, const char *name) {
    tenon_bridge_options options = {.calls = 1500, .seed = 5};
    assert_true(tenon_candidate_implements(candidate, "mtproxy_crc32_partial"));
    assert_true(tenon_candidate_implements(candidate, "mtproxy_crc32c_partial"));
    assert_false(tenon_candidate_implements(candidate, "mtproxy_md5"));
    tenon_bridge_report *report = NULL;
    int32_t status = tenon_bridge_check(&bridges_mtproxy, candidate, &options, &report);
    for (uint32_t at = 0; report != NULL && at < report->count; at++)
        if (report->findings[at].verdict != TENON_BRIDGE_NOT_IMPLEMENTED)
            assert_string_equal(report->findings[at].text, "");
    tenon_bridge_report_free(report);
    assert_done(status, name);

    assert_done(tenon_bridge_swap(&bridges_mtproxy, candidate, NULL), name);
    tenon_bridge_state before = tenon_bridge_state_of(&bridges_mtproxy, BRIDGED_MTPROXY_CRC32_PARTIAL);
    assert_int_equal(before.mode, TENON_BRIDGE_SWAPPED);
    assert_non_null(strstr(before.serving, name));
    assert_int_equal(bridged_mtproxy_crc32_partial(message, 9, 0xffffffff), 0x340bc6d9);
    assert_int_equal(bridged_mtproxy_crc32c_partial(message, 9, 0xffffffff), 0x1cf96d7c);
    assert_int_equal(bridged_mtproxy_crc32_partial(NULL, 0, 0x12345678), 0x12345678);
    assert_done(tenon_bridge_revert(&bridges_mtproxy, NULL), name);
    assert_int_equal(tenon_bridge_state_of(&bridges_mtproxy, BRIDGED_MTPROXY_CRC32_PARTIAL).mode,
                     TENON_BRIDGE_REFERENCE);
}

static void shared_providers__each_version_of_this_processor__then_equal_and_serving(void **state) {
    (void)state;
    size_t count;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count);
    for (size_t at = 0; at < count; at++) {
        char path[4096];
        tenon_candidate *candidate = NULL;
        if (!versions[at].available())
            continue;
        (void)snprintf(path, sizeof path, "%s/mtproxy-crc-%s.so", PROVIDERS, versions[at].name);
        assert_done(tenon_bridge_open(&bridges_mtproxy, path, &candidate), path);
        enter_and_leave(candidate, versions[at].name);
    }
}

static void linked_providers__best_version__then_equal_and_serving(void **state) {
    (void)state;
    const mtproxy_crc_version *best = mtproxy_crc_best();
    tenon_candidate *candidate = NULL;
    assert_done(tenon_bridge_open_function(&bridges_mtproxy, mtproxy_crc_provider(best), &candidate),
                best->name);
    enter_and_leave(candidate, best->name);
}

static void linked_providers__every_version__then_its_own_provider(void **state) {
    (void)state;
    size_t count;
    const mtproxy_crc_version *versions = mtproxy_crc_versions(&count);
    for (size_t at = 0; at < count; at++)
        assert_non_null(strstr(mtproxy_crc_provider(&versions[at])()->name, versions[at].name));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linked_providers__every_version__then_its_own_provider),
        cmocka_unit_test(linked_providers__best_version__then_equal_and_serving),
        cmocka_unit_test(shared_providers__each_version_of_this_processor__then_equal_and_serving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
