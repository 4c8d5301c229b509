/*
 * The protocol of handles and borrows, for Spin: what runtime/table.c, handle.c, borrow.c, claim.c and reclaim.c do
 * to the state words of the slots. Each inline has the name of the C function it mirrors. A scenario is a file that
 * says how many slots there are and what its threads do; it includes this one.
 *
 * A step that other threads can come between is one statement here: one atomic load, one compare-and-swap, one
 * fetch-and-subtract. What C guards by the table's lock stands between table_lock() and table_unlock(), where the
 * atomic operations are still steps of their own, as calls without the lock see each of them. Plain fields are
 * written and read together with the atomic step next to them: they belong to whoever holds the lock or the claim.
 *
 * -DBREAK_... takes one precaution away; the scenario that is about it must then fail (see models.txt).
 *
 * Small numbers take the place of large ones: three shared borrows at most, three generations. Slot 0 is null.
 */

#include "words.pml"
#include "truth.pml"

/* ---- table.c --------------------------------------------------------------------------------------------------- */

inline table_lock() {
    atomic { !table_locked -> table_locked = true }
}

inline table_unlock() {
    table_locked = false
}

/* What a thread has at hand is one slot at most here, and one goes to the shared list and back. */

inline reserve_shared() {
    table_lock();
    d_step {
        if
        :: free_slots != 0 ->
            slot = free_slots;
            free_slots = slots[slot].next;
            slots[slot].next = 0
        :: free_slots == 0 && slots_used == SLOTS -> slot = 0
        :: free_slots == 0 && slots_used < SLOTS ->
            slots_used++;
            slot = slots_used;
            slots[slot].generation = 1
        fi
    }
    table_unlock()
}

inline tenon_slot_reserve() {
    slot = cached[OWN];
    if
    :: slot == 0 -> reserve_shared()
    :: else -> cached[OWN] = 0
    fi
}

inline unreserve_shared(slot_) {
    table_lock();
    d_step {
        slots[slot_].next = free_slots;
        free_slots = slot_
    }
    table_unlock()
}

inline unreserve(slot_) {
    if
    :: cached[OWN] == 0 -> cached[OWN] = slot_
    :: else -> unreserve_shared(slot_)
    fi
}

inline tenon_slot_publish(slot_, writes_) {
    d_step {
        live_count++;
        made = ((slots[slot_].class << GENERATION_BITS) | slots[slot_].generation) << INDEX_BITS;
        slots[slot_].state = made + (HELD(slots[slot_].class) -> SHARED_ONE : 0);
        made = made | slot_;
        life[slots[slot_].object] = ALIVE;
        writes[slots[slot_].object] = writes_;
        lives[slot_]++;
        note_views(slot_, 1, writes_);
        if
        :: slots[slot_].parent != 0 -> children[slots[slots[slot_].parent].object]++
        :: else
        fi
    }
}

/* One lifetime borrow more, or `refused`. */
inline freeze(slot_) {
    state = slots[slot_].state;
    do
    :: (state & SHARED_MASK) == SHARED_MASK ->
        refused = true;
        break
    :: else ->
        compare_exchange(slot_, state, state + SHARED_ONE);
        if
        :: swapped -> break
        :: else
        fi
    od
}

inline thaw(slot_) {
    fetch_sub(slot_, SHARED_ONE);
#ifdef BREAK_COUNT_OF_WRITING
    if
    :: (state & (WRITTEN | SHARED_MASK)) == WRITTEN -> fetch_and(slot_, ~WRITTEN)
    :: else
    fi
#endif
}

inline begin_writing(slot_) {
    slots[slot_].writing_views++;
    fetch_or(slot_, WRITTEN)
}

inline end_writing(slot_) {
    slots[slot_].writing_views--;
#ifndef BREAK_COUNT_OF_WRITING
    if
    :: slots[slot_].writing_views == 0 -> fetch_and(slot_, ~WRITTEN)
    :: else
    fi
#endif
}

