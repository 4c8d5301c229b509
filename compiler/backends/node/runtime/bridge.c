/**
 * @file
 * The way from other threads to an environment's own: requests, values to let go, failures to show.
 *
 * There are never more requests than threads that wait, each for its own answer; what wakes the environment's
 * thread is a thread-safe function with a short queue. A thread that gives up takes its request out of the
 * list itself, so that none is left behind on a stack that is gone.
 */
#include <stdio.h>
#include <time.h>

#include "tn_callbacks.h"

enum {
    PATIENCE = 50, /* milliseconds that a call which is not said to wait is given to end */
    WAKES = 64     /* how many calls of the thread-safe function may be under way */
};

typedef struct tn_complaint {
    const tenon_error *error;
    struct tn_complaint *next;
} tn_complaint;

struct tn_bridge {
    pthread_t thread;
    _Atomic size_t users;      /* the environment and every reference */
    _Atomic int sitting;       /* a tn_sitting */
    _Atomic uint64_t sittings; /* how many calls began so far */
    _Atomic size_t waiting;    /* how many requests there are */
    napi_env env;              /* for its own thread only, as are the next two */
    napi_ref when_settled;
    tn_reference *references;
    pthread_mutex_t lock;           /* guards the rest */
    bool is_closed;                 /* nothing is answered any more */
    bool is_exiting;                /* what runs may never come back; only its own thread changes this */
    bool has_ended;                 /* no environment is left */
    napi_threadsafe_function waker; /* null where it is gone */
    tn_request *requests;           /* the oldest first */
    uint64_t request_count;         /* of all so far, to number them */
    tn_reference *unwanted;         /* let go by other threads */
    tn_complaint *complaints;       /* the newest first */
};

static void free_bridge(tn_bridge *bridge) {
    if (atomic_fetch_sub(&bridge->users, 1) != 1)
        return;
    (void)pthread_mutex_destroy(&bridge->lock);
    free(bridge);
}

bool tn_is_here(const tn_bridge *bridge) {
    return pthread_equal(bridge->thread, pthread_self()) != 0;
}

napi_env tn_env_here(const tn_bridge *bridge) {
    return tn_is_here(bridge) ? bridge->env : NULL;
}

/* With the lock held. Where the queue is full, the thread is about to wake anyway. */
static void wake(tn_bridge *bridge) {
    if (bridge->waker != NULL &&
        napi_call_threadsafe_function(bridge->waker, NULL, napi_tsfn_nonblocking) == napi_closing)
        bridge->waker = NULL;
}

/* ---- References ---- */

bool tn_keep(napi_env env, napi_value value, uint32_t count, tn_reference *reference) {
    tn_bridge *bridge = tn_bridge_of(env);
    if (bridge == NULL)
        return false;
    if (value != NULL && napi_create_reference(env, value, count, &reference->value) != napi_ok)
        return tn_fail(env);
    reference->bridge = bridge;
    reference->previous = NULL;
    reference->next = bridge->references;
    if (reference->next != NULL)
        reference->next->previous = reference;
    bridge->references = reference;
    atomic_fetch_add(&bridge->users, 1);
    return true;
}

/* On the environment's thread, while there is one. */
static void forget(tn_reference *reference) {
    tn_bridge *bridge = reference->bridge;
    if (reference->value != NULL)
        (void)napi_delete_reference(bridge->env, reference->value);
    if (reference->previous != NULL)
        reference->previous->next = reference->next;
    else
        bridge->references = reference->next;
    if (reference->next != NULL)
        reference->next->previous = reference->previous;
    free(reference);
    free_bridge(bridge);
}

