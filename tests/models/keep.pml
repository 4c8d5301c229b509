/* A child is made of an object that nobody borrows: the object may be closed at any moment, also before. */
#define SLOTS 2
#define OBJECTS 2
#ifndef THREADS
#define THREADS 3
#endif
#include "protocol.pml"

proctype maker() {
    LOCALS
    tenon_wrap(CHILD, 2, handles[1], MODE_EXCLUSIVE, false, false);
    assert(code == 0 || (code == CLOSED && closings[1] != 0));
    handles[2] = made;
    finish();
    if
    :: handles[2] != 0 -> close(2)
    :: else
    fi;
    finish()
}

proctype closer() {
    LOCALS
    close(1);
    finish()
}

proctype user() {
    LOCALS
    bit mode;
    select(mode : MODE_SHARED .. MODE_EXCLUSIVE);
    use(OBJECT, 1, mode);
    finish()
}

init {
    LOCALS
    tenon_wrap(OBJECT, 1, 0, MODE_SHARED, false, false);
    handles[1] = made;
    run maker();
    run closer();
    run user();
    (_nr_pr == 1);
    assert_all_ended()
}
