/**
 * @file
 * The runtime behind every generated boundary: handles, borrows, text, blocks and the version handshake.
 *
 * Generated code includes this header; an author's library needs only `tenon/error.h`. Each package embeds
 * its own copy of the runtime with hidden symbols, so a handle means something only to the package that made
 * it.
 *
 * A handle is `tag:16 | generation:24 | index:24`. The tag names the class; the generation makes a handle of
 * a slot that was used again differ from the one before; 0 is never a handle. Looking a handle up takes no
 * lock.
 */
#ifndef TENON_RUNTIME_H
#define TENON_RUNTIME_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "tenon/error.h"

#define TENON_LIKELY(condition) __builtin_expect(!!(condition), 1)
#define TENON_UNLIKELY(condition) __builtin_expect(!!(condition), 0)

/** Of a function that is there to be inlined: most of it is decided by constants where it is used. */
#define TENON_ALWAYS_INLINE static inline __attribute__((always_inline))
/** What few calls need stays a call of its own: inlined, its variables would take room, and a check of the
 * stack, in every call. */
#define TENON_NEVER_INLINE static __attribute__((noinline, unused))

/* ---- Handles ---------------------------------------------------------------------------------------------
 */

/** Names an object by class, generation and slot. Never a pointer; 0 is "no object". */
typedef uint64_t tenon_handle;

/** Who may use an object at the same time (TENON_THREADS in the contract). */
typedef enum tenon_threads {
    TENON_THREADS_ANY = 0,    /**< Shared borrows may overlap. */
    TENON_THREADS_SERIAL = 1, /**< Every borrow is exclusive. */
    TENON_THREADS_ONE = 2     /**< Only the thread that made the object may use it. */
} tenon_threads;

/** A class, as the runtime sees it. Generated as a static constant per class. */
typedef struct tenon_class {
    const char *name; /**< As in the contract, for messages. */
    uint16_t tag;     /**< Unique in its library, derived from both names. Not 0, TENON_TAG_TOKEN or above. */
    tenon_threads threads; /**< Who may use an object at the same time. */
    /** No object of it keeps another alive or has children that end with a destructor, and no call on it goes
     * on after its caller has. */
    bool stands_alone;
    void (*destroy)(
        void *object); /**< The contract's destructor. Called once, by the last user, without locks held. */
} tenon_class;

/** Tags of the runtime's own classes. */
enum { TENON_TAG_TOKEN = 0xFFFD, TENON_TAG_VIEW = 0xFFFE, TENON_TAG_ARRAY = 0xFFFF };

/** How a call uses an object. */
typedef enum tenon_borrow_mode { TENON_SHARED = 0, TENON_EXCLUSIVE = 1 } tenon_borrow_mode;

enum {
    TENON_INDEX_BITS = 24,
    TENON_CHUNK_BITS = 12,
    TENON_CHUNK_SLOTS = 1 << TENON_CHUNK_BITS,
    TENON_CHUNKS = 1 << (TENON_INDEX_BITS - TENON_CHUNK_BITS)
};

/*
 * The state word of a slot: the upper 40 bits are those of the handle it serves now (0 while free), so that
 * one comparison checks class and generation. The lower bits say how it is used.
 */
#define TENON_STATE_SHARED_ONE UINT64_C(1)         /* bits 0..18: how many shared borrows */
#define TENON_STATE_SHARED_MASK UINT64_C(0x07FFFF) /* views and freezing children count here too */
#define TENON_STATE_SHARED_TOP UINT64_C(0x040000)  /* the highest bit of that count */
#define TENON_STATE_WRITTEN UINT64_C(0x080000)     /* open views write to its memory: no borrows meanwhile */
#define TENON_STATE_EXCLUSIVE UINT64_C(0x100000)   /* one exclusive borrow */
#define TENON_STATE_DROPPED UINT64_C(0x200000)     /* closed: no new borrows, destroyed by the last user */
#define TENON_STATE_KEPT UINT64_C(0x400000)        /* children keep it alive */
#define TENON_STATE_ENDING UINT64_C(0x800000)      /* exclusive, for the destructor of a child: soon over */
#define TENON_STATE_USE_MASK UINT64_C(0xFFFFFF)

