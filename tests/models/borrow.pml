/* One object, used by several threads that also close it: any calls in any order, and what they are told. */
#define SLOTS 1
#define OBJECTS 1
#ifndef THREADS
#define THREADS 3
#endif
#ifndef TURNS
#define TURNS 2
#endif
#ifdef SERIAL_CLASS
#define SERIAL(class) true
#endif
#ifndef FIRST_TURNS
#define FIRST_TURNS TURNS
#endif
#include "protocol.pml"

proctype thread() {
    LOCALS
    byte turn = 0;
    bit mode;
    do
    :: turn == (_pid == 1 -> FIRST_TURNS : TURNS) -> break
    :: else ->
        turn++;
        if
        :: true ->
            select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
            use(OBJECT, 1, mode)
        :: true -> close(1)
        fi;
        finish()
    od
}

init {
    LOCALS
    tenon_wrap(OBJECT, 1, 0, 0, false, false);
    handles[1] = made;
    byte started = 0;
    do
    :: started == THREADS -> break
    :: else -> run thread(); started++
    od;
    (_nr_pr == 1);
    assert_nothing_waits();
    if
    :: closes[1] == 0 -> close(1)
    :: else
    fi;
    finish();
    assert_all_ended()
}
