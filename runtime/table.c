/**
 * @file
 * The table of slots: reserving, publishing and freeing them, and the ties between child and parent.
 */
#include <pthread.h>

#include "monitor.h"

_Static_assert(sizeof(tenon_slot) == 64, "a slot fills one cache line");

_Atomic(tenon_slot *) tenon_table[TENON_CHUNKS];

_Atomic(tenon_slot *) tenon_chunks[TENON_CHUNKS];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* All guarded by the lock. */
static tenon_slot *free_slots;
static uint32_t
    slots_used; /* slots below this index have been used at least once, or are in a thread's cache */

/* How many slots go from the shared list to a thread's cache and back at once. */
enum { BATCH = 32, CACHED_MOST = 2 * BATCH };

void tenon_table_lock(void) {
    if (tenon_is_watched())
        tenon_watch_lock(TENON_RANK_TABLE);
    pthread_mutex_lock(&lock);
}

void tenon_table_unlock(void) {
    pthread_mutex_unlock(&lock);
    if (tenon_is_watched())
        tenon_watch_unlock(TENON_RANK_TABLE);
}

/* The table lives as long as the process: a handle of yesterday must still find a slot that refuses it. */
static tenon_slot *add_chunk(uint32_t number) {
    /* calloc and not aligned_alloc: the pages stay untouched, and cost nothing, until a slot is used. */
    const size_t alignment = _Alignof(tenon_slot);
    const size_t size = sizeof(tenon_slot) * TENON_CHUNK_SLOTS;
    char *memory = calloc(1, size + alignment - 1);
    if (memory == NULL)
        return NULL;
    size_t past = (size_t)((uintptr_t)memory % alignment);
    tenon_slot *chunk = (tenon_slot *)(void *)(memory + (past == 0 ? 0 : alignment - past));
    atomic_store_explicit(&tenon_chunks[number], chunk, memory_order_release);
    if (!tenon_is_watched())
        atomic_store_explicit(&tenon_table[number], chunk, memory_order_release);
    return chunk;
}

/* A free slot is blank but for its place and its next generation: whoever frees one leaves it so. Lock held,
 * from here on. */

static void put(tenon_slot **list, tenon_slot *slot) {
    slot->next = *list;
    *list = slot;
}

static tenon_slot *take(tenon_slot **list) {
    tenon_slot *slot = *list;
    if (slot != NULL)
        *list = slot->next;
    return slot;
}

/* One that no object has had. */
static tenon_slot *new_slot(void) {
    if (slots_used == (UINT32_C(1) << TENON_INDEX_BITS))
        return NULL;
    tenon_slot *slot = tenon_slot_at(slots_used);
    if (slot == NULL)
        slot = add_chunk(slots_used >> TENON_CHUNK_BITS);
    if (slot == NULL)
        return NULL;
    slot->index = slots_used++ & ((1u << TENON_INDEX_BITS) - 1);
    slot->generation = 1;
    return slot;
}

static tenon_slot *any_slot(void) {
    tenon_slot *slot = take(&free_slots);
    return slot != NULL ? slot : new_slot();
}

/* Slots for a cache that has none, in the order in which they lie. */
static void fill(tenon_cache *cache) {
    tenon_slot **end = &cache->slots;
    for (; cache->slot_count < BATCH; cache->slot_count++) {
        tenon_slot *slot = any_slot();
        if (slot == NULL)
            break;
        *end = slot;
        end = &slot->next;
    }
    *end = NULL;
}

/* Lock not held, from here on. */

tenon_slot *tenon_slot_reserve_shared(void) {
    tenon_cache *cache = tenon_cache_of(&tenon_own);
    tenon_table_lock();
    if (cache != NULL && cache->slots == NULL) /* it may be that of a thread before, with slots */
        fill(cache);
    tenon_slot *slot = cache == NULL ? any_slot() : take(&cache->slots);
    if (cache != NULL && slot != NULL)
        cache->slot_count--;
    tenon_table_unlock();
    return slot;
}

static __attribute__((noinline)) void unreserve_shared(tenon_cache *cache, tenon_slot *slot) {
    tenon_table_lock();
    put(&free_slots, slot);
    for (int moved = 0; cache != NULL && moved < BATCH; moved++) {
        put(&free_slots, take(&cache->slots));
        cache->slot_count--;
    }
    tenon_table_unlock();
}

static inline void unreserve(const tenon_thread *own, tenon_slot *slot) {
    tenon_cache *cache = tenon_cache_of(own);
    if (TENON_LIKELY(cache != NULL && cache->slot_count < CACHED_MOST)) {
        cache->slot_count++;
        put(&cache->slots, slot);
    } else {
        unreserve_shared(cache, slot);
    }
}

void tenon_slot_unreserve(tenon_slot *slot) {
    unreserve(&tenon_own, slot);
}

/* ---- Ties ------------------------------------------------------------------------------------------------
 */