inline thaw_ancestors(slot_, until) {
    ancestor = slots[slot_].parent;
    do
    :: ancestor == until -> break
    :: else ->
        thaw(ancestor);
#ifdef BREAK_FREEZE_OF_GRANDPARENTS
        break;
#endif
        ancestor = slots[ancestor].parent
    od;
    ancestor = 0
}

/* All or none, and then `refused`. */
inline freeze_ancestors(slot_) {
    child = slot_;
    do
    :: slots[child].parent == 0 -> break
    :: else ->
        freeze(slots[child].parent);
        if
        :: refused ->
            thaw_ancestors(slot_, slots[child].parent);
            break
        :: else -> child = slots[child].parent
        fi;
#ifdef BREAK_FREEZE_OF_GRANDPARENTS
        break
#endif
    od;
    child = 0
}

inline mark_kept(parent_, handle_) {
    state = slots[parent_].state;
    do
#ifdef BREAK_KEEPING
    :: !SERVES(state, handle_) ->
#else
    :: !SERVES(state, handle_) || IS_FINAL(state) ->
#endif
        refused = true;
        break
    :: else ->
        compare_exchange(parent_, state, state | KEPT);
        if
        :: swapped -> break
        :: else
        fi
    od
}

inline tenon_slot_tie(slot_, parent_handle, parent_mode_, freezes_, writes_) {
    mark_kept(SLOT_AT(parent_handle), parent_handle);
    if
    :: refused -> code = CLOSED
    :: else ->
        d_step {
            parent = SLOT_AT(parent_handle);
            slots[parent].child_count++;
            slots[slot_].parent = parent;
            slots[slot_].parent_is_changed = parent_mode_;
            slots[slot_].owner = (slots[parent].owner != 0 -> slots[parent].owner : slots[slot_].owner)
        }
        if
        :: freezes_ ->
            freeze_ancestors(slot_);
            if
            :: refused -> code = BUSY
            :: else ->
                slots[slot_].freezes_parent = true;
                slots[slot_].writes_parent = writes_;
                if
                :: writes_ -> begin_writing(parent)
                :: else
                fi
            fi
        :: else
        fi;
        parent = 0
    fi;
    refused = false
}

/* `orphan` is the parent where that made it final. */
inline tenon_slot_untie(slot_) {
    parent = slots[slot_].parent;
    if
    :: parent == 0
    :: else ->
        if
        :: slots[slot_].writes_parent -> end_writing(parent)
        :: else
        fi;
        if
        :: slots[slot_].freezes_parent -> thaw_ancestors(slot_, 0)
        :: else
        fi;
        d_step {
            slots[slot_].parent = 0;
            slots[slot_].parent_is_changed = false;
            slots[slot_].freezes_parent = false;
            slots[slot_].writes_parent = false;
            slots[parent].child_count--
        }
        if
        :: slots[parent].child_count != 0
        :: else ->
            fetch_and(parent, ~KEPT);
            orphan = (IS_FINAL(state) -> parent : 0)
        fi;
        parent = 0
    fi
}

inline end_service(slot_) {
    d_step {
        slots[slot_].object = 0;
        slots[slot_].state = 0;
        live_count--
    }
}

inline tenon_slot_free(slot_) {
    if
    :: slots[slot_].parent != 0 ->
        table_lock();
        tenon_slot_untie(slot_);
        table_unlock()
    :: else
    fi;
#ifndef BREAK_ORDER_OF_FREEING
    end_service(slot_);
#endif
#ifdef BREAK_RETIREMENT
    slots[slot_].generation = (slots[slot_].generation == GENERATION_LAST -> 1 : slots[slot_].generation + 1);
    unreserve(slot_);
#else
    if
    :: slots[slot_].generation < GENERATION_LAST ->
        slots[slot_].generation++;
        unreserve(slot_)
    :: else /* ran out of generations: never used again */
    fi;
#endif
#ifdef BREAK_ORDER_OF_FREEING
    end_service(slot_);
#endif
    skip
}

