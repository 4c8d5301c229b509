/**
 * @file
 * Sleeping until something may have changed, without slowing those who change it while nobody sleeps.
 *
 * Who waits: takes a ticket, looks once more whether it still has to wait, then sleeps or leaves. Who changes
 * something wakes afterwards. One of the two sees the other, so no wake-up is lost.
 */
#ifndef MTPROXY_WAITING_H
#define MTPROXY_WAITING_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include <tenon/cancel.h>

/** A place to wait. */
typedef struct waiting_room {
    _Atomic uint32_t waiters; /**< Who has a ticket. */
    _Atomic uint32_t changes; /**< What tickets are compared with; written under the mutex. */
    pthread_mutex_t mutex;
    pthread_cond_t changed;
} waiting_room;

/** @return Whether the operating system had what it takes. */
bool waiting_room_open(waiting_room *room);

void waiting_room_close(waiting_room *room);

/** Announce that this thread is about to sleep. Look again before waiting_sleep() or waiting_leave(). */
uint32_t waiting_enter(waiting_room *room);

/** The thread need not sleep after all. */
void waiting_leave(waiting_room *room);

/**
 * Sleep until somebody wakes. Gives the ticket back.
 * @param cancel Null: as long as it takes. Otherwise for ten milliseconds at most, because nobody wakes those
 * who are cancelled.
 */
void waiting_sleep(waiting_room *room, uint32_t ticket, const tenon_cancel *cancel);

/** Only for the functions below: somebody waits. */
void waiting_wake_slowly(waiting_room *room, bool everybody);

/** Something changed that one of the waiting threads can use. */
static inline void waiting_wake_one(waiting_room *room) {
    if (atomic_load(&room->waiters) != 0)
        waiting_wake_slowly(room, false);
}

/** Something changed that all of them must know. */
static inline void waiting_wake_all(waiting_room *room) {
    if (atomic_load(&room->waiters) != 0)
        waiting_wake_slowly(room, true);
}

#endif /* MTPROXY_WAITING_H */
