/*
 * A callback that is lent to a call: the call borrows it from the start, and its own thread uses it without borrowing
 * it once more. Others borrow it, and may do so, and may close it, while the call ends and after that. It is destroyed
 * once, by whoever uses it last, and the slot goes on with what is lent to the next call.
 */
#define SLOTS 3
#define OBJECTS 2
#ifndef TURNS
#define TURNS 1
#endif
#ifndef BREAK_BORROW_OF_THE_CALL
#define HELD(class) true
#endif
#include "protocol.pml"

/* runtime/callback.c: what the state is where only the call uses it. */
#ifdef BREAK_BORROW_OF_THE_CALL
#define USED_BY_CALL(handle_) ((handle_) & ~USE_MASK)
#else
#define USED_BY_CALL(handle_) (((handle_) & ~USE_MASK) | SHARED_ONE)
#endif

inline lend(object_) {
    tenon_wrap(OBJECT, object_, 0, MODE_SHARED, false, false);
    assert(code == 0);
    d_step {
        handles[object_] = made;
        made = 0
    }
}

inline call_back(object_) {
    if
    :: slots[SLOT_AT(handles[object_])].state & DROPPED
    :: else ->
        begin_use(SLOT_AT(handles[object_]), MODE_SHARED);
        end_use(SLOT_AT(handles[object_]), MODE_SHARED)
    fi
}

inline end_at_once(object_) {
    slot = SLOT_AT(handles[object_]);
    state = USED_BY_CALL(handles[object_]);
    closings[object_]++;
#ifdef BREAK_END_AT_ONCE
    if
    :: slots[slot].state == state -> swapped = true
    :: else -> swapped = false
    fi;
    slots[slot].state = (swapped -> (handles[object_] & ~USE_MASK) | DROPPED : slots[slot].state);
#else
    compare_exchange(slot, state, ((handles[object_] & ~USE_MASK) | DROPPED));
#endif
    if
    :: swapped ->
        closes[object_]++;
        destroy(slot);
        tenon_slot_free(slot);
        has_closed = true
    :: else -> has_closed = false
    fi;
    slot = 0;
    state = 0;
    swapped = 0
}

inline take_back(object_) {
    end_at_once(object_);
    if
    :: has_closed -> has_closed = false
    :: else ->
        close(object_);
        finish();
#ifndef BREAK_BORROW_OF_THE_CALL
        borrowed = SLOT_AT(handles[object_]);
        tenon_unhold();
        finish()
#endif
    fi
}

proctype call() {
    LOCALS
    byte object = 1;
    do
    :: object > OBJECTS -> break
    :: else ->
        lend(object);
        call_back(object);
        take_back(object);
        object++
    od
}

proctype other() {
    LOCALS
    byte turn = 0;
    byte object = 0;
    do
    :: turn == TURNS -> break
    :: else ->
        turn++;
        select(object : 1 .. OBJECTS);
        if
        :: handles[object] == 0
        :: handles[object] != 0 -> use(OBJECT, object, MODE_SHARED)
        :: handles[object] != 0 -> close(object)
        fi;
        finish();
        object = 0
    od
}

init {
    LOCALS
    byte number = 1;
    run call();
    do
    :: number == THREADS -> break
    :: else ->
        run other();
        number++
    od;
    (_nr_pr == 1);
    assert_all_ended()
}
