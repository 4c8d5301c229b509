/* What can be wrong about an object that a function takes, and about the moment. */

#include "abuse/abuse_internal.h"
#include "memory/arena.h"

/* Milliseconds: how much longer a call stays than another one waits for it, and the longest that is waited.
 */
enum { MARGIN = 500, LONGEST_WAIT = 2000 };

/* The case is one of the borrow. */
static abuse_case *add(abuse_list *list, abuse_kind kind, int value, const int32_t *codes) {
    abuse_case *added = abuse_add(list, kind, value, ABUSE_REFUSED, codes);
    added->step = abuse_step(list->function, PLAN_BORROW, value);
    return added;
}

static bool is_alone(const plan_value *value) {
    return value->use != PLAN_USE_SHARED || value->type.class_of->threads == MODEL_THREADS_SERIAL;
}

/* ---- Which object ---- */

static void add_wrong_objects(abuse_list *list, int value) {
    const plan_value *taken = abuse_value(list->function, value);
    if (taken->nullable)
        abuse_add(list, ABUSE_NULL_OBJECT, value, ABUSE_ACCEPTED, NULL);
    else
        add(list, ABUSE_NULL_OBJECT, value, CODES(TENON_CLOSED));
    for (unsigned variant = 0; variant < 2; variant++) /* its slot is free; another object has it */
        add(list, ABUSE_CLOSED, value, CODES(TENON_CLOSED))->variant = variant;
    bool has_others = list->plan->model->classes->len > 1;
    for (unsigned variant = has_others ? 0 : 1; variant < 2; variant++) /* another class; a token or block */
        add(list, ABUSE_WRONG_CLASS, value, CODES(TENON_WRONG_OBJECT))->variant = variant;
    add(list, ABUSE_FOREIGN, value, CODES(TENON_WRONG_OBJECT, TENON_CLOSED));
    for (unsigned variant = 0; variant < ABUSE_MADE_UPS; variant++)
        add(list, ABUSE_MADE_UP, value, CODES(TENON_WRONG_OBJECT, TENON_CLOSED))->variant = variant;
}

static void add_same_twice(abuse_list *list, int value) {
    const plan_value *first = abuse_value(list->function, value);
    for (int i = value + 1; i < (int)list->function->values->len; i++) {
        const plan_value *second = abuse_value(list->function, i);
        if (second->form != PLAN_OBJECT || !abuse_is_input(second) ||
            second->type.class_of != first->type.class_of)
            continue;
        bool is_refused = is_alone(first) || is_alone(second);
        abuse_case *added = is_refused ? add(list, ABUSE_SAME_TWICE, value, CODES(TENON_BUSY))
                                       : abuse_add(list, ABUSE_SAME_TWICE, value, ABUSE_ACCEPTED, NULL);
        added->other = i;
        if (is_refused)
            added->step = abuse_step(list->function, PLAN_BORROW, i);
    }
}

/* ---- Meanwhile ---- */

static void add_helped(abuse_list *list, abuse_kind kind, int value, const plan_function *helper,
                       bool is_refused) {
    if (helper == NULL)
        return;
    abuse_case *added = is_refused ? add(list, kind, value, CODES(TENON_BUSY))
                                   : abuse_add(list, kind, value, ABUSE_ACCEPTED, NULL);
    added->helper = helper;
}

/* Whoever needs the object alone is in the way of everybody, and everybody in his. */
static const plan_function *in_the_way(abuse_list *list, const plan_value *value,
                                       const plan_function *(*find)(const plan_library *, const model_class *,
                                                                    bool)) {
    const plan_function *found = find(list->plan, value->type.class_of, true);
    if (found == NULL && is_alone(value))
        found = find(list->plan, value->type.class_of, false);
    return found;
}

static void add_busy(abuse_list *list, int value) {
    const plan_value *taken = abuse_value(list->function, value);
    if (list->function->function->wait > LONGEST_WAIT)
        return;
    bool is_of_one_thread = taken->type.class_of->threads == MODEL_THREADS_ONE;
    const plan_function *holder = in_the_way(list, taken, abuse_holder);
    if (holder != NULL && !is_of_one_thread) {
        add_helped(list, ABUSE_BUSY, value, holder, true);
        abuse_case *added = g_ptr_array_index(list->cases, list->cases->len - 1);
        added->stand_in =
            arena_printf("%s::waits=%u", holder->function->c_name, list->function->function->wait + MARGIN);
    }
    add_helped(list, ABUSE_IN_CALLBACK, value, in_the_way(list, taken, abuse_caller_back), true);
}

static void add_held(abuse_list *list, int value) {
    const plan_value *taken = abuse_value(list->function, value);
    const model_class *class_of = taken->type.class_of;
    const plan_function *freezer = abuse_freezer(list->plan, class_of, false);
    const plan_function *writer = abuse_freezer(list->plan, class_of, true);
    add_helped(list, ABUSE_VIEW_OPEN, value, freezer, taken->use != PLAN_USE_SHARED);
    add_helped(list, ABUSE_VIEW_OPEN, value, writer, true);
    if (writer != NULL)
        ((abuse_case *)g_ptr_array_index(list->cases, list->cases->len - 1))->variant = 1;
    const plan_function *keeper = abuse_keeper(list->plan, class_of);
    if (taken->use == PLAN_USE_CONSUME && keeper != NULL) {
        add_helped(list, ABUSE_KEPT, value, keeper, true);
        abuse_case *added = g_ptr_array_index(list->cases, list->cases->len - 1);
        added->step = abuse_step(list->function, PLAN_CONSUME, value);
    }
    add_helped(list, ABUSE_PARENT_CLOSED, value, abuse_child_maker(list->plan, class_of), false);
}

static void add_moments(abuse_list *list, int value) {
    const plan_value *taken = abuse_value(list->function, value);
    if (taken->type.class_of->threads == MODEL_THREADS_ONE)
        add(list, ABUSE_WRONG_THREAD, value, CODES(TENON_WRONG_THREAD));
    else
        abuse_add(list, ABUSE_OTHER_THREAD, value, ABUSE_ACCEPTED, NULL);
    if (!taken->is_self)
        return;
    abuse_add(list, ABUSE_AFTER_FORK, value, ABUSE_ACCEPTED, NULL);
    abuse_add(list, ABUSE_AT_EXIT, value, ABUSE_ACCEPTED, NULL);
}

void abuse_of_objects(abuse_list *list, int value) {
    add_wrong_objects(list, value);
    add_same_twice(list, value);
    add_busy(list, value);
    add_held(list, value);
    add_moments(list, value);
    abuse_add(list, ABUSE_WRONG_TYPE, value, ABUSE_TYPE_ERROR, NULL);
}
