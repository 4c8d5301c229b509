/**
 * @file
 * Claims: marking slots as used in their state words, one compare-and-swap per object.
 */
#include "internal.h"

/*
 * Claim a slot that a child keeps alive: it may have been closed, the child may use it all the same.
 * Returns 0, or the state that ruled it out (never 0, as the slot is live).
 */
static uint64_t claim_kept(tenon_slot *slot, tenon_claim claim, tenon_purpose purpose) {
    unsigned attempt = 0;
    uint64_t state = atomic_load(&slot->state);
    for (;;) {
        if (!tenon_conflicts(state, claim)) {
            if (atomic_compare_exchange_weak(&slot->state, &state, state + claim.add))
                return 0;
        } else if (purpose == TENON_FOR_CALL && tenon_await_ending(state, &attempt)) {
            state = atomic_load(&slot->state);
        } else {
            return state;
        }
    }
}

/* Up to, not including, `until`. */
static void unclaim_below(tenon_slot *slot, tenon_borrow_mode mode, tenon_purpose purpose,
                          const tenon_slot *until) {
    for (tenon_slot *child = slot; child->parent != until; child = child->parent) {
        mode = tenon_mode_of_parent(child, mode);
        tenon_claim claim = tenon_claim_for(child->parent->type, mode, purpose);
        atomic_fetch_sub(&child->parent->state, claim.add);
    }
}

bool tenon_claim_ancestors(tenon_slot *slot, tenon_borrow_mode mode, tenon_purpose purpose,
                           tenon_obstacle *obstacle) {
    tenon_borrow_mode mode_here = mode;
    for (tenon_slot *child = slot; child->parent != NULL; child = child->parent) {
        tenon_slot *parent = child->parent;
        mode_here = tenon_mode_of_parent(child, mode_here);
        uint64_t state = claim_kept(parent, tenon_claim_for(parent->type, mode_here, purpose), purpose);
        if (state != 0) {
            *obstacle = (tenon_obstacle){.type = parent->type, .state = state};
            unclaim_below(slot, mode, purpose, parent);
            return false;
        }
    }
    return true;
}

void tenon_unclaim_ancestors(tenon_slot *slot, tenon_borrow_mode mode, tenon_purpose purpose) {
    unclaim_below(slot, mode, purpose, NULL);
}
