/**
 * @file
 * The way from other threads to functions of JavaScript: requests, and failures to show.
 *
 * There are never more requests than threads that wait, each for its own answer. A thread that gives up takes
 * its request out of the list itself, so that none is left behind on a stack that is gone.
 */
#include <stdio.h>
#include <time.h>

#include "tn_callbacks.h"

enum { PATIENCE = 50 /* milliseconds that a call which is not said to wait is given to end */ };

typedef struct tn_complaint {
    const tenon_error *error;
    struct tn_complaint *next;
} tn_complaint;

/* The lock is the home's. */
struct tn_bridge {
    tn_home *home;
    _Atomic int sitting;       /* a tn_sitting */
    _Atomic uint64_t sittings; /* how many calls began so far */
    _Atomic size_t waiting;    /* how many requests there are */
    napi_ref when_settled;     /* for the environment's own thread only */
    bool is_closed;            /* nothing is answered any more; this and the rest are guarded */
    bool is_exiting;           /* what runs may never come back; only its own thread changes this */
    tn_request *requests;      /* the oldest first */
    uint64_t request_count;    /* of all so far, to number them */
    tn_complaint *complaints;  /* the newest first */
};

static void lock(tn_bridge *bridge) {
    (void)pthread_mutex_lock(&bridge->home->lock);
}

static void unlock(tn_bridge *bridge) {
    (void)pthread_mutex_unlock(&bridge->home->lock);
}

/* ---- Asking ---- */

static struct timespec after(long milliseconds) {
    struct timespec time;
    (void)clock_gettime(CLOCK_REALTIME, &time);
    time.tv_nsec += milliseconds * 1000000;
    time.tv_sec += time.tv_nsec / 1000000000;
    time.tv_nsec %= 1000000000;
    return time;
}

static void append(tn_bridge *bridge, tn_request *request) {
    tn_request **link = &bridge->requests;
    while (*link != NULL)
        link = &(*link)->next;
    *link = request;
    request->number = ++bridge->request_count;
    atomic_fetch_add(&bridge->waiting, 1);
}

static void take_out(tn_bridge *bridge, tn_request *request) {
    tn_request **link = &bridge->requests;
    while (*link != request)
        link = &(*link)->next;
    *link = request->next;
    atomic_fetch_sub(&bridge->waiting, 1);
}

void tn_give_up(tn_failure *failure, tenon_code code) {
    static const char busy[] =
        "a callback of another thread cannot run while Node.js's own thread is in a call of this "
        "package, which may be waiting for it: use the awaitable form of that call";
    static const char ended[] = "the Node.js environment of the callback has ended";
    *failure =
        (tn_failure){.has_failed = true, .code = (int32_t)code, .problem = code == TENON_BUSY ? busy : ended};
}

/* Whether the environment's thread sits where it may wait for this very thread. */
static bool is_in_vain(tn_bridge *bridge, bool has_waited, uint64_t sittings) {
    int sitting = atomic_load(&bridge->sitting);
    return sitting == TN_WAITING ||
           (sitting == TN_CALLING && has_waited && atomic_load(&bridge->sittings) == sittings);
}

void tn_ask(tn_bridge *bridge, tn_request *request) {
    bool has_waited = false;
    uint64_t sittings = 0;
    (void)pthread_cond_init(&request->answered, NULL);
    lock(bridge);
    append(bridge, request);
    tn_wake(bridge->home);
    while (request->stage != TN_ANSWERED) {
        bool is_running = request->stage == TN_RUNNING && !bridge->is_exiting;
        if (!is_running && (bridge->is_closed || is_in_vain(bridge, has_waited, sittings))) {
            tn_give_up(&request->failure, bridge->is_closed ? TENON_CLOSED : TENON_BUSY);
            break;
        }
        sittings = atomic_load(&bridge->sittings);
        struct timespec end = after(PATIENCE);
        has_waited = pthread_cond_timedwait(&request->answered, &bridge->home->lock, &end) != 0;
        /* A promise of an environment that is being torn down is never settled: have it looked at. */
        if (has_waited)
            tn_wake(bridge->home);
    }
    take_out(bridge, request);
    unlock(bridge);
    (void)pthread_cond_destroy(&request->answered);
}

/* ---- Answering ---- */

/* With the lock held. */
static tn_request *first_at(tn_bridge *bridge, tn_stage stage) {
    tn_request *request = bridge->requests;
    while (request != NULL && request->stage != stage)
        request = request->next;
    return request;
}

/* JavaScript may have to be run without the lock. */
static void set_stage(tn_bridge *bridge, tn_request *request, tn_stage stage) {
    lock(bridge);
    request->stage = stage;
    (void)pthread_cond_signal(&request->answered);
    unlock(bridge);
}

