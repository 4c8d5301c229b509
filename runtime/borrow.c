/**
 * @file
 * Borrows: what a call does before it touches an object, and after.
 */
#include <stdio.h>

#include "monitor.h"

/* ---- Refusals --------------------------------------------------------------------------------------------
 */

/* A method's own object needs no name: "this graph is closed" says it all. */
static const char *after(const char *position) {
    return position[0] == '\0' ? "" : ": ";
}

int32_t tenon_refuse_closed(const char *message, tenon_handle handle) {
    if (tenon_is_watched() && tenon_history_is_open(handle))
        tenon_violation("state_damaged", "",
                        "a handle that nobody closed is refused: the count of its borrows is "
                        "broken, for instance by a release on its slot that it was not");
    char *history = tenon_is_watched() ? tenon_history_of(handle) : NULL;
    int32_t status = tenon_refuse(TENON_CLOSED, "%s%s", message, history == NULL ? "" : history);
    free(history);
    return status;
}

static int32_t refuse_closed(const tenon_class *type, tenon_handle handle, const char *position) {
    char message[256];
    if (handle == 0)
        return tenon_refuse(TENON_CLOSED, "%s%sno %s was given (the handle is 0)", position, after(position),
                            type->name);
    (void)snprintf(message, sizeof message, "%s%sthis %s is closed", position, after(position), type->name);
    return tenon_refuse_closed(message, handle);
}

static int32_t refuse_wrong_object(const tenon_class *type, tenon_handle handle, const char *position) {
    /* Nothing is borrowed here: the class read counts only if the slot still serves the handle afterwards. */
    const tenon_slot *slot = tenon_slot_at(handle);
    bool was_live = slot != NULL && tenon_serves(atomic_load(&slot->state), handle);
    const char *actual = was_live ? atomic_load(&slot->type)->name : NULL;
    if (!was_live || !tenon_serves(atomic_load(&slot->state), handle))
        return tenon_refuse(TENON_WRONG_OBJECT, "%s%sexpected %s, got a handle that is not of that class",
                            position, after(position), type->name);
    return tenon_refuse(TENON_WRONG_OBJECT, "%s%sexpected %s, got %s", position, after(position), type->name,
                        actual);
}

/* The state says who is in the way only as far as the bits go: the shared count mixes calls and views. */
static const char *reason_of(uint64_t state) {
    if ((state & TENON_STATE_ENDING) != 0)
        return "in use by the destructor of an object that depends on it";
    if ((state & TENON_STATE_EXCLUSIVE) != 0)
        return "in use by another call";
    if ((state & TENON_STATE_WRITTEN) != 0)
        return "written through an open view";
    if ((state & TENON_STATE_SHARED_MASK) == TENON_STATE_SHARED_MASK)
        return "used by too many calls and views at once";
    if ((state & TENON_STATE_KEPT) != 0)
        return "read by another call, or open views or children of it freeze it";
    return "in use by another call, which reads it";
}

static int32_t refuse_busy(const tenon_class *type, tenon_obstacle obstacle, const char *position) {
    if (obstacle.type == NULL)
        return tenon_refuse(TENON_BUSY, "%s%sthis %s is %s", position, after(position), type->name,
                            reason_of(obstacle.state));
    return tenon_refuse(TENON_BUSY, "%s%sthe %s that this %s depends on is %s", position, after(position),
                        obstacle.type->name, type->name, reason_of(obstacle.state));
}

static int32_t refuse(int32_t code, const tenon_class *type, tenon_handle handle, tenon_obstacle obstacle,
                      const char *position) {
    switch (code) {
    case TENON_WRONG_OBJECT:
        return refuse_wrong_object(type, handle, position);
    case TENON_WRONG_THREAD:
        return tenon_refuse(TENON_WRONG_THREAD, "%s%sthis %s belongs to the thread that made it", position,
                            after(position), type->name);
    case TENON_BUSY:
        return refuse_busy(type, obstacle, position);
    default:
        return refuse_closed(type, handle, position);
    }
}

/* ---- Checks ----------------------------------------------------------------------------------------------
 */

