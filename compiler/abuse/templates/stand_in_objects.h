/**
 * @file
 * The objects of a stand-in library, and the callbacks that it keeps. Included once, behind stand_in.h.
 *
 * An object knows its class, who uses it now, what it keeps alive and what keeps it: a call that the contract
 * rules out (another one uses it, its thread is another, a child has frozen it, it is gone) ends the process.
 */
#ifndef TENON_STAND_IN_OBJECTS_H
#define TENON_STAND_IN_OBJECTS_H

#include "stand_in.h"

/** A function of the host's, as the library got it. */
typedef struct stand_in_host {
    void (*function)(void);      /* a callback's; null for an interface */
    const void *functions;       /* an interface's struct; null for a callback */
    size_t size;                 /* of that struct */
    void *context;               /* a callback's */
    void (*drop)(void *context); /* or null */
    void *drop_context;          /* what it gets */
} stand_in_host;

/** Calls each of its functions once. */
typedef void (*stand_in_asker)(const stand_in_host *host);

/** A callback that is kept. */
typedef struct stand_in_kept {
    struct stand_in_kept *next;   /* of the same object */
    struct stand_in_kept *others; /* of all */
    const char *key;              /* of the function and parameter that took it */
    stand_in_host host;
    stand_in_asker ask;
    pthread_t thread;
    bool is_of_thread; /* only this thread may call it */
    void *copy;        /* of an interface's struct */
} stand_in_kept;

typedef enum stand_in_threads { STAND_IN_ANY, STAND_IN_SERIAL, STAND_IN_ONE } stand_in_threads;

/** An object of any class. */
typedef struct stand_in_object {
    uint64_t mark;
    const char *type;
    stand_in_threads threads;
    pthread_t maker;
    struct stand_in_object *parent;
    bool changes_parent; /* calls that change it may change the parent */
    bool freezes;
    unsigned children;
    unsigned freezing; /* children */
    unsigned readers;
    unsigned writers;
    unsigned rounds;  /* how often a `next` or `read` was asked */
    uint64_t changed; /* without a lock: a race shows */
    stand_in_memory *shown;
    stand_in_kept *kept;
} stand_in_object;

#define STAND_IN_MARK UINT64_C(0x5354414E44494E21)

/* Every callback that is kept, and those that no object keeps. */
STAND_IN_PART stand_in_kept *stand_in_all_kept;
STAND_IN_PART stand_in_kept *stand_in_own_kept;

/* ---- Use ---- */

STAND_IN_PART void stand_in_forget_shown(stand_in_object *object) {
    while (object->shown != NULL) {
        stand_in_memory *memory = object->shown;
        object->shown = memory->next;
        free(memory->bytes);
        free(memory);
    }
}

STAND_IN_PART void stand_in_start_use(const stand_in_call *call, const char *name, stand_in_object *object,
                                      bool changes) {
    if (object->mark != STAND_IN_MARK)
        stand_in_refuse(call, name, "is an object that is gone, or never was");
    if (object->threads == STAND_IN_ONE && !pthread_equal(object->maker, pthread_self()))
        stand_in_refuse(call, name, "belongs to another thread");
    bool is_alone = changes || object->threads == STAND_IN_SERIAL;
    __atomic_fetch_add(is_alone ? &object->writers : &object->readers, 1, __ATOMIC_RELAXED);
    unsigned writers = __atomic_load_n(&object->writers, __ATOMIC_RELAXED);
    unsigned readers = __atomic_load_n(&object->readers, __ATOMIC_RELAXED);
    if (is_alone ? writers != 1 || readers != 0 : writers != 0)
        stand_in_refuse(call, name, "is in use by another call that may not meet this one");
    if (object->parent != NULL)
        stand_in_start_use(call, name, object->parent, changes && object->changes_parent);
    if (!changes) {
        stand_in_read(&object->changed, sizeof(object->changed));
        return;
    }
    if (object->freezing != 0)
        stand_in_refuse(call, name, "is frozen by a child");
    object->changed++;
    stand_in_forget_shown(object);
}

STAND_IN_PART void stand_in_end_use(stand_in_object *object, bool changes) {
    if (object->parent != NULL)
        stand_in_end_use(object->parent, changes && object->changes_parent);
    bool is_alone = changes || object->threads == STAND_IN_SERIAL;
    __atomic_fetch_sub(is_alone ? &object->writers : &object->readers, 1, __ATOMIC_RELAXED);
}

