/**
 * @file
 * The runtime's public calls as a sequence on several classes and two threads, against a second table
 * (shadow.h) that says beforehand what each call comes to. A difference is a failure, as a crash is.
 *
 * The sequences are those that generated boundaries can make: what a call passes on it has borrowed, children
 * are made by the call that borrows their parent. The handles are whatever the input likes.
 */
#include "runtime_calls.h"

#include <pthread.h>

#include "internal.h"

/* ---- Destructors ---- */

static void destroy_object(void *object) {
    int index = *(int *)object;
    free(object);
    shadow_destroyed(index);
}

static const tenon_class CLASSES[] = {
    {.name = "any", .tag = 1, .threads = TENON_THREADS_ANY, .destroy = destroy_object},
    {.name = "serial", .tag = 2, .threads = TENON_THREADS_SERIAL, .destroy = destroy_object},
    {.name = "one", .tag = 3, .threads = TENON_THREADS_ONE, .destroy = destroy_object},
    {.name = "other", .tag = 4, .threads = TENON_THREADS_ANY, .destroy = destroy_object},
};

/* The runtime's own, for foretelling. */
static const tenon_class TOKENS = {.name = "token", .tag = TENON_TAG_TOKEN, .threads = TENON_THREADS_ANY};

static size_t open_arrays;

static void free_array(void *data) {
    int index = *(int *)data;
    free(data);
    open_arrays--;
    shadow_destroyed(index);
}

/* ---- What runs ---- */

enum { MOST_HELD = 24 };

/* A borrow that a running call holds. */
typedef struct held {
    tenon_borrow real;
    int index; /* SHADOW_NONE where the call consumed an object without a parent */
    tenon_borrow_mode mode;
    unsigned thread;
} held;

static held borrows[MOST_HELD];
static size_t borrow_count;

/* What has no destructor of ours ends without a word. */
static void end_silently(void) {
    for (int i = 0; i < table.count; i++) {
        const shadow_object *object = shadow_at(i);
        if (!object->has_destructor && !object->has_ended && object->is_closed &&
            object->shared + object->frozen + object->children == 0)
            shadow_end(i);
    }
}

bool has_room(void) {
    return table.count < SHADOW_OBJECTS;
}

tenon_handle take_handle(input *from) {
    unsigned how = take_below(from, 16);
    tenon_handle handle = table.count == 0 ? 0 : shadow_at((int)take_byte(from) % table.count)->handle;
    switch (how) {
    case 0:
        return 0;
    case 1:
        return take_number(from);
    case 2: /* another class, generation or slot */
        return handle ^ (UINT64_C(1) << take_below(from, 64));
    case 3:
        return (uint64_t)take_byte(from) << 48 | (uint64_t)take_byte(from) << 24 | take_byte(from);
    default:
        return handle;
    }
}

void require_outcome(int32_t status, int32_t before, int32_t after) {
    const tenon_error *error = tenon_error_peek();
    int32_t code = status == 0 ? 0 : error == NULL ? -1 : error->code;
    REQUIRE(code == before || code == after, "the call came to %d, foretold was %d", (int)code, (int)before);
    REQUIRE(status == 0 || (status == -error->kind && error->message[0] != '\0'), "%d", (int)status);
}

static held *take_held(input *from) {
    return borrow_count == 0 ? NULL : &borrows[take_byte(from) % borrow_count];
}

/* A running call of this thread, which can make children of what it borrows. */
static const held *take_caller(input *from) {
    const held *found = take_held(from);
    return found != NULL && found->thread == table.thread && found->index != SHADOW_NONE &&
                   shadow_at(found->index)->type != NULL
               ? found
               : NULL;
}

int take_owner(input *from) {
    const held *caller = take_caller(from);
    return caller == NULL ? SHADOW_NONE : caller->index;
}

/* ---- Objects ---- */

static void wrap_unasked(const tenon_class *type, int index, int *object, const tenon_keep *keep) {
    tenon_handle handle = 1;
    end_silently();
    int32_t status = tenon_wrap(type, object, keep, &handle);
    if (keep != NULL && shadow_at(index)->is_closed) {
        require_outcome(status, TENON_CLOSED, TENON_CLOSED);
        REQUIRE(handle == 0, "a refused object has a handle");
        return;
    }
    require_outcome(status, 0, 0);
    REQUIRE(handle >> 48 == type->tag && shadow_find(handle) == SHADOW_NONE, "two objects have one handle");
    shadow_at(index)->handle = handle;
}

