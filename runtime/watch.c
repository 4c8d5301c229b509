/**
 * @file
 * Watched borrows and views.
 *
 * A watched borrow holds a stand-in of the object's slot. It looks like a child of the object's parents, with
 * one borrow and already closed, so that giving the borrow back is what ends it: the release is the ordinary
 * one, and finds its way here through the destruction of what became final.
 */
#include <pthread.h>

#include "monitor.h"

enum { REMEMBERED = 1024 };

typedef struct stand_in {
    tenon_slot slot; /* first: a pointer to it is one to the whole */
    tenon_slot *real;
    tenon_claim claim;
    const char *type;
    const char *position;
    bool is_back;
    tenon_trace back; /* where it was given back */
    struct stand_in *next;
    struct stand_in **link; /* what points to it */
} stand_in;

typedef struct watched_view {
    tenon_handle handle;
    tenon_slot *slot;
    const unsigned char *data; /* null: what it shows may be written */
    size_t bytes;
    uint64_t sum;
    tenon_trace made;
    struct watched_view *next;
} watched_view;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

/* All guarded by the lock. */
static stand_in *held; /* borrows that are out */
static size_t held_count;
static stand_in *given_back[REMEMBERED]; /* the last ones, the oldest of which gives way */
static size_t given_back_count;
static watched_view *views;

/* ---- Borrows ---------------------------------------------------------------------------------------------
 */

/* A slot of the table has a generation from its first object on. */
static bool is_stand_in(const tenon_slot *slot) {
    return slot->generation == 0;
}

/* So that giving back what is held makes it final. */
static void arm(stand_in *it) {
    atomic_store(&it->slot.state, TENON_STATE_DROPPED + it->claim.add);
}

tenon_slot *tenon_watch_borrow(tenon_slot *slot, tenon_borrow_mode mode, const char *position) {
    stand_in *it = aligned_alloc(_Alignof(stand_in), sizeof *it);
    if (it == NULL)
        return slot;
    memset(it, 0, sizeof *it);
    it->slot.type = slot->type;
    it->slot.object = slot->object;
    it->slot.parent = slot->parent;
    it->slot.parent_is_changed = slot->parent_is_changed;
    it->slot.freezes_parent = slot->freezes_parent;
    it->real = slot;
    it->claim = tenon_claim_for(slot->type, mode, TENON_FOR_CALL);
    it->type = slot->type->name;
    it->position = position;
    arm(it);
    pthread_mutex_lock(&lock);
    it->next = held;
    it->link = &held;
    if (held != NULL)
        held->link = &it->next;
    held = it;
    held_count++;
    pthread_mutex_unlock(&lock);
    return &it->slot;
}

/* Lock held. */
static void take_out(stand_in *it) {
    *it->link = it->next;
    if (it->next != NULL)
        it->next->link = it->link;
    held_count--;
    size_t place = given_back_count++ % REMEMBERED;
    free(given_back[place]);
    given_back[place] = it;
}

static void report_second(const stand_in *it) {
    tenon_writer by = {0};
    tenon_trace_write(&by, &it->back);
    tenon_violation("released_twice", it->position,
                    "a borrow of %s is given back that was given back before, by %s", it->type,
                    by.text == NULL ? "" : by.text);
    free(by.text);
}

tenon_slot *tenon_watch_final(tenon_slot *slot) {
    if (!is_stand_in(slot))
        return slot;
    stand_in *it = (stand_in *)(void *)slot;
    arm(it); /* a second time, it comes here again */
    if (it->is_back) {
        report_second(it);
        return NULL;
    }
    tenon_slot *real = it->real;
    tenon_claim claim = it->claim;
    tenon_trace_take(&it->back);
    pthread_mutex_lock(&lock);
    it->is_back = true;
    it->slot.parent = NULL; /* was given back with it */
    take_out(it);
    pthread_mutex_unlock(&lock);
    tenon_unclaim(real, claim);
    return NULL;
}

tenon_slot *tenon_watch_real(tenon_slot *slot) {
    return slot == NULL || !is_stand_in(slot) ? slot : ((stand_in *)(void *)slot)->real;
}

void tenon_watch_consume(tenon_slot *slot) {
    if (!is_stand_in(slot))
        return;
    stand_in *it = (stand_in *)(void *)slot;
    tenon_trace_take(&it->back);
    pthread_mutex_lock(&lock);
    it->is_back = true;
    it->slot.parent = NULL;
    take_out(it);
    pthread_mutex_unlock(&lock);
}

