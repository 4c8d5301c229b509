#define _POSIX_C_SOURCE 200809L /* pthread_condattr_setclock() */

#include "waiting.h"

#include <time.h>

enum { NANOSECONDS_OF_A_NAP = 10 * 1000 * 1000, NANOSECONDS_OF_A_SECOND = 1000 * 1000 * 1000 };

bool waiting_room_open(waiting_room *room) {
    atomic_init(&room->waiters, 0);
    atomic_init(&room->changes, 0);
    pthread_condattr_t attributes;
    if (pthread_condattr_init(&attributes) != 0)
        return false;
#ifndef __APPLE__ /* which has no other clock than the default */
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
#endif
    bool opened = pthread_cond_init(&room->changed, &attributes) == 0;
    pthread_condattr_destroy(&attributes);
    if (!opened)
        return false;
    if (pthread_mutex_init(&room->mutex, NULL) == 0)
        return true;
    pthread_cond_destroy(&room->changed);
    return false;
}

void waiting_room_close(waiting_room *room) {
    pthread_mutex_destroy(&room->mutex);
    pthread_cond_destroy(&room->changed);
}

uint32_t waiting_enter(waiting_room *room) {
    atomic_fetch_add(&room->waiters, 1);
    return atomic_load(&room->changes);
}

void waiting_leave(waiting_room *room) {
    atomic_fetch_sub(&room->waiters, 1);
}

/** When a nap that begins now ends. */
static struct timespec end_of_nap(void) {
    struct timespec end;
#ifdef __APPLE__
    clock_gettime(CLOCK_REALTIME, &end);
#else
    clock_gettime(CLOCK_MONOTONIC, &end);
#endif
    end.tv_nsec += NANOSECONDS_OF_A_NAP;
    if (end.tv_nsec >= NANOSECONDS_OF_A_SECOND) {
        end.tv_nsec -= NANOSECONDS_OF_A_SECOND;
        end.tv_sec += 1;
    }
    return end;
}

void waiting_sleep(waiting_room *room, uint32_t ticket, const tenon_cancel *cancel) {
    pthread_mutex_lock(&room->mutex);
    if (cancel == NULL) {
        while (atomic_load(&room->changes) == ticket)
            pthread_cond_wait(&room->changed, &room->mutex);
    } else {
        struct timespec end = end_of_nap();
        int slept = 0;
        while (slept == 0 && atomic_load(&room->changes) == ticket)
            slept = pthread_cond_timedwait(&room->changed, &room->mutex, &end);
    }
    pthread_mutex_unlock(&room->mutex);
    waiting_leave(room);
}

void waiting_wake_slowly(waiting_room *room, bool everybody) {
    pthread_mutex_lock(&room->mutex);
    atomic_fetch_add(&room->changes, 1);
    if (everybody)
        pthread_cond_broadcast(&room->changed);
    else
        pthread_cond_signal(&room->changed);
    pthread_mutex_unlock(&room->mutex);
}
