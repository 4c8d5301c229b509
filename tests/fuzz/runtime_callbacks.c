/* Callbacks, and the calls that they run in: steps of runtime_calls.c. */

#include "runtime_calls.h"

static const tenon_class INTERFACES[] = {
    {.name = "visitor", .tag = 11, .threads = TENON_THREADS_ANY, .destroy = tenon_callback_end},
    {.name = "watcher", .tag = 12, .threads = TENON_THREADS_ONE, .destroy = tenon_callback_end},
};

/* What identifies the functions that attach callbacks: the address, as in generated code. */
static const char *const functions[] = {"on_change", "on_end"};

enum { ROOM = 24 };

/* ---- The host ---- */

static void drop_host(void *host) {
    int index = (int)(intptr_t)host - 1;
    if (shadow_at(index)->holds_failure)
        shadow_fail_here(); /* its call did not ask any more */
    shadow_destroyed(index);
}

static size_t foreign_objects;

size_t foreign_count(void) {
    return foreign_objects;
}

static void release_foreign(void *foreign) {
    free(foreign);
    foreign_objects--;
}

void show_unraisable(const void *given, void *host, const tenon_error *error) {
    (void)given;
    (void)host;
    table.unraisable_seen++;
    REQUIRE(error != NULL && error->function[0] != '\0', "a failure that nothing names");
    tenon_error_free(error);
}

/* ---- Opening and ending ---- */

/* A during_call callback is lent to the call it is passed to; where there is none, it is opened as any other.
 */
static tenon_handle open_or_lend(const tenon_class *type, shadow_object *object,
                                 const tenon_callback *given) {
    tenon_handle handle = 0;
    shadow_thread *here = shadow_here();
    if (object->scope == TENON_DURING_CALL && here->calling_count > 0) {
        tenon_calling *calling = &here->callings[here->calling_count - 1].real;
        require_outcome(tenon_callback_lend(calling, "", type, given, &handle), 0, 0);
        object->is_lent = true;
    } else {
        require_outcome(tenon_callback_open(type, given, object->scope, ROOM, &handle), 0, 0);
        memset(tenon_callback_room(handle), 1, ROOM);
    }
    return handle;
}

void open_callback(input *from) {
    const tenon_class *type = &INTERFACES[take_below(from, 2)];
    tenon_scope scope = (tenon_scope)take_below(from, 4);
    shadow_thread *here = shadow_here();
    int index = shadow_add(type, type->tag, true);
    shadow_object *object = shadow_at(index);
    object->is_callback = true;
    object->scope = scope;
    object->calling = here->calling_count == 0 ? NULL : &here->callings[here->calling_count - 1].real;
    tenon_callback given = {.functions = functions, .host = (void *)(intptr_t)(index + 1), .drop = drop_host};
    tenon_handle handle = open_or_lend(type, object, &given);
    REQUIRE(shadow_find(handle) == SHADOW_NONE, "two callbacks have one handle");
    object->handle = handle;
    if (object->is_lent)
        shadow_claim(index, TENON_SHARED);
    shadow_check(type->threads == TENON_THREADS_ONE);
}

void drop_callback(input *from) {
    tenon_handle handle = take_handle(from);
    int index = shadow_find(handle);
    if (index != SHADOW_NONE && shadow_at(index)->is_callback)
        shadow_at(index)->is_closed = true;
    tenon_callback_drop((void *)(uintptr_t)handle);
    shadow_check(false);
}

/* The end of what this function attached to this owner before. */
static void replace(int owner, const char *function, int callback) {
    for (int i = 0; i < table.count; i++) {
        shadow_object *before = shadow_at(i);
        if (i != callback && before->is_callback && before->attached_to == owner &&
            before->function == function) {
            before->attached_to = SHADOW_NONE;
            before->is_closed = true;
        }
    }
}