void tn_let_go(tn_reference *reference) {
    tn_bridge *bridge = reference->bridge;
    if (tn_env_here(bridge) != NULL) {
        forget(reference);
        return;
    }
    (void)pthread_mutex_lock(&bridge->lock);
    bool has_ended = bridge->has_ended;
    if (!has_ended) {
        reference->next_unwanted = bridge->unwanted;
        bridge->unwanted = reference;
        wake(bridge);
    }
    (void)pthread_mutex_unlock(&bridge->lock);
    if (has_ended) {
        free(reference);
        free_bridge(bridge);
    }
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
    (void)pthread_mutex_lock(&bridge->lock);
    append(bridge, request);
    wake(bridge);
    while (request->stage != TN_ANSWERED) {
        bool is_running = request->stage == TN_RUNNING && !bridge->is_exiting;
        if (!is_running && (bridge->is_closed || is_in_vain(bridge, has_waited, sittings))) {
            tn_give_up(&request->failure, bridge->is_closed ? TENON_CLOSED : TENON_BUSY);
            break;
        }
        sittings = atomic_load(&bridge->sittings);
        struct timespec end = after(PATIENCE);
        has_waited = pthread_cond_timedwait(&request->answered, &bridge->lock, &end) != 0;
        /* A promise of an environment that is being torn down is never settled: have it looked at. */
        if (has_waited)
            wake(bridge);
    }
    take_out(bridge, request);
    (void)pthread_mutex_unlock(&bridge->lock);
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
    (void)pthread_mutex_lock(&bridge->lock);
    request->stage = stage;
    (void)pthread_cond_signal(&request->answered);
    (void)pthread_mutex_unlock(&bridge->lock);
}

static void close_bridge(tn_bridge *bridge, bool is_exiting) {
    (void)pthread_mutex_lock(&bridge->lock);
    bridge->is_closed = true;
    bridge->is_exiting = bridge->is_exiting || is_exiting;
    for (tn_request *request = bridge->requests; request != NULL; request = request->next)
        (void)pthread_cond_signal(&request->answered);
    (void)pthread_mutex_unlock(&bridge->lock);
}