static void wrap_object(input *from) {
    const tenon_class *type = &CLASSES[take_below(from, 4)];
    unsigned how = take_below(from, 8);
    if (how == 0) {
        tenon_handle handle = 1;
        require_outcome(tenon_wrap(type, NULL, NULL, &handle), TENON_BROKEN_CONTRACT, TENON_BROKEN_CONTRACT);
        REQUIRE(handle == 0, "nothing has a handle");
        return;
    }
    const held *caller = how < 4 ? NULL : take_caller(from);
    int index = shadow_add(type, type->tag, true);
    int *object = malloc(sizeof *object);
    if (object == NULL)
        abort();
    *object = index;
    tenon_keep keep = {0};
    if (caller != NULL) {
        bool is_exclusive = caller->mode == TENON_EXCLUSIVE && take_bool(from);
        keep = (tenon_keep){.parent = shadow_at(caller->index)->handle,
                            .parent_mode = is_exclusive ? TENON_EXCLUSIVE : TENON_SHARED,
                            .freezes = take_bool(from)};
        shadow_tie(index, caller->index, keep.parent_mode, keep.freezes, false);
    } else if (how == 1) {
        keep.parent = take_handle(from);
        if (shadow_find(keep.parent) == SHADOW_NONE && keep.parent != 0)
            shadow_at(index)->is_closed = true; /* refused, and destroyed at once */
        else
            keep.parent = 0;
    }
    wrap_unasked(type, index, object, keep.parent == 0 ? NULL : &keep);
    shadow_check(type->threads == TENON_THREADS_ONE);
}

static void hold(int index, tenon_borrow_mode mode, tenon_borrow real) {
    borrows[borrow_count++] = (held){.real = real, .index = index, .mode = mode, .thread = table.thread};
    shadow_claim(index, mode);
}

static void borrow(input *from) {
    const tenon_class *type = &CLASSES[take_below(from, 4)];
    tenon_borrow_mode mode = take_bool(from) ? TENON_EXCLUSIVE : TENON_SHARED;
    tenon_handle handle = take_handle(from);
    int index = shadow_find(handle);
    if (index != SHADOW_NONE && shadow_at(index)->type != NULL && !shadow_at(index)->is_callback &&
        !take_bool(from))
        type = shadow_at(index)->type;
    bool looks = take_bool(from) || borrow_count == MOST_HELD;
    void *object = NULL;
    tenon_borrow real;
    int32_t before = shadow_foretell(type, handle, mode);
    int32_t status = looks ? tenon_peek_object(type, handle, mode, "x", &object)
                           : tenon_borrow_object(type, handle, mode, "", &object, &real);
    require_outcome(status, before, shadow_foretell(type, handle, mode));
    REQUIRE((status == 0) == (object != NULL), "%d", (int)status);
    REQUIRE(status != 0 || *(int *)object == index, "another object was borrowed");
    if (status == 0 && !looks)
        hold(index, mode, real);
    shadow_check(type->threads == TENON_THREADS_ONE);
}

static void release_one(held *chosen) {
    if (chosen->index != SHADOW_NONE)
        shadow_unclaim(chosen->index, chosen->mode);
    tenon_borrow real = chosen->real;
    *chosen = borrows[--borrow_count];
    end_silently();
    tenon_release(&real);
    REQUIRE(real.slot == NULL, "a released borrow holds something");
    tenon_release(&real);
    shadow_check(false);
}

static void release(input *from) {
    held *chosen = take_held(from);
    if (chosen != NULL && chosen->thread == table.thread)
        release_one(chosen);
}

/* The object is the call's: its slot is free, the borrow goes on with the parent. */
static void consume_now(held *chosen, int heir) {
    shadow_object *object = shadow_at(chosen->index);
    int consumed = chosen->index;
    for (int i = 0; i < table.count && heir != SHADOW_NONE; i++) {
        if (shadow_at(i)->is_callback && shadow_at(i)->attached_to == consumed)
            shadow_at(i)->attached_to = heir;
    }
    chosen->index = object->parent;
    chosen->mode = shadow_mode_of_parent(object, chosen->mode);
    shadow_end(consumed);
    end_silently();
    tenon_attached_follow(object->handle, heir == SHADOW_NONE ? 0 : shadow_at(heir)->handle);
}

static bool has_attached(int owner) {
    for (int i = 0; i < table.count; i++) {
        if (shadow_at(i)->is_callback && shadow_at(i)->attached_to == owner)
            return true;
    }
    return false;
}

