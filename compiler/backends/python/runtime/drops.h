/**
 * @file
 * The end of memory that others look at: they let go of it on any thread.
 */
#ifndef TN_DROPS_H
#define TN_DROPS_H

#include "state.h"

/** Drop a handle, under Python's lock; a release of what the library lent may run on any thread. */
void tenon_host_drop(tenon_handle handle);

#endif /* TN_DROPS_H */
