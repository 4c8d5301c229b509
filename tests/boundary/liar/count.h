/**
 * @file
 * Memory of the liar's that liar_live_memory() counts.
 */
#ifndef COUNT_H
#define COUNT_H

#include <stddef.h>

/** Zeroed; never null. */
void *liar_allocate(size_t size);

/** Frees what liar_allocate() gave. */
void liar_release(void *data);

#endif /* COUNT_H */