static void close_bridge(tn_bridge *bridge, bool is_exiting) {
    lock(bridge);
    bridge->is_closed = true;
    bridge->is_exiting = bridge->is_exiting || is_exiting;
    for (tn_request *request = bridge->requests; request != NULL; request = request->next)
        (void)pthread_cond_signal(&request->answered);
    unlock(bridge);
}

static void answer_one(tn_bridge *bridge) {
    lock(bridge);
    tn_request *request = bridge->is_closed ? NULL : first_at(bridge, TN_QUEUED);
    if (request != NULL)
        request->stage = TN_RUNNING;
    unlock(bridge);
    if (request == NULL)
        return;
    bool is_answered = tn_answer(bridge->home->env, request);
    /* A thread does not wait for the end of a process: its request is gone then. */
    if (!bridge->is_exiting)
        set_stage(bridge, request, is_answered ? TN_ANSWERED : TN_PROMISED);
}

bool tn_is_exiting(const tn_bridge *bridge) {
    return bridge->is_exiting;
}

bool tn_await(napi_env env, napi_value promise, uint64_t number) {
    const tn_bridge *bridge = tn_bridge_of(env);
    napi_value function = NULL;
    napi_value undefined = NULL;
    napi_value arguments[] = {promise, NULL};
    return (bridge != NULL && bridge->when_settled != NULL &&
            napi_get_reference_value(env, bridge->when_settled, &function) == napi_ok &&
            napi_get_undefined(env, &undefined) == napi_ok &&
            napi_create_double(env, (double)number, &arguments[1]) == napi_ok &&
            napi_call_function(env, undefined, function, 2, arguments, NULL) == napi_ok) ||
           tn_fail(env);
}

/* $settle(number, isFulfilled, value): where nobody waits any more, nothing happens. */
static napi_value settle(napi_env env, napi_callback_info info) {
    napi_value in[3];
    double number = 0;
    bool is_fulfilled = false;
    tn_bridge *bridge = tn_bridge_of(env);
    if (bridge == NULL || !tn_arguments(env, info, 3, in) ||
        napi_get_value_double(env, in[0], &number) != napi_ok ||
        napi_get_value_bool(env, in[1], &is_fulfilled) != napi_ok)
        return NULL;
    lock(bridge);
    tn_request *request = bridge->requests;
    while (request != NULL && (request->stage != TN_PROMISED || (double)request->number != number))
        request = request->next;
    if (request != NULL)
        request->stage = TN_RUNNING;
    unlock(bridge);
    if (request != NULL) {
        tn_settle(env, request, is_fulfilled, in[2]);
        if (!bridge->is_exiting)
            set_stage(bridge, request, TN_ANSWERED);
    }
    return NULL;
}

/* ---- Failures that nobody waits for ---- */

/* process.NAME(arguments) */
static bool call_process(napi_env env, const char *name, size_t count, const napi_value *arguments) {
    napi_value global = NULL;
    napi_value process = NULL;
    napi_value function = NULL;
    return napi_get_global(env, &global) == napi_ok &&
           napi_get_named_property(env, global, "process", &process) == napi_ok &&
           napi_get_named_property(env, process, name, &function) == napi_ok &&
           napi_call_function(env, process, function, count, arguments, NULL) == napi_ok;
}

/* What a callback threw is an uncaught exception. That it could not be called is a warning. */
static void show(napi_env env, const tenon_error *error) {
    napi_handle_scope scope = NULL;
    if (napi_open_handle_scope(env, &scope) != napi_ok) {
        tenon_error_free(error);
        return;
    }
    bool is_warning = error->code == TENON_BUSY || error->code == TENON_CLOSED;
    napi_value exception = tn_make_exception(env, error);
    if (exception != NULL && is_warning)
        (void)call_process(env, "emitWarning", 1, &exception);
    bool is_pending = false;
    if (napi_is_exception_pending(env, &is_pending) == napi_ok && is_pending)
        (void)napi_get_and_clear_last_exception(env, &exception);
    if (exception != NULL && (is_pending || !is_warning))
        (void)napi_fatal_exception(env, exception);
    (void)napi_close_handle_scope(env, scope);
}

void tn_show_failure(tn_bridge *bridge, const tenon_error *error) {
    napi_env env = tn_env_here(bridge->home);
    tn_complaint *complaint = env == NULL ? malloc(sizeof *complaint) : NULL;
    if (env != NULL) {
        show(env, error);
    } else if (complaint == NULL) {
        tenon_error_free(error);
    } else {
        complaint->error = error;
        lock(bridge);
        bool has_ended = bridge->home->has_ended;
        if (!has_ended) {
            complaint->next = bridge->complaints;
            bridge->complaints = complaint;
            tn_wake(bridge->home);
        }
        unlock(bridge);
        if (has_ended) {
            tenon_error_free(error);
            free(complaint);
        }
    }
}

