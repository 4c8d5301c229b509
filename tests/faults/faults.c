/**
 * @file
 * Every allocation fails, each in turn, during a valid call of every function of a contract through its
 * boundary.
 *
 * Linked with the tables of the C driver of `tenon test`, the boundary, the runtime and a stand-in library,
 * which is spared: what fails is what the boundary and the runtime allocate. After each failure the error
 * says that memory is used up, what the call took is as before, and nothing is left over. Linked with --wrap:
 * see the Makefile.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *memory, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *memory, size_t size);
void stand_in_spare(bool begins);

/* ---- Memory that fails ---- */

enum { MOST = 500 }; /* allocations in one call: more is a defect of this test */

static _Atomic unsigned left;      /* the allocation that fails; 0: none does */
static _Atomic bool stays_used_up; /* so do all behind it */
static _Atomic unsigned refused;
static _Thread_local int spared;

static bool may_allocate(void) {
    unsigned now = atomic_load(&left);
    if (spared > 0 || now == 0)
        return true;
    if (now > 1) {
        atomic_store(&left, now - 1);
        return true;
    }
    if (!atomic_load(&stays_used_up))
        atomic_store(&left, 0);
    atomic_fetch_add(&refused, 1);
    return false;
}

void *__wrap_malloc(size_t size) {
    return may_allocate() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t count, size_t size) {
    return may_allocate() ? __real_calloc(count, size) : NULL;
}

void *__wrap_realloc(void *memory, size_t size) {
    return may_allocate() ? __real_realloc(memory, size) : NULL;
}

void stand_in_spare(bool begins) {
    spared += begins ? 1 : -1;
}

static void arm(unsigned at, bool stays) {
    atomic_store(&refused, 0);
    atomic_store(&stays_used_up, stays);
    atomic_store(&left, at);
}

static unsigned disarm(void) {
    atomic_store(&left, 0);
    return atomic_load(&refused);
}

/* ---- What is counted, and said ---- */

/* What the function that is tried fails with although there is memory: a real library may not like its
 * arguments. */
static int32_t usual;

static struct { unsigned functions, calls, failures, done_without, problems, unreachable; } total;

/** How a function is called. */
typedef struct way {
    const char *name;
    bool stays;       /* memory stays used up behind the allocation that fails */
    bool hosts_fail;  /* every callback fails, too */
    bool on_a_thread; /* one that has never called before */
    bool elsewhere;   /* the library calls back on a thread of its own */
} way;

static const way ways[] = {
    {"one allocation fails", false, false, false},
    {"all from one on fail", true, false, false},
    {"one fails, and so do the callbacks", false, true, false},
    {"one fails on a new thread", false, false, true},
    {"one fails, and callbacks are called elsewhere", .elsewhere = true},
};

static void complain(const driver_function *function, const way *how, unsigned at, const char *what,
                     const char *more) {
    total.problems++;
    printf("%s, %s, allocation %u: %s%s\n", function->name, how->name, at, what, more);
}

static bool is_object_in(const driver_value *value) {
    return value->form == DRIVER_OBJECT && value->direction == DRIVER_IN;
}

static bool has_callback(const driver_function *function) {
    for (int i = 0; i < function->count; i++) {
        if (function->values[i].form == DRIVER_CALLBACK)
            return true;
    }
    return false;
}

/* Whether the object that goes in as this value lives. */
static bool is_alive(const driver_function *function, void *arguments, int index) {
    tenon_handle handle;
    memcpy(&handle, driver_at(arguments, function->values[index].at), sizeof(handle));
    tenon_slot *chunk = tenon_table[(handle & 0xFFFFFF) >> TENON_CHUNK_BITS];
    return handle != 0 && chunk[handle & (TENON_CHUNK_SLOTS - 1)].state >> 24 == handle >> 24;
}

/* ---- One call ---- */

static void *call_there(void *both) {
    const void **pair = both;
    driver_call(pair[0], (void *)(uintptr_t)pair[1]);
    return NULL;
}

static void call(const driver_function *function, void *arguments, const way *how) {
    const void *pair[] = {function, arguments};
    pthread_t thread;
    total.calls++;
    if (!how->on_a_thread) {
        driver_call(function, arguments);
        return;
    }
    stand_in_spare(true);
    bool is_started = pthread_create(&thread, NULL, call_there, pair) == 0;
    stand_in_spare(false);
    if (is_started)
        pthread_join(thread, NULL);
}

static bool may_fail_so(const tenon_error *error, const way *how) {
    return error->kind == TENON_KIND_OUT_OF_MEMORY || (usual != 0 && error->code == usual) ||
           (how->hosts_fail && error->code == TENON_CALLBACK_FAILED) ||
           (how->on_a_thread && error->code == TENON_WRONG_THREAD) ||
           (how->elsewhere && error->code == TENON_BROKEN_CONTRACT); /* a callback of one thread */
}

static void check_error(const driver_function *function, const way *how, unsigned at, void *arguments,
                        bool was_reached) {
    const driver_head *head = arguments;
    const char *leftover = driver_find_leftover(function, arguments, !was_reached);
    if (head->error == NULL)
        complain(function, how, at, "no error was recorded", "");
    else if (!may_fail_so(head->error, how))
        complain(function, how, at, "another error: ", head->error->message);
    else if (head->error->message[0] == '\0')
        complain(function, how, at, "the error has no message", "");
    /* Where there is no memory for the error itself, it is one that stands ready and names nobody. */
    else if (head->error->function[0] != '\0' && strcmp(head->error->function, function->name) != 0)
        complain(function, how, at, "the error names another function: ", head->error->function);
    if (leftover != NULL)
        complain(function, how, at, "the call failed, but is not as it was: ", leftover);
}

