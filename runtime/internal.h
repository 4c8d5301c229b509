/**
 * @file
 * What the runtime's files share and generated code must not use.
 */
#ifndef TENON_INTERNAL_H
#define TENON_INTERNAL_H

#include <stdarg.h>

#include "tenon/runtime.h"

/** An entry of the ledger: see ledger.h. */
typedef struct tenon_account tenon_account;

/* ---- What each thread has at hand (thread.c) ------------------------------------------------------------
 */

/**
 * What a thread makes its next objects of. Only that thread looks into it. When the thread ends, the
 * next new one goes on with it: nothing is lost, and nothing is given back.
 */
typedef struct tenon_cache {
    tenon_slot *slots; /**< Free ones, the one that was used last first. */
    uint32_t slot_count;
    uint32_t callback_count;
    struct tenon_live_callback *callbacks; /**< Memory for callbacks that are lent to a call. */
    int rounds;                            /**< Of its thread's end. */
    _Atomic bool is_used;
    const tenon_error *recorded; /**< What this thread has recorded, for its end. */
    tenon_error *spares;         /**< Links for what it records next, each the cause of the one before. */
    int spare_count;
    struct tenon_cache *next; /**< Of all. Never changes. */
} tenon_cache;

/** What there is once per thread. */
typedef struct tenon_thread {
    tenon_cache *cache;          /**< Null until tenon_cache_adopt() was called on this thread. */
    const tenon_error *recorded; /**< What this thread has recorded; only for error.c, status.c and below. */
    struct tenon_calling *calling; /**< The innermost call that takes callbacks (callback.c). */
    struct tenon_entry *entered;   /**< The innermost callback that runs. */
    uint64_t id;                   /**< 0 until somebody asks for tenon_thread_id(). */
} tenon_thread;

extern _Thread_local tenon_thread tenon_own __attribute__((visibility("hidden")));

/**
 * This thread's. Who needs it several times finds it once and passes it on: in a package that is loaded as a
 * library each look is a call.
 */
static inline tenon_thread *tenon_thread_here(void) {
    tenon_thread *here = &tenon_own;
    __asm__("" : "+r"(here)); /* or the compiler would look again at each use */
    return here;
}

/** As tenon_thread_id(). */
static inline uint64_t tenon_thread_id_of(const tenon_thread *own) {
    return TENON_LIKELY(own->id != 0) ? own->id : tenon_thread_id();
}

/** The cache of this thread from now on. Null where there is no memory for one. */
tenon_cache *tenon_cache_adopt(void);

/** The cache of this thread, or null where it cannot have one. */
static inline tenon_cache *tenon_cache_of(const tenon_thread *own) {
    return TENON_LIKELY(own->cache != NULL) ? own->cache : tenon_cache_adopt();
}

/* ---- Table: slots, and who keeps whom alive (table.c) -------------------------------------------------- */

enum { TENON_GENERATION_LAST = 0xFFFFFF };

/** Guards the shared list of free slots, child counts and the lists of parked objects. Lookups never take it;
 * objects that keep no other are made and ended without it, of the slots that the thread has at hand. */
void tenon_table_lock(void);
void tenon_table_unlock(void);

/** What tenon_table holds, and what the runtime looks into. Where somebody watches, tenon_table stays empty.
 */
extern _Atomic(tenon_slot *) tenon_chunks[TENON_CHUNKS] __attribute__((visibility("hidden")));

/** The slot a handle points at, whatever it serves now; null where there is none. */
static inline tenon_slot *tenon_slot_at(tenon_handle handle) {
    uint32_t index = (uint32_t)handle & ((1u << TENON_INDEX_BITS) - 1);
    tenon_slot *chunk = atomic_load_explicit(&tenon_chunks[index >> TENON_CHUNK_BITS], memory_order_acquire);
    return chunk == NULL ? NULL : &chunk[index & (TENON_CHUNK_SLOTS - 1)];
}

/** Whether a state word belongs to the life of a slot that the handle names. A free slot, whose state is 0,
   serves nobody: not even a made-up handle without tag and generation. */
static inline bool tenon_serves(uint64_t state, tenon_handle handle) {
    return state != 0 && (state >> TENON_INDEX_BITS) == (handle >> TENON_INDEX_BITS);
}

/** The handle that a slot serves. */
static inline tenon_handle tenon_handle_of(const tenon_slot *slot) {
    uint64_t identity = atomic_load_explicit(&slot->state, memory_order_relaxed) & ~TENON_STATE_USE_MASK;
    return identity | slot->index;
}

/** Closed and without users: nothing leaves this state but the destruction, which exactly one thread begins.
 */
static inline bool tenon_is_final(uint64_t state) {
    return (state & TENON_STATE_USE_MASK) == TENON_STATE_DROPPED;
}

/** As tenon_slot_reserve(), where the thread has none at hand: brings more. Takes the lock. */
tenon_slot *tenon_slot_reserve_shared(void);