void attach_callback(input *from) {
    int owner = take_bool(from) ? SHADOW_PACKAGE : take_owner(from);
    const char *function = functions[take_below(from, 2)];
    tenon_handle stale = take_handle(from);
    int index = (int)take_byte(from) % SHADOW_OBJECTS;
    bool only_ends = index >= table.count || !shadow_at(index)->is_callback || shadow_at(index)->has_ended;
    shadow_object *callback = only_ends ? NULL : shadow_at(index);
    if (callback != NULL && callback->attached_to != SHADOW_NONE)
        return;
    tenon_handle handle = only_ends ? 0 : callback->handle;
    if (owner == SHADOW_NONE) {
        if (stale == 0 || shadow_find(stale) != SHADOW_NONE)
            return;
        if (callback != NULL)
            callback->is_closed = true;
        require_outcome(tenon_callback_attach(stale, function, handle), TENON_CLOSED, TENON_CLOSED);
        shadow_check(false);
        return;
    }
    replace(owner, function, index);
    if (callback != NULL && !callback->is_closed) {
        callback->attached_to = owner;
        callback->function = function;
    }
    tenon_handle holder = owner == SHADOW_PACKAGE ? 0 : shadow_at(owner)->handle;
    require_outcome(tenon_callback_attach(holder, function, handle), 0, 0);
    shadow_check(false);
}

void end_attachments(void) {
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        replace(SHADOW_PACKAGE, functions[i], SHADOW_NONE);
        require_outcome(tenon_callback_attach(0, functions[i], 0), 0, 0);
    }
}

/* ---- Running ---- */

static bool has_failed_before(const shadow_object *callback) {
    const shadow_thread *here = shadow_here();
    return (callback->scope == TENON_DURING_CALL && callback->has_failed) ||
           (here->calling_count > 0 && here->callings[here->calling_count - 1].has_failed);
}

/* What the library is told, and what is kept of it. */
static bool foretell_entry(const tenon_class *type, tenon_handle handle) {
    int32_t code = shadow_foretell(type, handle, TENON_SHARED);
    int index = shadow_find(handle);
    if (code == TENON_WRONG_THREAD) {
        if (shadow_at(index)->scope == TENON_DURING_CALL)
            shadow_fail_callback(index);
        else
            shadow_fail_here();
        return false;
    }
    if (code != 0) {
        shadow_fail_here();
        return false;
    }
    shadow_object *callback = shadow_at(index);
    if (has_failed_before(callback))
        return false;
    if (callback->scope == TENON_ONCE && callback->was_called) {
        shadow_fail_here();
        return false;
    }
    callback->was_called = true;
    return true;
}

void enter_callback(input *from) {
    tenon_handle handle = take_handle(from);
    const tenon_class *type = &INTERFACES[take_below(from, 2)];
    int index = shadow_find(handle);
    shadow_thread *here = shadow_here();
    if (here->entered_count == SHADOW_DEPTH)
        return;
    if (index != SHADOW_NONE && shadow_at(index)->is_callback && take_below(from, 8) > 0)
        type = shadow_at(index)->type;
    bool foretold = foretell_entry(type, handle);
    tenon_fail(1, "what the library had recorded");
    shadow_entered *entered = &here->entered[here->entered_count];
    bool has_entered = tenon_callback_enter(type, (void *)(uintptr_t)handle, &entered->real);
    REQUIRE(has_entered == foretold, "the callback %s", has_entered ? "runs" : "does not run");
    REQUIRE((tenon_error_peek() == NULL) == has_entered, "what the library recorded is in the wrong place");
    if (has_entered) {
        REQUIRE(entered->real.host == (void *)(intptr_t)(index + 1), "another callback runs");
        entered->callback = index;
        here->entered_count++;
        shadow_claim(index, TENON_SHARED);
    }
    shadow_check(type->threads == TENON_THREADS_ONE);
}