/** One object of the table. One cache line, so that two objects never share one. */
typedef struct tenon_slot {
    _Alignas(64) _Atomic uint64_t state;
    void *object;
    const tenon_class *_Atomic type; /**< Of a free slot: of the object before. */
    struct tenon_slot *parent;       /**< Kept alive by this object, or null. */
    struct tenon_slot *next; /**< In the list of free slots, or of objects whose destruction must wait. */
    _Atomic uint64_t owner_thread; /**< tenon_thread_id() of the only thread that may use it and everything
                                      that keeps it alive; 0 where any thread may. */
    uint32_t child_count;          /**< How many objects keep this one alive. Guarded by the table's lock. */
    uint32_t index : TENON_INDEX_BITS;
    bool parent_is_changed : 1; /**< Calls on this object borrow the parent exclusively. */
    bool freezes_parent : 1;    /**< It holds a shared borrow of all its ancestors for its whole life. */
    bool writes_parent : 1;     /**< It is a view that writes to the parent's memory. */
    uint32_t generation : TENON_INDEX_BITS; /**< Of the next handle, or of the one that it serves. */
    uint32_t writing_views : 8; /**< Open views that write to its memory. Guarded by the table's lock. */
    bool has_attached;          /**< Callbacks are attached to it: see tenon_callback_attach(). */
    /** How many calls use it that only measurements let run without the host's lock, and whether somebody
     * waits for them (wait.c). */
    _Atomic uint8_t passing;
    uint16_t account; /**< Its number in the ledger. */
} tenon_slot;

/** How a new object is tied to the object it came from. */
typedef struct tenon_keep {
    tenon_handle parent; /**< Borrowed by the running call. 0 (a nullable parent): keeps nothing. */
    tenon_borrow_mode
        parent_mode; /**< TENON_EXCLUSIVE where the creating function took the parent as non-const. */
    bool freezes; /**< Hold a shared borrow of the parent and its ancestors for life: nobody can change them
                     meanwhile. */
    bool writes;  /**< With `freezes`: nobody can use the parent meanwhile, not even to read it. */
} tenon_keep;

extern _Atomic(tenon_slot *) tenon_table[TENON_CHUNKS]; /* only for the inline functions below */

/**
 * Give an object a handle; the handle owns the object from now on.
 * @param keep What it keeps alive, or null.
 * @param handle Set on success.
 * @return 0, or a negative kind with the error recorded; the object is then destroyed.
 */
int32_t tenon_wrap(const tenon_class *type, void *object, const tenon_keep *keep, tenon_handle *handle);

/** The same, said which function of the contract made the object: the ledger (diagnostics.h) counts by it.
 * @param site Lives as long as the package. "" where no function did. Likewise below. */
int32_t tenon_wrap_in(const char *site, const tenon_class *type, void *object, const tenon_keep *keep,
                      tenon_handle *handle);

/**
 * Close a handle. The object is destroyed at once, or by its last borrower or child. Any thread may close.
 *
 * A destructor uses the object's parents as an exclusive call would: where one of them is in use, the
 * destruction waits until it is not. The destructor of an object that belongs to one thread runs on that
 * thread, when it next uses the runtime for such an object (wraps, borrows, closes); where the thread has
 * ended, never.
 * @return 0, or a negative kind where the handle is stale or made up (a second close is such an error).
 */
int32_t tenon_drop(tenon_handle handle);

/** The same for who lets go of an object that may have been closed before: then it does nothing. */
void tenon_end(tenon_handle handle);

/** Whether the handle names a live object of this class. Takes no lock. */
bool tenon_is_live(const tenon_class *type, tenon_handle handle);

/** How many objects are live, of all classes and of blocks: 0 after a clean shutdown. */
size_t tenon_live_count(void);

/** A number that differs between the threads that live now. */
uint64_t tenon_thread_id(void);