/* What find() says where the table has nothing: no such handle was ever given, or somebody watches. */
enum { ELSEWHERE = 1 };

static inline int32_t find(const tenon_class *type, tenon_handle handle, tenon_slot **slot) {
    if (TENON_UNLIKELY((handle >> 48) != type->tag))
        return handle == 0 ? TENON_CLOSED : TENON_WRONG_OBJECT;
    uint32_t index = (uint32_t)handle & ((1u << TENON_INDEX_BITS) - 1);
    tenon_slot *chunk = atomic_load_explicit(&tenon_table[index >> TENON_CHUNK_BITS], memory_order_acquire);
    if (TENON_UNLIKELY(chunk == NULL))
        return ELSEWHERE;
    *slot = &chunk[index & (TENON_CHUNK_SLOTS - 1)];
    return 0;
}

/* Where somebody watches, every look and every borrow comes here. */
static int32_t find_watched(tenon_handle handle, const char *position, tenon_slot **slot) {
    if (!tenon_is_watched())
        return TENON_CLOSED;
    tenon_watch_host_lock(position);
    *slot = tenon_slot_at(handle);
    if (*slot == NULL)
        return TENON_CLOSED;
    if (tenon_serves(atomic_load(&(*slot)->state), handle))
        tenon_watch_owner(*slot);
    return 0;
}

/* Whether a slot in this state may be used: 0 or a tenon_code. */
static int32_t check_state(tenon_slot *slot, uint64_t state, tenon_handle handle, tenon_claim claim) {
    if (TENON_UNLIKELY(!tenon_serves(state, handle) || (state & TENON_STATE_DROPPED) != 0))
        return TENON_CLOSED;
    /* Before anything is claimed, so that a stranger's attempt cannot get in the owner's way. Nothing holds
       the slot yet: the owner read counts only if the slot still serves the handle afterwards. */
    uint64_t owner = atomic_load_explicit(&slot->owner_thread, memory_order_acquire);
    if (TENON_UNLIKELY(owner != 0 && owner != tenon_thread_id()))
        return tenon_serves(atomic_load(&slot->state), handle) ? TENON_WRONG_THREAD : TENON_CLOSED;
    return TENON_UNLIKELY(tenon_conflicts(state, claim)) ? TENON_BUSY : 0;
}

/* Wait out a child's destructor, then report the state that the check was about. 0 or a tenon_code. */
static int32_t check_patiently(tenon_slot *slot, tenon_handle handle, tenon_claim claim, unsigned *attempt,
                               uint64_t *state) {
    for (;;) {
        int32_t code = check_state(slot, *state, handle, claim);
        if (TENON_LIKELY(code != TENON_BUSY) || !tenon_await_ending(*state, attempt))
            return code;
        *state = atomic_load(&slot->state);
    }
}

/* ---- Borrow and release ----------------------------------------------------------------------------------
 */

static int32_t claim_live(tenon_slot *slot, tenon_handle handle, tenon_claim claim, uint64_t *state) {
    unsigned attempt = 0;
    *state = atomic_load(&slot->state);
    for (;;) {
        int32_t code = check_patiently(slot, handle, claim, &attempt, state);
        if (code != 0)
            return code;
        if (TENON_LIKELY(atomic_compare_exchange_weak(&slot->state, state, *state + claim.add)))
            return 0;
    }
}

void tenon_released(tenon_slot *slot, uint64_t state, bool has_parent) {
    if (TENON_UNLIKELY(tenon_is_final(state)))
        tenon_reclaim(slot);
    else if (has_parent || (state & TENON_STATE_KEPT) != 0)
        tenon_sweep(); /* a child may be waiting to be destroyed until this borrow is over */
}

/* The slot may be gone to another object right after the subtraction. */
static void unclaim(tenon_slot *slot, tenon_claim claim) {
    bool has_parent = slot->parent != NULL;
    uint64_t state = atomic_fetch_sub(&slot->state, claim.add) - claim.add;
    tenon_released(slot, state, has_parent);
}

