/**
 * @file
 * What the tests of the differential check share.
 */
#ifndef TENON_TESTS_BRIDGE_CHECK_SUPPORT_H
#define TENON_TESTS_BRIDGE_CHECK_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge/trial.h"
#include "bridges_bridged.h"

#include <cmocka.h> /* after the headers it needs */

static inline tenon_candidate *open_provider(const char *name) {
    char path[1024];
    tenon_candidate *candidate = NULL;
    (void)snprintf(path, sizeof path, "%s/%s.so", PROVIDERS, name);
    if (tenon_bridge_open(&bridges_bridged, path, &candidate) != 0)
        fail_msg("%s", tenon_error_peek()->message);
    return candidate;
}

static inline const tenon_bridge_finding *finding_of(const tenon_bridge_report *report,
                                                     const char *operation) {
    for (uint32_t i = 0; i < report->count; i++) {
        if (strcmp(report->findings[i].operation, operation) == 0)
            return &report->findings[i];
    }
    fail_msg("the report says nothing of %s", operation);
    return NULL;
}

static inline void expect_text(const char *text, const char *part) {
    if (strstr(text, part) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", text, part);
}

#endif /* TENON_TESTS_BRIDGE_CHECK_SUPPORT_H */
