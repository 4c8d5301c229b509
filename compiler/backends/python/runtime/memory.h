/**
 * @file
 * Memory of arrays: an array of ours and tensors made of it use it together, and the last one ends it.
 */
#ifndef TN_MEMORY_H
#define TN_MEMORY_H

#include <stdatomic.h>

#include "state.h"

/** Elements of an array. */
typedef struct tn_memory {
    _Atomic size_t users;
    tenon_handle handle; /**< Of the block that owns them, or 0: they stand behind this struct. */
    void *data;
} tn_memory;

/** Zeroed memory; null where there is none. */
tn_memory *tn_memory_new(size_t bytes);

/** The elements of a block, which it takes over; null where there is no memory, and the block is dropped. */
tn_memory *tn_memory_of_block(const tenon_block *block);

/** One user more. */
void tn_memory_hold(tn_memory *memory);

/** One user less, under Python's lock. */
void tn_memory_release(tn_memory *memory);

/** One user less, on any thread. */
void tn_memory_release_anywhere(tn_memory *memory);

#endif /* TN_MEMORY_H */
