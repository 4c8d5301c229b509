#include "shadow.h"

shadow table;

int shadow_add(const tenon_class *type, uint16_t tag, bool has_destructor) {
    int index = table.count++;
    *shadow_at(index) = (shadow_object){
        .type = type,
        .tag = tag,
        .parent = SHADOW_NONE,
        .has_destructor = has_destructor,
        .attached_to = SHADOW_NONE,
        .owner = type != NULL && type->threads == TENON_THREADS_ONE ? table.thread : 0,
    };
    return index;
}

int shadow_find(tenon_handle handle) {
    for (int i = 0; i < table.count; i++) {
        if (!shadow_at(i)->has_ended && shadow_at(i)->handle == handle)
            return i;
    }
    return SHADOW_NONE;
}

void shadow_tie(int index, int parent, tenon_borrow_mode mode, bool freezes, bool writes) {
    shadow_object *object = shadow_at(index);
    object->parent = parent;
    object->parent_mode = mode;
    object->freezes = freezes;
    if (shadow_at(parent)->owner != 0)
        object->owner = shadow_at(parent)->owner;
    shadow_at(parent)->children++;
    for (int i = parent; freezes && i != SHADOW_NONE; i = shadow_at(i)->parent)
        shadow_at(i)->frozen++;
    object->writes = writes;
    shadow_at(parent)->writers += writes;
}

/* ---- Using ---- */

tenon_borrow_mode shadow_mode_of_parent(const shadow_object *child, tenon_borrow_mode mode) {
    return mode == TENON_SHARED || child->freezes ? TENON_SHARED : child->parent_mode;
}

static bool is_in_the_way(const shadow_object *object, tenon_borrow_mode mode) {
    bool is_read = object->shared + object->frozen > 0;
    return object->is_exclusive || object->writers > 0 || (mode == TENON_EXCLUSIVE && is_read);
}

static bool ancestor_is_in_the_way(int index, tenon_borrow_mode mode) {
    for (const shadow_object *child = shadow_at(index); child->parent != SHADOW_NONE;
         child = shadow_at(child->parent)) {
        mode = shadow_mode_of_parent(child, mode);
        if (is_in_the_way(shadow_at(child->parent), mode))
            return true;
    }
    return false;
}

int32_t shadow_foretell(const tenon_class *type, tenon_handle handle, tenon_borrow_mode mode) {
    if (handle == 0)
        return TENON_CLOSED;
    if (handle >> 48 != type->tag)
        return TENON_WRONG_OBJECT;
    int index = shadow_find(handle);
    if (index == SHADOW_NONE || shadow_at(index)->is_closed)
        return TENON_CLOSED;
    if (shadow_at(index)->owner != 0 && shadow_at(index)->owner != table.thread)
        return TENON_WRONG_THREAD;
    bool is_busy = is_in_the_way(shadow_at(index), mode) || ancestor_is_in_the_way(index, mode);
    return is_busy ? TENON_BUSY : 0;
}

static void use(shadow_object *object, tenon_borrow_mode mode, bool begins) {
    bool is_serial = object->type != NULL && object->type->threads == TENON_THREADS_SERIAL;
    if (mode == TENON_EXCLUSIVE || is_serial)
        object->is_exclusive = begins;
    else
        object->shared += begins ? 1u : -1u;
}

static void use_all(int index, tenon_borrow_mode mode, bool begins) {
    shadow_object *object = shadow_at(index);
    use(object, mode, begins);
    while (object->parent != SHADOW_NONE) {
        mode = shadow_mode_of_parent(object, mode);
        object = shadow_at(object->parent);
        use(object, mode, begins);
    }
}

void shadow_claim(int index, tenon_borrow_mode mode) {
    use_all(index, mode, true);
}

void shadow_unclaim(int index, tenon_borrow_mode mode) {
    use_all(index, mode, false);
}

/* ---- Ending ---- */

static void close_attached(int owner) {
    for (int i = 0; i < table.count; i++) {
        if (shadow_at(i)->is_callback && shadow_at(i)->attached_to == owner) {
            shadow_at(i)->attached_to = SHADOW_NONE;
            shadow_at(i)->is_closed = true;
        }
    }
}

void shadow_end(int index) {
    shadow_object *object = shadow_at(index);
    object->has_ended = true;
    object->attached_to = SHADOW_NONE;
    for (int i = object->parent; object->freezes && i != SHADOW_NONE; i = shadow_at(i)->parent)
        shadow_at(i)->frozen--;
    if (object->parent != SHADOW_NONE) {
        shadow_at(object->parent)->children--;
        shadow_at(object->parent)->writers -= object->writes;
    }
    close_attached(index);
}

/* Closed, and nobody uses or keeps it. */
static bool is_over(const shadow_object *object) {
    return !object->has_ended && object->is_closed && !object->is_exclusive &&
           object->shared + object->frozen + object->children == 0;
}

/* A destructor uses the ancestors as an exclusive call would, on the thread that the object belongs to. */
static bool may_end_here(int index) {
    const shadow_object *object = shadow_at(index);
    if (!object->has_destructor)
        return true;
    bool is_its_thread = object->owner == 0 || object->owner == table.thread;
    return is_its_thread && !ancestor_is_in_the_way(index, TENON_EXCLUSIVE);
}

void shadow_destroyed(int index) {
    const shadow_object *object = shadow_at(index);
    REQUIRE(!object->has_ended, "object %d is destroyed twice", index);
    REQUIRE(is_over(object), "object %d is destroyed while it is open or in use", index);
    REQUIRE(may_end_here(index),
            "object %d is destroyed while what it depends on is in use, or on another "
            "thread than its own",
            index);
    shadow_end(index);
}

void shadow_check(bool sweeps) {
    size_t live = 0;
    for (int i = 0; i < table.count; i++) {
        const shadow_object *object = shadow_at(i);
        bool is_due = is_over(object) && may_end_here(i) && (object->owner == 0 || sweeps);
        REQUIRE(!is_due, "object %d is closed and unused, but lives on", i);
        live += !object->has_ended;
        if (object->type != NULL)
            REQUIRE(tenon_is_live(object->type, object->handle) == (!object->has_ended && !object->is_closed),
                    "object %d", i);
    }
    REQUIRE(tenon_live_count() == live, "%zu objects are live, expected %zu", tenon_live_count(), live);
    REQUIRE(table.unraisable == table.unraisable_seen, "%u failures were shown, expected %u",
            table.unraisable_seen, table.unraisable);
}

/* ---- Failures of callbacks ---- */

void shadow_fail_here(void) {
    shadow_thread *here = shadow_here();
    if (here->calling_count == 0) {
        table.unraisable++;
        return;
    }
    here->callings[here->calling_count - 1].has_failed = true;
    here->callings[here->calling_count - 1].holds_failure = true;
}

void shadow_fail_callback(int index) {
    shadow_object *object = shadow_at(index);
    shadow_thread *here = shadow_here();
    if (object->scope != TENON_DURING_CALL) {
        shadow_fail_here();
        return;
    }
    if (here->calling_count > 0 && &here->callings[here->calling_count - 1].real == object->calling)
        here->callings[here->calling_count - 1].has_failed = true;
    object->has_failed = true;
    object->holds_failure = true;
}

void shadow_left(void) {
    shadow_thread *here = shadow_here();
    int index = here->entered[--here->entered_count].callback;
    if (shadow_at(index)->scope == TENON_ONCE)
        shadow_at(index)->is_closed = true;
    shadow_unclaim(index, TENON_SHARED);
}
