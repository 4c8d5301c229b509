/**
 * @file
 * Callbacks: functions of the host's as objects of the handle table, and what becomes of their failures.
 *
 * The library gets a handle as the context, so that a context it kept too long is refused and not followed,
 * and a callback that is dropped while it runs ends when it has returned.
 */
#include <stdio.h>

#include "callback.h"
#include "ledger.h"

_Static_assert(sizeof(void *) == sizeof(tenon_handle), "a context is a handle");

/* The innermost call of this thread, and the innermost callback. A host may be called, call, be called ... */
static _Thread_local struct {
    tenon_calling *calling;
    tenon_entry *entered;
} here;

static _Atomic(tenon_unraisable) unraisable;

/* What failed at the end of a call, after that had asked. */
static const tenon_class NO_CALLBACK = {.name = "callback"};

void tenon_set_unraisable(tenon_unraisable hook) {
    atomic_store(&unraisable, hook);
}

/* ---- Failures --------------------------------------------------------------------------------------------
 */

static void print_failure(const tenon_error *failure) {
    fprintf(stderr, "%s: a callback failed, and no call was waiting for it: %s\n", failure->function,
            failure->message);
    tenon_error_free(failure);
}

/* No call names it: the callback's type does. */
static void name_failure(const tenon_class *type, const tenon_error *failure) {
    for (const tenon_error *error = failure; error != NULL; error = error->cause) {
        tenon_error *link = tenon_link_of(error);
        if (link != NULL && link->function[0] == '\0')
            tenon_link_name_function(link, type->name);
    }
}

/* Nobody waits for it. `callback` null: the host's part must not be touched. */
static void show_failure(const tenon_class *type, const tenon_live_callback *callback,
                         const tenon_error *failure) {
    name_failure(type, failure);
    tenon_unraisable hook = atomic_load(&unraisable);
    if (hook == NULL)
        print_failure(failure);
    else if (callback == NULL)
        hook(NULL, NULL, failure);
    else
        hook(callback->given.functions, callback->given.host, failure);
}

/* The first failure is the one that tells what went wrong. */
static void keep_first(_Atomic(const tenon_error *) *place, const tenon_error *failure) {
    const tenon_error *none = NULL;
    if (!atomic_compare_exchange_strong(place, &none, failure))
        tenon_error_free(failure);
}

static void keep_for_this_thread(const tenon_class *type, const tenon_live_callback *callback,
                                 const tenon_error *failure) {
    tenon_calling *calling = here.calling;
    if (calling == NULL) {
        show_failure(type, callback, failure);
        return;
    }
    calling->has_failed = true;
    if (calling->failure == NULL)
        calling->failure = failure;
    else
        tenon_error_free(failure);
}

/* A during_call callback has its own caller, whatever thread it fails on. */
static void keep_for_its_caller(tenon_live_callback *callback, const tenon_error *failure) {
    if (here.calling != NULL && (uintptr_t)here.calling == callback->calling)
        here.calling->has_failed = true;
    atomic_store(&callback->has_failed, true);
    keep_first(&callback->failure, failure);
}

static void keep_failure(tenon_live_callback *callback, const tenon_error *failure) {
    if (callback->scope == TENON_DURING_CALL)
        keep_for_its_caller(callback, failure);
    else
        keep_for_this_thread(callback->type, callback, failure);
}

/* What this thread has recorded, and never nothing. */
static const tenon_error *take_failure(const tenon_class *type) {
    if (tenon_error_peek() == NULL)
        tenon_refuse(TENON_CALLBACK_FAILED, "this %s failed and did not say why", type->name);
    return tenon_error_take();
}

int32_t tenon_fail_foreign(const char *message, void *foreign, void (*release)(void *foreign)) {
    int32_t status = tenon_refuse(TENON_CALLBACK_FAILED, "%s", message);
    tenon_error *link = tenon_link_of(tenon_error_peek());
    if (link != NULL) {
        link->foreign = foreign;
        link->release_foreign = release;
    } else if (foreign != NULL && release != NULL) { /* no memory to keep it in */
        release(foreign);
    }
    return status;
}