/** Nanoseconds since some moment; never backwards. */
uint64_t tenon_now(void);

/** Sleep for about so many nanoseconds. */
void tenon_nap(uint64_t nanoseconds);

/* ---- Borrows ---------------------------------------------------------------------------------------------
 */

/** A borrow that a call holds; give it back with tenon_release(). */
typedef struct tenon_borrow {
    tenon_slot *slot; /**< Null where nothing is held. */
    tenon_borrow_mode mode;
    uint32_t claimed;  /**< What it has added to the slot's state. */
    bool stands_alone; /**< Its class says so: there are no parents to look for. */
} tenon_borrow;

/** What a borrow adds to the state of an object of this class. A serial one's is exclusive in either mode. */
static inline uint32_t tenon_claim_of(const tenon_class *type, tenon_borrow_mode mode) {
    bool is_alone = mode == TENON_EXCLUSIVE || type->threads == TENON_THREADS_SERIAL;
    return (uint32_t)(is_alone ? TENON_STATE_EXCLUSIVE : TENON_STATE_SHARED_ONE);
}

/** A slot and a status, small enough to be returned in registers. */
typedef struct tenon_borrowed {
    tenon_slot *slot; /**< Null where the status is an error. */
    int32_t status;
} tenon_borrowed;

/** The slow path of tenon_borrow_object(): objects in use, thread rules, and every error. */
tenon_borrowed tenon_borrow_slow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                                 const char *position);

/** The rest of a borrow whose object keeps others alive. Gives the object back where that fails. */
tenon_borrowed tenon_borrow_parents(const tenon_class *type, tenon_slot *slot, tenon_borrow_mode mode,
                                    const char *position);

/**
 * Claim an object without its parents, in one attempt: those steps of a borrow that nearly every call gets by
 * with. They are the same as in borrow.c, where a second thread or an error is provided for.
 * @return Null where it takes more, and nothing was claimed.
 */
TENON_ALWAYS_INLINE tenon_slot *tenon_claim_at_once(const tenon_class *type, tenon_handle handle,
                                                    tenon_borrow_mode mode) {
    uint32_t index = (uint32_t)handle & ((1u << TENON_INDEX_BITS) - 1);
    tenon_slot *chunk = atomic_load_explicit(&tenon_table[index >> TENON_CHUNK_BITS], memory_order_acquire);
    if (TENON_UNLIKELY(chunk == NULL || (handle >> 48) != type->tag || type->threads == TENON_THREADS_ONE))
        return NULL;
    tenon_slot *slot = &chunk[index & (TENON_CHUNK_SLOTS - 1)];
    /* The count of shared borrows is not full as long as its highest bit is not set. */
    uint64_t conflicts = TENON_STATE_EXCLUSIVE | TENON_STATE_WRITTEN | TENON_STATE_DROPPED |
                         (mode == TENON_EXCLUSIVE ? TENON_STATE_SHARED_MASK : TENON_STATE_SHARED_TOP);
    uint64_t state = atomic_load(&slot->state);
    uint64_t other = (state ^ (handle & ~TENON_STATE_USE_MASK)) & (~TENON_STATE_USE_MASK | conflicts);
    if (TENON_UNLIKELY(other != 0 || atomic_load_explicit(&slot->owner_thread, memory_order_acquire) != 0))
        return NULL;
    bool is_mine = atomic_compare_exchange_strong(&slot->state, &state, state + tenon_claim_of(type, mode));
    return TENON_LIKELY(is_mine) ? slot : NULL;
}

/**
 * Borrow an object, and (through it) the objects it keeps alive. Never waits for another call: a conflict
 * fails with `busy`. (The one thing it does wait for, and not for long, is the destructor of a child that
 * runs just now: finalisers run when they like, and a program of one thread must not see `busy` because of
 * them.)
 * @param position The parameter's name in the contract, for the message; "" for a method's own object.
 * @param object Set on success, otherwise null.
 * @param borrow Set on success; give it back with tenon_release(). Otherwise empty.
 * @return 0, or a negative kind with the error recorded (closed, wrong object, busy, wrong thread).
 */
