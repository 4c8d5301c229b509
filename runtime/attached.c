/**
 * @file
 * Attachments: callbacks that live until the object that a function stored them in ends, or until that
 * function stores another one. They stand in a hash table by owner and not in the owner's slot, which is
 * full.
 */
#include <pthread.h>

#include "callback.h"
#include "monitor.h"

enum { FIRST_BUCKETS = 64 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* All guarded by the lock. */
static tenon_live_callback *first_buckets[FIRST_BUCKETS];
static tenon_live_callback **buckets = first_buckets;
static size_t bucket_count = FIRST_BUCKETS; /* a power of two */
static size_t attached_count;

static void lock_all(void) {
    if (tenon_is_watched())
        tenon_watch_lock(TENON_RANK_ATTACHED);
    pthread_mutex_lock(&lock);
}

static void unlock_all(void) {
    pthread_mutex_unlock(&lock);
    if (tenon_is_watched())
        tenon_watch_unlock(TENON_RANK_ATTACHED);
}

/* ---- The table; lock held --------------------------------------------------------------------------------
 */

static tenon_live_callback **bucket_in(tenon_live_callback **table, size_t count, tenon_handle owner) {
    uint64_t mixed = owner * UINT64_C(0x9E3779B97F4A7C15); /* neighbouring slots go to different buckets */
    return &table[(mixed >> 32) & (count - 1)];
}

static tenon_live_callback **bucket_of(tenon_handle owner) {
    return bucket_in(buckets, bucket_count, owner);
}

static void insert(tenon_live_callback **bucket, tenon_live_callback *callback) {
    callback->next = *bucket;
    callback->link = bucket;
    if (callback->next != NULL)
        callback->next->link = &callback->next;
    *bucket = callback;
}

static void take_out(tenon_live_callback *callback) {
    *callback->link = callback->next;
    if (callback->next != NULL)
        callback->next->link = callback->link;
    callback->next = NULL;
    callback->link = NULL;
}

/* Without memory the lists only get longer. */
static void grow(void) {
    size_t count = bucket_count * 2;
    tenon_live_callback **table = calloc(count, sizeof *table);
    if (table == NULL)
        return;
    for (size_t index = 0; index < bucket_count; index++) {
        tenon_live_callback *callback = buckets[index];
        while (callback != NULL) {
            tenon_live_callback *next = callback->next;
            insert(bucket_in(table, count, callback->owner), callback);
            callback = next;
        }
    }
    if (buckets != first_buckets)
        free(buckets);
    buckets = table;
    bucket_count = count;
}

static void add(tenon_live_callback *callback, tenon_handle owner, const char *function) {
    if (attached_count >= bucket_count)
        grow();
    attached_count++;
    callback->owner = owner;
    callback->function = function;
    callback->is_attached = true;
    if (!callback->was_attached) /* it may be ending, on another thread, only where it was attached before */
        callback->was_attached = true;
    insert(bucket_of(owner), callback);
}

static void remove_attached(tenon_live_callback *callback) {
    attached_count--;
    callback->is_attached = false;
    take_out(callback);
}

static tenon_live_callback *find_attached(tenon_handle owner, const char *function) {
    tenon_live_callback *callback = *bucket_of(owner);
    while (callback != NULL && (callback->owner != owner || callback->function != function))
        callback = callback->next;
    return callback;
}

static tenon_live_callback *find_any(tenon_handle owner) {
    tenon_live_callback *callback = *bucket_of(owner);
    while (callback != NULL && callback->owner != owner)
        callback = callback->next;
    return callback;
}

/* ---- Ending ----------------------------------------------------------------------------------------------
 */

void tenon_detach(tenon_live_callback *callback) {
    lock_all();
    if (callback->is_attached)
        remove_attached(callback);
    unlock_all();
}

/* Takes one callback out. It may be ending on another thread just now, but not before that has detached it:
 * so the handle is read under the lock, and nothing else of it is used. */
static tenon_handle take_one(tenon_handle owner) {
    lock_all();
    tenon_live_callback *callback = find_any(owner);
    tenon_handle handle = callback == NULL ? 0 : callback->handle;
    if (callback != NULL)
        remove_attached(callback);
    unlock_all();
    return handle;
}

static void end_attached(tenon_handle owner) {
    for (tenon_handle handle = take_one(owner); handle != 0; handle = take_one(owner))
        tenon_close(handle);
}

/* ---- Attaching -------------------------------------------------------------------------------------------
 */

static bool mark_owner(tenon_handle owner) {
    if (owner == 0)
        return true;
    tenon_slot *slot = tenon_slot_at(owner);
    if (slot == NULL || !tenon_serves(atomic_load(&slot->state), owner))
        return false;
    slot->has_attached = true;
    atomic_store(&tenon_end_attached, end_attached);
    return true;
}

/* The callback in the place of the one before, which is returned. */
static tenon_handle replace(tenon_handle owner, const char *function, tenon_live_callback *callback) {
    tenon_handle before = 0;
    lock_all();
    tenon_live_callback *found = function == NULL ? NULL : find_attached(owner, function);
    if (found != NULL && found != callback) {
        before = found->handle;
        remove_attached(found);
    }
    if (callback != NULL && !callback->is_attached)
        add(callback, owner, function);
    unlock_all();
    return before;
}

int32_t tenon_callback_attach(tenon_handle owner, const char *function, tenon_handle handle) {
    lock_all();
    bool is_owned = mark_owner(owner);
    unlock_all();
    if (!is_owned) {
        tenon_close(handle);
        return tenon_refuse(TENON_CLOSED, "the object that a callback is stored in is closed");
    }
    /* Held, so that it can end only when it is in the table and so takes itself out. */
    tenon_slot *slot = handle == 0 ? NULL : tenon_hold(handle);
    tenon_handle before = replace(owner, function, slot == NULL ? NULL : tenon_callback_of(slot));
    if (slot != NULL)
        tenon_unhold(slot);
    if (before != 0)
        tenon_close(before);
    return 0;
}

void tenon_attached_follow(tenon_handle consumed, tenon_handle heir) {
    const tenon_slot *slot = tenon_slot_at(consumed);
    if (slot != NULL && tenon_serves(atomic_load(&slot->state), consumed))
        return;
    lock_all();
    for (tenon_live_callback *callback = find_any(consumed);
         callback != NULL && heir != 0 && mark_owner(heir); callback = find_any(consumed)) {
        const char *function = callback->function;
        remove_attached(callback);
        add(callback, heir, function);
    }
    unlock_all();
    end_attached(consumed);
}

/* ---- Collectors ------------------------------------------------------------------------------------------
 */

void tenon_visit_attached(tenon_handle owner, void (*visit)(void *host, void *argument), void *argument) {
    lock_all();
    for (tenon_live_callback *callback = *bucket_of(owner); callback != NULL; callback = callback->next) {
        if (callback->owner == owner)
            visit(callback->given.host, argument);
    }
    unlock_all();
}