static const char WRONG_CONTEXT[] = "with a context that never was one, or is none any more";
static const char WRONG_THREAD[] = "on another thread than the one that passed it";
static const char CALLED_AGAIN[] = "twice, which its contract says is called once";

/* The library used a context that it must not use, or not here, or not again. */
static void keep_misuse(const tenon_class *type, tenon_handle handle, const char *how) {
    tenon_refuse(TENON_BROKEN_CONTRACT, "the library called a %s %s", type->name, how);
    const tenon_error *failure = take_failure(type);
    tenon_slot *slot = (handle >> 48) == type->tag ? tenon_hold(handle) : NULL;
    tenon_live_callback *callback = slot == NULL ? NULL : slot->object;
    if (callback != NULL && callback->scope == TENON_DURING_CALL)
        keep_for_its_caller(callback, failure);
    else
        keep_for_this_thread(type, NULL, failure);
    if (slot != NULL)
        tenon_unhold(slot);
}

/* ---- Opening and ending ----------------------------------------------------------------------------------
 */

static void drop_host(const tenon_callback *given) {
    if (given->drop != NULL)
        given->drop(given->host);
}

void tenon_callback_reject(const tenon_callback *callback) {
    const tenon_error *recorded = tenon_error_take();
    drop_host(callback);
    tenon_error_restore(recorded);
}

int32_t tenon_callback_open(const tenon_class *type, const tenon_callback *callback, tenon_scope scope,
                            size_t room, tenon_handle *handle) {
    return tenon_callback_open_in("", type, callback, scope, room, handle);
}

int32_t tenon_callback_open_in(const char *site, const tenon_class *type, const tenon_callback *callback,
                               tenon_scope scope, size_t room, tenon_handle *handle) {
    tenon_live_callback *live = malloc(sizeof *live + room);
    *handle = 0;
    if (live == NULL) {
        drop_host(callback);
        return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory for a new %s", type->name);
    }
    *live = (tenon_live_callback){
        .type = type, .given = *callback, .scope = scope, .calling = (uintptr_t)here.calling};
    tenon_origin origin = {site, TENON_LEDGER_CALLBACK};
    int32_t status = tenon_wrap_any(origin, type, live, NULL, handle);
    if (status == 0)
        live->handle = *handle;
    return status;
}

void *tenon_callback_room(tenon_handle handle) {
    tenon_live_callback *callback = tenon_slot_at(handle)->object; /* the caller owns it */
    return callback->room;
}

void tenon_callback_end(void *object) {
    tenon_live_callback *callback = object;
    if (callback->was_attached)
        tenon_detach(callback);
    /* It failed on another thread, after its call had asked. */
    const tenon_error *failure = atomic_load(&callback->failure);
    if (failure != NULL)
        keep_for_this_thread(callback->type, callback, failure);
    tenon_callback given = callback->given;
    free(callback);
    drop_host(&given);
}

void tenon_callback_drop(void *context) {
    tenon_handle handle = (tenon_handle)(uintptr_t)context;
    tenon_slot *slot = tenon_hold(handle);
    if (slot == NULL)
        return;
    if (tenon_callback_of(slot) != NULL)
        tenon_close(handle);
    tenon_unhold(slot);
}

void tenon_callback_close(tenon_handle handle) {
    tenon_close(handle);
}

/* ---- Calls of the host's functions -----------------------------------------------------------------------
 */

static bool has_failed_before(const tenon_live_callback *callback) {
    if (callback->scope == TENON_DURING_CALL && atomic_load(&callback->has_failed))
        return true;
    return here.calling != NULL && here.calling->has_failed;
}

static bool may_run(tenon_live_callback *callback) {
    if (has_failed_before(callback))
        return false;
    if (callback->scope == TENON_ONCE && atomic_exchange(&callback->was_called, true)) {
        keep_misuse(callback->type, 0, CALLED_AGAIN);
        return false;
    }
    return true;
}

/* Null where memory is used up. */
static tenon_entry *new_entry(tenon_live_callback *callback) {
    if (TENON_LIKELY(!atomic_exchange_explicit(&callback->is_entered, true, memory_order_acquire)))
        return &callback->entry;
    return malloc(sizeof(tenon_entry));
}