static void answer_one(tn_bridge *bridge) {
    (void)pthread_mutex_lock(&bridge->lock);
    tn_request *request = bridge->is_closed ? NULL : first_at(bridge, TN_QUEUED);
    if (request != NULL)
        request->stage = TN_RUNNING;
    (void)pthread_mutex_unlock(&bridge->lock);
    if (request == NULL)
        return;
    bool is_answered = tn_answer(bridge->env, request);
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
    (void)pthread_mutex_lock(&bridge->lock);
    tn_request *request = bridge->requests;
    while (request != NULL && (request->stage != TN_PROMISED || (double)request->number != number))
        request = request->next;
    if (request != NULL)
        request->stage = TN_RUNNING;
    (void)pthread_mutex_unlock(&bridge->lock);
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
    napi_env env = tn_env_here(bridge);
    tn_complaint *complaint = env == NULL ? malloc(sizeof *complaint) : NULL;
    if (env != NULL) {
        show(env, error);
    } else if (complaint == NULL) {
        tenon_error_free(error);
    } else {
        complaint->error = error;
        (void)pthread_mutex_lock(&bridge->lock);
        bool has_ended = bridge->has_ended;
        if (!has_ended) {
            complaint->next = bridge->complaints;
            bridge->complaints = complaint;
            wake(bridge);
        }
        (void)pthread_mutex_unlock(&bridge->lock);
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

/* What other threads left behind. */
static void clean_up(tn_bridge *bridge, napi_env env) {
    (void)pthread_mutex_lock(&bridge->lock);
    tn_reference *unwanted = bridge->unwanted;
    tn_complaint *complaints = bridge->complaints;
    bridge->unwanted = NULL;
    bridge->complaints = NULL;
    (void)pthread_mutex_unlock(&bridge->lock);
    while (unwanted != NULL) {
        tn_reference *next = unwanted->next_unwanted;
        forget(unwanted);
        unwanted = next;
    }
    show_complaints(env, complaints);
}

static void wake_up(napi_env env, napi_value function, void *context, void *data) {
    (void)function;
    (void)data;
    tn_bridge *bridge = context;
    if (env == NULL || bridge->env == NULL)
        return;
    if (!can_run(env)) {
        close_bridge(bridge, false);
        return;
    }
    clean_up(bridge, env);
    answer_one(bridge);
}

/* ---- Calls of this environment ---- */

static tn_sitting enter(napi_env env, tn_sitting sitting) {
    const tn_state *state = tn_state_of(env);
    tn_bridge *bridge = state == NULL ? NULL : state->bridge;
    if (bridge == NULL)
        return TN_OUTSIDE;
    atomic_fetch_add(&bridge->sittings, 1);
    tn_sitting before = (tn_sitting)atomic_exchange(&bridge->sitting, (int)sitting);
    /* Either this thread sees the request, or the other one sees that this one sits. */
    if (sitting == TN_WAITING && atomic_load(&bridge->waiting) > 0) {
        (void)pthread_mutex_lock(&bridge->lock);
        for (tn_request *request = bridge->requests; request != NULL; request = request->next)
            (void)pthread_cond_signal(&request->answered);
        (void)pthread_mutex_unlock(&bridge->lock);
    }
    return before;
}

static void leave(napi_env env, tn_sitting before) {
    const tn_state *state = tn_state_of(env);
    if (state != NULL && state->bridge != NULL)
        atomic_store(&state->bridge->sitting, (int)before);
}

/* ---- Beginning and end ---- */

/* $end(): the process is about to exit, and must not wait for threads that wait for it. */
static napi_value end(napi_env env, napi_callback_info info) {
    (void)info;
    const tn_state *state = tn_state_of(env);
    if (state != NULL && state->bridge != NULL)
        close_bridge(state->bridge, true);
    return NULL;
}

/* The environment ends: nothing of it is used afterwards, but its references may be let go at any time. */
static void end_environment(void *data) {
    tn_bridge *bridge = data;
    close_bridge(bridge, false);
    (void)pthread_mutex_lock(&bridge->lock);
    napi_threadsafe_function waker = bridge->waker;
    bridge->waker = NULL;
    bridge->has_ended = true;
    (void)pthread_mutex_unlock(&bridge->lock);
    clean_up(bridge, NULL);
    if (waker != NULL)
        (void)napi_release_threadsafe_function(waker, napi_tsfn_abort);
    for (tn_reference *reference = bridge->references; reference != NULL; reference = reference->next) {
        if (reference->value != NULL)
            (void)napi_delete_reference(bridge->env, reference->value);
        reference->value = NULL;
    }
    if (bridge->when_settled != NULL)
        (void)napi_delete_reference(bridge->env, bridge->when_settled);
    tn_state_of(bridge->env)->bridge = NULL;
    bridge->env = NULL;
    free_bridge(bridge);
}

static bool make_waker(napi_env env, tn_bridge *bridge) {
    napi_value name = NULL;
    if (napi_create_string_utf8(env, "callbacks", NAPI_AUTO_LENGTH, &name) != napi_ok ||
        napi_create_threadsafe_function(env, NULL, NULL, name, WAKES, 1, NULL, NULL, bridge, wake_up,
                                        &bridge->waker) != napi_ok)
        return false;
    /* A callback that may come does not keep the process running. */
    return napi_unref_threadsafe_function(env, bridge->waker) == napi_ok;
}

static tn_bridge *make_bridge(napi_env env) {
    tn_bridge *bridge = calloc(1, sizeof *bridge);
    if (bridge == NULL || pthread_mutex_init(&bridge->lock, NULL) != 0) {
        free(bridge);
        return NULL;
    }
    bridge->thread = pthread_self();
    bridge->env = env;
    atomic_init(&bridge->users, 1);
    if (make_waker(env, bridge) && napi_add_env_cleanup_hook(env, end_environment, bridge) == napi_ok)
        return bridge;
    if (bridge->waker != NULL)
        (void)napi_release_threadsafe_function(bridge->waker, napi_tsfn_abort);
    bridge->env = NULL;
    free_bridge(bridge);
    return NULL;
}

tn_bridge *tn_bridge_of(napi_env env) {
    tn_state *state = tn_state_of(env);
    if (state != NULL && state->bridge == NULL)
        state->bridge = make_bridge(env);
    if (state == NULL || state->bridge == NULL) {
        (void)tn_fail(env);
        return NULL;
    }
    return state->bridge;
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

const tn_callback_support tn_callbacks = {
    .start = start, .thrown = tn_thrown, .enter = enter, .leave = leave};
