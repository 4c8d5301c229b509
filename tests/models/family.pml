/*
 * Objects that keep others: any thread uses and closes any of them. A child's destructor uses its parents, so it needs
 * them alone (where the child was made by a call that might change the parent) or at least not in anybody's hands who
 * changes them; a parent ends after its children; and what could not be destroyed at once is not forgotten.
 *
 * By default a parent (1) and its child (2). CHAIN: the child has a child (3). SIBLINGS: the parent has two (2, 3).
 */
#if defined(CHAIN) || defined(SIBLINGS)
#define OBJECTS 3
#else
#define OBJECTS 2
#endif
#define SLOTS OBJECTS
#ifndef THREADS
#define THREADS 2
#endif
#ifndef TURNS
#define TURNS 2
#endif
#ifdef CHAIN
#define PARENT_OF(object) ((object) - 1)
#else
#define PARENT_OF(object) 1
#endif
#ifdef SERIAL_CLASS
#define SERIAL(class) ((class) == OBJECT)
#endif
#ifdef FREEZING_CHILD
#define FREEZES true
#else
#define FREEZES false
#endif
#ifndef FIRST_TURNS
#define FIRST_TURNS TURNS
#endif
#include "protocol.pml"
#define CLASS_OF(object) ((object) == 1 -> OBJECT : CHILD)

proctype thread() {
    LOCALS
    byte turn = 0;
    byte chosen;
    bit mode;
    do
    :: turn == (_pid == 1 -> FIRST_TURNS : TURNS) -> break
    :: else ->
        turn++;
        select(chosen : 1 .. OBJECTS);
        if
        :: true ->
            select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
            use(CLASS_OF(chosen), chosen, mode);
            mode = 0
        :: true -> close(chosen)
        fi;
        chosen = 0;
        finish()
    od
}

init {
    LOCALS
    byte number = 1;
    bit mode = 0;
    do
    :: number > OBJECTS -> break
    :: else ->
        select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
        tenon_wrap(CLASS_OF(number), number, (number == 1 -> 0 : handles[PARENT_OF(number)]), mode, FREEZES, false);
        handles[number] = made;
        number++
    od;
    number = 0;
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
        :: closes[number] == 0 -> close(number)
        :: else
        fi;
        finish();
        number++
    od;
    assert_all_ended()
}
