/* When and where the call is made: another thread, another call meanwhile, a callback, a forked child. */

#define _GNU_SOURCE
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "driver.h"

enum { MESSAGE = 240, PATIENCE = 2000 /* milliseconds until a call must have begun */ };

typedef struct moment {
    const driver_function *function;
    void *arguments;
} moment;

static void make_call(void *place) {
    const moment *now = place;
    driver_call(now->function, now->arguments);
}

static void *make_call_on_thread(void *place) {
    make_call(place);
    return NULL;
}

static const char *call_elsewhere(moment *now) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, make_call_on_thread, now) != 0)
        return "no thread";
    pthread_join(thread, NULL);
    return NULL;
}

static tenon_handle object_of(const driver_case *tried, void *arguments) {
    tenon_handle handle;
    memcpy(&handle, driver_at(arguments, tried->function->values[tried->value].at), sizeof(handle));
    return handle;
}

/* The helper's call with the object of the case, begun and not ended. */
static void *start_helper(const driver_case *tried, void *arguments) {
    return driver_start(tried->helper, tried->function->values[tried->value].class_of,
                        object_of(tried, arguments));
}

static const char *problem_of(void *arguments) {
    const driver_head *head = arguments;
    if (head->problem != NULL)
        return head->problem;
    return head->was_called && head->status != 0 ? "the call that was needed besides failed" : NULL;
}

static void nap(void) {
    tenon_nap(1000000);
}

/* ---- While another thread is in a call ---- */

static bool has_begun(uint64_t calls_before) {
    for (int i = 0; i < PATIENCE; i++) {
        if (stand_in_calls() != calls_before)
            return true;
        nap();
    }
    return false;
}

static const char *call_meanwhile(const driver_case *tried, moment *now) {
    void *helping = start_helper(tried, now->arguments);
    moment other = {tried->helper, helping};
    pthread_t thread;
    const char *problem = problem_of(helping);
    if (problem == NULL && stand_in_calls == NULL)
        problem = "only the stand-in stays in a call";
    uint64_t before = problem == NULL ? stand_in_calls() : 0;
    if (problem == NULL && pthread_create(&thread, NULL, make_call_on_thread, &other) != 0)
        problem = "no thread";
    if (problem == NULL) {
        if (has_begun(before))
            make_call(now);
        else
            problem = "the other call did not begin";
        if (stand_in_go_on != NULL)
            stand_in_go_on();
        pthread_join(thread, NULL);
    }
    driver_end(tried->helper, helping);
    return problem;
}

/* ---- Inside a callback, and while something is open ---- */

static const char *call_inside(const driver_case *tried, moment *now) {
    void *helping = start_helper(tried, now->arguments);
    const char *problem = problem_of(helping);
    if (problem == NULL) {
        driver_hosts_run(make_call, now);
        driver_call(tried->helper, helping);
        driver_hosts_run(NULL, NULL);
        if (!((const driver_head *)now->arguments)->was_called)
            problem = "the library did not call back";
    }
    driver_end(tried->helper, helping);
    return problem;
}

static const char *call_while_open(const driver_case *tried, moment *now) {
    void *helping = start_helper(tried, now->arguments);
    const char *problem = problem_of(helping);
    if (problem == NULL) {
        driver_call(tried->helper, helping);
        problem = problem_of(helping);
    }
    if (problem == NULL)
        make_call(now);
    driver_end(tried->helper, helping);
    return problem;
}

/* What another function left with the library fails now. */
static const char *call_after_keeping(const driver_case *tried, moment *now) {
    void *helping = driver_start(tried->helper, NULL, 0);
    const char *problem = problem_of(helping);
    if (problem == NULL) {
        driver_call(tried->helper, helping);
        problem = problem_of(helping);
    }
    if (problem == NULL) {
        driver_hosts_fail(NULL, DRIVER_NONE);
        make_call(now);
        driver_hosts_behave();
    }
    driver_end(tried->helper, helping);
    return problem;
}

/* ---- Late callbacks ---- */

/* The first call is right; in the second the stand-in calls what it got in the first. */
static const char *call_twice(const driver_case *tried, moment *now) {
    void *first = driver_start(tried->function, NULL, 0);
    const char *problem = problem_of(first);
    if (problem == NULL) {
        driver_call(tried->function, first);
        problem = problem_of(first);
    }
    driver_end(tried->function, first);
    if (problem == NULL)
        make_call(now);
    return problem;
}

/* ---- Processes ---- */

/* What came back in the child, where both see it. */
typedef struct report {
    bool is_there;
    int32_t status;
    int32_t code;
    char name[MESSAGE], message[MESSAGE], function[MESSAGE];
} report;

static struct {
    moment now;
    report *report;
} exiting;

static void call_and_report(moment *now, report *to) {
    make_call(now);
    const driver_head *head = now->arguments;
    to->status = head->status;
    if (head->error != NULL) {
        strncpy(to->name, head->error->name, MESSAGE - 1);
        strncpy(to->message, head->error->message, MESSAGE - 1);
        strncpy(to->function, head->error->function, MESSAGE - 1);
        to->code = head->error->code;
    }
    to->is_there = true;
}

static void call_at_exit(void) {
    call_and_report(&exiting.now, exiting.report);
    _exit(0);
}

/* As if the call had been made here: the results stay in the child. */
static void take_report(moment *now, const report *from) {
    static char name[MESSAGE];
    driver_head *head = now->arguments;
    strncpy(name, from->name, MESSAGE - 1);
    head->name = name;
    head->status = from->status == 0 ? 1 : from->status; /* `was_called` stays false: the inputs are here */
    if (from->status == 0)
        return;
    tenon_fail(from->code, "%s", from->message);
    head->error = tenon_error_take();
}

static const char *call_in_child(const driver_case *tried, moment *now) {
    report *shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return "no shared memory";
    pid_t child = fork();
    if (child == 0) {
        if (tried->kind == ABUSE_AFTER_FORK) {
            call_and_report(now, shared);
            _exit(0);
        }
        exiting.now = *now;
        exiting.report = shared;
        atexit(call_at_exit);
        exit(0);
    }
    int status = 0;
    if (child > 0)
        waitpid(child, &status, 0);
    const char *problem = child < 0 ? "no child process" : NULL;
    if (problem == NULL && (!shared->is_there || !WIFEXITED(status) || WEXITSTATUS(status) != 0))
        abort(); /* the child crashed: so does the driver */
    if (problem == NULL)
        take_report(now, shared);
    munmap(shared, sizeof(*shared));
    return problem;
}

const char *driver_call_at(const driver_case *tried, void *arguments) {
    moment now = {tried->function, arguments};
    switch (tried->kind) {
    case ABUSE_WRONG_THREAD:
    case ABUSE_OTHER_THREAD:
        return call_elsewhere(&now);
    case ABUSE_BUSY:
        return call_meanwhile(tried, &now);
    case ABUSE_IN_CALLBACK:
        return call_inside(tried, &now);
    case ABUSE_VIEW_OPEN:
    case ABUSE_KEPT:
        return call_while_open(tried, &now);
    case ABUSE_KEPT_FAILS:
        return call_after_keeping(tried, &now);
    case ABUSE_LIE_LATE:
        return call_twice(tried, &now);
    case ABUSE_AFTER_FORK:
    case ABUSE_AT_EXIT:
        return call_in_child(tried, &now);
    default:
        make_call(&now);
        return NULL;
    }
}
