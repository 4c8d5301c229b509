/* The driver: tries one case after the other and writes the journal. DRIVER JOURNAL [FIRST [LAST]] */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

/* What came back of one case. */
typedef struct verdict {
    const char *got;
    const char *code;
    char message[512];
} verdict;

static const char *code_of(const char *name) {
    for (unsigned i = 0; i < driver_code_count; i++) {
        if (strcmp(driver_codes[i].c_name, name) == 0)
            return driver_codes[i].name;
    }
    return NULL;
}

static void say_wrong(verdict *found, const char *what, const char *about) {
    char before[sizeof(found->message)];
    snprintf(before, sizeof(before), "%s", found->message);
    snprintf(found->message, sizeof(found->message), "%s%s%s%.300s", what, about,
             before[0] == '\0' ? "" : ": ", before);
    found->got = "wrong";
}

/* ---- What must be so whatever was tried ---- */

static bool is_in_child(const driver_case *tried) {
    return tried->kind == ABUSE_AFTER_FORK || tried->kind == ABUSE_AT_EXIT;
}

static void check_failure(const driver_case *tried, const driver_head *head, const void *arguments,
                          verdict *found) {
    bool was_refused = strcmp(found->got, "refused") == 0;
    const char *leftover =
        is_in_child(tried) ? NULL : driver_find_leftover(tried->function, arguments, was_refused);
    if (leftover != NULL)
        say_wrong(found, "the call failed, but is not as it was: ", leftover);
    else if (head->error == NULL)
        say_wrong(found, "the call failed without an error", "");
    else if (found->code == NULL)
        say_wrong(found, "the error is none of the contract's: ", head->name);
    else if (!is_in_child(tried) && tried->method == DRIVER_NONE &&
             strcmp(head->error->function, tried->function->name) != 0)
        say_wrong(found, "the error names another function: ", head->error->function);
    else if (tried->named != NULL && strstr(head->error->message, tried->named) == NULL)
        say_wrong(found, "the message does not name ", tried->named);
}

static void check_call(const driver_case *tried, bool was_reached, verdict *found) {
    if (stand_in_calls == NULL || is_in_child(tried))
        return;
    if (tried->outcome == ABUSE_REFUSED && was_reached && tried->kind != ABUSE_BUSY &&
        tried->kind != ABUSE_IN_CALLBACK && tried->kind != ABUSE_VIEW_OPEN && tried->kind != ABUSE_KEPT)
        say_wrong(found, "the library was called", "");
    else if (tried->outcome == ABUSE_FAILED && !was_reached)
        say_wrong(found, "the library was not called", "");
}

static void check_callbacks(const driver_case *tried, verdict *found) {
    bool must_run_once = tried->kind == ABUSE_CALLBACK_FAILS && strcmp(found->got, "accepted") != 0;
    if (driver_hosts_live(false) != 0)
        say_wrong(found, "a callback was not dropped", "");
    else if (driver_streams_live() != 0)
        say_wrong(found, "a stream was not released", "");
    else if (must_run_once && driver_hosts_ran() != 1)
        say_wrong(found, "the host's function did not run exactly once", "");
}

/* ---- One case ---- */

static void close_twice(const driver_case *tried, void *arguments, verdict *found) {
    const driver_value *value = &tried->function->values[tried->value];
    tenon_handle handle;
    memcpy(&handle, driver_at(arguments, value->at), sizeof(handle)); /* a block begins with its handle */
    if (handle == 0)
        return;
    if (tenon_drop(handle) != 0)
        say_wrong(found, "closing it once failed", "");
    else if (tenon_drop(handle) == 0)
        say_wrong(found, "closing it twice was not noticed", "");
    const tenon_error *error = tenon_error_take();
    found->got = strcmp(found->got, "wrong") == 0 ? "wrong" : "refused";
    found->code = error == NULL ? NULL : code_of(error->name);
    snprintf(found->message, sizeof(found->message), "%s", error == NULL ? "" : error->message);
    tenon_error_free(error);
    memset(driver_at(arguments, value->at), 0, sizeof(handle));
}

