/*
 * The multi-producer queue: FAAArrayQueue by P. Ramalhete and A. Correia (Concurrency Freaks, "FAAArrayQueue
 * - MPMC lock-free queue", 2016), which is LCRQ (A. Morrison and Y. Afek, "Fast concurrent queues for x86
 * processors", PPoPP 2013) with arrays that are used once instead of rings.
 *
 * A producer draws a number with fetch-and-add and fills that cell, a consumer draws a number and empties it.
 * A consumer that comes before its producer spoils the cell; that producer draws again. Ours differs in this:
 * any 64 bits are an item, because a cell has a state beside it; consumers take the last segment's name from
 * producers before a segment goes; and the queue can be shut down for good, by a bit in the last segment.
 */
#include <mtproxy/mtproxy.h>

#include <stdlib.h>

#include <tenon/error.h>

#include "segments.h"
#include "waiting.h"

/** How often a consumer looks again for its producer before it spoils the cell. */
enum { PATIENCE = 32 };

struct mtproxy_queue {
    segments list;
    uint64_t limit;                                /**< 0: none, and `held` is not counted. */
    waiting_room consumers;                        /**< Who waits for an item. */
    waiting_room producers;                        /**< Who waits for room. */
    alignas(CACHE_DISTANCE) _Atomic uint64_t held; /**< Items, and those on their way in or out. */
};

/** How a look for an item ended. */
typedef enum queue_look { LOOK_FOUND, LOOK_EMPTY, LOOK_ENDED } queue_look;

/** Whether `next`, of a segment, names one. */
static bool is_segment(uintptr_t next) {
    return next != 0 && next != SEGMENTS_END;
}

/** The segment that it names. */
static segment *as_segment(uintptr_t next) {
    return (segment *)next; // NOLINT(performance-no-int-to-ptr): SEGMENTS_END is no pointer
}

/** Every call may run beside every other: for callers, shared use is const use. No queue is a const object.
 */
static mtproxy_queue *inside(const mtproxy_queue *queue) {
    return (mtproxy_queue *)queue;
}

mtproxy_queue *mtproxy_queue_new(uint64_t limit) {
    mtproxy_queue *queue = aligned_alloc(CACHE_DISTANCE, sizeof *queue);
    if (queue == NULL)
        return NULL;
    queue->limit = limit;
    atomic_init(&queue->held, 0);
    if (!segments_open(&queue->list))
        goto no_segments;
    if (!waiting_room_open(&queue->consumers))
        goto no_consumers;
    if (!waiting_room_open(&queue->producers))
        goto no_producers;
    return queue;
no_producers:
    waiting_room_close(&queue->consumers);
no_consumers:
    segments_close(&queue->list);
no_segments:
    free(queue);
    return NULL;
}

void mtproxy_queue_free(mtproxy_queue *queue) {
    if (queue == NULL)
        return;
    waiting_room_close(&queue->producers);
    waiting_room_close(&queue->consumers);
    segments_close(&queue->list);
    free(queue);
}

/* ---- Putting ---- */

/** What put() still has to do. */
typedef enum put_step { PUT_AGAIN, PUT_DONE, PUT_REFUSED, PUT_NO_MEMORY } put_step;

/** Put the item into the cell of that number, unless its consumer has been there. */
static put_step fill(cell *target, uint64_t item) {
    uint32_t unused = CELL_UNUSED;
    target->item = item;
    return atomic_compare_exchange_strong(&target->state, &unused, CELL_FULL) ? PUT_DONE : PUT_AGAIN;
}

/** The last segment takes nothing more: go on to the next one, which perhaps has to be made, with the item.
 */
static put_step put_behind(segments *list, segment *last, bool is_shut, uint64_t item) {
    uintptr_t next = atomic_load(&last->next);
    if (next == 0 && is_shut) {
        if (atomic_compare_exchange_strong(&last->next, &next, SEGMENTS_END))
            return PUT_REFUSED;
    } else if (next == 0) {
        segment *made = segment_new(&item);
        if (made == NULL)
            return PUT_NO_MEMORY;
        if (atomic_compare_exchange_strong(&last->next, &next, (uintptr_t)made)) {
            atomic_compare_exchange_strong(&list->last, &last, made);
            return PUT_DONE;
        }
        free(made);
    }
    if (next == SEGMENTS_END)
        return PUT_REFUSED;
    atomic_compare_exchange_strong(&list->last, &last, as_segment(next));
    return PUT_AGAIN;
}

