/**
 * @file
 * Objects of JavaScript that stay alive while the library uses their memory. It lets them go on any thread,
 * and may do so long after their environment has ended.
 */
#include <pthread.h>

#include "tn_arrow.h"

typedef struct tn_pinboard tn_pinboard;

/** What other threads need of an environment. It lives on until its last pin was let go. */
struct tn_pinboard {
    napi_env env; /* for its own thread only */
    pthread_mutex_t lock;
    size_t users;                   /* the environment and every pin; this and the rest are guarded */
    napi_threadsafe_function waker; /* null where the environment has ended */
    struct tn_pin *waiting;         /* those to be let go */
};

struct tn_pin {
    tn_pinboard *board;
    napi_ref object;
    struct tn_pin *next;
};

/* With the lock held, which is given up. */
static void leave_board(tn_pinboard *board) {
    bool is_last = --board->users == 0;
    (void)pthread_mutex_unlock(&board->lock);
    if (!is_last)
        return;
    (void)pthread_mutex_destroy(&board->lock);
    free(board);
}

static void drop_pin(tn_pin *pin) {
    tn_pinboard *board = pin->board;
    free(pin);
    (void)pthread_mutex_lock(&board->lock);
    leave_board(board);
}

static void let_go_waiting(napi_env env, tn_pinboard *board) {
    (void)pthread_mutex_lock(&board->lock);
    tn_pin *waiting = board->waiting;
    board->waiting = NULL;
    (void)pthread_mutex_unlock(&board->lock);
    while (waiting != NULL) {
        tn_pin *pin = waiting;
        waiting = pin->next;
        if (env != NULL)
            (void)napi_delete_reference(env, pin->object);
        drop_pin(pin);
    }
}

void tn_unpin_waiting(napi_env env) {
    const tn_state *state = tn_state_of(env);
    if (state != NULL && state->pinboard != NULL)
        let_go_waiting(env, state->pinboard);
}

static void wake_up(napi_env env, napi_value function, void *context, void *data) {
    (void)function;
    (void)context;
    (void)data;
    if (env != NULL)
        tn_unpin_waiting(env);
}

/* What is pinned now ends with its environment; the pins themselves are let go at any time. */
static void end_environment(void *data) {
    tn_pinboard *board = data;
    tn_state_of(board->env)->pinboard = NULL;
    (void)pthread_mutex_lock(&board->lock);
    napi_threadsafe_function waker = board->waker;
    board->waker = NULL;
    (void)pthread_mutex_unlock(&board->lock);
    (void)napi_release_threadsafe_function(waker, napi_tsfn_abort);
    let_go_waiting(NULL, board);
    (void)pthread_mutex_lock(&board->lock);
    leave_board(board);
}

static tn_pinboard *make_board(napi_env env) {
    napi_value name = NULL;
    tn_pinboard *board = calloc(1, sizeof *board);
    if (board == NULL || pthread_mutex_init(&board->lock, NULL) != 0) {
        free(board);
        return NULL;
    }
    board->env = env;
    board->users = 1;
    if (napi_create_string_utf8(env, "arrow", NAPI_AUTO_LENGTH, &name) == napi_ok &&
        napi_create_threadsafe_function(env, NULL, NULL, name, 0, 1, NULL, NULL, NULL, wake_up,
                                        &board->waker) == napi_ok) {
        /* Memory that the library keeps does not keep the process running. */
        if (napi_unref_threadsafe_function(env, board->waker) == napi_ok &&
            napi_add_env_cleanup_hook(env, end_environment, board) == napi_ok)
            return board;
        (void)napi_release_threadsafe_function(board->waker, napi_tsfn_abort);
    }
    (void)pthread_mutex_destroy(&board->lock);
    free(board);
    return NULL;
}

tn_pin *tn_pin_object(napi_env env, napi_value object) {
    tn_state *state = tn_state_of(env);
    tn_pin *pin = calloc(1, sizeof *pin);
    if (state->pinboard == NULL)
        state->pinboard = make_board(env);
    if (pin == NULL || state->pinboard == NULL ||
        napi_create_reference(env, object, 1, &pin->object) != napi_ok) {
        free(pin);
        (void)tn_fail(env);
        return NULL;
    }
    pin->board = state->pinboard;
    (void)pthread_mutex_lock(&pin->board->lock);
    pin->board->users++;
    (void)pthread_mutex_unlock(&pin->board->lock);
    return pin;
}

napi_value tn_pinned(napi_env env, const tn_pin *pin) {
    napi_value object = NULL;
    return napi_get_reference_value(env, pin->object, &object) == napi_ok ? object : NULL;
}

void tn_unpin(tn_pin *pin) {
    tn_pinboard *board = pin->board;
    (void)pthread_mutex_lock(&board->lock);
    if (board->waker == NULL) {
        free(pin);
        leave_board(board);
        return;
    }
    bool is_first = board->waiting == NULL;
    pin->next = board->waiting;
    board->waiting = pin;
    if (is_first)
        (void)napi_call_threadsafe_function(board->waker, NULL, napi_tsfn_nonblocking);
    (void)pthread_mutex_unlock(&board->lock);
}
