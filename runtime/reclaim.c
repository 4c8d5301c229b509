/**
 * @file
 * Destruction: who may run a destructor now, and where objects wait whose destructor must not run yet.
 *
 * A destructor may touch the object's parents (a statement unlinks itself from its connection), so it needs
 * them as an exclusive call on the object would; and it must run on the thread the object belongs to. Where
 * that is not possible the object is parked, and whoever gives a parent back, or the owning thread, sweeps.
 *
 * No object is forgotten: the parker first publishes it in its list and then tries once more, the other side
 * first gives the parent back and then looks at the list, all sequentially consistent. One of them sees the
 * other.
 */
#include "monitor.h"

/* List 0: objects that any thread may destroy. The others: by owning thread, so that one thread's sweep does
   not walk through what an idle thread has left waiting. */
enum { LISTS = 64 };

static _Atomic(tenon_slot *) parked[LISTS];

/* How many are in the lists: counted before they are in, and after they are out, so that 0 says what empty
   lists would. */
static _Atomic size_t parked_count;

static size_t list_of(uint64_t owner_thread) {
    return owner_thread == 0 ? 0 : 1 + (size_t)(owner_thread % (LISTS - 1));
}

/* It stays the same as long as the slot serves the object. */
static inline const tenon_class *class_of(const tenon_slot *slot) {
    return atomic_load_explicit(&slot->type, memory_order_relaxed);
}

/* Only its destructor ties an object to a thread and to free parents: a view, which has none, ends at once.
 */
static bool claim_for_ending(tenon_slot *slot) {
    if (class_of(slot)->destroy == NULL)
        return true;
    uint64_t owner = atomic_load_explicit(&slot->owner_thread, memory_order_relaxed);
    if (owner != 0 && owner != tenon_thread_id())
        return false;
    tenon_obstacle obstacle;
    return slot->parent == NULL || tenon_claim_ancestors(slot, TENON_EXCLUSIVE, TENON_FOR_ENDING, &obstacle);
}

/* A destructor has nobody to tell of its own failures; those of the running call must not give way to them.
 */
static inline void destroy(const tenon_thread *own, const tenon_slot *slot) {
    const tenon_error *chain = tenon_take_recorded(own);
    class_of(slot)->destroy(slot->object);
    tenon_restore_recorded(own, chain);
}

_Atomic(void (*)(tenon_handle owner)) tenon_end_attached;

/* Destroy a claimed object. Returns its parent where that was the last to keep it and it is final too. */
static tenon_slot *end(tenon_slot *slot) {
    const tenon_thread *own = tenon_thread_here();
    const bool is_destroyed = class_of(slot)->destroy != NULL;
    if (tenon_is_watched() && !is_destroyed)
        tenon_watch_view_end(slot, tenon_handle_of(slot));
    if (is_destroyed) {
        if (tenon_is_watched())
            tenon_watch_outside("a destructor");
        destroy(own, slot);
        if (slot->parent != NULL)
            tenon_unclaim_ancestors(slot, TENON_EXCLUSIVE, TENON_FOR_ENDING);
    }
    if (TENON_LIKELY(!slot->has_attached))
        return tenon_slot_free(own, slot);
    /* Its callbacks after the object, whose destructor may still have called them, and when it is in nobody's
     * way. */
    tenon_handle handle = tenon_handle_of(slot);
    tenon_slot *orphan = tenon_slot_free(own, slot);
    atomic_load (&tenon_end_attached)(handle);
    return orphan;
}

static void park(tenon_slot *slot) {
    size_t list = list_of(atomic_load_explicit(&slot->owner_thread, memory_order_relaxed));
    tenon_table_lock();
    atomic_fetch_add(&parked_count, 1);
    slot->next = atomic_load(&parked[list]);
    atomic_store(&parked[list], slot);
    tenon_table_unlock();
}

/* Up the chain of parents, in a loop: chains may be long and stacks are not. */
static void end_chain(tenon_slot *slot) {
    while (slot != NULL) {
        if (!claim_for_ending(slot)) {
            park(slot);
            return;
        }
        slot = end(slot);
    }
}

/* Claims under the lock, and leaves in the list what it cannot claim: taken out for a moment, an object could
   be missed by the very thread that gives its parent back. */
static tenon_slot *take_ready(size_t list) {
    if (atomic_load(&parked[list]) == NULL)
        return NULL;
    tenon_table_lock();
    tenon_slot *before = NULL;
    tenon_slot *slot = atomic_load(&parked[list]);
    while (slot != NULL && !claim_for_ending(slot)) {
        before = slot;
        slot = slot->next;
    }
    if (slot != NULL && before != NULL)
        before->next = slot->next;
    else if (slot != NULL)
        atomic_store(&parked[list], slot->next);
    if (slot != NULL)
        atomic_fetch_sub(&parked_count, 1);
    tenon_table_unlock();
    return slot;
}

static __attribute__((noinline)) void sweep(void) {
    size_t mine = list_of(tenon_thread_id());
    while (atomic_load(&parked_count) != 0) {
        tenon_slot *slot = take_ready(0);
        if (slot == NULL)
            slot = take_ready(mine);
        if (slot == NULL)
            return;
        end_chain(end(slot));
    }
}

void tenon_sweep(void) {
    if (TENON_UNLIKELY(atomic_load(&parked_count) != 0))
        sweep();
}

/* What its destructor can be called for at once, on any thread: nearly every object. */
static inline bool ends_alone(const tenon_slot *slot) {
    return slot->parent == NULL && !slot->has_attached && class_of(slot)->destroy != NULL &&
           atomic_load_explicit(&slot->owner_thread, memory_order_relaxed) == 0;
}

static __attribute__((noinline)) void reclaim(tenon_slot *slot) {
    if (tenon_is_watched())
        slot = tenon_watch_final(slot);
    if (slot == NULL)
        return;
    end_chain(slot);
    tenon_sweep();
}

/* The first is what the second comes to for an object that ends alone. */
void tenon_reclaim(tenon_slot *slot) {
    if (TENON_LIKELY(!tenon_is_watched() && ends_alone(slot))) {
        const tenon_thread *own = tenon_thread_here();
        destroy(own, slot);
        (void)tenon_slot_free(own, slot);
        tenon_sweep();
    } else {
        reclaim(slot);
    }
}