/* One lifetime borrow more. Exclusive use does not matter: it can only be by the call that makes the child.
 */
static bool freeze(tenon_slot *slot) {
    uint64_t state = atomic_load(&slot->state);
    do {
        if ((state & TENON_STATE_SHARED_MASK) == TENON_STATE_SHARED_MASK)
            return false;
    } while (!atomic_compare_exchange_weak(&slot->state, &state, state + TENON_STATE_SHARED_ONE));
    return true;
}

static void thaw(tenon_slot *slot) {
    atomic_fetch_sub(&slot->state, TENON_STATE_SHARED_ONE);
}

static void thaw_ancestors(tenon_slot *slot, const tenon_slot *until) {
    for (tenon_slot *ancestor = slot->parent; ancestor != until; ancestor = ancestor->parent)
        thaw(ancestor);
}

/* All ancestors and not just the parent: what a view shows may be in memory that the grandparent owns. */
static bool freeze_ancestors(tenon_slot *slot) {
    for (tenon_slot *ancestor = slot->parent; ancestor != NULL; ancestor = ancestor->parent) {
        if (!freeze(ancestor)) {
            thaw_ancestors(slot, ancestor);
            return false;
        }
    }
    return true;
}

/* A view that writes opens or ends. Counted by itself: what else the writing call made of the object may
 * freeze it for longer, and its destructor waits until nobody writes. */
static bool begin_writing(tenon_slot *slot) {
    enum { MOST = 255 };
    if (slot->writing_views == MOST)
        return false;
    slot->writing_views++;
    atomic_fetch_or(&slot->state, TENON_STATE_WRITTEN);
    return true;
}

static void end_writing(tenon_slot *slot) {
    if (--slot->writing_views == 0)
        atomic_fetch_and(&slot->state, ~TENON_STATE_WRITTEN);
}

/* In one step with the check, so that a parent whose destruction has begun cannot be kept. */
static bool mark_kept(tenon_slot *parent, tenon_handle handle) {
    uint64_t state = atomic_load(&parent->state);
    do {
        if (!tenon_serves(state, handle) || tenon_is_final(state))
            return false;
    } while (!atomic_compare_exchange_weak(&parent->state, &state, state | TENON_STATE_KEPT));
    return true;
}

int32_t tenon_slot_tie(tenon_slot *slot, const tenon_keep *keep) {
    tenon_slot *parent = tenon_slot_at(keep->parent);
    if (parent == NULL || !mark_kept(parent, keep->parent))
        return TENON_CLOSED;
    parent->child_count++;
    slot->parent = parent;
    slot->parent_is_changed = keep->parent_mode == TENON_EXCLUSIVE;
    /* Whoever uses the child uses the parent too, so the child belongs to the parent's thread. */
    uint64_t owner = atomic_load_explicit(&parent->owner_thread, memory_order_relaxed);
    if (owner != 0)
        atomic_store_explicit(&slot->owner_thread, owner, memory_order_release);
    if (keep->freezes) {
        if (!freeze_ancestors(slot))
            return TENON_BUSY;
        slot->freezes_parent = true;
        slot->writes_parent = keep->writes && begin_writing(parent);
        if (keep->writes && !slot->writes_parent)
            return TENON_BUSY;
    }
    return 0;
}

tenon_slot *tenon_slot_untie(tenon_slot *slot) {
    tenon_slot *parent = slot->parent;
    if (parent == NULL)
        return NULL;
    if (slot->writes_parent)
        end_writing(parent);
    if (slot->freezes_parent)
        thaw_ancestors(slot, NULL);
    slot->parent = NULL;
    slot->parent_is_changed = false;
    slot->freezes_parent = false;
    slot->writes_parent = false;
    if (--parent->child_count != 0)
        return NULL;
    uint64_t state = atomic_fetch_and(&parent->state, ~TENON_STATE_KEPT) & ~TENON_STATE_KEPT;
    return tenon_is_final(state) ? parent : NULL;
}

static tenon_slot *untie_locked(tenon_slot *slot) {
    tenon_table_lock();
    tenon_slot *orphan = tenon_slot_untie(slot);
    tenon_table_unlock();
    return orphan;
}

tenon_slot *tenon_slot_free(const tenon_thread *own, tenon_slot *slot) {
    tenon_slot *orphan = TENON_LIKELY(slot->parent == NULL) ? NULL : untie_locked(slot);
    slot->object = NULL;
    slot->has_attached = false;
    atomic_store_explicit(&slot->passing, 0, memory_order_relaxed);
    tenon_account_close(tenon_account_at(slot->account));
    /* Nobody finds it from now on, and nobody else has it until it is in a list. */
    atomic_store_explicit(&slot->state, 0, memory_order_release);
    /* A slot that ran out of generations is never used again: its next handle would equal an old one. */
    if (TENON_LIKELY(slot->generation < TENON_GENERATION_LAST)) {
        slot->generation++;
        unreserve(own, slot);
    }
    return orphan;
}