/* ---- claim.c --------------------------------------------------------------------------------------------------- */

/* tenon_await_ending() looks again and again until it gives up: waiting for the next change is the same. */
inline claim_kept(slot_, purpose_) {
    add = ADDS(slots[slot_].class, mode_here, purpose_);
    state = slots[slot_].state;
    do
    :: !CONFLICTS(state, add, mode_here) ->
        compare_exchange(slot_, state, state + add);
        if
        :: swapped -> break
        :: else
        fi
    :: CONFLICTS(state, add, mode_here) && purpose_ == FOR_CALL && (state & ENDING) ->
        atomic { slots[slot_].state != state -> state = slots[slot_].state }
    :: CONFLICTS(state, add, mode_here) ->
        refused = true;
        break
    od
}

inline unclaim_below(slot_, mode_, purpose_, until) {
    child = slot_;
    mode_here = mode_;
    do
    :: slots[child].parent == until -> break
    :: else ->
        d_step {
            mode_here = MODE_OF_PARENT(child, mode_here);
            child = slots[child].parent
        }
        fetch_sub(child, ADDS(slots[child].class, mode_here, purpose_))
    od;
    child = 0;
    mode_here = 0
}

inline tenon_claim_ancestors(slot_, mode_, purpose_) {
    child = slot_;
    mode_here = mode_;
    do
    :: slots[child].parent == 0 -> break
    :: else ->
        d_step {
            mode_here = MODE_OF_PARENT(child, mode_here);
            parent = slots[child].parent
        }
        claim_kept(parent, purpose_);
        if
        :: refused ->
            unclaim_below(slot_, mode_, purpose_, parent);
            break
        :: else -> child = parent
        fi
    od;
    child = 0;
    mode_here = 0;
    parent = 0
}

/* ---- reclaim.c ------------------------------------------------------------------------------------------------- */

inline claim_for_ending(slot_) {
    if
    :: !DESTROYS(slots[slot_].class) -> claimed = true
    :: DESTROYS(slots[slot_].class) && slots[slot_].owner != 0 && slots[slot_].owner != _pid
#ifndef BREAK_OWNER_OF_DESTRUCTION
        -> claimed = false
#else
        -> tenon_claim_ancestors(slot_, MODE_EXCLUSIVE, FOR_ENDING);
        claimed = !refused;
        refused = false
#endif
    :: DESTROYS(slots[slot_].class) && (slots[slot_].owner == 0 || slots[slot_].owner == _pid) ->
#ifdef BREAK_CLAIM_FOR_ENDING
        claimed = true
#else
        tenon_claim_ancestors(slot_, MODE_EXCLUSIVE, FOR_ENDING);
        claimed = !refused;
        refused = false
#endif
    fi
}

/* `orphan` is the parent where this object was the last to keep it and it is final too. */
inline end(slot_) {
    orphan = 0;
    if
    :: DESTROYS(slots[slot_].class) ->
        destroy(slot_);
#ifndef BREAK_CLAIM_FOR_ENDING
        unclaim_below(slot_, MODE_EXCLUSIVE, FOR_ENDING, 0)
#endif
    :: else -> forget_object(slot_, DEAD)
    fi;
    tenon_slot_free(slot_)
}

inline park(slot_) {
    table_lock();
    parked_count++;
    d_step {
        slots[slot_].next = parked[slots[slot_].owner];
        parked[slots[slot_].owner] = slot_
    }
    table_unlock()
}

/* What take_ready() must not do: take the object out, let go of the lock, put it back where it cannot be claimed. */
inline take_out_and_try(list_) {
    d_step {
        ending = parked[list_];
        parked[list_] = (ending == 0 -> 0 : slots[ending].next);
        parked_count = (ending == 0 -> parked_count : parked_count - 1)
    }
    table_unlock();
    if
    :: ending == 0
    :: else ->
        claim_for_ending(ending);
        if
        :: claimed
        :: else ->
            park(ending);
            ending = 0
        fi
    fi
}