static void free_entry(tenon_entry *entry) {
    if (TENON_LIKELY(entry == &entry->callback->entry))
        atomic_store_explicit(&entry->callback->is_entered, false, memory_order_release);
    else
        free(entry);
}

static bool enter(tenon_live_callback *callback, tenon_borrow borrow, const tenon_error *recorded,
                  tenon_callback_call *call) {
    tenon_entry *entry = new_entry(callback);
    if (entry == NULL) {
        tenon_refuse(TENON_OUT_OF_MEMORY, "no memory to call a %s", callback->type->name);
        keep_failure(callback, take_failure(callback->type));
        return false;
    }
    *entry =
        (tenon_entry){.callback = callback, .borrow = borrow, .recorded = recorded, .outer = here.entered};
    here.entered = entry;
    *call = (tenon_callback_call){
        .functions = callback->given.functions, .host = callback->given.host, .entry = entry};
    return true;
}

bool tenon_callback_enter(const tenon_class *type, void *context, tenon_callback_call *call) {
    tenon_handle handle = (tenon_handle)(uintptr_t)context;
    const tenon_error *recorded = tenon_error_take(); /* none of the host's affair */
    void *callback = NULL;
    tenon_borrow borrow;
    int32_t code = tenon_borrow_quietly(type, handle, TENON_SHARED, &callback, &borrow);
    if (TENON_UNLIKELY(code != 0)) {
        keep_misuse(type, handle, code == TENON_WRONG_THREAD ? WRONG_THREAD : WRONG_CONTEXT);
    } else {
        if (TENON_LIKELY(may_run(callback)) && TENON_LIKELY(enter(callback, borrow, recorded, call)))
            return true;
        tenon_release(&borrow);
    }
    tenon_error_restore(recorded);
    return false;
}

void tenon_callback_failed(tenon_callback_call *call) {
    tenon_live_callback *callback = call->entry->callback;
    keep_failure(callback, take_failure(callback->type));
}

static void leave(tenon_entry *entry) {
    tenon_borrow borrow = entry->borrow;
    const tenon_error *recorded = entry->recorded;
    here.entered = entry->outer;
    if (entry->callback->scope == TENON_ONCE)
        tenon_close(entry->callback->handle);
    free_entry(entry);
    tenon_release(&borrow);
    tenon_error_restore(recorded);
}

void tenon_callback_leave(tenon_callback_call *call) {
    leave(call->entry);
}

/* ---- Calls of the library's functions --------------------------------------------------------------------
 */

void tenon_calling_begin(tenon_calling *calling) {
    *calling = (tenon_calling){.outer = here.calling, .entered = here.entered};
    here.calling = calling;
}

static const tenon_error *take_failure_of(tenon_handle handle) {
    tenon_slot *slot = handle == 0 ? NULL : tenon_hold(handle);
    if (slot == NULL)
        return NULL;
    tenon_live_callback *callback = slot->object;
    const tenon_error *failure = atomic_exchange(&callback->failure, NULL);
    tenon_unhold(slot);
    return failure;
}

/* Callbacks, and calls in them, that a jump out of the call has left behind. */
static void leave_behind(tenon_calling *calling) {
    here.calling = calling;
    if (TENON_LIKELY(here.entered == calling->entered))
        return;
    const tenon_error *why = tenon_error_take();
    while (here.entered != calling->entered)
        leave(here.entered);
    tenon_error_restore(why);
}

int32_t tenon_calling_check(tenon_calling *calling, const tenon_handle *handles, size_t count) {
    leave_behind(calling);
    const tenon_error *first = calling->failure;
    calling->failure = NULL;
    for (size_t index = 0; index < count; index++) {
        const tenon_error *failure = take_failure_of(handles[index]);
        if (first == NULL)
            first = failure;
        else
            tenon_error_free(failure);
    }
    if (TENON_LIKELY(first == NULL))
        return 0;
    int32_t kind = first->kind;
    tenon_error_restore(first);
    return -kind;
}

void tenon_calling_end(tenon_calling *calling) {
    leave_behind(calling);
    here.calling = calling->outer;
    if (TENON_UNLIKELY(calling->failure != NULL))
        show_failure(&NO_CALLBACK, NULL, calling->failure);
}