void tenon_unclaim(tenon_slot *slot, tenon_claim claim) {
    unclaim(slot, claim);
}

/* The parents of a claimed object, or the claim is taken back. */
static int32_t take_parents(tenon_slot *slot, tenon_claim claim, tenon_borrow_mode mode,
                            tenon_obstacle *obstacle) {
    if (slot->parent == NULL || tenon_claim_ancestors(slot, mode, TENON_FOR_CALL, obstacle))
        return 0;
    unclaim(slot, claim);
    return TENON_BUSY;
}

static int32_t take_slot(tenon_slot *slot, const tenon_class *type, tenon_handle handle,
                         tenon_borrow_mode mode, tenon_obstacle *obstacle) {
    tenon_claim claim = tenon_claim_for(type, mode, TENON_FOR_CALL);
    int32_t code = claim_live(slot, handle, claim, &obstacle->state);
    return code != 0 ? code : take_parents(slot, claim, mode, obstacle);
}

static int32_t take_watched(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                            const char *position, tenon_slot **slot, tenon_obstacle *obstacle) {
    int32_t code = find_watched(handle, position, slot);
    if (code == 0)
        code = take_slot(*slot, type, handle, mode, obstacle);
    if (code == 0)
        *slot = tenon_watch_borrow(*slot, mode, position);
    return code;
}

/* 0 or a tenon_code. */
static int32_t take_borrow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                           const char *position, tenon_slot **slot, tenon_obstacle *obstacle) {
    if (type->threads == TENON_THREADS_ONE)
        tenon_sweep();
    int32_t code = find(type, handle, slot);
    if (TENON_UNLIKELY(code != 0))
        return code == ELSEWHERE ? take_watched(type, handle, mode, position, slot, obstacle) : code;
    return take_slot(*slot, type, handle, mode, obstacle);
}

tenon_borrowed tenon_borrow_slow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                                 const char *position) {
    tenon_obstacle obstacle = {.type = NULL, .state = 0};
    tenon_slot *slot = NULL;
    int32_t code = take_borrow(type, handle, mode, position, &slot, &obstacle);
    if (TENON_UNLIKELY(code != 0))
        return (tenon_borrowed){NULL, refuse(code, type, handle, obstacle, position)};
    return (tenon_borrowed){slot, 0};
}

tenon_borrowed tenon_borrow_parents(const tenon_class *type, tenon_slot *slot, tenon_borrow_mode mode,
                                    const char *position) {
    tenon_obstacle obstacle = {.type = NULL, .state = 0};
    int32_t code = take_parents(slot, tenon_claim_for(type, mode, TENON_FOR_CALL), mode, &obstacle);
    if (TENON_UNLIKELY(code != 0))
        return (tenon_borrowed){NULL, refuse_busy(type, obstacle, position)};
    return (tenon_borrowed){slot, 0};
}

int32_t tenon_borrow_quietly(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                             void **object, tenon_borrow *borrow) {
    tenon_obstacle obstacle = {.type = NULL, .state = 0};
    tenon_slot *slot = tenon_claim_at_once(type, handle, mode);
    int32_t code = slot == NULL
                       ? take_borrow(type, handle, mode, "", &slot, &obstacle)
                       : take_parents(slot, tenon_claim_for(type, mode, TENON_FOR_CALL), mode, &obstacle);
    if (code != 0)
        slot = NULL;
    *borrow = (tenon_borrow){slot, mode, tenon_claim_of(type, mode), type->stands_alone};
    *object = slot == NULL ? NULL : slot->object;
    return code;
}

/* Shared, which is how every class that this is used for is borrowed; so a release finds the same claim. */
static const tenon_claim HOLD = {.add = TENON_STATE_SHARED_ONE, .conflicts = TENON_STATE_EXCLUSIVE};

tenon_slot *tenon_hold(tenon_handle handle) {
    tenon_slot *slot = tenon_slot_at(handle);
    uint64_t state = slot == NULL ? 0 : atomic_load(&slot->state);
    do {
        if (slot == NULL || !tenon_serves(state, handle) || (state & TENON_STATE_DROPPED) != 0 ||
            tenon_conflicts(state, HOLD))
            return NULL;
    } while (!atomic_compare_exchange_weak(&slot->state, &state, state + HOLD.add));
    return slot;
}