static void consume(input *from) {
    held *chosen = take_held(from);
    int heir = take_owner(from);
    if (chosen == NULL || chosen->thread != table.thread || chosen->index == SHADOW_NONE ||
        shadow_at(chosen->index)->type == NULL)
        return;
    if (heir == chosen->index || (heir != SHADOW_NONE && has_attached(heir)))
        heir = SHADOW_NONE;
    const shadow_object *object = shadow_at(chosen->index);
    int32_t foretold = chosen->mode != TENON_EXCLUSIVE ? TENON_BROKEN_CONTRACT
                       : object->children > 0          ? TENON_BUSY
                                                       : 0;
    void *payload = chosen->real.slot->object;
    int32_t status = tenon_consume(&chosen->real, "x");
    require_outcome(status, foretold, foretold);
    if (status == 0) {
        free(payload);
        consume_now(chosen, heir);
    }
    shadow_check(false);
}

static void drop(input *from) {
    tenon_handle handle = take_handle(from);
    int index = shadow_find(handle);
    int32_t foretold = index == SHADOW_NONE || shadow_at(index)->is_closed ? TENON_CLOSED : 0;
    if (foretold == 0)
        shadow_at(index)->is_closed = true;
    end_silently();
    require_outcome(tenon_drop(handle), foretold, foretold);
    shadow_check(foretold == 0);
}

/* ---- Blocks and tokens ---- */

static void wrap_view(input *from) {
    static int seen[4];
    const held *caller = take_caller(from);
    bool writes = take_bool(from);
    size_t count = take_below(from, 4);
    tenon_block block;
    if (caller == NULL || (writes && caller->mode != TENON_EXCLUSIVE)) {
        require_outcome(tenon_wrap_view(0, seen, count, &block), TENON_CLOSED, TENON_CLOSED);
        int32_t nothing = count == 0 ? 0 : TENON_BROKEN_CONTRACT;
        require_outcome(tenon_wrap_view(0, NULL, count, &block), nothing, nothing);
        REQUIRE(block.handle == 0, "nothing has a handle");
        return;
    }
    tenon_handle owner = shadow_at(caller->index)->handle;
    int index = shadow_add(NULL, TENON_TAG_VIEW, false);
    shadow_tie(index, caller->index, TENON_SHARED, true, writes);
    int32_t status = writes ? tenon_wrap_written_view(owner, seen, count, &block)
                            : tenon_wrap_view(owner, seen, count, &block);
    require_outcome(status, 0, 0);
    REQUIRE(block.count == count && block.data == (count == 0 ? NULL : seen), "another block");
    shadow_at(index)->handle = block.handle;
    shadow_check(false);
}

static void wrap_array(input *from) {
    size_t count = take_below(from, 4);
    int index = shadow_add(NULL, TENON_TAG_ARRAY, true);
    int *data = malloc(sizeof *data * 4);
    tenon_block block;
    if (data == NULL)
        abort();
    *data = index;
    open_arrays++;
    require_outcome(tenon_wrap_array(data, count, free_array, &block), 0, 0);
    REQUIRE(block.count == count, "another block");
    shadow_at(index)->handle = block.handle;
    shadow_check(false);
}

static void new_token(input *from) {
    (void)from;
    int index = shadow_add(NULL, TENON_TAG_TOKEN, false);
    shadow_at(index)->handle = tenon_token_new();
    REQUIRE(shadow_at(index)->handle != 0, "no token");
    shadow_check(false);
}

static void hold_token(input *from) {
    tenon_handle handle = take_handle(from);
    bool requests = take_bool(from);
    const tenon_cancel *cancel = NULL;
    tenon_borrow real;
    int32_t foretold = handle == 0 ? 0 : shadow_foretell(&TOKENS, handle, TENON_SHARED);
    if (borrow_count == MOST_HELD)
        return;
    if (requests)
        tenon_token_request(handle);
    REQUIRE(tenon_error_peek() == NULL, "a request failed");
    require_outcome(tenon_token_hold(handle, "x", &cancel, &real), foretold, foretold);
    REQUIRE((cancel != NULL) == (foretold == 0 && handle != 0), "no token");
    if (cancel == NULL)
        return;
    REQUIRE(!requests || tenon_is_cancelled(cancel), "a request got lost");
    hold(shadow_find(handle), TENON_SHARED, real);
    shadow_check(false);
}

/* ---- Errors ---- */

static void fail(input *from) {
    enum { LONGEST = 16 };
    int32_t root = -1 - (int32_t)take_byte(from);
    int links = 1 + (int)take_below(from, 24);
    tenon_fail(root, "the root");
    for (int32_t i = 1; i < links; i++)
        tenon_fail_because(i, "link %d%.*s", (int)i, (int)take_below(from, 4), "\xff\xc3\xe2");
    const tenon_error *chain = tenon_error_take();
    REQUIRE(tenon_error_peek() == NULL, "what was taken is still there");
    tenon_error_restore(chain);
    int count = 0;
    int32_t last = 0;
    for (const tenon_error *error = tenon_error_peek(); error != NULL; error = error->cause) {
        REQUIRE(tenon_is_utf8(error->message, strlen(error->message)), "%s", error->message);
        last = error->code;
        count++;
    }
    REQUIRE(last == root && count == (links < LONGEST ? links : LONGEST), "%d of %d links", count, links);
    REQUIRE(tenon_error_peek()->code == (links == 1 ? root : links - 1), "another link is the newest");
}

