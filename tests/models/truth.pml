/*
 * What must be true, told by what the library and the hosts see: which objects live, who uses them. Nothing of it is
 * known to the runtime; the assertions stand here and in the scenarios.
 */

#define UNMADE 0
#define ALIVE 1
#define DEAD 2
#define TAKEN 3 /* consumed: it belongs to the library now */

byte lives[SLOTS + 1]; /* how many objects a slot has served */
byte life[OBJECTS + 1];
byte readers[OBJECTS + 1];  /* calls, also those on children, that read it */
byte writers[OBJECTS + 1];  /* and those that may write */
byte frozen[OBJECTS + 1];   /* open views and freezing children */
byte written[OBJECTS + 1];  /* open views that are written through */
bit writes[OBJECTS + 1];    /* whether it is such a view */
byte children[OBJECTS + 1]; /* children that are not destroyed */
byte closes[OBJECTS + 1];   /* closes that succeeded */
byte closings[OBJECTS + 1];   /* closes that were begun, and consumptions */
short handles[OBJECTS + 1]; /* what the hosts know, and go on to use when it is stale */

/* A call uses an object, and through it those that it keeps. */
inline begin_use(slot_, mode_) {
    d_step {
        walker = slot_;
        walk_mode = mode_;
        do
        :: walker == 0 -> break
        :: else ->
            used = slots[walker].object;
            assert(life[used] == ALIVE);
            assert(writers[used] == 0 && written[used] == 0);
            assert(walk_mode == MODE_SHARED || (readers[used] == 0 && frozen[used] == 0));
            if
            :: ALONE(walk_mode, slots[walker].class) ->
                assert(readers[used] == 0);
                writers[used]++
            :: else -> readers[used]++
            fi;
            walk_mode = MODE_OF_PARENT(walker, walk_mode);
            walker = slots[walker].parent
        od;
        used = 0;
        walk_mode = 0
    }
}

inline end_use(slot_, mode_) {
    d_step {
        walker = slot_;
        walk_mode = mode_;
        do
        :: walker == 0 -> break
        :: else ->
            used = slots[walker].object;
            assert(life[used] == ALIVE);
            if
            :: ALONE(walk_mode, slots[walker].class) -> writers[used]--
            :: else -> readers[used]--
            fi;
            walk_mode = MODE_OF_PARENT(walker, walk_mode);
            walker = slots[walker].parent
        od;
        used = 0;
        walk_mode = 0
    }
}

/* A view is open until its close, a freezing child until its end, for all that it shows the memory of. */
inline note_views(slot_, step, writes_) {
    walker = (slots[slot_].freezes_parent -> slots[slot_].parent : 0);
    do
    :: walker == 0 -> break
    :: else ->
        frozen[slots[walker].object] = frozen[slots[walker].object] + step;
        walker = slots[walker].parent
    od;
    if
    :: writes_ -> written[slots[slots[slot_].parent].object] = written[slots[slots[slot_].parent].object] + step
    :: else
    fi
}

inline forget_object(slot_, life_) {
    d_step {
        life[slots[slot_].object] = life_;
        if
        :: DESTROYS(slots[slot_].class) -> note_views(slot_, 0 - 1, false)
        :: else
        fi;
        if
        :: slots[slot_].parent != 0 -> children[slots[slots[slot_].parent].object]--
        :: else
        fi
    }
}

/* The library's destructor: alone with its object, which has no children left, and a user of the parents. */
inline destroy(slot_) {
    d_step {
        used = slots[slot_].object;
        assert(life[used] == ALIVE);
        assert(readers[used] == 0 && writers[used] == 0 && frozen[used] == 0 && written[used] == 0);
        assert(children[used] == 0);
        assert(slots[slot_].owner == 0 || slots[slot_].owner == _pid);
    }
    begin_use(slot_, MODE_EXCLUSIVE);
    end_use(slot_, MODE_EXCLUSIVE);
    forget_object(slot_, DEAD)
}