static bool is_boundarys(const driver_head *head) {
    static const char prefix[] = "TENON_";
    return strncmp(head->name, prefix, sizeof(prefix) - 1) == 0;
}

/* The author's own library may refuse what a call is made with before it calls back, or not call at all. */
static bool is_out_of_reach(const driver_case *tried, const driver_head *head) {
    bool is_of_callback = tried->kind == ABUSE_CALLBACK_FAILS || tried->kind == ABUSE_CALLBACK_LIES;
    return stand_in_calls == NULL && is_of_callback && (head->status >= 0 || !is_boundarys(head)) &&
           !driver_hosts_were_asked();
}

static void judge(const driver_case *tried, void *arguments, bool was_reached, verdict *found) {
    const driver_head *head = arguments;
    found->got = "accepted";
    if (head->status < 0) {
        found->got = is_boundarys(head) && tried->outcome != ABUSE_FAILED ? "refused" : "failed";
        found->code = head->error == NULL ? NULL : code_of(head->name);
        snprintf(found->message, sizeof(found->message), "%s",
                 head->error == NULL ? "" : head->error->message);
        if (!is_out_of_reach(tried, head)) {
            check_failure(tried, head, arguments, found);
            check_call(tried, was_reached, found);
        } else {
            found->got = "unreachable";
        }
    } else if (is_out_of_reach(tried, head)) {
        found->got = "unreachable";
        snprintf(found->message, sizeof(found->message), "the library did not call back");
    } else if (tried->kind == ABUSE_CLOSED_TWICE) {
        close_twice(tried, arguments, found);
    }
    bool only_goes_in = tried->kind != ABUSE_SAME_TWICE && driver_is_changed(arguments, false);
    if (only_goes_in && strcmp(found->got, "wrong") != 0)
        say_wrong(found, "memory that only goes in was written to", "");
}

static uint64_t calls_so_far(void) {
    return stand_in_calls == NULL ? 0 : stand_in_calls();
}

static void try_with(const driver_case *tried, void *arguments, verdict *found) {
    const driver_head *head = arguments;
    if (head->problem != NULL) {
        found->got = "unreachable";
        snprintf(found->message, sizeof(found->message), "%s", head->problem);
        return;
    }
    if (!driver_spoil(tried, arguments)) {
        found->got = "inexpressible";
        return;
    }
    driver_remember(arguments);
    if (tried->stand_in != NULL)
        setenv("TENON_STAND_IN", tried->stand_in, 1);
    uint64_t before = calls_so_far();
    const char *problem = driver_call_at(tried, arguments);
    unsetenv("TENON_STAND_IN");
    if (problem == NULL) {
        judge(tried, arguments, calls_so_far() != before, found);
        return;
    }
    found->got = "unreachable";
    snprintf(found->message, sizeof(found->message), "%s", problem);
}

static void try_case(const driver_case *tried) {
    verdict found = {0};
    driver_journal_begin(tried->number);
    driver_hosts_behave();
    void *arguments = driver_start(tried->function, NULL, 0);
    try_with(tried, arguments, &found);
    driver_end(tried->function, arguments);
    driver_unspoil();
    if (strcmp(found.got, "wrong") != 0 && strcmp(found.got, "unreachable") != 0)
        check_callbacks(tried, &found);
    driver_journal_case(tried->number, found.got, found.code,
                        found.message[0] == '\0' ? NULL : found.message);
}

int main(int count, char **arguments) {
    if (count < 2 || count > 4) {
        fprintf(stderr, "Usage: %s JOURNAL [FIRST [LAST]]\n", arguments[0]);
        return 2;
    }
    unsigned long first = count > 2 ? strtoul(arguments[2], NULL, 10) : 1;
    unsigned long last = count > 3 ? strtoul(arguments[3], NULL, 10) : UINT32_MAX;
    driver_journal_open(arguments[1]);
    for (unsigned i = 0; i < driver_case_count; i++) {
        if (driver_cases[i].number >= first && driver_cases[i].number <= last)
            try_case(&driver_cases[i]);
    }
    driver_journal_end(tenon_live_count() - driver_hosts_live(true),
                       stand_in_live == NULL ? 0 : stand_in_live());
    return 0;
}