TENON_ALWAYS_INLINE int32_t tenon_borrow_object(const tenon_class *type, tenon_handle handle,
                                                tenon_borrow_mode mode, const char *position, void **object,
                                                tenon_borrow *borrow) {
    tenon_borrowed taken = {.slot = tenon_claim_at_once(type, handle, mode), .status = 0};
    if (TENON_UNLIKELY(taken.slot == NULL))
        taken = tenon_borrow_slow(type, handle, mode, position);
    else if (TENON_UNLIKELY(!type->stands_alone && taken.slot->parent != NULL))
        taken = tenon_borrow_parents(type, taken.slot, mode, position);
    borrow->slot = taken.slot;
    borrow->mode = mode;
    borrow->claimed = tenon_claim_of(type, mode);
    borrow->stands_alone = type->stands_alone;
    *object = TENON_LIKELY(taken.status == 0) ? taken.slot->object : NULL;
    return taken.status;
}

/** Gives back what the object keeps alive. */
void tenon_release_parents(tenon_borrow borrow);

/** What the last step of a release has found in the object's state, which may mean that somebody else's turn
 * has come. */
void tenon_released(tenon_slot *slot, uint64_t state, bool has_parent);

/** Give a borrow back; the last user of a closed object destroys it here. An empty borrow is allowed. */
TENON_ALWAYS_INLINE void tenon_release(tenon_borrow *borrow) {
    tenon_slot *slot = borrow->slot;
    if (slot == NULL)
        return;
    /* Parents first: as long as the object is claimed it keeps them, so none of them can end on the way. */
    bool has_parent = !borrow->stands_alone && slot->parent != NULL;
    if (TENON_UNLIKELY(has_parent))
        tenon_release_parents(*borrow);
    borrow->slot = NULL;
    /* The slot may be gone to another object right after the subtraction. */
    uint64_t state = atomic_fetch_sub(&slot->state, borrow->claimed) - borrow->claimed;
    if (TENON_UNLIKELY(has_parent || (state & (TENON_STATE_DROPPED | TENON_STATE_KEPT)) != 0))
        tenon_released(slot, state, has_parent);
}

/**
 * Turn an exclusive borrow into ownership: the handle is closed, the object belongs to the called function.
 * The borrow goes on to hold what the object kept alive, which the function may still need: release it as
 * ever when the function has returned. An empty borrow is allowed.
 * @return 0, or a negative kind where children still keep the object alive.
 */
int32_t tenon_consume(tenon_borrow *borrow, const char *position);

/** The slow path of tenon_peek_object(): objects with parents or thread rules, and every error. */
tenon_borrowed tenon_peek_slow(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode,
                               const char *position);

/**
 * As tenon_borrow_object() for a call that its host runs under a lock which every other call on this
 * package's objects takes too (Python's GIL, a call that does not release it): nobody can come between, so
 * the checks are made and nothing is held. In such a host every function of this header is called under the
 * lock; only the library's own function may run without it, between a borrow and its release.
 */
TENON_ALWAYS_INLINE int32_t tenon_peek_object(const tenon_class *type, tenon_handle handle,
                                              tenon_borrow_mode mode, const char *position, void **object) {
    uint32_t index = (uint32_t)handle & ((1u << TENON_INDEX_BITS) - 1);
    tenon_slot *chunk = atomic_load_explicit(&tenon_table[index >> TENON_CHUNK_BITS], memory_order_acquire);
    if (TENON_LIKELY(chunk != NULL && (handle >> 48) == type->tag && type->threads == TENON_THREADS_ANY)) {
        tenon_slot *slot = &chunk[index & (TENON_CHUNK_SLOTS - 1)];
        uint64_t conflicts = TENON_STATE_EXCLUSIVE | TENON_STATE_WRITTEN | TENON_STATE_DROPPED |
                             (mode == TENON_EXCLUSIVE ? TENON_STATE_SHARED_MASK : 0);
        uint64_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
        uint64_t other = (state ^ (handle & ~TENON_STATE_USE_MASK)) & (~TENON_STATE_USE_MASK | conflicts);
        if (TENON_LIKELY(other == 0 && (type->stands_alone || slot->parent == NULL))) {
            *object = slot->object;
            return 0;
        }
    }
    tenon_borrowed found = tenon_peek_slow(type, handle, mode, position);
    *object = found.status == 0 ? found.slot->object : NULL;
    return found.status;
}