/** Reserve a slot, or null where memory or handles have run out. */
static inline tenon_slot *tenon_slot_reserve(const tenon_thread *own) {
    tenon_cache *cache = own->cache;
    if (TENON_UNLIKELY(cache == NULL || cache->slots == NULL))
        return tenon_slot_reserve_shared();
    tenon_slot *slot = cache->slots;
    cache->slots = slot->next;
    cache->slot_count--;
    return slot;
}

/** Give back a reserved slot that no handle was made for. Takes the lock where the thread has enough. */
void tenon_slot_unreserve(tenon_slot *slot);

/** Make a reserved, filled-in slot visible. @param use How it is used from the start. */
static inline tenon_handle tenon_slot_publish(tenon_slot *slot, const tenon_class *type, uint64_t use) {
    uint64_t identity = (uint64_t)type->tag << TENON_INDEX_BITS | slot->generation;
    atomic_store_explicit(&slot->state, identity << TENON_INDEX_BITS | use, memory_order_release);
    return identity << TENON_INDEX_BITS | slot->index;
}

/** Tie a reserved slot to its parent. @return 0 or a tenon_code; tenon_slot_untie() is then still due. Lock
 * held. */
int32_t tenon_slot_tie(tenon_slot *slot, const tenon_keep *keep);

/** Undo the tie. @return The parent where that made it final, otherwise null. Lock held. */
tenon_slot *tenon_slot_untie(tenon_slot *slot);

/** End a slot's life and let go of its parent, for which it takes the lock. @return As tenon_slot_untie(). */
tenon_slot *tenon_slot_free(const tenon_thread *own, tenon_slot *slot);

/* ---- Claims: the steps that a borrow is made of (claim.c) ------------------------------------------------
 */

/** What an object is claimed for. */
typedef enum tenon_purpose { TENON_FOR_CALL, TENON_FOR_ENDING } tenon_purpose;

/** One use of one slot: what it adds to the state word, and the bits that rule it out. */
typedef struct tenon_claim {
    uint64_t add;
    uint64_t conflicts;
} tenon_claim;

/** What stood in the way of a claim. */
typedef struct tenon_obstacle {
    const tenon_class *type; /**< Of the parent; null where it was the object itself. */
    uint64_t state;
} tenon_obstacle;

/**
 * The claim for a use of an object of this class.
 *
 * A serial use sets the exclusive bit without minding the shared count: on a serial class that count holds
 * only the lifetime borrows of views, which another reader does not disturb.
 */
static inline tenon_claim tenon_claim_for(const tenon_class *type, tenon_borrow_mode mode,
                                          tenon_purpose purpose) {
    tenon_claim claim = {.add = tenon_claim_of(type, mode),
                         .conflicts = TENON_STATE_EXCLUSIVE | TENON_STATE_WRITTEN};
    if (purpose == TENON_FOR_ENDING)
        claim.add = TENON_STATE_EXCLUSIVE | TENON_STATE_ENDING;
    if (mode == TENON_EXCLUSIVE)
        claim.conflicts |= TENON_STATE_SHARED_MASK;
    return claim;
}

/** Whether this state rules the claim out. */
static inline bool tenon_conflicts(uint64_t state, tenon_claim claim) {
    return (state & claim.conflicts) != 0 || (claim.add == TENON_STATE_SHARED_ONE &&
                                              (state & TENON_STATE_SHARED_MASK) == TENON_STATE_SHARED_MASK);
}

/** How a use of an object in this mode uses its parent. */
static inline tenon_borrow_mode tenon_mode_of_parent(const tenon_slot *slot, tenon_borrow_mode mode) {
    /* A freezing child lives by nobody changing the parent, so it does not change it either. */
    bool shared = mode == TENON_SHARED || slot->freezes_parent;
    return shared || !slot->parent_is_changed ? TENON_SHARED : TENON_EXCLUSIVE;
}

/** Claim the parents of a claimed (or final) object, all or none. @return Whether that was possible. */
bool tenon_claim_ancestors(tenon_slot *slot, tenon_borrow_mode mode, tenon_purpose purpose,
                           tenon_obstacle *obstacle);

/** Undo it. No ancestor can become final here: the object still keeps them. */
void tenon_unclaim_ancestors(tenon_slot *slot, tenon_borrow_mode mode, tenon_purpose purpose);

/**
 * Where the conflict is with a child's destructor, wait a moment.
 * @param attempt Counts the moments; starts at 0.
 * @return Whether to look again.
 */
bool tenon_await_ending(uint64_t state, unsigned *attempt);

/* ---- Quiet steps (borrow.c, handle.c): those of tenon_borrow_object() and tenon_drop(), with nothing
 * recorded ---- */

/** As tenon_borrow_object(). @return 0 or a tenon_code. */
int32_t tenon_borrow_quietly(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                             void **object, tenon_borrow *borrow);

/** Take a claim back: the last step of every release. */
void tenon_unclaim(tenon_slot *slot, tenon_claim claim);

/** Keep the object of a handle alive, of whatever class and thread it is. @return Null where it is closed. */
tenon_slot *tenon_hold(tenon_handle handle);

/** Undo tenon_hold(); the last user of a closed object destroys it here. */
void tenon_unhold(tenon_slot *slot);

