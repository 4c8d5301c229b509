/**
 * @file
 * Values of JavaScript that C keeps, and lets go on any thread: functions that the library calls, memory that
 * it reads.
 */
#ifndef TN_REFERENCES_H
#define TN_REFERENCES_H

#include <pthread.h>

#include "tn_node.h"

struct tn_reference;

/** What other threads need of an environment. It lives on after the environment, until the last reference
 * was let go. */
typedef struct tn_home {
    pthread_t thread;
    _Atomic size_t users; /**< The environment and every reference. */
    napi_env env;         /**< For its own thread only, as is the next; null once it has ended. */
    struct tn_reference *references;
    struct tn_bridge *bridge;       /**< Where the contract has callbacks. */
    pthread_mutex_t lock;           /**< Guards the rest. */
    bool has_ended;                 /**< No environment is left. */
    napi_threadsafe_function waker; /**< Null where it is gone. */
    struct tn_reference *unwanted;  /**< Let go by other threads. */
} tn_home;

/** A value of JavaScript that C keeps, on whatever thread it is let go. */
typedef struct tn_reference {
    tn_home *home;
    napi_ref value;            /**< Null where the environment has ended. */
    struct tn_reference *next; /**< Of all that live. */
    struct tn_reference *previous;
    struct tn_reference *next_unwanted; /**< Of those that other threads have let go. */
} tn_reference;

/** This environment's home, made when it is first needed; null with an exception pending. */
tn_home *tn_home_of(napi_env env);

/** Keep a value: an object or function. `count` 0: weakly. @return False with an exception pending. */
bool tn_keep(napi_env env, napi_value value, uint32_t count, tn_reference *reference);

/** Let a value go, on any thread, and free `reference`, which malloc() gave. */
void tn_let_go(tn_reference *reference);

/** Whether this is the thread of the environment, and that has not ended: its environment, or null. */
napi_env tn_env_here(const tn_home *home);

/** Whether this is the thread of the environment, or was. */
bool tn_is_here(const tn_home *home);

/** Have the environment's thread look what there is to do. With the lock held. */
void tn_wake(tn_home *home);

#endif /* TN_REFERENCES_H */