/** Put the item at the end of the list. */
static put_step put(segments *list, uint64_t item) {
    put_step step = PUT_AGAIN;
    while (step == PUT_AGAIN) {
        segment *last;
        segment_guard *guard = segments_guard(list, &list->last, &last);
        uint64_t number = atomic_fetch_add(&last->given, 1);
        bool is_shut = (number & SEGMENT_SHUT) != 0;
        step = !is_shut && number < MTPROXY_SEGMENT_CELLS ? fill(&last->cells[number], item)
                                                          : put_behind(list, last, is_shut, item);
        segments_release(guard);
    }
    return step;
}

/** Count one more item, if the limit allows it. */
static bool reserve(mtproxy_queue *queue) {
    if (queue->limit == 0)
        return true;
    uint64_t held = atomic_load(&queue->held);
    while (held < queue->limit) {
        if (atomic_compare_exchange_weak(&queue->held, &held, held + 1))
            return true;
    }
    return false;
}

/** Count one item less. */
static void give_room(mtproxy_queue *queue) {
    if (queue->limit == 0)
        return;
    atomic_fetch_sub(&queue->held, 1);
    waiting_wake_one(&queue->producers);
}

/** Whether anybody may still push; where there is no room, nobody else would notice. */
static bool is_shut_down(mtproxy_queue *queue) {
    segment *last;
    segment_guard *guard = segments_guard(&queue->list, &queue->list.last, &last);
    bool is_shut = atomic_load(&last->next) == SEGMENTS_END;
    segments_release(guard);
    return is_shut;
}

/** Push where there is room. */
static mtproxy_status try_push(mtproxy_queue *queue, uint64_t item) {
    if (!reserve(queue))
        return is_shut_down(queue) ? MTPROXY_QUEUE_SHUT_DOWN : MTPROXY_QUEUE_FULL;
    put_step step = put(&queue->list, item);
    if (step == PUT_DONE) {
        waiting_wake_one(&queue->consumers);
        return MTPROXY_OK;
    }
    give_room(queue);
    return step == PUT_REFUSED ? MTPROXY_QUEUE_SHUT_DOWN : MTPROXY_OUT_OF_MEMORY;
}

/** Say why a push failed. */
static mtproxy_status explain_push(const mtproxy_queue *queue, mtproxy_status status) {
    if (status == MTPROXY_QUEUE_FULL)
        tenon_fail(MTPROXY_QUEUE_FULL,
                   "the queue holds %llu items already, which is its limit: pop some, or wait with push_w",
                   (unsigned long long)queue->limit);
    if (status == MTPROXY_QUEUE_SHUT_DOWN)
        tenon_fail(MTPROXY_QUEUE_SHUT_DOWN, "the queue was shut down and takes no more items");
    return status;
}

mtproxy_status mtproxy_queue_push(const mtproxy_queue *queue, uint64_t item) {
    return explain_push(queue, try_push(inside(queue), item));
}

mtproxy_status mtproxy_queue_push_w(const mtproxy_queue *queue, uint64_t item, const tenon_cancel *cancel) {
    waiting_room *room = &inside(queue)->producers;
    mtproxy_status status = try_push(inside(queue), item);
    while (status == MTPROXY_QUEUE_FULL) {
        if (tenon_is_cancelled(cancel)) {
            /* It may have been this thread that was told of room which others wait for. */
            waiting_wake_one(room);
            return MTPROXY_CANCELLED;
        }
        uint32_t ticket = waiting_enter(room);
        status = try_push(inside(queue), item);
        if (status == MTPROXY_QUEUE_FULL)
            waiting_sleep(room, ticket, cancel);
        else
            waiting_leave(room);
    }
    return explain_push(queue, status);
}

void mtproxy_queue_shut_down(const mtproxy_queue *queue) {
    segments *list = &inside(queue)->list;
    bool is_shut = false;
    while (!is_shut) {
        segment *last;
        segment_guard *guard = segments_guard(list, &list->last, &last);
        atomic_fetch_or(&last->given, SEGMENT_SHUT);
        uintptr_t next = 0;
        is_shut = atomic_compare_exchange_strong(&last->next, &next, SEGMENTS_END) || next == SEGMENTS_END;
        if (!is_shut) {
            segment *seen = last;
            atomic_compare_exchange_strong(&list->last, &seen, as_segment(next));
        }
        segments_release(guard);
    }
    waiting_wake_all(&inside(queue)->consumers);
    waiting_wake_all(&inside(queue)->producers);
}

/* ---- Taking ---- */

/** Take what is in the cell, whose number only this thread has drawn. Without a producer so far it is spoilt.
 */
