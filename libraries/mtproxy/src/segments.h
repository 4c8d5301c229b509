/**
 * @file
 * The memory of the multi-producer queue: a list of segments, each an array of cells that are used once, and
 * the hazard pointers by which a thread keeps a segment from being freed while it looks at it.
 *
 * Hazard pointers are M. Michael's ("Hazard Pointers: Safe Memory Reclamation for Lock-Free Objects", IEEE
 * Transactions on Parallel and Distributed Systems 15(6), 2004), with one difference: they belong to the
 * queue instead of to threads. A call takes a free one, in the same atomic step that Michael's needs to
 * publish its pointer anyway. So no thread has to be registered, and none leaves anything behind.
 */
#ifndef MTPROXY_SEGMENTS_H
#define MTPROXY_SEGMENTS_H

#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

/** Cells of a segment; tests make it small, so that they see many segments. */
#ifndef MTPROXY_SEGMENT_CELLS
#define MTPROXY_SEGMENT_CELLS 1024
#endif

/** What is written by different threads lies this far apart: two lines, as processors fetch them in pairs. */
enum { CACHE_DISTANCE = 128, GUARDS_OF_A_BLOCK = 16 };

/** What a cell is used for; it only moves forward. */
typedef enum cell_state {
    CELL_UNUSED, /**< Its producer has not come yet. */
    CELL_FULL,   /**< It has an item. */
    CELL_USED    /**< Its consumer has been here, whether there was an item or not. */
} cell_state;

/** Room for one item, used once by the producer and the consumer that draw its number. */
typedef struct cell {
    _Atomic uint32_t state; /**< A cell_state. */
    uint64_t item;
} cell;

/** In segment.given: nobody may push here any more. */
#define SEGMENT_SHUT (UINT64_C(1) << 63)

/** A piece of the queue. */
typedef struct segment {
    alignas(CACHE_DISTANCE) _Atomic uint64_t taken; /**< Numbers that consumers have drawn. */
    alignas(
        CACHE_DISTANCE) _Atomic uint64_t given; /**< Numbers that producers have drawn, and SEGMENT_SHUT. */
    alignas(CACHE_DISTANCE) _Atomic uintptr_t next; /**< The next segment, 0, or SEGMENTS_END. */
    struct segment *retired_before;                 /**< In segments.retired. */
    alignas(CACHE_DISTANCE) cell cells[MTPROXY_SEGMENT_CELLS];
} segment;

/** In segment.next: there will never be another one. */
#define SEGMENTS_END ((uintptr_t)1)

/** A hazard pointer: the segment that its thread looks at; null: free for any thread. */
typedef struct segment_guard {
    alignas(CACHE_DISTANCE) _Atomic(segment *) guarded;
} segment_guard;

/** Some hazard pointers, and where to find more. */
typedef struct guard_block {
    segment_guard guards[GUARDS_OF_A_BLOCK];
    _Atomic(struct guard_block *) next;
} guard_block;

/** The list of segments. */
typedef struct segments {
    alignas(CACHE_DISTANCE) _Atomic(segment *) first; /**< Where consumers look. */
    alignas(
        CACHE_DISTANCE) _Atomic(segment *) last; /**< Where producers look; behind it there may be another. */
    _Atomic(segment *) retired;                  /**< Unlinked, perhaps still looked at. */
    guard_block guards;
} segments;

/** @return A segment whose first cell has the item or, without, an empty one; null: no memory. */
segment *segment_new(const uint64_t *item);

/** Begin with one empty segment. @return Whether there was memory. */
int segments_open(segments *list);

/** Free all. No thread uses the list any more. */
void segments_close(segments *list);

/** Look at the segment that `end`, first or last of the list, names, until segments_release(). */
segment_guard *segments_guard(segments *list, _Atomic(segment *) *end, segment **found);

/** Look at no segment any more. */
static inline void segments_release(segment_guard *guard) {
    atomic_store_explicit(&guard->guarded, NULL, memory_order_release);
}

/**
 * All of the first segment has been used, and there is one behind it: go on to that.
 * @param guard The caller's, of `first`; it is released.
 */
void segments_advance(segments *list, segment_guard *guard, segment *first, segment *next);

#endif /* MTPROXY_SEGMENTS_H */
