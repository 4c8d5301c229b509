/**
 * @file
 * Values of JavaScript that C keeps, and the way to the thread of their environment: a thread-safe function
 * with a short queue.
 */
#include "tn_references.h"

enum { WAKES = 64 /* how many calls of the thread-safe function may be under way */ };

static void free_home(tn_home *home) {
    if (atomic_fetch_sub(&home->users, 1) != 1)
        return;
    (void)pthread_mutex_destroy(&home->lock);
    free(home->bridge);
    free(home);
}

bool tn_is_here(const tn_home *home) {
    return pthread_equal(home->thread, pthread_self()) != 0;
}

napi_env tn_env_here(const tn_home *home) {
    return tn_is_here(home) ? home->env : NULL;
}

/* Where the queue is full, the thread is about to wake anyway. */
void tn_wake(tn_home *home) {
    if (home->waker != NULL &&
        napi_call_threadsafe_function(home->waker, NULL, napi_tsfn_nonblocking) == napi_closing)
        home->waker = NULL;
}

/* ---- References ---- */

bool tn_keep(napi_env env, napi_value value, uint32_t count, tn_reference *reference) {
    tn_home *home = tn_home_of(env);
    if (home == NULL)
        return false;
    if (value != NULL && napi_create_reference(env, value, count, &reference->value) != napi_ok)
        return tn_fail(env);
    reference->home = home;
    reference->previous = NULL;
    reference->next = home->references;
    if (reference->next != NULL)
        reference->next->previous = reference;
    home->references = reference;
    atomic_fetch_add(&home->users, 1);
    return true;
}

/* On the environment's thread, while there is one. */
static void forget(tn_reference *reference) {
    tn_home *home = reference->home;
    if (reference->value != NULL)
        (void)napi_delete_reference(home->env, reference->value);
    if (reference->previous != NULL)
        reference->previous->next = reference->next;
    else
        home->references = reference->next;
    if (reference->next != NULL)
        reference->next->previous = reference->previous;
    free(reference);
    free_home(home);
}

void tn_let_go(tn_reference *reference) {
    tn_home *home = reference->home;
    if (tn_env_here(home) != NULL) {
        forget(reference);
        return;
    }
    (void)pthread_mutex_lock(&home->lock);
    bool has_ended = home->has_ended;
    if (!has_ended) {
        reference->next_unwanted = home->unwanted;
        home->unwanted = reference;
        tn_wake(home);
    }
    (void)pthread_mutex_unlock(&home->lock);
    if (has_ended) {
        free(reference);
        free_home(home);
    }
}

static void forget_unwanted(tn_home *home) {
    (void)pthread_mutex_lock(&home->lock);
    tn_reference *unwanted = home->unwanted;
    home->unwanted = NULL;
    (void)pthread_mutex_unlock(&home->lock);
    while (unwanted != NULL) {
        tn_reference *next = unwanted->next_unwanted;
        forget(unwanted);
        unwanted = next;
    }
}

/* ---- Homes ---- */

static void wake_up(napi_env env, napi_value function, void *context, void *data) {
    (void)function;
    (void)data;
    tn_home *home = context;
    if (env == NULL || home->env == NULL)
        return;
    forget_unwanted(home);
    if (home->bridge != NULL)
        tn_this_package.callbacks->woken(env, home->bridge);
}

/* The environment ends: nothing of it is used afterwards, but its references may be let go at any time. */
static void end_environment(void *data) {
    tn_home *home = data;
    (void)pthread_mutex_lock(&home->lock);
    napi_threadsafe_function waker = home->waker;
    home->waker = NULL;
    home->has_ended = true;
    (void)pthread_mutex_unlock(&home->lock);
    forget_unwanted(home);
    if (home->bridge != NULL)
        tn_this_package.callbacks->ended(home->env, home->bridge);
    if (waker != NULL)
        (void)napi_release_threadsafe_function(waker, napi_tsfn_abort);
    for (tn_reference *reference = home->references; reference != NULL; reference = reference->next) {
        if (reference->value != NULL)
            (void)napi_delete_reference(home->env, reference->value);
        reference->value = NULL;
    }
    tn_state_of(home->env)->home = NULL;
    home->env = NULL;
    free_home(home);
}

static bool make_waker(napi_env env, tn_home *home) {
    napi_value name = NULL;
    if (napi_create_string_utf8(env, "references", NAPI_AUTO_LENGTH, &name) != napi_ok ||
        napi_create_threadsafe_function(env, NULL, NULL, name, WAKES, 1, NULL, NULL, home, wake_up,
                                        &home->waker) != napi_ok)
        return false;
    /* A callback that may come, or memory that is kept, does not keep the process running. */
    return napi_unref_threadsafe_function(env, home->waker) == napi_ok;
}

static bool make_bridge(tn_home *home) {
    if (tn_this_package.callbacks == NULL)
        return true;
    home->bridge = tn_this_package.callbacks->make_bridge(home);
    return home->bridge != NULL;
}

static tn_home *make_home(napi_env env) {
    tn_home *home = calloc(1, sizeof *home);
    if (home == NULL || pthread_mutex_init(&home->lock, NULL) != 0) {
        free(home);
        return NULL;
    }
    home->thread = pthread_self();
    home->env = env;
    atomic_init(&home->users, 1);
    if (make_bridge(home) && make_waker(env, home) &&
        napi_add_env_cleanup_hook(env, end_environment, home) == napi_ok)
        return home;
    if (home->waker != NULL)
        (void)napi_release_threadsafe_function(home->waker, napi_tsfn_abort);
    home->env = NULL;
    free_home(home);
    return NULL;
}

tn_home *tn_home_of(napi_env env) {
    tn_state *state = tn_state_of(env);
    if (state != NULL && state->home == NULL)
        state->home = make_home(env);
    if (state == NULL || state->home == NULL) {
        (void)tn_fail(env);
        return NULL;
    }
    return state->home;
}
