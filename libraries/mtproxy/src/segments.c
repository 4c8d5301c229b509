#include "segments.h"

#include <sched.h>
#include <stdlib.h>

segment *segment_new(const uint64_t *item) {
    segment *made = aligned_alloc(CACHE_DISTANCE, sizeof *made);
    if (made == NULL)
        return NULL;
    atomic_init(&made->taken, 0);
    atomic_init(&made->given, item != NULL);
    atomic_init(&made->next, 0);
    made->retired_before = NULL;
    for (size_t i = 0; i < MTPROXY_SEGMENT_CELLS; i++)
        atomic_init(&made->cells[i].state, CELL_UNUSED);
    if (item != NULL) {
        made->cells[0].item = *item;
        atomic_init(&made->cells[0].state, CELL_FULL);
    }
    return made;
}

static void open_guards(guard_block *block) {
    for (size_t i = 0; i < GUARDS_OF_A_BLOCK; i++)
        atomic_init(&block->guards[i].guarded, NULL);
    atomic_init(&block->next, NULL);
}

int segments_open(segments *list) {
    segment *only = segment_new(NULL);
    if (only == NULL)
        return 0;
    atomic_init(&list->first, only);
    atomic_init(&list->last, only);
    atomic_init(&list->retired, NULL);
    open_guards(&list->guards);
    return 1;
}

void segments_close(segments *list) {
    for (segment *each = atomic_load(&list->first); each != NULL;) {
        uintptr_t next = atomic_load(&each->next);
        free(each);
        each = next == SEGMENTS_END ? NULL : (segment *)next; // NOLINT(performance-no-int-to-ptr)
    }
    for (segment *each = atomic_load(&list->retired); each != NULL;) {
        segment *before = each->retired_before;
        free(each);
        each = before;
    }
    for (guard_block *each = atomic_load(&list->guards.next); each != NULL;) {
        guard_block *next = atomic_load(&each->next);
        free(each);
        each = next;
    }
}

/** Where a thread looks for a free guard first, so that threads seldom meet. */
static unsigned first_choice(void) {
    static _Atomic unsigned threads;
    static _Thread_local unsigned choice;
    if (choice == 0)
        choice = 1 + atomic_fetch_add(&threads, 1) % GUARDS_OF_A_BLOCK;
    return choice - 1;
}

/** More guards behind a block. Without memory the caller tries again: guards become free soon. */
static guard_block *next_block(guard_block *block) {
    guard_block *next = atomic_load(&block->next);
    if (next != NULL)
        return next;
    guard_block *made = aligned_alloc(CACHE_DISTANCE, sizeof *made);
    if (made == NULL) {
        sched_yield();
        return NULL;
    }
    open_guards(made);
    if (atomic_compare_exchange_strong(&block->next, &next, made))
        return made;
    free(made);
    return next;
}

/** A free guard that names `wanted` from now on. */
static segment_guard *take_guard(segments *list, segment *wanted) {
    unsigned start = first_choice();
    for (guard_block *block = &list->guards;;) {
        for (unsigned i = 0; i < GUARDS_OF_A_BLOCK; i++) {
            segment_guard *guard = &block->guards[(start + i) % GUARDS_OF_A_BLOCK];
            segment *nothing = NULL;
            if (atomic_load_explicit(&guard->guarded, memory_order_relaxed) == NULL &&
                atomic_compare_exchange_strong(&guard->guarded, &nothing, wanted))
                return guard;
        }
        guard_block *next = next_block(block);
        block = next != NULL ? next : &list->guards;
    }
}

segment_guard *segments_guard(segments *list, _Atomic(segment *) *end, segment **found) {
    segment *wanted = atomic_load(end);
    segment_guard *guard = take_guard(list, wanted);
    /* What is still linked after the guard could be seen is not freed before the guard is released. */
    for (segment *now = atomic_load(end); now != wanted; now = atomic_load(end)) {
        wanted = now;
        atomic_store(&guard->guarded, wanted);
    }
    *found = wanted;
    return guard;
}

static int is_guarded(segments *list, const segment *wanted) {
    for (guard_block *block = &list->guards; block != NULL; block = atomic_load(&block->next)) {
        for (size_t i = 0; i < GUARDS_OF_A_BLOCK; i++) {
            if (atomic_load(&block->guards[i].guarded) == wanted)
                return 1;
        }
    }
    return 0;
}

static void retire(segments *list, segment *unlinked) {
    unlinked->retired_before = atomic_load(&list->retired);
    while (!atomic_compare_exchange_weak(&list->retired, &unlinked->retired_before, unlinked)) {
    }
}

void segments_advance(segments *list, segment_guard *guard, segment *first, segment *next) {
    /* Producers must not find it any more either, before it may be freed. */
    segment *seen = first;
    atomic_compare_exchange_strong(&list->last, &seen, next);
    seen = first;
    int unlinked = atomic_compare_exchange_strong(&list->first, &seen, next);
    segments_release(guard);
    if (!unlinked)
        return;
    retire(list, first);
    for (segment *each = atomic_exchange(&list->retired, NULL); each != NULL;) {
        segment *before = each->retired_before;
        if (is_guarded(list, each))
            retire(list, each);
        else
            free(each);
        each = before;
    }
}