/* `ending` is what can be destroyed now, claimed, or 0. */
inline take_ready(list_) {
    if
    :: parked[list_] == 0 -> ending = 0
    :: else ->
        table_lock();
#ifdef BREAK_CLAIM_IN_THE_LIST
        take_out_and_try(list_)
#else
        ending = parked[list_];
        do
        :: ending == 0 -> break
        :: else ->
            claim_for_ending(ending);
            if
            :: claimed -> break
            :: else ->
                before = ending;
                ending = slots[ending].next
            fi
        od;
        skip;
        d_step {
            if
            :: ending != 0 && before != 0 -> slots[before].next = slots[ending].next
            :: ending != 0 && before == 0 -> parked[list_] = slots[ending].next
            :: else
            fi;
            before = 0
        }
        if
#ifdef BREAK_COUNT_OF_PARKED
        :: ending != 0 -> parked_count = 0
#else
        :: ending != 0 -> parked_count--
#endif
        :: else
        fi;
        table_unlock()
#endif
    fi
}

/* end_chain(), then tenon_sweep(), whose every turn ends in end_chain() too. With 0 it is just tenon_sweep(). */
inline tenon_reclaim(slot_) {
    ending = slot_;
    claimed = false;
    do
    :: ending != 0 -> /* end_chain() */
        if
        :: claimed
        :: else -> claim_for_ending(ending)
        fi;
        if
        :: claimed ->
            end(ending);
            ending = orphan;
            orphan = 0;
            claimed = false
        :: else ->
            park(ending);
            ending = 0;
#ifdef BREAK_SECOND_TRY
            break
#endif
        fi
    :: ending == 0 && parked_count == 0 -> break /* tenon_sweep() */
    :: ending == 0 && parked_count != 0 -> /* sweep() */
        list = 0;
        do
        :: true ->
            take_ready(list);
            if
            :: ending != 0 || list == _pid -> break
            :: else -> list = _pid
            fi
        od;
        list = 0;
        if
        :: ending == 0 -> break
        :: else
        fi
    od;
    claimed = false;
    state = 0;
    add = 0;
    swapped = 0
}

/* What a C function does last, in all of them: tenon_reclaim(orphan) where they have found it `due`. It stands here
   once, and not in each of them, only because Spin copies an inline to every place that names it. */
inline finish() {
    if
    :: due ->
        due = false;
        tenon_reclaim(orphan)
    :: else
    fi;
    orphan = 0
}

/* ---- borrow.c -------------------------------------------------------------------------------------------------- */

inline check_patiently(slot_, handle_, mode_) {
    do
#ifdef BREAK_CHECK_OF_DROPPED
    :: !SERVES(state, handle_) ->
#else
    :: !SERVES(state, handle_) || (state & DROPPED) ->
#endif
        code = CLOSED;
        break
    :: else ->
        owner = slots[slot_].owner;
        if
        :: owner != 0 && owner != _pid ->
#ifdef BREAK_SECOND_LOOK_AT_OWNER
            code = WRONG_THREAD;
#else
            code = (SERVES(slots[slot_].state, handle_) -> WRONG_THREAD : CLOSED);
#endif
            break
        :: else
        fi;
        if
        :: !CONFLICTS(state, add, mode_) ->
            code = 0;
            break
        :: CONFLICTS(state, add, mode_) && (state & ENDING) ->
            atomic { slots[slot_].state != state -> state = slots[slot_].state }
        :: CONFLICTS(state, add, mode_) ->
            code = BUSY;
            break
        fi
    od;
    owner = 0
}

inline claim_live(slot_, handle_, class_, mode_) {
    add = ADDS(class_, mode_, FOR_CALL);
    state = slots[slot_].state;
    do
    :: true ->
        check_patiently(slot_, handle_, mode_);
        if
        :: code != 0 -> break
        :: else
        fi;
#ifdef BREAK_CLAIM_WITHOUT_CAS
        slots[slot_].state = state + add;
        break
#else
        compare_exchange(slot_, state, state + add);
        if
        :: swapped -> break
        :: else
        fi
#endif
    od
}