/* The call uses an object until stand_in_leave(). @return It, or null. */
STAND_IN_PART stand_in_object *stand_in_take(stand_in_call *call, const char *name, const void *given,
                                             const char *type, bool nullable, bool changes, bool ends) {
    stand_in_object *object = (stand_in_object *)(uintptr_t)given;
    if (object == NULL && !nullable)
        stand_in_refuse(call, name, "is an object that is not there");
    if (object == NULL)
        return NULL;
    stand_in_start_use(call, name, object, changes);
    if (strcmp(object->type, type) != 0)
        stand_in_refuse(call, name, "is an object of another class");
    if (ends && object->children != 0)
        stand_in_refuse(call, name, "is kept alive by a child, and used up");
    call->uses[call->used].object = object;
    call->uses[call->used].changes = changes;
    call->uses[call->used].ends = ends;
    call->used++;
    return object;
}

/* ---- Beginning and end ---- */

STAND_IN_PART void *stand_in_make(const char *type, stand_in_threads threads, stand_in_object *parent,
                                  bool freezes, bool changes_parent) {
    stand_in_object *object = (stand_in_object *)stand_in_give(sizeof(*object), true);
    object->mark = STAND_IN_MARK;
    object->type = type;
    object->threads = threads;
    object->maker = pthread_self();
    object->parent = parent;
    object->freezes = freezes && parent != NULL;
    object->changes_parent = changes_parent;
    if (parent != NULL)
        __atomic_fetch_add(&parent->children, 1, __ATOMIC_RELAXED);
    if (object->freezes)
        __atomic_fetch_add(&parent->freezing, 1, __ATOMIC_RELAXED);
    return object;
}

STAND_IN_PART void stand_in_let_go(stand_in_kept *kept) {
    stand_in_lock();
    stand_in_kept **at = &stand_in_all_kept;
    while (*at != kept)
        at = &(*at)->others;
    *at = kept->others;
    stand_in_unlock();
    if (kept->host.drop != NULL)
        kept->host.drop(kept->host.drop_context);
    free(kept->copy);
    free(kept);
}

STAND_IN_PART void stand_in_end(stand_in_object *object) {
    while (object->kept != NULL) {
        stand_in_kept *kept = object->kept;
        object->kept = kept->next;
        stand_in_let_go(kept);
    }
    stand_in_forget_shown(object);
    if (object->parent != NULL && object->freezes)
        __atomic_fetch_sub(&object->parent->freezing, 1, __ATOMIC_RELAXED);
    if (object->parent != NULL)
        __atomic_fetch_sub(&object->parent->children, 1, __ATOMIC_RELAXED);
    object->mark = 0;
    stand_in_free(object);
}

/* What a destructor does. */
STAND_IN_PART void stand_in_destroy(const char *function, const char *type, void *given) {
    stand_in_call call = stand_in_begin(function);
    stand_in_object *object = stand_in_take(&call, "the object", given, type, false, true, true);
    stand_in_end_use(object, true);
    stand_in_end(object);
}

/* The call is over: it uses nothing any more, and what it was given for good ends. */
STAND_IN_PART void stand_in_leave(stand_in_call *call) {
    while (call->used > 0) {
        const stand_in_use *use = &call->uses[--call->used];
        stand_in_end_use(use->object, use->changes);
        if (use->ends)
            stand_in_end(use->object);
    }
}

/* ---- Callbacks ---- */

/** What a second thread needs. */
typedef struct stand_in_asking {
    stand_in_asker ask;
    const stand_in_host *host;
} stand_in_asking;

STAND_IN_PART void *stand_in_ask_elsewhere(void *asking) {
    const stand_in_asking *it = (const stand_in_asking *)asking;
    it->ask(it->host);
    return NULL;
}

/* What is called later than it may be. */
STAND_IN_PART stand_in_asker stand_in_late_asker;
STAND_IN_PART stand_in_host stand_in_late_host;
STAND_IN_PART void *stand_in_late_copy;

/* A call of a function of the contract begins. */
STAND_IN_PART stand_in_call stand_in_enter(const char *function) {
    stand_in_count();
    stand_in_asker ask = __atomic_load_n(&stand_in_late_asker, __ATOMIC_ACQUIRE);
    if (ask != NULL) {
        __atomic_store_n(&stand_in_late_asker, (stand_in_asker)NULL, __ATOMIC_RELEASE);
        ask(&stand_in_late_host);
        free(stand_in_late_copy);
        stand_in_late_copy = NULL;
    }
    stand_in_call call = stand_in_begin(function);
    call.was_late = ask != NULL;
    return call;
}

