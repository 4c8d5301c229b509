/* Slots, their state words, and the steps on these: include/tenon/runtime.h and runtime/internal.h. */

#ifndef SHARED_MASK
#define SHARED_MASK 3
#endif
#define SHARED_ONE 1
#define WRITTEN 4
#define EXCLUSIVE 8
#define DROPPED 16
#define KEPT 32
#define ENDING 64
#define USE_MASK 127
#define INDEX_BITS 7
#define GENERATION_BITS 2
#ifndef GENERATION_LAST
#define GENERATION_LAST 3
#endif

/* Of classes: a scenario may say otherwise. A class is its tag. */
#ifndef DESTROYS
#define DESTROYS(class) ((class) != VIEW) /* has a destructor */
#endif
#ifndef SERIAL
#define SERIAL(class) false
#endif
#ifndef BELONGS_TO_ONE
#define BELONGS_TO_ONE(class) false
#endif
#ifndef HELD
#define HELD(class) false /* borrowed from the start by the call that makes it */
#endif
#define OBJECT 1
#define CHILD 2
#define VIEW 3

/* tenon_code */
#define CLOSED 1
#define WRONG_OBJECT 2
#define BUSY 3
#define WRONG_THREAD 4
#define OUT_OF_MEMORY 5

/* Which of `cached` is a thread's. */
#ifdef BREAK_OWN_CACHE
#define OWN 0
#else
#define OWN _pid
#endif

#define MODE_SHARED 0
#define MODE_EXCLUSIVE 1
#define FOR_CALL 0
#define FOR_ENDING 1

typedef Slot {
    short state;
    byte object;
    byte class;
    byte parent;
    byte next;
    byte owner;
    byte child_count;
    byte generation;
    byte writing_views;
    bit parent_is_changed;
    bit freezes_parent;
    bit writes_parent
}

Slot slots[SLOTS + 1];
bit table_locked;
byte free_slots;
byte cached[THREADS + 2]; /* the free slot that a thread has at hand */
byte slots_used;
byte live_count;
byte parked_count;
byte parked[THREADS + 2]; /* list 0: whoever comes; list n: the thread n, the first is the scenario's init */

/* ---- internal.h ------------------------------------------------------------------------------------------------ */

#ifdef BREAK_GENERATIONS
#define SERVES(state_, handle_) ((state_) != 0)
#else
#define SERVES(state_, handle_) ((state_) != 0 && ((state_) >> INDEX_BITS) == ((handle_) >> INDEX_BITS))
#endif
#define IS_FINAL(state_) (((state_) & USE_MASK) == DROPPED)

#define SLOT_AT(handle_) ((handle_) & USE_MASK)
#define TAG_OF(handle_) ((handle_) >> (INDEX_BITS + GENERATION_BITS))

#define ALONE(mode, class) ((mode) == MODE_EXCLUSIVE || SERIAL(class))

/* tenon_claim_for() */
#define ADDS(class_, mode_, purpose_) \
    ((purpose_) == FOR_ENDING -> (EXCLUSIVE | ENDING) : (ALONE(mode_, class_) -> EXCLUSIVE : SHARED_ONE))
#define RULED_OUT_BY(mode_) ((mode_) == MODE_EXCLUSIVE -> (EXCLUSIVE | WRITTEN | SHARED_MASK) : (EXCLUSIVE | WRITTEN))

/* tenon_conflicts() */
#ifdef BREAK_COUNT_OF_BORROWS
#define CONFLICTS(state_, add_, mode_) (((state_) & RULED_OUT_BY(mode_)) != 0)
#else
#define CONFLICTS(state_, add_, mode_) \
    (((state_) & RULED_OUT_BY(mode_)) != 0 || ((add_) == SHARED_ONE && ((state_) & SHARED_MASK) == SHARED_MASK))
#endif

/* tenon_mode_of_parent() */
#define MODE_OF_PARENT(slot_, mode_) \
    (((mode_) == MODE_SHARED || slots[slot_].freezes_parent) -> MODE_SHARED : slots[slot_].parent_is_changed)

/* ---- Steps on a state word (stdatomic.h) ----------------------------------------------------------------------- */

/* Macros, as Spin does not take `|` in what an inline is given. */

/* As in C: on failure `expected` is what is there instead. */
#define compare_exchange(slot_, expected, desired) \
    d_step { \
        if \
        :: slots[slot_].state == expected -> slots[slot_].state = desired; swapped = true \
        :: else -> expected = slots[slot_].state; swapped = false \
        fi \
    }

/* `state` is the result, as where C subtracts once more from what was there before. */
#ifdef BREAK_RELEASE_WITHOUT_CAS
#define fetch_sub(slot_, value) \
    state = slots[slot_].state - (value); \
    slots[slot_].state = state
#else
#define fetch_sub(slot_, value) \
    d_step { \
        slots[slot_].state = slots[slot_].state - (value); \
        state = slots[slot_].state \
    }
#endif

#define fetch_and(slot_, value) \
    d_step { \
        slots[slot_].state = slots[slot_].state & (value); \
        state = slots[slot_].state \
    }

#define fetch_or(slot_, value) slots[slot_].state = slots[slot_].state | (value)

/* What every thread has: the C functions' local variables. They are 0 where no function uses them. */
#define LOCALS \
    short state = 0; bit swapped = 0; bit refused = 0; bit claimed = 0; bit has_parent = 0; bit due = 0; bit has_closed = 0; \
    byte code = 0; byte add = 0; byte child = 0; byte ancestor = 0; byte owner = 0; bit mode_here = 0; \
    byte slot = 0; byte parent = 0; byte orphan = 0; byte ending = 0; byte before = 0; byte list = 0; \
    byte borrowed = 0; bit borrowed_mode = 0; short made = 0; byte walker = 0; bit walk_mode = 0; byte used = 0;