/* The last step of every release. The slot may be gone to another object right after the subtraction. */
inline unclaim(slot_, add_) {
    has_parent = (slots[slot_].parent != 0);
    fetch_sub(slot_, add_);
#ifdef BREAK_LOOK_AFTER_RELEASE
    state = slots[slot_].state;
#endif
    orphan = (IS_FINAL(state) -> slot_ : 0);
#ifdef BREAK_SWEEP_AFTER_RELEASE
    due = (orphan != 0);
#else
    due = (orphan != 0 || has_parent || (state & KEPT));
#endif
    has_parent = false
}

/* `code` is 0 and `borrowed` the slot, or why not. (For an object of one thread C calls tenon_sweep() first: so does
   the scenario that is about those.) */
inline tenon_borrow_object(class_, handle_, mode_) {
    slot = SLOT_AT(handle_);
    if
    :: TAG_OF(handle_) != class_ -> code = (handle_ == 0 -> CLOSED : WRONG_OBJECT)
    :: else -> claim_live(slot, handle_, class_, mode_)
    fi;
    if
    :: code == 0 -> tenon_claim_ancestors(slot, mode_, FOR_CALL)
    :: else
    fi;
    if
    :: code == 0 && !refused ->
        borrowed = slot;
        borrowed_mode = mode_
    :: code == 0 && refused ->
        refused = false;
        add = ADDS(class_, mode_, FOR_CALL);
        unclaim(slot, add);
        code = BUSY
    :: else
    fi;
    slot = 0;
    add = 0;
    state = 0;
    swapped = 0
}

/* Parents first: as long as the object is claimed it keeps them, so none of them can end on the way. */
inline tenon_release() {
#ifndef BREAK_RELEASE_OF_PARENTS_FIRST
    unclaim_below(borrowed, borrowed_mode, FOR_CALL, 0);
#endif
    add = ADDS(slots[borrowed].class, borrowed_mode, FOR_CALL);
    unclaim(borrowed, add);
#ifdef BREAK_RELEASE_OF_PARENTS_FIRST
    unclaim_below(borrowed, borrowed_mode, FOR_CALL, 0);
#endif
    borrowed = 0;
    borrowed_mode = 0;
    state = 0
}

/* Whatever object it is: `borrowed` is 0 where it is closed or used exclusively. */
inline tenon_hold(handle_) {
    add = SHARED_ONE;
    state = slots[SLOT_AT(handle_)].state;
    do
    :: !SERVES(state, handle_) || (state & (DROPPED | EXCLUSIVE)) || (state & SHARED_MASK) == SHARED_MASK -> break
    :: else ->
        compare_exchange(SLOT_AT(handle_), state, state + add);
        if
        :: swapped ->
            borrowed = SLOT_AT(handle_);
            break
        :: else
        fi
    od;
    add = 0;
    state = 0;
    swapped = 0
}

inline tenon_unhold() {
    unclaim(borrowed, SHARED_ONE);
    borrowed = 0;
    state = 0
}

/* `code` is 0, and the borrow is one of what the object kept; or BUSY, and the borrow is what it was. */
inline tenon_consume() {
    slot = borrowed;
#ifdef BREAK_CONSUMING
    if
    :: true ->
#else
    if
    :: slots[slot].state & KEPT -> code = BUSY
    :: else ->
#endif
        borrowed = slots[slot].parent;
        borrowed_mode = MODE_OF_PARENT(slot, MODE_EXCLUSIVE);
        closings[slots[slot].object]++;
        forget_object(slot, TAKEN);
        tenon_slot_free(slot)
    fi;
    slot = 0;
    orphan = 0; /* this call borrows the parent */
    state = 0
}

/* ---- handle.c -------------------------------------------------------------------------------------------------- */

