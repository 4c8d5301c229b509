/**
 * @file
 * A second handle table, slow and simple: what the runtime promises, as counts instead of bits. It says
 * beforehand what every call comes to.
 */
#ifndef TENON_FUZZ_SHADOW_H
#define TENON_FUZZ_SHADOW_H

#include "input.h"
#include "tenon/callback.h"
#include "tenon/runtime.h"

enum { SHADOW_OBJECTS = 160, SHADOW_NONE = -1, SHADOW_DEPTH = 8 };

/** One object, from its wrapping to the end of the sequence. */
typedef struct shadow_object {
    tenon_handle handle;
    const tenon_class *type; /**< Null for views, arrays and tokens, which the runtime has classes for. */
    uint16_t tag;
    int parent; /**< Or SHADOW_NONE. */
    tenon_borrow_mode parent_mode;
    bool freezes;
    bool writes;
    unsigned writers;  /**< Open views that write to it. */
    unsigned owner;    /**< The only thread that may use it: 1 or 2; 0: any. */
    unsigned shared;   /**< Calls that read it. */
    unsigned frozen;   /**< Objects that freeze it. */
    unsigned children; /**< Objects that keep it. */
    bool is_exclusive;
    bool is_closed;
    bool has_ended; /**< Destroyed, or consumed. */
    bool has_destructor;
    /* Of callbacks: */
    bool is_callback;
    tenon_scope scope;
    const void *calling; /**< What it was opened in. */
    bool is_lent;        /**< To that, which uses it until it ends. */
    bool was_called;
    bool has_failed;
    bool holds_failure;
    int attached_to;      /**< An object, SHADOW_NONE, or SHADOW_PACKAGE. */
    const char *function; /**< What attached it. */
} shadow_object;

enum { SHADOW_PACKAGE = -2 };

/** A running call that callbacks may run in. */
typedef struct shadow_calling {
    tenon_calling real;
    size_t entered; /**< How many callbacks were entered when it began. */
    bool has_failed;
    bool holds_failure;
} shadow_calling;

/** A callback that runs. */
typedef struct shadow_entered {
    int callback;
    tenon_callback_call real;
} shadow_entered;

/** What a thread is in the middle of. */
typedef struct shadow_thread {
    shadow_calling callings[SHADOW_DEPTH];
    size_t calling_count;
    shadow_entered entered[SHADOW_DEPTH];
    size_t entered_count;
} shadow_thread;

typedef struct shadow {
    shadow_object objects[SHADOW_OBJECTS];
    int count;
    shadow_thread threads[3]; /**< 1 and 2 */
    unsigned thread;          /**< That runs now. */
    unsigned unraisable;      /**< Failures that nobody waited for, as foretold. */
    unsigned unraisable_seen;
} shadow;

extern shadow table;

static inline shadow_object *shadow_at(int index) {
    return &table.objects[index];
}

/** What this thread is in the middle of. */
static inline shadow_thread *shadow_here(void) {
    return &table.threads[table.thread];
}

/** A new object, not yet tied or visible. */
int shadow_add(const tenon_class *type, uint16_t tag, bool has_destructor);

/** Whom a handle names, or SHADOW_NONE where that is nobody any more. */
int shadow_find(tenon_handle handle);

/** Ties an object to its parent. */
void shadow_tie(int index, int parent, tenon_borrow_mode mode, bool freezes, bool writes);

/** What a borrow or peek of this handle comes to: 0 or a tenon_code. */
int32_t shadow_foretell(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode);

/** The use of an object and its ancestors begins, or ends. */
void shadow_claim(int index, tenon_borrow_mode mode);
void shadow_unclaim(int index, tenon_borrow_mode mode);

/** How a use of an object uses its parent. */
tenon_borrow_mode shadow_mode_of_parent(const shadow_object *child, tenon_borrow_mode mode);

/** An object has ended: its ancestors thaw, and what is attached to it is closed. */
void shadow_end(int index);

/** Called by destructors: the object may end now, here. */
void shadow_destroyed(int index);

/** After every call: what could end has ended. @param sweeps It also cleans up what belongs to this thread.
 */
void shadow_check(bool sweeps);

/** Failures of callbacks, as they are kept. */
void shadow_fail_here(void);
void shadow_fail_callback(int index);

/** The newest running callback of this thread has returned. */
void shadow_left(void);

#endif /* TENON_FUZZ_SHADOW_H */
