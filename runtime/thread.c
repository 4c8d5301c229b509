/**
 * @file
 * Telling threads apart, what each has at hand, the time, and waiting a moment.
 */
#define _POSIX_C_SOURCE 200809L /* nanosleep and clock_gettime, under -std=c11 */

#include <pthread.h>
#include <sched.h>
#include <time.h>

#include "internal.h"

enum { YIELDS = 100, NAPS = 1000, NAP_NANOSECONDS = 1000 * 1000, SECOND = 1000 * 1000 * 1000 };

uint64_t tenon_thread_id(void) {
    /* A counter and not an address: an object must not come to belong to a later thread by accident. */
    static _Atomic uint64_t next_id = 1;
    tenon_thread *own = tenon_thread_here();
    if (TENON_UNLIKELY(own->id == 0))
        own->id = atomic_fetch_add_explicit(&next_id, 1, memory_order_relaxed);
    return own->id;
}

/* ---- What each thread has at hand ------------------------------------------------------------------------
 */

_Thread_local tenon_thread tenon_own;

static _Atomic(tenon_cache *) caches;

/* The key's value repeats `tenon_own.cache`, because thread-local variables may be gone when key destructors
 * run. */
static pthread_key_t cache_key;
static _Atomic bool has_cache_key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

/* The destructors of other thread-specific data may still end objects: the cache is let go in the last round
 * but one that POSIX promises. */
static void let_go(void *own) {
    enum { ROUNDS = 3 };
    tenon_cache *cache = own;
    if (++cache->rounds < ROUNDS && pthread_setspecific(cache_key, own) == 0)
        return;
    cache->rounds = 0;
    tenon_error_free(cache->recorded);
    cache->recorded = NULL;
    tenon_own.recorded = NULL;
    tenon_own.cache = NULL;
    atomic_store_explicit(&cache->is_used, false, memory_order_release);
}

static void make_cache_key(void) {
    atomic_store(&has_cache_key, pthread_key_create(&cache_key, let_go) == 0);
}

/* A host may unload the package and end the thread later. */
__attribute__((destructor)) static void delete_cache_key(void) {
    if (atomic_exchange(&has_cache_key, false))
        pthread_key_delete(cache_key);
}

/* One whose thread has ended. */
static tenon_cache *unused_cache(void) {
    for (tenon_cache *at = atomic_load_explicit(&caches, memory_order_acquire); at != NULL; at = at->next) {
        bool is_used = false;
        if (atomic_compare_exchange_strong_explicit(&at->is_used, &is_used, true, memory_order_acquire,
                                                    memory_order_relaxed))
            return at;
    }
    return NULL;
}

static tenon_cache *new_cache(void) {
    tenon_cache *made = calloc(1, sizeof *made);
    if (made == NULL)
        return NULL;
    atomic_store(&made->is_used, true);
    made->next = atomic_load(&caches);
    while (!atomic_compare_exchange_weak(&caches, &made->next, made))
        ;
    return made;
}

tenon_cache *tenon_cache_adopt(void) {
    pthread_once(&once, make_cache_key);
    if (!atomic_load(&has_cache_key))
        return NULL;
    tenon_cache *cache = unused_cache();
    if (cache == NULL)
        cache = new_cache();
    if (cache == NULL)
        return NULL;
    if (pthread_setspecific(cache_key, cache) != 0) {
        atomic_store(&cache->is_used, false);
        return NULL;
    }
    tenon_own.cache = cache;
    return cache;
}

/* ---- Time ------------------------------------------------------------------------------------------------
 */

uint64_t tenon_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * SECOND + (uint64_t)now.tv_nsec;
}

void tenon_nap(uint64_t nanoseconds) {
    struct timespec nap = {.tv_sec = (time_t)(nanoseconds / SECOND), .tv_nsec = (long)(nanoseconds % SECOND)};
    nanosleep(&nap, NULL);
}

bool tenon_await_ending(uint64_t state, unsigned *attempt) {
    /* Bounded, because a destructor may call back into the host and so, in the end, wait for this thread. */
    if ((state & TENON_STATE_ENDING) == 0 || *attempt >= YIELDS + NAPS)
        return false;
    if ((*attempt)++ < YIELDS) {
        sched_yield();
    } else {
        tenon_nap(NAP_NANOSECONDS);
    }
    return true;
}