/* What was taken is there, and the same call works once there is memory. */
static void check_state(const driver_function *function, const way *how, unsigned at, void *arguments,
                        const bool *is_consumed) {
    bool can_repeat = !has_callback(function) && !how->on_a_thread && usual == 0;
    for (int i = 0; i < function->count; i++) {
        const driver_value *value = &function->values[i];
        /* A record in place whose texts were the host's is empty after a failure. */
        bool is_emptied = value->direction == DRIVER_INOUT && value->release != NULL;
        can_repeat = can_repeat && value->form != DRIVER_STREAM && !is_emptied;
        if (!is_object_in(value))
            continue;
        can_repeat = can_repeat && !is_consumed[i];
        if (!is_consumed[i] && !is_alive(function, arguments, i))
            complain(function, how, at, "an object is gone: ", value->name);
    }
    if (!can_repeat)
        return;
    driver_head *head = arguments;
    tenon_error_free(head->error);
    head->error = NULL;
    driver_call(function, arguments);
    if (head->status != 0)
        complain(function, how, at, "the call fails once there is memory: ", head->error->message);
}

/* Where there is no stand-in, nobody counts. */
static uint64_t calls_so_far(void) {
    return stand_in_calls == NULL ? 0 : stand_in_calls();
}

static uint64_t lent_so_far(void) {
    return stand_in_live == NULL ? 0 : stand_in_live();
}

static uint64_t live_objects(void) {
    return tenon_live_count() - driver_hosts_live(true);
}

/* @return Whether an allocation failed. */
static bool try_once(const driver_function *function, const way *how, unsigned at, bool *is_consumed) {
    uint64_t objects = live_objects(), lent = lent_so_far();
    driver_hosts_behave();
    if (how->hosts_fail)
        driver_hosts_fail(NULL, 0);
    void *arguments = driver_start(function, NULL, 0);
    const driver_head *head = arguments;
    unsigned failed = 0;
    if (head->problem == NULL) {
        driver_remember(arguments);
        uint64_t calls = calls_so_far();
        char told[256];
        snprintf(told, sizeof(told), "%s::elsewhere", function->name);
        if (how->elsewhere)
            setenv("TENON_STAND_IN", told, 1);
        arm(at, how->stays);
        call(function, arguments, how);
        failed = disarm();
        unsetenv("TENON_STAND_IN");
        total.failures += failed > 0;
        total.done_without += failed > 0 && head->status == 0;
        driver_hosts_behave();
        for (int i = 0; i < function->count && at == 0 && is_object_in(&function->values[i]); i++)
            is_consumed[i] = !is_alive(function, arguments, i);
        if (at == 0)
            usual = head->status < 0 ? head->error->code : 0;
        if (head->status < 0)
            check_error(function, how, at, arguments, stand_in_calls == NULL || calls_so_far() != calls);
        bool must_work =
            failed == 0 && !how->hosts_fail && !how->on_a_thread && !how->elsewhere && usual == 0;
        if (head->status < 0 && must_work)
            complain(function, how, at, "the call fails although there is memory: ", head->error->message);
        if (head->status < 0 && failed > 0)
            check_state(function, how, at, arguments, is_consumed);
    } else {
        total.unreachable += at == 0;
    }
    driver_end(function, arguments);
    if (live_objects() != objects)
        complain(function, how, at, "objects are left over", "");
    if (lent_so_far() != lent)
        complain(function, how, at, "the library's objects or memory are left over", "");
    if (driver_hosts_live(false) != 0 || driver_streams_live() != 0)
        complain(function, how, at, "a callback or stream is left over", "");
    return failed > 0;
}

/* An object that only its own thread may use stays where that thread has ended: nobody can end it. */
static bool stays_with_its_thread(const driver_function *function) {
    const way *how = &ways[3];
    uint64_t objects = live_objects();
    driver_hosts_behave();
    void *arguments = driver_start(function, NULL, 0);
    if (((const driver_head *)arguments)->problem == NULL)
        call(function, arguments, how);
    driver_end(function, arguments);
    return live_objects() != objects;
}

static void try_function(const driver_function *function) {
    bool is_consumed[64] = {false};
    total.functions++;
    try_once(function, &ways[0], 0, is_consumed); /* everything is there: what does it use up? */
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        unsigned at = 1;
        if ((ways[i].hosts_fail || ways[i].elsewhere) && !has_callback(function))
            continue;
        if (ways[i].on_a_thread && stays_with_its_thread(function))
            continue;
        while (at < MOST && try_once(function, &ways[i], at, is_consumed))
            at++;
        if (at == MOST)
            complain(function, &ways[i], at, "it allocates without end", "");
    }
}

int main(void) {
    for (const driver_function *const *function = driver_functions; *function != NULL; function++)
        try_function(*function);
    printf("%u functions, %u calls, %u allocations refused (%u did without), %u not reached: %u problems\n",
           total.functions, total.calls, total.failures, total.done_without, total.unreachable,
           total.problems);
    return total.problems == 0 ? 0 : 1;
}