uint8_t tenon_watch_passing(const tenon_slot *slot) {
    uint8_t found = 0;
    pthread_mutex_lock(&lock);
    for (const stand_in *it = held; it != NULL; it = it->next) {
        if (it->real == slot)
            found |= atomic_load(&it->slot.passing);
    }
    pthread_mutex_unlock(&lock);
    return found;
}

size_t tenon_watch_held(void) {
    pthread_mutex_lock(&lock);
    size_t count = held_count;
    pthread_mutex_unlock(&lock);
    return count;
}

/* ---- Views -----------------------------------------------------------------------------------------------
 */

/* Of the whole, or where that is large of both its ends. */
static uint64_t sum_of(const unsigned char *data, size_t bytes) {
    const size_t most = (size_t)512 * 1024;
    uint64_t sum = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < bytes; i++) {
        if (bytes > 2 * most && i == most)
            i = bytes - most;
        sum = (sum ^ data[i]) * UINT64_C(0x100000001B3);
    }
    return sum;
}

void tenon_watch_view(tenon_handle view, const char *site, const void *data, size_t bytes) {
    watched_view *it = malloc(sizeof *it);
    if (it == NULL)
        return;
    *it = (watched_view){.handle = view, .slot = tenon_slot_at(view), .data = data, .bytes = bytes};
    if (data != NULL)
        it->sum = sum_of(data, bytes);
    tenon_trace_take(&it->made);
    if (it->made.function[0] == '\0')
        it->made.function = site;
    pthread_mutex_lock(&lock);
    it->next = views;
    views = it;
    pthread_mutex_unlock(&lock);
}

static bool depends_on(const tenon_slot *slot, const tenon_slot *owner) {
    for (const tenon_slot *each = slot->parent; each != NULL; each = each->parent) {
        if (each == owner)
            return true;
    }
    return false;
}

/* Lock held. @return Whether it changed, once for each change. */
static bool has_changed(watched_view *view, tenon_trace *made) {
    uint64_t sum = view->data == NULL ? 0 : sum_of(view->data, view->bytes);
    bool is_changed = sum != view->sum;
    view->sum = sum;
    *made = view->made;
    return is_changed;
}

static void report_change(const tenon_slot *owner, const tenon_trace *made) {
    tenon_writer by = {0};
    tenon_trace_write(&by, made);
    tenon_violation("frozen_changed", "",
                    "memory of this %s changed while a view of it is open, which was made by %s",
                    owner->type->name, by.text == NULL ? "" : by.text);
    free(by.text);
}

static void report_lost_pin(const tenon_slot *owner, uint64_t pins, uint64_t open) {
    tenon_violation("pin_lost", "", "%llu views of this %s are open, but only %llu pins hold it",
                    (unsigned long long)open, owner->type->name, (unsigned long long)pins);
}

void tenon_watch_owner(const tenon_slot *owner) {
    tenon_trace made;
    bool is_changed = false;
    uint64_t open = 0;
    pthread_mutex_lock(&lock);
    for (watched_view *view = views; view != NULL; view = view->next) {
        if (!depends_on(view->slot, owner))
            continue;
        open++;
        is_changed = is_changed || has_changed(view, &made);
    }
    uint64_t pins = atomic_load(&owner->state) & TENON_STATE_SHARED_MASK;
    pthread_mutex_unlock(&lock);
    if (is_changed)
        report_change(owner, &made);
    if (pins < open)
        report_lost_pin(owner, pins, open);
}

void tenon_watch_view_end(const tenon_slot *slot, tenon_handle handle) {
    tenon_trace made;
    bool is_changed = false;
    pthread_mutex_lock(&lock);
    watched_view **link = &views;
    while (*link != NULL && (*link)->handle != handle)
        link = &(*link)->next;
    watched_view *view = *link;
    if (view != NULL) {
        is_changed = has_changed(view, &made);
        *link = view->next;
    }
    pthread_mutex_unlock(&lock);
    if (is_changed)
        report_change(slot->parent, &made);
    if (view != NULL && (atomic_load(&slot->parent->state) & TENON_STATE_SHARED_MASK) == 0)
        report_lost_pin(slot->parent, 0, 1);
    free(view);
}
