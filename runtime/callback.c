/**
 * @file
 * Callbacks: functions of the host's as objects of the handle table, and what becomes of their failures.
 *
 * The library gets a handle as the context, so that a context it kept too long is refused and not followed,
 * and a callback that is dropped while it runs ends when it has returned.
 */
#include <stdio.h>

#include "callback.h"
#include "monitor.h"

_Static_assert(sizeof(void *) == sizeof(tenon_handle), "a context is a handle");

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
    tenon_calling *calling = tenon_own.calling;
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
    tenon_calling *calling = tenon_own.calling;
    if (calling != NULL && (uintptr_t)calling == callback->calling)
        calling->has_failed = true;
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

static int32_t refuse_new(const tenon_class *type, const tenon_callback *callback) {
    drop_host(callback);
    return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory for a new %s", type->name);
}

int32_t tenon_callback_open_in(const char *site, const tenon_class *type, const tenon_callback *callback,
                               tenon_scope scope, size_t room, tenon_handle *handle) {
    tenon_live_callback *live = malloc(sizeof *live + room);
    *handle = 0;
    if (live == NULL)
        return refuse_new(type, callback);
    *live = (tenon_live_callback){
        .type = type, .given = *callback, .scope = scope, .calling = (uintptr_t)tenon_own.calling};
    tenon_origin origin = {site, TENON_LEDGER_CALLBACK, false};
    int32_t status = tenon_wrap_any(origin, type, live, NULL, handle);
    if (status == 0)
        live->handle = *handle;
    return status;
}

/* Memory for a lent one, which is used again and again. */
static inline tenon_live_callback *new_lent(const tenon_thread *own) {
    tenon_cache *cache = own->cache;
    if (TENON_UNLIKELY(cache == NULL || cache->callbacks == NULL))
        return malloc(sizeof(tenon_live_callback));
    tenon_live_callback *live = cache->callbacks;
    cache->callbacks = live->next_lent;
    cache->callback_count--;
    return live;
}

static inline void free_lent(const tenon_thread *own, tenon_live_callback *live) {
    enum { MOST = 8 };
    tenon_cache *cache = own->cache;
    if (TENON_UNLIKELY(cache == NULL || cache->callback_count == MOST)) {
        free(live);
        return;
    }
    live->next_lent = cache->callbacks;
    cache->callbacks = live;
    cache->callback_count++;
}

/* Behind those before it: what fails first is looked for in their order. */
static inline void append(tenon_calling *calling, tenon_live_callback *live) {
    tenon_live_callback **end = &calling->lent;
    while (TENON_UNLIKELY(*end != NULL))
        end = &(*end)->next_lent;
    *end = live;
}

int32_t tenon_callback_lend(tenon_calling *calling, const char *site, const tenon_class *type,
                            const tenon_callback *callback, tenon_handle *handle) {
    tenon_live_callback *live = new_lent(calling->thread);
    *handle = 0;
    if (TENON_UNLIKELY(live == NULL))
        return refuse_new(type, callback);
    /* One by one: the rest is for callbacks that are kept. */
    live->type = type;
    live->given = *callback;
    live->scope = TENON_DURING_CALL;
    live->calling = (uintptr_t)calling;
    atomic_store_explicit(&live->has_failed, false, memory_order_relaxed);
    atomic_store_explicit(&live->failure, NULL, memory_order_relaxed);
    atomic_store_explicit(&live->is_entered, false, memory_order_relaxed);
    live->next_lent = NULL;
    live->is_lent = true;
    live->was_attached = false;
    live->is_attached = false;
    tenon_origin origin = {site, TENON_LEDGER_CALLBACK, true};
    int32_t status = tenon_wrap_any(origin, type, live, NULL, handle);
    if (TENON_UNLIKELY(status != 0))
        return status;
    live->handle = *handle;
    live->slot = tenon_slot_at(*handle);
    append(calling, live);
    return 0;
}

void *tenon_callback_room(tenon_handle handle) {
    tenon_live_callback *callback = tenon_slot_at(handle)->object; /* the caller owns it */
    return callback->room;
}