/** As tenon_drop(). @return Whether the handle was live. */
bool tenon_close(tenon_handle handle);

/** Refuses a handle that is closed. Where somebody watches, the message says by whom. @return The negative
 * kind. */
int32_t tenon_refuse_closed(const char *message, tenon_handle handle);

/* ---- Attachments (attached.c) ----------------------------------------------------------------------------
 */

/** Drops what is attached to an object that has ended. Null until something is attached: a package without
 * callbacks is built without attached.c. */
extern _Atomic(void (*)(tenon_handle owner)) tenon_end_attached;

/* ---- Destruction (reclaim.c) -----------------------------------------------------------------------------
 */

/** Destroy an object that just became final, or park it until that is possible. */
void tenon_reclaim(tenon_slot *slot);

/** Destroy what was parked and is possible now. Costs two loads where there is nothing. */
void tenon_sweep(void);

/** What the ledger counts an object as: its kind, and the function that made it. */
typedef struct tenon_origin {
    const char *site;
    int32_t kind; /**< A tenon_ledger_kind. */
    bool is_held; /**< From the start, as by tenon_hold(). */
} tenon_origin;

/** As tenon_wrap(), `object` may be null. */
int32_t tenon_wrap_any(tenon_origin origin, const tenon_class *type, void *object, const tenon_keep *keep,
                       tenon_handle *handle);

/** As tenon_wrap_view() for a stream, whose elements are its own. */
int32_t tenon_wrap_view_of_stream(const char *site, tenon_handle owner, const void *view, tenon_block *block);

/* ---- The ledger (ledger.c) -------------------------------------------------------------------------------
 */

/** The account of a kind, type and site, whose strings live as long as the package. Opened where there is
 * none. Takes no lock otherwise. */
tenon_account *tenon_account_of(int32_t kind, const char *type, const char *site);

/** Memory that is counted. @return Null where there is none. */
void *tenon_counted_new(size_t size, int32_t kind, const char *type, const char *site);

/** Memory of a link of an error, which is counted from tenon_counted_move() on. @return Null where there is
 * none. */
void *tenon_uncounted_new(size_t size);

/** It is counted no longer, until it is moved again. */
void tenon_counted_rest(const void *memory);

/** Free it; null is allowed. */
void tenon_counted_free(const void *memory);

/** It is of another type or site than was said: what is not known at once. */
void tenon_counted_move(const void *memory, const char *type, const char *site);

/* ---- Versions (handshake.c) ------------------------------------------------------------------------------
 */

/** Who the two fingerprints of a comparison are of, for its messages. */
typedef struct tenon_sides {
    const char *built;    /**< "native library" */
    const char *expected; /**< "binding" */
    const char *renew;    /**< What to do where the second is damaged. */
} tenon_sides;

/** As tenon_handshake(), between any two. */
int32_t tenon_compare_fingerprints(const tenon_sides *sides, const char *built, const char *expected);

/* ---- Text (utf8.c) ---------------------------------------------------------------------------------------
 */

/** How many bytes from the start are well-formed UTF-8: `length` where all are. */
size_t tenon_utf8_prefix(const char *data, size_t length);

/** As tenon_utf8_prefix(). @param is_ascii Becomes whether all those bytes are ASCII. */
size_t tenon_utf8_prefix_of(const char *data, size_t length, bool *is_ascii);

/* ---- Errors (error.c) ------------------------------------------------------------------------------------
 */

/** A link to record. Name and function are not copied. */
typedef struct tenon_link {
    int32_t code;
    int32_t kind;
    const char *name;
} tenon_link;

/** Put back what tenon_error_take() took; what was recorded since is forgotten. */
void tenon_error_restore(const tenon_error *chain);

/** Record a link; what was recorded before becomes its cause, or is forgotten. @return What is recorded now:
 * never null, but without memory it says just that. */
const tenon_error *tenon_record(tenon_link link, bool keeps_cause, const char *format, va_list arguments);

/** The same with a message of the package's own, which is UTF-8 and is not copied. */
const tenon_error *tenon_record_constant(tenon_link link, bool keeps_cause, const char *message);

/** The link of one of the boundary's own codes (status.c). */
tenon_link tenon_link_for(tenon_code code);

/** As tenon_error_take(), where there is hardly ever anything. */
static inline const tenon_error *tenon_take_recorded(const tenon_thread *own) {
    return TENON_LIKELY(own->recorded == NULL) ? NULL : tenon_error_take();
}

/** As tenon_error_restore(), where there is hardly ever anything to put back or to forget. */
static inline void tenon_restore_recorded(const tenon_thread *own, const tenon_error *chain) {
    if (TENON_UNLIKELY(chain != own->recorded))
        tenon_error_restore(chain);
}

/** A recorded link for writing, or null where it is the static one of "out of memory". */
tenon_error *tenon_link_of(const tenon_error *error);

/** Which function failed. The ledger counts the link there from now on, and did not before. */
void tenon_link_name_function(tenon_error *link, const char *function);

#endif /* TENON_INTERNAL_H */
