/**
 * @file
 * Handles: giving one to an object, closing it.
 */
#include "monitor.h"

static int32_t refuse_wrap(int32_t code, const tenon_class *type) {
    switch (code) {
    case TENON_CLOSED:
        return tenon_refuse(TENON_CLOSED, "the object that the new %s depends on is closed", type->name);
    case TENON_BUSY:
        return tenon_refuse(TENON_BUSY, "too many views and children of one object are open (%s)",
                            type->name);
    default:
        return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory or no free handle for a new %s", type->name);
    }
}

/* On failure it is not tied, and `orphan` may have become final. */
static int32_t tie(tenon_slot *slot, const tenon_keep *keep, tenon_slot **orphan) {
    tenon_table_lock();
    int32_t code = tenon_slot_tie(slot, keep);
    if (code != 0)
        *orphan = tenon_slot_untie(slot);
    tenon_table_unlock();
    return code;
}

/* On failure the slot has been given back and `orphan` may have become final. */
static inline int32_t fill_slot(const tenon_thread *own, tenon_origin origin, const tenon_class *type,
                                void *object, const tenon_keep *keep, tenon_handle *handle,
                                tenon_slot **orphan) {
    tenon_slot *slot = tenon_slot_reserve(own);
    if (TENON_UNLIKELY(slot == NULL))
        return TENON_OUT_OF_MEMORY;
    uint64_t owner = type->threads == TENON_THREADS_ONE ? tenon_thread_id_of(own) : 0;
    slot->object = object;
    atomic_store_explicit(&slot->type, type, memory_order_release);
    atomic_store_explicit(&slot->owner_thread, owner, memory_order_release);
    int32_t code = keep != NULL && keep->parent != 0 ? tie(slot, keep, orphan) : 0;
    if (TENON_UNLIKELY(code != 0)) {
        tenon_slot_unreserve(slot);
        return code;
    }
    tenon_account *account = tenon_find_account(origin.kind, type->name, origin.site);
    slot->account = (uint16_t)tenon_account_number(account);
    tenon_account_open(account);
    *handle = tenon_slot_publish(slot, type, origin.is_held ? TENON_STATE_SHARED_ONE : 0);
    return 0;
}

int32_t tenon_wrap_any(tenon_origin origin, const tenon_class *type, void *object, const tenon_keep *keep,
                       tenon_handle *handle) {
    *handle = 0;
    if (type->threads == TENON_THREADS_ONE)
        tenon_sweep();
    tenon_slot *orphan = NULL;
    int32_t code = fill_slot(tenon_thread_here(), origin, type, object, keep, handle, &orphan);
    if (TENON_LIKELY(code == 0)) {
        if (tenon_is_watched())
            tenon_history_made(*handle, type->name, origin.site);
        return 0;
    }
    /* Before the error is recorded: a destructor is free to record its own. */
    if (type->destroy != NULL)
        type->destroy(object);
    if (orphan != NULL)
        tenon_reclaim(orphan);
    return refuse_wrap(code, type);
}

int32_t tenon_wrap(const tenon_class *type, void *object, const tenon_keep *keep, tenon_handle *handle) {
    return tenon_wrap_in("", type, object, keep, handle);
}

int32_t tenon_wrap_in(const char *site, const tenon_class *type, void *object, const tenon_keep *keep,
                      tenon_handle *handle) {
    if (object == NULL) {
        *handle = 0;
        return tenon_refuse(TENON_BROKEN_CONTRACT, "the library returned null where its contract says %s",
                            type->name);
    }
    return tenon_wrap_any((tenon_origin){site, TENON_LEDGER_OBJECT, false}, type, object, keep, handle);
}

bool tenon_close(tenon_handle handle) {
    if (tenon_is_watched())
        tenon_history_closed(handle);
    tenon_slot *slot = tenon_slot_at(handle);
    if (TENON_UNLIKELY(slot == NULL))
        return false;
    uint64_t state = atomic_load(&slot->state);
    do {
        if (TENON_UNLIKELY(!tenon_serves(state, handle) || (state & TENON_STATE_DROPPED) != 0))
            return false;
    } while (!atomic_compare_exchange_weak(&slot->state, &state, state | TENON_STATE_DROPPED));
    if (TENON_LIKELY(tenon_is_final(state | TENON_STATE_DROPPED)))
        tenon_reclaim(slot);
    else
        tenon_sweep();
    return true;
}

int32_t tenon_drop(tenon_handle handle) {
    if (tenon_is_watched())
        tenon_watch_host_lock("");
    if (TENON_LIKELY(tenon_close(handle)))
        return 0;
    return tenon_refuse_closed("the object is closed already, or the handle never named one", handle);
}

static inline bool is_open(tenon_handle handle) {
    const tenon_slot *slot = tenon_slot_at(handle);
    if (slot == NULL)
        return false;
    uint64_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
    return tenon_serves(state, handle) && (state & TENON_STATE_DROPPED) == 0;
}

bool tenon_is_live(const tenon_class *type, tenon_handle handle) {
    return (handle >> 48) == type->tag && is_open(handle);
}

void tenon_end(tenon_handle handle) {
    if (tenon_is_watched()) {
        if (!is_open(handle)) /* its history tells who closed it */
            return;
        tenon_watch_host_lock("");
    }
    (void)tenon_close(handle);
}
