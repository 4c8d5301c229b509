/* Bridges: providers are compared with the library, and then serve, are watched, or do nothing. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check.h"

enum { SHADOW_ONE_IN = 16 };

/* ---- Progress ---- */

static void show_progress(void *context, const char *operation, uint64_t done, uint64_t of) {
    (void)context;
    fprintf(stderr, "\r\033[K  %s: %" PRIu64 " of %" PRIu64, operation, done, of);
    fflush(stderr);
}

static void clear_progress(void) {
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}

/* ---- One provider ---- */

static bool is_fine(const tenon_bridge_finding *found) {
    return found->verdict == TENON_BRIDGE_EQUAL || found->verdict == TENON_BRIDGE_NOT_IMPLEMENTED;
}

static void print_finding(const char *name, const tenon_bridge_finding *found) {
    check_refuse("bridge: %s: %s: %s: %s%s%s%s", name, found->operation,
                 tenon_bridge_verdict_name(found->verdict), found->text,
                 found->input == NULL ? "" : " (the smallest input is in ",
                 found->input == NULL ? "" : found->input, found->input == NULL ? "" : ")");
}

/* @return How many operations are equal. */
static uint32_t print_findings(const char *name, const tenon_bridge_report *report, bool is_verbose) {
    uint32_t equal = 0;
    for (uint32_t i = 0; i < report->count; i++) {
        const tenon_bridge_finding *found = &report->findings[i];
        equal += found->verdict == TENON_BRIDGE_EQUAL;
        if (!is_fine(found))
            print_finding(name, found);
        else if (is_verbose && found->verdict == TENON_BRIDGE_EQUAL)
            printf("bridge: %s: %s: equal in %" PRIu64 " calls\n", name, found->operation, found->calls);
    }
    return equal;
}

static bool serve(const check_options *given, tenon_candidate *candidate) {
    const char *name = tenon_candidate_provider(candidate)->name;
    int32_t status = 0;
    if (given->mode == CHECK_SWAP)
        status = tenon_bridge_swap(&bridges_mtproxy, candidate, given->bridge.only);
    if (given->mode == CHECK_SHADOW)
        status = tenon_bridge_shadow(&bridges_mtproxy, candidate, given->bridge.only, SHADOW_ONE_IN);
    return status == 0 || check_refuse_for(name);
}

static bool bridge(const check_options *given, tenon_candidate *candidate) {
    const char *name = tenon_candidate_provider(candidate)->name;
    tenon_bridge_options options = given->bridge;
    tenon_bridge_report *report = NULL;
    if (given->bridge.only != NULL && !tenon_candidate_implements(candidate, given->bridge.only)) {
        printf("bridge: %s: does not implement %s\n", name, given->bridge.only);
        return true;
    }
    options.progress = isatty(STDERR_FILENO) ? show_progress : NULL;
    int32_t status = tenon_bridge_check(&bridges_mtproxy, candidate, &options, &report);
    clear_progress();
    if (report == NULL)
        return check_refuse_for(name);
    uint32_t equal = print_findings(name, report, given->is_verbose);
    if (status == 0)
        printf("bridge: %s: %u operations equal (seed %" PRIu64 ")\n", name, equal, report->seed);
    else
        check_refuse("bridge: %s is refused: the library goes on serving (seed %" PRIu64 ")", name,
                     report->seed);
    tenon_bridge_report_free(report);
    return status == 0 && serve(given, candidate);
}

bool check_bridges(const check_options *given, const check_providers *providers) {
    for (size_t i = 0; i < providers->count; i++) {
        if (!bridge(given, providers->all[i]))
            return false;
    }
    return true;
}

/* ---- The table ---- */

static const char *mode_name(tenon_bridge_mode mode) {
    static const char *const names[] = {"", "", " (compared with a sample of the calls)", " (recorded)"};
    return names[mode];
}

void check_print_serving(void) {
    printf("\n%-36s %12s %12s  %s\n", "operation", "checked", "calls", "served by");
    for (uint32_t i = 0; i < bridges_mtproxy.operation_count; i++) {
        tenon_bridge_state state = tenon_bridge_state_of(&bridges_mtproxy, i);
        printf("%-36s %12" PRIu64 " %12" PRIu64 "  %s%s\n", state.operation, state.checks, state.calls,
               state.serving, mode_name(state.mode));
    }
}
