/**
 * @file
 * What callback.c and attached.c share: a callback while it lives.
 */
#ifndef TENON_LIVE_CALLBACK_H
#define TENON_LIVE_CALLBACK_H

#include "internal.h"
#include "tenon/callback.h"

typedef struct tenon_live_callback tenon_live_callback;

/** A running call of a callback. The entries of a thread form a list, innermost first. */
typedef struct tenon_entry {
    tenon_live_callback *callback;
    tenon_borrow borrow;
    const tenon_error *recorded; /**< What the library had recorded before it called. */
    tenon_thread *thread;        /**< That it runs on. */
    struct tenon_entry *outer;
} tenon_entry;

struct tenon_live_callback {
    const tenon_class *type;
    tenon_callback given;
    tenon_handle handle;
    tenon_scope scope;
    uintptr_t
        calling; /**< The tenon_calling that it was opened in, only to be compared; 0 where there was none. */
    _Atomic bool was_called;              /**< Of a `once` callback. */
    _Atomic bool has_failed;              /**< Of a during_call callback: it runs no more. */
    _Atomic(const tenon_error *) failure; /**< Of a during_call callback, until the call has asked. */
    _Atomic bool is_entered; /**< `entry` is taken: a further call at the same time allocates one. */
    tenon_entry entry;
    tenon_slot *slot;                      /**< Of a lent one. */
    struct tenon_live_callback *next_lent; /**< To the same call; or the next memory that is at hand. */
    bool is_lent;
    bool was_attached; /**< Once; set while it is held, so its end knows without the lock below. */
    /* Guarded by the lock of attached.c: */
    bool is_attached;
    tenon_handle owner;
    const char *function;              /**< Null: not to be replaced. */
    struct tenon_live_callback *next;  /**< In its bucket. */
    struct tenon_live_callback **link; /**< What points to it. */
    _Alignas(max_align_t) unsigned char room[];
};

/** The live callback of a held slot, or null where the slot serves something else. */
static inline tenon_live_callback *tenon_callback_of(const tenon_slot *slot) {
    return slot->type->destroy == tenon_callback_end ? slot->object : NULL;
}

/** A callback ends: nothing keeps it attached any more. */
void tenon_detach(tenon_live_callback *callback);

#endif /* TENON_LIVE_CALLBACK_H */