static void show_complaints(napi_env env, tn_complaint *newest) {
    tn_complaint *oldest = NULL;
    while (newest != NULL) {
        tn_complaint *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    while (oldest != NULL) {
        tn_complaint *next = oldest->next;
        if (env != NULL)
            show(env, oldest->error);
        else
            tenon_error_free(oldest->error);
        free(oldest);
        oldest = next;
    }
}

/* ---- Waking up ---- */

/* Whether JavaScript still runs: a worker that is told to end is no longer allowed to. */
static bool can_run(napi_env env) {
    napi_value value = NULL;
    bool is_same = false;
    return napi_get_undefined(env, &value) == napi_ok &&
           napi_strict_equals(env, value, value, &is_same) == napi_ok;
}

static tn_complaint *take_complaints(tn_bridge *bridge) {
    lock(bridge);
    tn_complaint *complaints = bridge->complaints;
    bridge->complaints = NULL;
    unlock(bridge);
    return complaints;
}

static void woken(napi_env env, tn_bridge *bridge) {
    if (!can_run(env)) {
        close_bridge(bridge, false);
        return;
    }
    show_complaints(env, take_complaints(bridge));
    answer_one(bridge);
}

/* ---- Calls of this environment ---- */

/* Null where nothing was ever called back, or has ended. */
static tn_bridge *bridge_here(napi_env env) {
    const tn_state *state = tn_state_of(env);
    return state == NULL || state->home == NULL ? NULL : state->home->bridge;
}

static tn_sitting enter(napi_env env, tn_sitting sitting) {
    tn_bridge *bridge = bridge_here(env);
    if (bridge == NULL)
        return TN_OUTSIDE;
    atomic_fetch_add(&bridge->sittings, 1);
    tn_sitting before = (tn_sitting)atomic_exchange(&bridge->sitting, (int)sitting);
    /* Either this thread sees the request, or the other one sees that this one sits. */
    if (sitting == TN_WAITING && atomic_load(&bridge->waiting) > 0) {
        lock(bridge);
        for (tn_request *request = bridge->requests; request != NULL; request = request->next)
            (void)pthread_cond_signal(&request->answered);
        unlock(bridge);
    }
    return before;
}

static void leave(napi_env env, tn_sitting before) {
    tn_bridge *bridge = bridge_here(env);
    if (bridge != NULL)
        atomic_store(&bridge->sitting, (int)before);
}

/* ---- Beginning and end ---- */

/* $end(): the process is about to exit, and must not wait for threads that wait for it. */
static napi_value end(napi_env env, napi_callback_info info) {
    (void)info;
    tn_bridge *bridge = bridge_here(env);
    if (bridge != NULL)
        close_bridge(bridge, true);
    return NULL;
}

/* The environment has ended: nobody adds to these any more. */
static void ended(napi_env env, tn_bridge *bridge) {
    close_bridge(bridge, false);
    show_complaints(NULL, take_complaints(bridge));
    if (bridge->when_settled != NULL)
        (void)napi_delete_reference(env, bridge->when_settled);
    bridge->when_settled = NULL;
}

static tn_bridge *make_bridge(tn_home *home) {
    tn_bridge *bridge = calloc(1, sizeof *bridge);
    if (bridge != NULL)
        bridge->home = home;
    return bridge;
}

tn_bridge *tn_bridge_of(napi_env env) {
    tn_home *home = tn_home_of(env);
    return home == NULL ? NULL : home->bridge;
}

/* $begin(whenSettled): what calls `$settle` when a promise is settled. */
static napi_value begin(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tn_bridge *bridge = tn_bridge_of(env);
    if (bridge != NULL && tn_arguments(env, info, 1, in) && bridge->when_settled == NULL &&
        napi_create_reference(env, in[0], 1, &bridge->when_settled) != napi_ok)
        (void)tn_fail(env);
    return NULL;
}

static bool start(napi_env env, napi_value exports) {
    static const tn_function functions[] = {
        {"$begin", begin}, {"$settle", settle}, {"$end", end}, {"$adoptWith", tn_adopt_with}};
    tenon_set_unraisable(tn_unraisable);
    return tn_export(env, exports, functions, sizeof functions / sizeof *functions);
}

const tn_callback_support tn_callbacks = {.start = start,
                                          .thrown = tn_thrown,
                                          .enter = enter,
                                          .leave = leave,
                                          .make_bridge = make_bridge,
                                          .woken = woken,
                                          .ended = ended};