void tenon_unhold(tenon_slot *slot) {
    unclaim(slot, HOLD);
}

void tenon_release_parents(tenon_borrow borrow) {
    tenon_unclaim_ancestors(borrow.slot, borrow.mode, TENON_FOR_CALL);
}

int32_t tenon_consume(tenon_borrow *borrow, const char *position) {
    tenon_slot *slot = tenon_is_watched() ? tenon_watch_real(borrow->slot) : borrow->slot;
    if (slot == NULL)
        return 0;
    if (borrow->mode != TENON_EXCLUSIVE)
        return tenon_refuse(TENON_BROKEN_CONTRACT, "%s%sthis %s is consumed without an exclusive borrow",
                            position, after(position), slot->type->name);
    /* Only a call that borrows the object can make children of it, and that is this one. */
    if ((atomic_load(&slot->state) & TENON_STATE_KEPT) != 0)
        return tenon_refuse(TENON_BUSY, "%s%sopen views or children of this %s keep it alive", position,
                            after(position), slot->type->name);
    if (tenon_is_watched()) {
        tenon_watch_consume(borrow->slot);
        tenon_history_closed(tenon_handle_of(slot));
    }
    tenon_slot *parent = slot->parent;
    tenon_borrow_mode parent_mode = tenon_mode_of_parent(slot, TENON_EXCLUSIVE);
    tenon_slot_free(tenon_thread_here(), slot); /* cannot orphan the parent, which this call borrows */
    *borrow = (tenon_borrow){.slot = parent, .mode = parent_mode};
    if (parent != NULL)
        borrow->claimed = tenon_claim_of(parent->type, parent_mode);
    return 0;
}

/* ---- Peek ------------------------------------------------------------------------------------------------
 */

/* Looking counts nothing, so no count can be full. */
static tenon_claim look_for(const tenon_class *type, tenon_borrow_mode mode) {
    tenon_claim claim = tenon_claim_for(type, mode, TENON_FOR_CALL);
    claim.add = 0;
    return claim;
}

/* As tenon_claim_ancestors(), holding nothing. The views' own lifetime borrow is no conflict, since a
   freezing child asks for its parents in shared mode only. */
static int32_t check_ancestors(const tenon_slot *slot, tenon_borrow_mode mode, tenon_obstacle *obstacle) {
    for (const tenon_slot *child = slot; child->parent != NULL; child = child->parent) {
        tenon_slot *parent = child->parent;
        mode = tenon_mode_of_parent(child, mode);
        tenon_claim claim = look_for(parent->type, mode);
        unsigned attempt = 0;
        uint64_t state = atomic_load(&parent->state);
        while (TENON_UNLIKELY(tenon_conflicts(state, claim))) {
            if (!tenon_await_ending(state, &attempt)) {
                *obstacle = (tenon_obstacle){.type = parent->type, .state = state};
                return TENON_BUSY;
            }
            state = atomic_load(&parent->state);
        }
    }
    return 0;
}

tenon_borrowed tenon_peek_slow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                               const char *position) {
    tenon_obstacle obstacle = {.type = NULL, .state = 0};
    tenon_slot *slot = NULL;
    unsigned attempt = 0;
    if (type->threads == TENON_THREADS_ONE)
        tenon_sweep();
    int32_t code = find(type, handle, &slot);
    if (TENON_UNLIKELY(code == ELSEWHERE))
        code = find_watched(handle, position, &slot);
    if (code == 0) {
        obstacle.state = atomic_load(&slot->state);
        tenon_claim claim = look_for(type, mode);
        code = check_patiently(slot, handle, claim, &attempt, &obstacle.state);
    }
    if (code == 0)
        code = check_ancestors(slot, mode, &obstacle);
    if (TENON_UNLIKELY(code != 0))
        return (tenon_borrowed){NULL, refuse(code, type, handle, obstacle, position)};
    return (tenon_borrowed){slot, 0};
}
