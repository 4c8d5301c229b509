/*
 * Calls that take an object (2) over from its handle, while others use it, close it, and make a child (3) of it. The
 * object that it keeps (1) stays in use for the rest of the call.
 */
#define SLOTS 3
#define OBJECTS 3
#ifndef THREADS
#define THREADS 2
#endif
#ifndef TURNS
#define TURNS 2
#endif
#ifndef FIRST_TURNS
#define FIRST_TURNS TURNS
#endif
#include "protocol.pml"

bit grandchild_is_made;

inline consume() {
    tenon_borrow_object(CHILD, handles[2], MODE_EXCLUSIVE);
    if
    :: code == 0 ->
        tenon_consume();
        assert(code == 0 -> life[2] == TAKEN : code == BUSY);
        if
        :: code == 0 ->
            assert(children[2] == 0);
            begin_use(borrowed, borrowed_mode);
            end_use(borrowed, borrowed_mode)
        :: else
        fi;
        tenon_release()
    :: else -> assert(code != CLOSED || closings[2] != 0)
    fi;
    code = 0
}

inline make_grandchild() {
    tenon_borrow_object(CHILD, handles[2], MODE_SHARED);
    if
    :: code == 0 ->
        atomic {
            chosen = (grandchild_is_made -> 0 : 3);
            grandchild_is_made = true
        }
        if
        :: chosen != 0 ->
            tenon_wrap(CHILD, chosen, handles[2], MODE_SHARED, false, false);
            assert(code == 0)
        :: else
        fi;
        tenon_release();
        if
        :: chosen != 0 -> handles[chosen] = made
        :: else
        fi;
        made = 0
    :: else
    fi;
    code = 0
}

proctype thread() {
    LOCALS
    byte turn = 0;
    byte chosen = 0;
    do
    :: turn == (_pid == 1 -> FIRST_TURNS : TURNS) -> break
    :: else ->
        turn++;
        if
        :: true -> consume()
        :: true -> make_grandchild()
        :: true ->
            if
            :: true -> chosen = 1
            :: true -> chosen = 2
            fi;
            use(chosen, chosen, MODE_SHARED)
        :: true ->
            select(chosen : 1 .. OBJECTS);
            if
            :: handles[chosen] != 0 -> close(chosen)
            :: else
            fi
        fi;
        chosen = 0;
        finish()
    od
}

init {
    LOCALS
    byte number = 0;
    bit mode = 0;
    tenon_wrap(OBJECT, 1, 0, MODE_SHARED, false, false);
    handles[1] = made;
    select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
    tenon_wrap(CHILD, 2, handles[1], mode, false, false);
    handles[2] = made;
    made = 0;
    mode = 0;
    do
    :: number == THREADS -> break
    :: else -> run thread(); number++
    od;
    (_nr_pr == 1);
    assert_nothing_waits();
    number = 1;
    do
    :: number > OBJECTS -> break
    :: else ->
        if
        :: life[number] == ALIVE && closes[number] == 0 -> close(number)
        :: else
        fi;
        finish();
        number++
    od;
    assert_all_ended()
}
