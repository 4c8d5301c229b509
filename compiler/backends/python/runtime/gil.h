/**
 * @file
 * What the boundary calls around a function of the library that blocks: other threads of Python run
 * meanwhile.
 */
#ifndef TN_GIL_H
#define TN_GIL_H

#include "state.h"

/** Release Python's lock. @return What tenon_host_lock() needs. */
void *tenon_host_unlock(void);

/** Take Python's lock again. */
void tenon_host_lock(void *unlocked);

#endif /* TN_GIL_H */