/* Call the host's functions, each once: here, or where the call is told so on a thread of its own. */
STAND_IN_PART void stand_in_ask(const stand_in_call *call, const char *name, stand_in_asker ask,
                                const stand_in_host *host) {
    stand_in_asking asking = {ask, host};
    pthread_t thread;
    if (stand_in_lies(call, name, "lie_late") && !call->was_late) {
        stand_in_late_host = *host;
        if (host->functions != NULL) { /* the struct itself ends with the call */
            stand_in_late_copy = stand_in_allocate(host->size);
            memcpy(stand_in_late_copy, host->functions, host->size);
            stand_in_late_host.functions = stand_in_late_copy;
        }
        __atomic_store_n(&stand_in_late_asker, ask, __ATOMIC_RELEASE);
        return;
    }
    if (!stand_in_lies(call, name, "lie_thread") && !stand_in_is_told(call, "elsewhere")) {
        ask(host);
        if (stand_in_lies(call, name, "lie_again"))
            ask(host);
        return;
    }
    stand_in_spare(true);
    bool is_started = pthread_create(&thread, NULL, stand_in_ask_elsewhere, &asking) == 0;
    stand_in_spare(false);
    if (is_started)
        pthread_join(thread, NULL);
}

/* What an object keeps, or (without one) the library. */
STAND_IN_PART stand_in_kept **stand_in_kept_of(stand_in_object *object) {
    return object == NULL ? &stand_in_own_kept : &object->kept;
}

/* End what was kept under that key. */
STAND_IN_PART void stand_in_replace(stand_in_object *object, const char *key) {
    for (stand_in_kept **at = stand_in_kept_of(object); *at != NULL;) {
        stand_in_kept *kept = *at;
        if (strcmp(kept->key, key) != 0) {
            at = &kept->next;
            continue;
        }
        *at = kept->next;
        stand_in_let_go(kept);
    }
}

/* Keep a callback in the place of what was kept under that key. @param size Of an interface's struct, or 0.
 */
STAND_IN_PART void stand_in_keep(stand_in_object *object, const char *key, stand_in_asker ask,
                                 const stand_in_host *host, bool is_of_thread, size_t size) {
    stand_in_replace(object, key);
    stand_in_kept *kept = (stand_in_kept *)stand_in_allocate(sizeof(*kept));
    kept->key = key;
    kept->host = *host;
    kept->ask = ask;
    kept->thread = pthread_self();
    kept->is_of_thread = is_of_thread;
    if (size > 0) {
        kept->copy = stand_in_allocate(size);
        memcpy(kept->copy, host->functions, size);
        kept->host.functions = kept->copy;
    }
    kept->next = *stand_in_kept_of(object);
    *stand_in_kept_of(object) = kept;
    stand_in_lock();
    kept->others = stand_in_all_kept;
    stand_in_all_kept = kept;
    stand_in_unlock();
}

enum { STAND_IN_MOST_KEPT = 16 };

/* Call everything that is kept, where the call is told so. */
STAND_IN_PART void stand_in_ask_kept(const stand_in_call *call) {
    stand_in_kept kept[STAND_IN_MOST_KEPT];
    unsigned count = 0;
    if (!stand_in_is_told(call, "calls_kept"))
        return;
    stand_in_lock();
    for (const stand_in_kept *at = stand_in_all_kept; at != NULL && count < STAND_IN_MOST_KEPT;
         at = at->others)
        kept[count++] = *at;
    stand_in_unlock();
    for (unsigned i = 0; i < count; i++) {
        if (!kept[i].is_of_thread || pthread_equal(kept[i].thread, pthread_self()))
            kept[i].ask(&kept[i].host);
    }
}

/* ---- One after the other ---- */

enum { STAND_IN_ROUNDS = 3 };

/* The next value of an iterator or stream: 1, 2, 3 and then 0 for the end. */
STAND_IN_PART unsigned stand_in_next(stand_in_object *object) {
    unsigned round = __atomic_add_fetch(&object->rounds, 1, __ATOMIC_RELAXED);
    return round <= STAND_IN_ROUNDS ? round : 0;
}

#endif /* TENON_STAND_IN_OBJECTS_H */