void fail_callback(input *from) {
    shadow_thread *here = shadow_here();
    bool has_reason = take_bool(from);
    if (here->entered_count == 0)
        return;
    shadow_entered *entered = &here->entered[here->entered_count - 1];
    if (has_reason) {
        foreign_objects++;
        tenon_fail_foreign("the host threw", malloc(1), release_foreign);
    }
    shadow_fail_callback(entered->callback);
    tenon_callback_failed(&entered->real);
    REQUIRE(tenon_error_peek() == NULL, "what was kept is still recorded");
    shadow_check(false);
}

void leave_callback(input *from) {
    (void)from;
    shadow_thread *here = shadow_here();
    bool is_in_call =
        here->calling_count > 0 && here->callings[here->calling_count - 1].entered == here->entered_count;
    if (here->entered_count == 0 || is_in_call)
        return;
    tenon_callback_call real = here->entered[here->entered_count - 1].real;
    shadow_left();
    tenon_callback_leave(&real);
    REQUIRE(tenon_error_peek() != NULL, "what the library had recorded got lost");
    shadow_check(false);
}

/* ---- Calls ---- */

void begin_calling(input *from) {
    (void)from;
    shadow_thread *here = shadow_here();
    if (here->calling_count == SHADOW_DEPTH)
        return;
    shadow_calling *calling = &here->callings[here->calling_count++];
    *calling = (shadow_calling){.entered = here->entered_count};
    tenon_calling_begin(&calling->real);
}

/* A jump out of the call left callbacks behind. */
static void leave_behind(const shadow_calling *calling) {
    while (shadow_here()->entered_count > calling->entered)
        shadow_left();
}

static bool take_failure_of(int index) {
    shadow_object *callback = shadow_at(index);
    bool held = !callback->has_ended && !callback->is_closed && callback->holds_failure;
    if (held)
        callback->holds_failure = false;
    return held;
}

static bool is_lent_to(const shadow_object *object, const shadow_calling *calling) {
    return object->is_lent && object->calling == &calling->real;
}

/* Of those that are lent to the call, also where the library dropped them. */
static bool take_failures_of_lent(const shadow_calling *calling) {
    bool held = false;
    for (int i = 0; i < table.count; i++) {
        shadow_object *object = shadow_at(i);
        if (!is_lent_to(object, calling) || !object->holds_failure)
            continue;
        object->holds_failure = false;
        held = true;
    }
    return held;
}

void check_calling(input *from) {
    enum { MOST = 3 };
    shadow_thread *here = shadow_here();
    if (here->calling_count == 0)
        return;
    shadow_calling *calling = &here->callings[here->calling_count - 1];
    leave_behind(calling);
    bool foretold = take_failures_of_lent(calling);
    tenon_handle handles[MOST] = {0};
    for (size_t i = 0; i < MOST && table.count > 0; i++) {
        int index = (int)take_byte(from) % table.count;
        if (!shadow_at(index)->is_callback)
            continue;
        handles[i] = shadow_at(index)->handle;
        foretold = take_failure_of(index) || foretold;
    }
    bool failed = tenon_calling_check(&calling->real, handles, MOST) != 0;
    foretold = foretold || calling->holds_failure; /* also of a callback that ended just now */
    calling->holds_failure = false;
    REQUIRE(failed == foretold, "the call %s", failed ? "failed" : "did not fail");
    shadow_check(false);
}

/* The call closes what was lent to it, and uses it no more. */
static void take_back(const shadow_calling *calling) {
    for (int i = 0; i < table.count; i++) {
        shadow_object *object = shadow_at(i);
        if (!is_lent_to(object, calling))
            continue;
        object->is_lent = false;
        object->is_closed = true;
        shadow_unclaim(i, TENON_SHARED);
    }
}

void end_calling(input *from) {
    (void)from;
    shadow_thread *here = shadow_here();
    if (here->calling_count == 0)
        return;
    shadow_calling *calling = &here->callings[here->calling_count - 1];
    leave_behind(calling);
    take_back(calling);
    tenon_calling_end(&calling->real);
    here->calling_count--;
    if (calling->holds_failure)
        table.unraisable++;
    shadow_check(false);
}
