/**
 * @file
 * What hosts and boundary share about callbacks, tokens, adaptive locks and lists of texts. Only generated
 * code and the static parts of packages include this header.
 */
#ifndef TENON_CALLBACK_H
#define TENON_CALLBACK_H

#include "tenon/cancel.h"
#include "tenon/runtime.h"

/* ---- Callbacks ---- */

/** What a host passes for a callback or interface: a table of its functions and what each of them gets first.
 */
typedef struct tenon_callback {
    const void
        *functions; /**< A boundary_<interface> of the generated header. Lives as long as the process. */
    void *host;     /**< The boundary owns it from the crossing on, also where the crossing fails. */
    void (*drop)(
        void *host); /**< Called exactly once with `host`, on any thread, without locks of Tenon's held. */
} tenon_callback;

/** An interface, as the runtime sees it. Generated as a static constant per interface. */
typedef struct tenon_interface {
    tenon_class base; /**< Its `destroy` is tenon_callback_end(). */
    /** A callback failed on a thread that runs no call: the host shows the error as it shows such errors.
     * Owns `error`. */
    void (*unraisable)(const void *functions, void *host, const tenon_error *error);
} tenon_interface;

/** How long the library may call. Same order as model_scope, without "unsaid". */
typedef enum tenon_scope {
    TENON_DURING_CALL,
    TENON_ONCE,
    TENON_UNTIL_REPLACED,
    TENON_UNTIL_DROPPED
} tenon_scope;

/** A callback while it lives; its handle, as `void *`, is the context that the library gets. Opaque to
 * generated code. */
typedef struct tenon_live_callback tenon_live_callback;

/**
 * PLAN_OPEN_CALLBACK: give a callback its handle. Takes `callback->host` over, also where it fails.
 * @return 0, or a negative kind with the error recorded.
 */
int32_t tenon_callback_open(const tenon_interface *type, const tenon_callback *callback, tenon_scope scope,
                            tenon_handle *handle);

/** The context that the library gets for a handle. */
static inline void *tenon_callback_context(tenon_handle handle) {
    return (void *)(uintptr_t)handle;
}

/** A running call of a host's function: PLAN_ENTER_CALLBACK fills it, PLAN_LEAVE_CALLBACK empties it. */
typedef struct tenon_callback_call {
    tenon_borrow borrow;
    tenon_live_callback *callback;
    const void *functions;
    void *host;
} tenon_callback_call;

/**
 * PLAN_ENTER_CALLBACK: the library calls.
 * @return Whether the host's function may run: the context is live, on the right thread, and no call of it
 * has failed since it was opened (during_call) or since the running call began (other scopes). Otherwise the
 * function gives the library the contract's TENON_ON_ERROR; where the reason is new it is kept for the
 * caller.
 */
bool tenon_callback_enter(const tenon_interface *type, void *context, tenon_callback_call *call);

/** The host's function, or a check of what it gave, failed and recorded why: keep that for the caller. */
void tenon_callback_failed(tenon_callback_call *call);

/** PLAN_LEAVE_CALLBACK. */
void tenon_callback_leave(tenon_callback_call *call);

/** The drop function that the library gets: closes the handle. A second call does nothing. */
void tenon_callback_drop(void *context);

/** Begin and end a boundary call that callbacks may run in: failures on this thread between the two belong to
 * it. Calls nest. */
typedef struct tenon_calling {
    struct tenon_calling *outer;
    const tenon_error *failure;
} tenon_calling;

void tenon_calling_begin(tenon_calling *calling);

/**
 * PLAN_CHECK_CALLBACKS: what callbacks failed with: on this thread, or anywhere for these during_call
 * handles. The first failure becomes this thread's recorded error.
 * @return 0, or its negative kind.
 */
int32_t tenon_calling_check(tenon_calling *calling, const tenon_handle *handles, size_t count);

void tenon_calling_end(tenon_calling *calling);