/* ---- Text ------------------------------------------------------------------------------------------------
 */

/** Text that crosses into the library: `length` bytes of UTF-8, not necessarily ended by a NUL. */
typedef struct tenon_text_view {
    const char *data; /**< Null: no text (where the contract allows it). */
    size_t length;
} tenon_text_view;

enum { TENON_TEXT_INLINE = 48 };

/** Text that crosses out of the library: the receiver reads it, and ends it with tenon_text_end(). */
typedef struct tenon_text {
    const char *data; /**< Null: no text. Never points into this struct: see tenon_text_data(). */
    size_t length;
    char inline_data[TENON_TEXT_INLINE]; /**< Where it is held: the borrow. */
    bool is_inline;                      /**< The bytes are in `inline_data`. */
    bool is_lent;  /**< The bytes are the library's own, which stay as they are until they are read. */
    bool is_held;  /**< The bytes are those of an object, which is borrowed until the text ends. */
    bool is_ascii; /**< No byte is beyond ASCII. (False says nothing.) */
} tenon_text;

/** The bytes of a text, or null for "no text". Not ended by a NUL. */
static inline const char *tenon_text_data(const tenon_text *text) {
    return text->is_inline ? text->inline_data : text->data;
}

/** Copy `length` bytes out of the library, checking that they are UTF-8. `data` null gives "no text". @return
 * 0 or a negative kind. */
int32_t tenon_text_copy(const char *data, size_t length, const char *position, tenon_text *text);

/** The same, said which function gave it: see tenon_wrap_in(). */
int32_t tenon_text_copy_in(const char *site, const char *data, size_t length, const char *position,
                           tenon_text *text);

/** Let the receiver read the library's own bytes, checked as tenon_text_copy() does: for one that reads them
 * before they can change. @return 0 or a negative kind. */
int32_t tenon_text_lend(const char *data, size_t length, const char *position, tenon_text *text);

/** The text is of an object: the borrow, which moves into the text, lasts as long as it does. */
void tenon_text_hold(tenon_text *text, tenon_borrow *borrow);

/** Free what tenon_text_copy() took, and give back what tenon_text_hold() holds. */
void tenon_text_free(tenon_text *text);

/** The same, without a call where nothing was taken. */
static inline void tenon_text_end(tenon_text *text) {
    if (!text->is_inline && !text->is_lent)
        tenon_text_free(text);
}

/** Whether these bytes are well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms). */
bool tenon_is_utf8(const char *data, size_t length);

/** Whether they are that and hold no NUL, in one pass. */
bool tenon_is_text(const char *data, size_t length);

/**
 * Check text on its way in.
 * @param terminated Whether the library will read it up to a NUL: an embedded NUL is then an error.
 * @return 0, or a negative kind with the error recorded; the message names `position` and the byte offset.
 */
int32_t tenon_check_text(const char *data, size_t length, bool terminated, const char *position);

enum { TENON_TERMINATED_INLINE = 1040 }; /* a text of 1 KiB, and its NUL */

/** A copy of text in that ends with a NUL, on the stack where it is short. */
typedef struct tenon_terminated {
    const char *text;
    char *allocated; /**< Null where the copy is in `space`. */
    char space[TENON_TERMINATED_INLINE];
} tenon_terminated;

/** Make the copy. `data` null gives `text` null. @return 0 or a negative kind. */
int32_t tenon_terminate(const char *data, size_t length, const char *position, tenon_terminated *copy);

/** Memory that the ledger counts, for a text. @return Null where there is none. */
void *tenon_text_memory(const char *site, size_t size);

/** Free it; null is allowed. */
void tenon_text_memory_free(const void *memory);

