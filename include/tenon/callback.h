/**
 * @file
 * What hosts and boundary share about callbacks, tokens, dynamic values and lists of texts. Only generated
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

/** How long the library may call. Same order as model_scope, without "unsaid". */
typedef enum tenon_scope {
    TENON_DURING_CALL,
    TENON_ONCE,
    TENON_UNTIL_REPLACED,
    TENON_UNTIL_DROPPED
} tenon_scope;

/**
 * The `destroy` of an interface's tenon_class, which makes it one: its objects are callbacks. Its `threads`
 * is ANY or ONE.
 */
void tenon_callback_end(void *callback);

/**
 * PLAN_OPEN_CALLBACK: give a callback its handle. Takes `callback->host` over, also where it fails.
 * @param room How many bytes tenon_callback_room() shall have.
 * @return 0, or a negative kind with the error recorded.
 */
int32_t tenon_callback_open(const tenon_class *type, const tenon_callback *callback, tenon_scope scope,
                            size_t room, tenon_handle *handle);

/** The same, said which function takes it: see tenon_wrap_in(). */
int32_t tenon_callback_open_in(const char *site, const tenon_class *type, const tenon_callback *callback,
                               tenon_scope scope, size_t room, tenon_handle *handle);

/** Memory that lives as long as the callback: a library that keeps an interface may keep the address of its
 * struct. */
void *tenon_callback_room(tenon_handle handle);

/** Drop the host's part of a callback that will not be opened. What is recorded stays. */
void tenon_callback_reject(const tenon_callback *callback);

/** The context that the library gets for a handle. */
static inline void *tenon_callback_context(tenon_handle handle) {
    return (void *)(uintptr_t)handle;
}

/** A running call of a host's function: PLAN_ENTER_CALLBACK fills it, PLAN_LEAVE_CALLBACK empties it. */
typedef struct tenon_callback_call {
    const void *functions; /**< The host's, to be called with `host`. */
    void *host;
    struct tenon_entry
        *entry; /**< What the runtime needs to leave it. Not on the stack, which a jump forgets. */
} tenon_callback_call;

/**
 * PLAN_ENTER_CALLBACK: the library calls.
 * @return Whether the host's function may run: the context is live, on the right thread, and nothing has
 * failed since the callback was opened (during_call) or since the running call began. Otherwise the function
 * gives the library the contract's TENON_ON_ERROR, and there is nothing to leave; where the reason is new it
 * was kept for the caller.
 */
bool tenon_callback_enter(const tenon_class *type, void *context, tenon_callback_call *call);

/** The host's function, or a check of what crossed, failed and recorded why: keep that for the caller. */
void tenon_callback_failed(tenon_callback_call *call);

/** PLAN_LEAVE_CALLBACK: what the library had recorded is recorded again; a `once` callback ends. */
void tenon_callback_leave(tenon_callback_call *call);

/** The drop function that the library gets: closes the handle. A second call does nothing. */
void tenon_callback_drop(void *context);

/** The same by the handle, for who has it from tenon_callback_open(). It may be closed already. */
void tenon_callback_close(tenon_handle handle);

/**
 * What happens with failures that no caller is waiting for: callbacks on a thread that runs no call of this
 * package.
 * @param functions Of the callback that failed. Null, as `host` is, where the library called a context that
 * is no callback any more, or called on a thread that the callback must not be used on.
 * @param error The hook owns it.
 */
typedef void (*tenon_unraisable)(const void *functions, void *host, const tenon_error *error);

/** Set the hook of this package, once, when it is loaded. Until then such failures go to standard error. */
void tenon_set_unraisable(tenon_unraisable hook);

/**
 * A boundary call that callbacks may run in: failures on this thread between begin and end belong to it.
 * Calls nest. Begin it before callbacks are opened.
 */
typedef struct tenon_calling {
    struct tenon_thread *thread; /**< That it runs on: found once, and not by each step. */
    struct tenon_calling *outer;
    struct tenon_entry
        *entered; /**< Where the thread was before: a jump out of the call leaves callbacks behind. */
    struct tenon_live_callback *lent; /**< See tenon_callback_lend(). */
    const tenon_error *failure;       /**< Of a callback that outlives the call. */
    bool has_failed;                  /**< Any callback, on this thread: no other one runs in this call. */
} tenon_calling;

void tenon_calling_begin(tenon_calling *calling);

/**
 * PLAN_OPEN_CALLBACK of a callback that the library may call during the call only: as tenon_callback_open().
 * The call borrows it until tenon_calling_end(), which closes it. So its calls on the thread of the call
 * need not borrow it; those on other threads do, and the last of them ends it where they last longer.
 * @param calling The innermost of this thread.
 */
int32_t tenon_callback_lend(tenon_calling *calling, const char *site, const tenon_class *type,
                            const tenon_callback *callback, tenon_handle *handle);

/**
 * PLAN_CHECK_CALLBACKS: what callbacks failed with: on this thread, or anywhere for those that were lent to
 * the call and for these during_call handles (0: a callback that was left out). The first failure becomes
 * this thread's recorded error.
 * @return 0, or its negative kind.
 */
int32_t tenon_calling_check(tenon_calling *calling, const tenon_handle *handles, size_t count);

/** Where the call was left by a jump or an exception, first leaves the callbacks that this left behind.
 * Closes what was lent to it. */
void tenon_calling_end(tenon_calling *calling);

/**
 * PLAN_KEEP_CALLBACK: attach a callback to an object that the running call borrows or, with `owner` 0, to the
 * package. The object's end drops it, after its destructor. A callback that has ended already is attached to
 * nothing.
 * @param function until_replaced: what identifies the function, its contract name; what it attached before to
 * this owner is dropped. Null (once): nothing is replaced.
 * @param handle 0: only end the one before.
 * @return 0 or a negative kind; `handle` is dropped where it fails.
 */
int32_t tenon_callback_attach(tenon_handle owner, const char *function, tenon_handle handle);

/**
 * The call consumed an object that callbacks are attached to: they go over to the object that the call made
 * of it.
 * @param consumed Where it is live after all, nothing happens.
 * @param heir 0: there is none, they are dropped.
 */
void tenon_attached_follow(tenon_handle consumed, tenon_handle heir);

/** For collectors: call `visit` for the host of each callback attached to an object, which nothing else than
 * the object keeps. Under the host's lock only; `visit` calls nothing of the runtime. */
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

/** Views of texts that the library passes to a callback. Free them with free(). @return 0 or a negative kind.
 */
int32_t tenon_texts_view(const char *const *texts, uint64_t count, bool nullable, const char *position,
                         tenon_text_view **views);

/** Texts that the library gives, copied into one piece. */
typedef struct tenon_texts {
    tenon_text_view *texts; /**< Null: none. Each ends with a NUL besides. */
    size_t count;
} tenon_texts;

/** Copy and check them; null `texts` gives none. @return 0 or a negative kind. */
int32_t tenon_texts_copy(const char *const *texts, uint64_t count, const char *position, tenon_texts *copy);

/** The same, said which function gives them: see tenon_wrap_in(). */
int32_t tenon_texts_copy_in(const char *site, const char *const *texts, uint64_t count, const char *position,
                            tenon_texts *copy);

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

#endif /* TENON_CALLBACK_H */