/* ---- Steps, and the thread that they are made on ---- */

static void (*const steps[])(input *from) = {
    wrap_object,     wrap_object,     borrow,         borrow,        borrow,         borrow,
    release,         release,         consume,        drop,          drop,           wrap_view,
    wrap_view,       wrap_array,      new_token,      hold_token,    fail,           open_callback,
    open_callback,   enter_callback,  enter_callback, fail_callback, leave_callback, drop_callback,
    attach_callback, attach_callback, begin_calling,  check_calling, end_calling,
};

static void make_step(void *data) {
    input *from = data;
    unsigned step = take_below(from, sizeof steps / sizeof steps[0]);
    tenon_error_clear();
    if (has_room())
        steps[step](from);
    tenon_error_clear();
}

/* The second thread, which does one thing at a time while the first waits. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t turned;
    void (*task)(void *);
    void *data;
    pthread_t thread;
    bool is_running;
} second = {.lock = PTHREAD_MUTEX_INITIALIZER, .turned = PTHREAD_COND_INITIALIZER};

static void *run_second(void *unused) {
    pthread_mutex_lock(&second.lock);
    for (;;) {
        while (second.task == NULL)
            pthread_cond_wait(&second.turned, &second.lock);
        second.task(second.data);
        second.task = NULL;
        pthread_cond_broadcast(&second.turned);
    }
    return unused;
}

static void run_on(unsigned thread, void (*task)(void *), void *data) {
    table.thread = thread;
    if (thread == 1) {
        task(data);
        return;
    }
    pthread_mutex_lock(&second.lock);
    if (!second.is_running)
        second.is_running = pthread_create(&second.thread, NULL, run_second, NULL) == 0;
    second.task = task;
    second.data = data;
    pthread_cond_broadcast(&second.turned);
    while (second.task != NULL)
        pthread_cond_wait(&second.turned, &second.lock);
    pthread_mutex_unlock(&second.lock);
}

/* ---- The end of a sequence: everything is given back, and nothing is left ---- */

static void give_back(void *unused) {
    (void)unused;
    while (shadow_here()->calling_count > 0)
        end_calling(&(input){0});
    while (shadow_here()->entered_count > 0)
        leave_callback(&(input){0});
    for (size_t i = borrow_count; i > 0; i--) {
        if (i <= borrow_count && borrows[i - 1].thread == table.thread)
            release_one(&borrows[i - 1]);
    }
}

static void close_all(void *unused) {
    (void)unused;
    end_attachments();
    for (int i = 0; i < table.count; i++) {
        if (shadow_at(i)->has_ended || shadow_at(i)->is_closed)
            continue;
        shadow_at(i)->is_closed = true;
        end_silently();
        require_outcome(tenon_drop(shadow_at(i)->handle), 0, 0);
    }
}

/* What belongs to this thread is cleaned up when it next uses such a class. */
static void clean_up(void *unused) {
    (void)unused;
    void *object;
    tenon_peek_object(&CLASSES[2], 0, TENON_SHARED, "", &object);
    tenon_error_clear();
    shadow_check(true);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    unsigned thread = 1;
    bool has_second = false;
    memset(&table, 0, sizeof table);
    table.thread = 1;
    tenon_set_unraisable(show_unraisable);
    while (from.left > 0) {
        if (take_below(&from, 8) == 0)
            thread = 3 - thread;
        has_second = has_second || thread == 2;
        run_on(thread, make_step, &from);
    }
    if (has_second)
        run_on(2, give_back, NULL);
    run_on(1, give_back, NULL);
    run_on(1, close_all, NULL);
    for (int round = 0; round < 2; round++) {
        if (has_second)
            run_on(2, clean_up, NULL);
        run_on(1, clean_up, NULL);
    }
    for (int i = table.count - 1; i >= 0; i--)
        REQUIRE(shadow_at(i)->has_ended,
                "object %d lives on: tag %u, of thread %u, %s, %u calls, %u+%u dependents", i,
                shadow_at(i)->tag, shadow_at(i)->owner, shadow_at(i)->is_closed ? "closed" : "open",
                shadow_at(i)->shared, shadow_at(i)->frozen, shadow_at(i)->children);
    REQUIRE(tenon_live_count() == 0 && open_arrays == 0 && foreign_count() == 0, "something lives on");
    return 0;
}
