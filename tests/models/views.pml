/*
 * Views of an object (1): as long as one is open nobody changes the object, and nobody uses it at all where the view
 * is one to write through. Meanwhile a child (2) may be waiting for its end, and a library may hand back the object's
 * handle as the context of a callback, which it is not.
 *
 * GRANDPARENT: views of the child, which freeze the object (1) too.
 */
#define SLOTS 4
#define OBJECTS 4
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
#ifdef GRANDPARENT
#define VIEWED 2
#define CLASS_OF_VIEWED CHILD
#else
#define VIEWED 1
#define CLASS_OF_VIEWED OBJECT
#endif

byte next_view = 3;

/* A call that gives a view: of an object that it changes where the view is one to write. */
inline view(writes_) {
    atomic {
        chosen = (next_view <= OBJECTS -> next_view : 0);
        next_view = (chosen != 0 -> next_view + 1 : next_view)
    }
    if
    :: chosen == 0
    :: else ->
        tenon_borrow_object(CLASS_OF_VIEWED, handles[VIEWED], writes_);
        if
        :: code == 0 ->
            begin_use(borrowed, writes_);
            tenon_wrap(VIEW, chosen, handles[VIEWED], MODE_SHARED, true, writes_);
            assert(code == 0 || code == BUSY);
            end_use(borrowed, writes_);
            tenon_release();
            handles[chosen] = made;
            made = 0
        :: else
        fi;
        code = 0
    fi
}

/* A call that gives a view to write, and with it another view or a child that freezes the object for longer. */
inline give_two() {
    tenon_borrow_object(CLASS_OF_VIEWED, handles[VIEWED], MODE_EXCLUSIVE);
    tenon_wrap(VIEW, 3, handles[VIEWED], MODE_SHARED, true, true);
    handles[3] = made;
    if
    :: true -> number = VIEW
    :: true -> number = CHILD
    fi;
    select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
    mode = (number == VIEW -> mode : MODE_SHARED);
    tenon_wrap(number, 4, handles[VIEWED], MODE_EXCLUSIVE, true, mode);
    handles[4] = made;
    made = 0;
    number = 0;
    next_view = 5;
    tenon_release()
}

/* tenon_callback_drop() on a context that is the handle of something else. */
inline drop_wrong_context(object_) {
    tenon_hold(handles[object_]);
    if
    :: borrowed != 0 -> tenon_unhold()
    :: else
    fi
}

proctype thread() {
    LOCALS
    byte turn = 0;
    byte chosen = 0;
    bit mode = 0;
    do
    :: turn == (_pid == 1 -> FIRST_TURNS : TURNS) -> break
    :: else ->
        turn++;
        if
        :: true -> select(mode : MODE_SHARED .. MODE_EXCLUSIVE); view(mode)
        :: true -> select(mode : MODE_SHARED .. MODE_EXCLUSIVE); use(OBJECT, 1, mode)
        :: true -> use(CHILD, 2, MODE_EXCLUSIVE)
        :: true -> drop_wrong_context(VIEWED)
        :: true ->
            select(chosen : 1 .. OBJECTS);
            if
            :: handles[chosen] != 0 && closings[chosen] == 0 -> close(chosen)
            :: else
            fi
        fi;
        mode = 0;
        chosen = 0;
        finish()
    od
}

init {
    LOCALS
    byte chosen = 0;
    byte number = 0;
    bit mode = 0;
    tenon_wrap(OBJECT, 1, 0, MODE_SHARED, false, false);
    handles[1] = made;
    tenon_wrap(CHILD, 2, handles[1], MODE_EXCLUSIVE, false, false);
    handles[2] = made;
    made = 0;
    /* With open views of one call, or without. */
    if
    :: true
    :: true -> select(mode : MODE_SHARED .. MODE_EXCLUSIVE); view(mode)
    :: true -> give_two()
    fi;
    finish();
    mode = 0;
    chosen = 0;
    do
    :: number == THREADS -> break
    :: else -> run thread(); number++
    od;
    (_nr_pr == 1);
    number = OBJECTS;
    do
    :: number == 0 -> break
    :: else ->
        if
        :: handles[number] != 0 && closes[number] == 0 -> close(number)
        :: else
        fi;
        finish();
        if
        :: number == 3 -> assert_nothing_waits() /* all views are closed */
        :: else
        fi;
        number--
    od;
    assert_all_ended()
}