inline tie(slot_, parent_handle, parent_mode_, freezes_, writes_) {
    table_lock();
    tenon_slot_tie(slot_, parent_handle, parent_mode_, freezes_, writes_);
    if
    :: code != 0 -> tenon_slot_untie(slot_)
    :: else
    fi;
    table_unlock()
}

/* `code` is 0 and `made` the handle. The host learns of it when the call is over: see handles[]. */
inline tenon_wrap(class_, object_, parent_handle, parent_mode_, freezes_, writes_) {
    code = 0;
    tenon_slot_reserve();
    if
    :: slot == 0 -> code = OUT_OF_MEMORY
    :: else ->
        d_step {
            slots[slot].object = object_;
            slots[slot].class = class_;
            slots[slot].owner = (BELONGS_TO_ONE(class_) -> _pid : 0)
        }
        if
        :: parent_handle != 0 -> tie(slot, parent_handle, parent_mode_, freezes_, writes_)
        :: else
        fi;
        if
        :: code == 0 -> tenon_slot_publish(slot, writes_)
        :: else -> unreserve(slot)
        fi
    fi;
    slot = 0;
    due = (due || orphan != 0);
    state = 0;
    swapped = 0
}

/* `has_closed` says whether the handle was live. */
inline tenon_close(handle_) {
    slot = SLOT_AT(handle_);
    state = slots[slot].state;
    do
    :: !SERVES(state, handle_) || (state & DROPPED) -> break
    :: else ->
#ifdef BREAK_CLOSE_WITHOUT_CAS
        slots[slot].state = state | DROPPED;
        has_closed = true;
        break
#else
        compare_exchange(slot, state, state | DROPPED);
        if
        :: swapped ->
            has_closed = true;
            break
        :: else
        fi
#endif
    od;
    if
    :: has_closed ->
        orphan = (IS_FINAL(state | DROPPED) -> slot : 0);
        due = true
    :: else
    fi;
    slot = 0;
    state = 0;
    swapped = 0
}

/* ---- What threads do ------------------------------------------------------------------------------------------- */

/* A call that uses an object, and is told the truth where it may not. */
inline use(class_, object_, mode_) {
    tenon_borrow_object(class_, handles[object_], mode_);
    if
    :: code == 0 ->
        assert(slots[borrowed].object == object_);
        begin_use(borrowed, mode_);
        end_use(borrowed, mode_);
        tenon_release()
    :: else ->
        assert(code != CLOSED || closings[object_] != 0);
        assert(code != WRONG_THREAD || BELONGS_TO_ONE(class_))
    fi;
    code = 0
}

inline close(object_) {
    closings[object_]++;
    tenon_close(handles[object_]);
    if
    :: has_closed ->
        d_step {
            closes[object_]++;
            assert(closes[object_] == 1);
            if
            :: TAG_OF(handles[object_]) == VIEW -> note_views(SLOT_AT(handles[object_]), 0 - 1, writes[object_])
            :: else
            fi
        }
    :: else -> assert(closings[object_] > 1)
    fi;
    has_closed = false
}

/* When no call runs and no view is open, nothing has a reason to wait for its destruction. */
inline assert_nothing_waits() {
    d_step {
        do
        :: used > THREADS + 1 -> break
        :: else ->
            assert(parked[used] == 0);
            used++
        od;
        used = 0
    }
}

/* At the end of a scenario: no object is left, none is parked, no lock is held. */
inline assert_all_ended() {
    assert_nothing_waits();
    d_step {
        used = 1;
        do
        :: used > OBJECTS -> break
        :: else ->
            assert(life[used] != ALIVE);
            assert(readers[used] == 0 && writers[used] == 0 && frozen[used] == 0 && written[used] == 0);
            used++
        od;
        used = 1;
        do
        :: used > SLOTS -> break
        :: else ->
            assert(slots[used].state == 0);
            used++
        od;
        assert(live_count == 0 && !table_locked)
    }
}