/**
 * PLAN_KEEP_CALLBACK with until_replaced: attach to an object (or, with `owner` 0, to the package), in the
 * place of what this function attached before, which is dropped. The object's end drops it, after its
 * destructor.
 * @param function Identifies the function: its contract name, the same pointer every time.
 * @param handle 0: only end the one before.
 * @return 0 or a negative kind; `handle` is dropped where it fails.
 */
int32_t tenon_callback_attach(tenon_handle owner, const char *function, tenon_handle handle);

/** For collectors: call `visit` for the host of each callback attached to an object that nothing else than
 * the object keeps. Under the host's lock only. */
void tenon_visit_attached(tenon_handle owner, void (*visit)(void *host, void *argument), void *argument);

/**
 * A host's function fails: record it with what the host threw.
 * @param message One sentence, UTF-8; copied.
 * @param foreign The host's own error object, for the host to find again in tenon_error.foreign; or null.
 * @param release Called exactly once with `foreign`, on any thread, when the chain is freed. A host that
 * takes `foreign` out of a chain sets it to null there.
 * @return -TENON_KIND_INTERNAL.
 */
int32_t tenon_fail_foreign(const char *message, void *foreign, void (*release)(void *foreign));

/* ---- Cancellation ---- */

/** A new token, 0 where memory is used up. Close it with tenon_drop(). */
tenon_handle tenon_token_new(void);

/** Ask the calls that hold the token to stop. Any thread; a closed token is no error. */
void tenon_token_request(tenon_handle token);

/** PLAN_HOLD_TOKEN: `token` 0 gives null. Give `borrow` back with tenon_release(). */
int32_t tenon_token_hold(tenon_handle token, const char *position, const tenon_cancel **cancel,
                         tenon_borrow *borrow);

/* ---- Lists of texts ---- */

/** Texts that the library gives, copied into one piece. */
typedef struct tenon_texts {
    tenon_text_view *texts; /**< Null: none. Each ends with a NUL besides. */
    size_t count;
} tenon_texts;

/** Copy and check them; null `texts` gives none. @return 0 or a negative kind. */
int32_t tenon_texts_copy(const char *const *texts, uint64_t count, const char *position, tenon_texts *copy);

void tenon_texts_free(tenon_texts *texts);

/* ---- Dynamic values as MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) ---- */

struct tenon_value;

/**
 * PLAN_DECODE. Integers, floats of both widths, nil, bool, str, bin, array and map with str keys; nested at
 * most 64 deep. `bytes` null gives a null value. @return 0 or a negative kind; the message names the byte.
 */
int32_t tenon_value_decode(const uint8_t *bytes, size_t length, const char *position,
                           struct tenon_value **value);

/** PLAN_ENCODE: as bytes that the host owns. @return 0 or a negative kind. */
int32_t tenon_value_encode(const struct tenon_value *value, const char *position, tenon_block *block);

/* ---- Locks by measurement ---- */

/** What is known of one function that is neither brief nor blocking. Zero it to begin with. */
typedef struct tenon_adaptive {
    _Atomic uint64_t calls;    /**< All of them. */
    _Atomic uint64_t typical;  /**< Nanoseconds: a running median of the sampled calls. */
    _Atomic uint64_t unlocked; /**< How many calls ran without the host's lock. */
    _Atomic uint32_t unlocks;  /**< What the measurements say now. */
} tenon_adaptive;

/** How an adaptive function is treated. */
typedef enum tenon_lock_mode { TENON_LOCK_ADAPTIVE, TENON_LOCK_HELD, TENON_LOCK_RELEASED } tenon_lock_mode;

/** One function of a package for the statistics call; the generated source has a table of them. */
typedef struct tenon_adaptive_entry {
    const char *function; /**< C name. */
    tenon_adaptive *adaptive;
} tenon_adaptive_entry;

#endif /* TENON_CALLBACK_H */