/** Free the copy. */
static inline void tenon_terminated_free(tenon_terminated *copy) {
    if (TENON_UNLIKELY(copy->allocated != NULL))
        tenon_text_memory_free(copy->allocated);
}

/** As tenon_terminate() for each of `count` texts (already checked). Free with tenon_terminated_array_free().
 */
int32_t tenon_terminate_array(const tenon_text_view *texts, size_t count, const char *position,
                              const char *const **result);

/** Free what tenon_terminate_array() made; null is allowed. */
void tenon_terminated_array_free(const char *const *texts);

/* ---- Blocks ----------------------------------------------------------------------------------------------
 */

/** Elements in native memory that a host looks at without a copy: an array it owns, or a view. */
typedef struct tenon_block {
    tenon_handle handle; /**< Close it with tenon_drop(): frees the array, or ends the view. 0 for "none". */
    const void *data;    /**< Null where `count` is 0, or for "none". */
    size_t count;        /**< In elements. */
} tenon_block;

/**
 * Wrap an array that the caller now owns.
 * @param free_data The contract's TENON_FREED_BY function; called with `data` when the block is closed, also
 * when wrapping fails.
 * @return 0, or a negative kind with the error recorded.
 */
int32_t tenon_wrap_array(void *data, size_t count, void (*free_data)(void *), tenon_block *block);

/** The same, said which function gave it: see tenon_wrap_in(). */
int32_t tenon_wrap_array_in(const char *site, void *data, size_t count, void (*free_data)(void *),
                            tenon_block *block);

/**
 * Wrap a window onto memory of `owner`, which the running call borrows: the owner lives, and cannot be
 * changed, until the block is closed.
 * @return 0, or a negative kind with the error recorded.
 */
int32_t tenon_wrap_view(tenon_handle owner, const void *data, size_t count, tenon_block *block);

/** The same, said which function gave it (see tenon_wrap_in()) and how large an element is. */
int32_t tenon_wrap_view_in(const char *site, tenon_handle owner, const void *data, size_t count, size_t size,
                           tenon_block *block);

/**
 * As tenon_wrap_view() for a window that is written through, made by a call that borrows the owner
 * exclusively: until the block is closed nobody else uses the owner, not even to read it.
 */
int32_t tenon_wrap_written_view(tenon_handle owner, void *data, size_t count, tenon_block *block);

/** The same, as tenon_wrap_view_in(). */
int32_t tenon_wrap_written_view_in(const char *site, tenon_handle owner, void *data, size_t count,
                                   size_t size, tenon_block *block);

/* ---- Errors of the boundary ------------------------------------------------------------------------------
 */

/** A status constant of a library. */
typedef struct tenon_status_entry {
    int32_t code;
    int32_t kind;
    const char *name;
    const char
        *summary; /**< What the contract's comment says of it, for a failure without words; may be "". */
} tenon_status_entry;

/** The boundary's own failure: records `code` (a tenon_code) with its kind and a message. @return the
 * negative kind. */
int32_t tenon_refuse(tenon_code code, const char *format, ...) TENON_PRINTF_LIKE(2, 3);

/**
 * A library's function returned a failing status: complete its chain, or make one where it recorded nothing
 * about this status, naming each link's constant and kind from the library's table.
 * @return The negative kind.
 */
int32_t tenon_status_failed(const tenon_status_entry *table, size_t count, int32_t status);

/** Name the contract's function on every link recorded by this call that has none. @return `status`. */
int32_t tenon_in_function(int32_t status, const char *function);

/* ---- Version handshake -----------------------------------------------------------------------------------
 */

/**
 * Compare two contract fingerprints: "name major.minor runtime-abi\n", then a line "item hash\n" per item in
 * ascending order of item. Equal texts pass. @param built What the native code was built for. @param expected
 * What the binding was generated for.
 * @return 0, or a negative kind with a message that names both versions, the first item that differs and
 * which side is older.
 */
int32_t tenon_handshake(const char *built, const char *expected);

#endif /* TENON_RUNTIME_H */