static inline void end(const tenon_thread *own, tenon_live_callback *callback) {
    if (callback->was_attached)
        tenon_detach(callback);
    /* It failed on another thread, after its call had asked. */
    const tenon_error *failure = atomic_load(&callback->failure);
    if (failure != NULL)
        keep_for_this_thread(callback->type, callback, failure);
    tenon_callback given = callback->given;
    if (TENON_LIKELY(callback->is_lent))
        free_lent(own, callback);
    else
        free(callback);
    drop_host(&given);
}

void tenon_callback_end(void *object) {
    end(tenon_thread_here(), object);
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

static inline bool has_failed_before(const tenon_thread *own, const tenon_live_callback *callback) {
    if (callback->scope == TENON_DURING_CALL && atomic_load(&callback->has_failed))
        return true;
    return own->calling != NULL && own->calling->has_failed;
}

static inline bool may_run(const tenon_thread *own, tenon_live_callback *callback) {
    if (has_failed_before(own, callback))
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

static inline bool enter(tenon_thread *own, tenon_live_callback *callback, tenon_borrow borrow,
                         const tenon_error *recorded, tenon_callback_call *call) {
    tenon_entry *entry = new_entry(callback);
    if (TENON_UNLIKELY(entry == NULL)) {
        tenon_refuse(TENON_OUT_OF_MEMORY, "no memory to call a %s", callback->type->name);
        keep_failure(callback, take_failure(callback->type));
        return false;
    }
    *entry = (tenon_entry){
        .callback = callback, .borrow = borrow, .recorded = recorded, .thread = own, .outer = own->entered};
    own->entered = entry;
    *call = (tenon_callback_call){
        .functions = callback->given.functions, .host = callback->given.host, .entry = entry};
    return true;
}

/* On any thread, and whatever the context may be. */
static __attribute__((noinline)) bool enter_borrowed(tenon_thread *own, const tenon_class *type,
                                                     tenon_handle handle, const tenon_error *recorded,
                                                     tenon_callback_call *call) {
    void *callback = NULL;
    tenon_borrow borrow;
    int32_t code = tenon_borrow_quietly(type, handle, TENON_SHARED, &callback, &borrow);
    if (TENON_UNLIKELY(code != 0)) {
        keep_misuse(type, handle, code == TENON_WRONG_THREAD ? WRONG_THREAD : WRONG_CONTEXT);
        return false;
    }
    if (TENON_LIKELY(may_run(own, callback)) && TENON_LIKELY(enter(own, callback, borrow, recorded, call)))
        return true;
    tenon_release(&borrow);
    return false;
}

/* What the innermost call of this thread borrows anyway. Where somebody watches, each borrow is watched. */
static inline tenon_live_callback *find_lent(const tenon_thread *own, const tenon_class *type,
                                             tenon_handle handle) {
    tenon_live_callback *live = own->calling == NULL ? NULL : own->calling->lent;
    while (live != NULL && TENON_UNLIKELY(live->handle != handle))
        live = live->next_lent;
    if (live == NULL || TENON_UNLIKELY(live->type != type || tenon_is_watched()))
        return NULL;
    bool is_closed = (atomic_load(&live->slot->state) & TENON_STATE_DROPPED) != 0;
    return TENON_UNLIKELY(is_closed) ? NULL : live;
}

bool tenon_callback_enter(const tenon_class *type, void *context, tenon_callback_call *call) {
    tenon_handle handle = (tenon_handle)(uintptr_t)context;
    tenon_thread *own = tenon_thread_here();
    const tenon_error *recorded = tenon_take_recorded(own); /* none of the host's affair */
    tenon_live_callback *lent = find_lent(own, type, handle);
    bool has_entered;
    if (TENON_LIKELY(lent != NULL))
        has_entered = may_run(own, lent) && enter(own, lent, (tenon_borrow){.slot = NULL}, recorded, call);
    else
        has_entered = enter_borrowed(own, type, handle, recorded, call);
    if (TENON_UNLIKELY(!has_entered))
        tenon_restore_recorded(own, recorded);
    return has_entered;
}

void tenon_callback_failed(tenon_callback_call *call) {
    tenon_live_callback *callback = call->entry->callback;
    keep_failure(callback, take_failure(callback->type));
}

static inline void leave(tenon_thread *own, tenon_entry *entry) {
    tenon_borrow borrow = entry->borrow;
    const tenon_error *recorded = entry->recorded;
    own->entered = entry->outer;
    if (entry->callback->scope == TENON_ONCE)
        tenon_close(entry->callback->handle);
    free_entry(entry);
    if (TENON_UNLIKELY(borrow.slot != NULL))
        tenon_release(&borrow);
    tenon_restore_recorded(own, recorded);
}

void tenon_callback_leave(tenon_callback_call *call) {
    leave(call->entry->thread, call->entry);
}

/* ---- Calls of the library's functions --------------------------------------------------------------------
 */

void tenon_calling_begin(tenon_calling *calling) {
    tenon_thread *own = tenon_thread_here();
    *calling = (tenon_calling){.thread = own, .outer = own->calling, .entered = own->entered};
    own->calling = calling;
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
static inline void leave_behind(tenon_calling *calling) {
    tenon_thread *own = calling->thread;
    own->calling = calling;
    if (TENON_LIKELY(own->entered == calling->entered))
        return;
    const tenon_error *why = tenon_error_take();
    while (own->entered != calling->entered)
        leave(own, own->entered);
    tenon_error_restore(why);
}

static inline bool nothing_failed(const tenon_calling *calling, size_t count) {
    const tenon_live_callback *lent = calling->lent;
    while (lent != NULL && atomic_load(&lent->failure) == NULL)
        lent = lent->next_lent;
    return lent == NULL && calling->failure == NULL && count == 0;
}

/* The first failure stays, further ones are freed. */
static void add_failure(const tenon_error **first, const tenon_error *failure) {
    if (*first == NULL)
        *first = failure;
    else
        tenon_error_free(failure);
}

int32_t tenon_calling_check(tenon_calling *calling, const tenon_handle *handles, size_t count) {
    leave_behind(calling);
    if (TENON_LIKELY(nothing_failed(calling, count)))
        return 0;
    const tenon_error *first = calling->failure;
    calling->failure = NULL;
    for (tenon_live_callback *lent = calling->lent; lent != NULL; lent = lent->next_lent)
        add_failure(&first, atomic_exchange(&lent->failure, NULL));
    for (size_t index = 0; index < count; index++)
        add_failure(&first, take_failure_of(handles[index]));
    if (first == NULL)
        return 0;
    int32_t kind = first->kind;
    tenon_error_restore(first);
    return -kind;
}

/* In one step where only the call uses it, so that nobody can come between. */
static inline bool end_at_once(const tenon_thread *own, tenon_live_callback *lent) {
    tenon_slot *slot = lent->slot;
    uint64_t identity = lent->handle & ~TENON_STATE_USE_MASK;
    uint64_t used_by_call = identity | TENON_STATE_SHARED_ONE;
    if (TENON_UNLIKELY(tenon_is_watched() || slot->has_attached || lent->was_attached) ||
        TENON_UNLIKELY(
            !atomic_compare_exchange_strong(&slot->state, &used_by_call, identity | TENON_STATE_DROPPED)))
        return false;
    const tenon_error *recorded = tenon_take_recorded(own);
    end(own, lent);
    tenon_restore_recorded(own, recorded);
    (void)tenon_slot_free(own, slot);
    return true;
}

static inline void take_back(tenon_calling *calling) {
    while (calling->lent != NULL) {
        tenon_live_callback *lent = calling->lent;
        tenon_slot *slot = lent->slot;
        calling->lent = lent->next_lent;
        if (TENON_LIKELY(end_at_once(calling->thread, lent)))
            continue;
        (void)tenon_close(lent->handle);
        tenon_unhold(slot); /* the last of those that use it ends it */
    }
}

void tenon_calling_end(tenon_calling *calling) {
    leave_behind(calling);
    take_back(calling);
    calling->thread->calling = calling->outer;
    if (TENON_UNLIKELY(calling->failure != NULL))
        show_failure(&NO_CALLBACK, NULL, calling->failure);
}