static bool empty_cell(cell *source, uint64_t *item) {
    for (int i = 0; i < PATIENCE; i++) {
        if (atomic_load_explicit(&source->state, memory_order_relaxed) != CELL_UNUSED)
            break;
    }
    if (atomic_exchange(&source->state, CELL_USED) != CELL_FULL)
        return false;
    *item = source->item;
    return true;
}

/** Look for an item in the first segment. @return LOOK_EMPTY with `next` a segment: look there. */
static queue_look look(segment *first, uint64_t *item, uintptr_t *next) {
    for (;;) {
        /* In this order: what consumers had drawn then, producers had at least. */
        uint64_t number = atomic_load(&first->taken);
        uint64_t given = atomic_load(&first->given) & ~SEGMENT_SHUT;
        if (number < given && number < MTPROXY_SEGMENT_CELLS)
            number = atomic_fetch_add(&first->taken, 1);
        else if (number < MTPROXY_SEGMENT_CELLS) {
            *next = atomic_load(&first->next);
            if (is_segment(*next))
                continue; /* Producers filled this one up in between. */
            return *next == SEGMENTS_END ? LOOK_ENDED : LOOK_EMPTY;
        }
        if (number >= MTPROXY_SEGMENT_CELLS) {
            *next = atomic_load(&first->next);
            return *next == SEGMENTS_END ? LOOK_ENDED : LOOK_EMPTY;
        }
        if (empty_cell(&first->cells[number], item))
            return LOOK_FOUND;
    }
}

/** Take the oldest item. */
static queue_look take(mtproxy_queue *queue, uint64_t *item) {
    for (;;) {
        segment *first;
        uintptr_t next = 0;
        segment_guard *guard = segments_guard(&queue->list, &queue->list.first, &first);
        queue_look seen = look(first, item, &next);
        if (seen == LOOK_EMPTY && is_segment(next)) {
            segments_advance(&queue->list, guard, first, as_segment(next));
            continue;
        }
        segments_release(guard);
        if (seen == LOOK_FOUND)
            give_room(queue);
        return seen;
    }
}

bool mtproxy_queue_pop(const mtproxy_queue *queue, uint64_t *item) {
    return take(inside(queue), item) == LOOK_FOUND;
}

mtproxy_status mtproxy_queue_pop_w(const mtproxy_queue *queue, const tenon_cancel *cancel, uint64_t *item) {
    waiting_room *room = &inside(queue)->consumers;
    queue_look seen = take(inside(queue), item);
    while (seen == LOOK_EMPTY) {
        if (tenon_is_cancelled(cancel)) {
            /* It may have been this thread that was told of an item which others wait for. */
            waiting_wake_one(room);
            return MTPROXY_CANCELLED;
        }
        uint32_t ticket = waiting_enter(room);
        seen = take(inside(queue), item);
        if (seen == LOOK_EMPTY)
            waiting_sleep(room, ticket, cancel);
        else
            waiting_leave(room);
    }
    if (seen == LOOK_FOUND)
        return MTPROXY_OK;
    return (mtproxy_status)tenon_fail(MTPROXY_QUEUE_SHUT_DOWN,
                                      "the queue was shut down, and all its items have been taken");
}

void mtproxy_queue_pop_nw(const mtproxy_queue *queue, uint64_t *items, size_t *count) {
    size_t taken = 0;
    while (taken < *count && take(inside(queue), &items[taken]) == LOOK_FOUND)
        taken++;
    *count = taken;
}

/**
 * Whether no cell of the first segment has an item that no consumer has drawn. The cells are looked at in
 * their order until no producer has drawn another: then there was a moment without an item.
 */
static bool has_no_item(segment *first) {
    uint64_t number = atomic_load(&first->taken);
    while (number < (atomic_load(&first->given) & ~SEGMENT_SHUT) && number < MTPROXY_SEGMENT_CELLS) {
        if (atomic_load(&first->cells[number].state) == CELL_FULL)
            return false;
        number++;
    }
    return true;
}

bool mtproxy_queue_is_empty(const mtproxy_queue *queue) {
    segments *list = &inside(queue)->list;
    for (;;) {
        segment *first;
        segment_guard *guard = segments_guard(list, &list->first, &first);
        bool is_empty = has_no_item(first);
        /* A segment is made with an item in it, which nobody takes before the segment is the first one. */
        bool has_more = is_segment(atomic_load(&first->next));
        bool is_still_first = atomic_load(&list->first) == first;
        segments_release(guard);
        if (!is_empty || (has_more && is_still_first))
            return false;
        if (!has_more)
            return true;
    }
}
