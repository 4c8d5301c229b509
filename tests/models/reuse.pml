/*
 * Few slots, few generations, and handles that are used long after their objects have ended: what is found is the
 * object that the handle was made for, or nothing; no handle is given twice; a slot that has run out of generations
 * serves nobody any more, and all of its generations are used before.
 *
 * OWNED: the second class belongs to the thread that makes the object.
 */
#define SLOTS 2
#define OBJECTS 5
#define GENERATION_LAST 2
#ifndef THREADS
#define THREADS 2
#endif
#ifndef TURNS
#define TURNS 3
#endif
#ifdef OWNED
#define BELONGS_TO_ONE(class) ((class) == CHILD)
#endif
#ifndef FIRST_TURNS
#define FIRST_TURNS TURNS
#endif
#include "protocol.pml"
#define CLASS_OF(object) ((object) % 2 == 1 -> OBJECT : CHILD)

byte objects_made;
byte threads_done;

inline make() {
    atomic {
        chosen = (objects_made < OBJECTS -> objects_made + 1 : 0);
        objects_made = (chosen == 0 -> OBJECTS : chosen)
    }
    if
    :: chosen == 0
    :: else ->
        class = CLASS_OF(chosen);
        tenon_wrap(class, chosen, 0, MODE_SHARED, false, false);
        if
        :: code == 0 -> learn(chosen)
        :: else -> code = 0
        fi;
        class = 0
    fi
}

inline learn(object_) {
    d_step {
        used = 1;
        do
        :: used > OBJECTS -> break
        :: else ->
            assert(handles[used] != made);
            used++
        od;
        used = 0;
        handles[object_] = made;
        made = 0
    }
}

/* Every slot is free, or has served all the objects that it can. */
inline assert_no_slot_is_lost() {
    d_step {
        number = 0;
        chosen = free_slots;
        do
        :: chosen == 0 -> break
        :: else ->
            number++;
            chosen = slots[chosen].next
        od;
        chosen = 0;
        do
        :: chosen > THREADS + 1 -> break
        :: else ->
            number = number + (cached[chosen] != 0 -> 1 : 0);
            chosen++
        od;
        chosen = 1;
        do
        :: chosen > slots_used -> break
        :: else ->
            number = number + (lives[chosen] == GENERATION_LAST -> 1 : 0);
            chosen++
        od;
        assert(number == slots_used)
    }
}

proctype thread() {
    LOCALS
    byte turn = 0;
    byte chosen = 0;
    byte class = 0;
    do
    :: turn == (_pid == 1 -> FIRST_TURNS : TURNS) -> break
    :: else ->
        turn++;
        if
        :: true -> make()
        :: true ->
            select(chosen : 1 .. OBJECTS);
            if
            :: handles[chosen] == 0
            :: handles[chosen] != 0 -> class = CLASS_OF(chosen); use(class, chosen, MODE_EXCLUSIVE); class = 0
            :: handles[chosen] != 0 -> close(chosen)
            fi
        fi;
        chosen = 0;
        finish()
    od;
    threads_done++;
    (threads_done == THREADS); /* the owner comes back: only it may destroy what others have closed */
    due = true;
    finish()
}

init {
    LOCALS
    byte chosen = 0;
    byte number = 0;
    handles[0] = 1; /* none of the handles that are made */
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
        :: life[number] == ALIVE && slots[SLOT_AT(handles[number])].owner == 0 -> close(number)
        :: else
        fi;
        finish();
        number++
    od;
    if
#ifndef BREAK_RETIREMENT
    :: live_count == 0 -> assert_no_slot_is_lost()
#endif
    :: else /* what belongs to a thread that has ended */
    fi
}
