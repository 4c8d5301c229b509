/**
 * @file
 * What the boundary calls around functions of the library that others need not wait for: other threads of
 * Python run meanwhile.
 */
#ifndef TN_GIL_H
#define TN_GIL_H

#include "state.h"

/** Of this thread: the thread state with which it takes Python's lock again, while the library runs without
 * it. Null otherwise. */
extern _Thread_local PyThreadState *tn_unlocked;

/** Tells this thread from all others that live now. */
static inline const void *tn_this_thread(void) {
    return &tn_unlocked;
}

/** Release Python's lock. @return What tenon_host_lock() needs. */
void *tenon_host_unlock(void);

/** Take Python's lock again. */
void tenon_host_lock(void *unlocked);

/** Whether the interpreter is taken apart: it has stopped its other threads, daemons in the middle of a call
 * of the library's too. */
bool tenon_host_is_ending(void);

#endif /* TN_GIL_H */
