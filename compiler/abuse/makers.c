/* Which function makes what a case needs besides. */

#include "abuse/abuse_internal.h"

enum { DEEPEST = 4, IMPOSSIBLE = 1000000, ONLY_CALLED_BACK = 100000, NO_CONSTRUCTOR = 50, A_STREAM = 20 };

static const plan_function *function_at(const plan_library *plan, guint index) {
    return g_ptr_array_index(plan->functions, index);
}

static const plan_value *made_by(const plan_function *function, const model_class *class_of) {
    for (guint i = 0; i < function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->outputs, i);
        if (value->form == PLAN_OBJECT && value->direction == PLAN_OUT && value->type.class_of == class_of)
            return value;
    }
    return NULL;
}

static int cost_of_class(const plan_library *plan, const model_class *class_of, int depth,
                         const plan_function **maker);

static int cost_of_input(const plan_library *plan, const plan_value *value, int depth) {
    if (value->nullable || value->default_value != NULL)
        return 1;
    switch (value->form) {
    case PLAN_OBJECT:
        return cost_of_class(plan, value->type.class_of, depth + 1, NULL) + 1;
    case PLAN_CALLBACK:
    case PLAN_DYNAMIC:
        return 4;
    case PLAN_STREAM:
        return A_STREAM;
    default:
        return 2;
    }
}

static int cost_of_function(const plan_library *plan, const plan_function *function, const plan_value *made,
                            int depth) {
    int cost = (function->function->kind == MODEL_CONSTRUCTOR ? 0 : NO_CONSTRUCTOR) +
               (made->nullable ? NO_CONSTRUCTOR : 0) + (function->blocks ? 5 : 0);
    for (guint i = 0; i < function->inputs->len; i++)
        cost += cost_of_input(plan, g_ptr_array_index(function->inputs, i), depth);
    return cost;
}

/* Depth ends what would go in a circle: an object that only another one of its class can give. */
static int cost_of_class(const plan_library *plan, const model_class *class_of, int depth,
                         const plan_function **maker) {
    int least = IMPOSSIBLE;
    for (guint i = 0; i < plan->functions->len && depth < DEEPEST; i++) {
        const plan_function *function = function_at(plan, i);
        const plan_value *made = made_by(function, class_of);
        int cost = made == NULL ? IMPOSSIBLE : cost_of_function(plan, function, made, depth);
        if (cost >= least)
            continue;
        least = cost;
        if (maker != NULL)
            *maker = function;
    }
    return least;
}

const plan_function *abuse_maker(const plan_library *plan, const model_class *class_of) {
    const plan_function *maker = NULL;
    return cost_of_class(plan, class_of, 0, &maker) < IMPOSSIBLE ? maker : NULL;
}

/* ---- What is called besides ---- */

/* The first value of that class that goes in, or null. */
static const plan_value *taken_by(const plan_function *function, const model_class *class_of) {
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->form == PLAN_OBJECT && value->type.class_of == class_of)
            return value;
    }
    return NULL;
}

static bool needs_other_objects(const plan_function *function) {
    int objects = 0;
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        objects += value->form == PLAN_OBJECT || value->form == PLAN_STREAM;
    }
    return objects > 1;
}

static bool uses(const plan_function *function, const model_class *class_of, bool exclusively) {
    const plan_value *value = taken_by(function, class_of);
    bool is_alone =
        value != NULL && (value->use == PLAN_USE_EXCLUSIVE ||
                          (value->use == PLAN_USE_SHARED && class_of->threads == MODEL_THREADS_SERIAL));
    bool is_shared = value != NULL && value->use == PLAN_USE_SHARED;
    return exclusively ? is_alone : is_shared;
}

/* A host with a lock lets others run only in calls that block. */
const plan_function *abuse_holder(const plan_library *plan, const model_class *class_of, bool exclusively) {
    const plan_function *found = NULL;
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = function_at(plan, i);
        if (!uses(function, class_of, exclusively) || needs_other_objects(function) ||
            abuse_step(function, PLAN_OPEN_CALLBACK, PLAN_NONE) != NULL)
            continue;
        if (found == NULL || (function->blocks && !found->blocks))
            found = function;
    }
    return found;
}

const plan_function *abuse_caller_back(const plan_library *plan, const model_class *class_of,
                                       bool exclusively) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = function_at(plan, i);
        const plan_step *opens = abuse_step(function, PLAN_OPEN_CALLBACK, PLAN_NONE);
        if (opens != NULL && uses(function, class_of, exclusively) && !needs_other_objects(function) &&
            abuse_value(function, opens->value)->scope == MODEL_DURING_CALL)
            return function;
    }
    return NULL;
}

static const plan_value *keeping(const plan_function *function, const model_class *class_of, bool freezes) {
    for (guint i = 0; i < function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->outputs, i);
        if (value->keeps_value == PLAN_NONE || (freezes && !value->freezes))
            continue;
        const plan_value *kept = abuse_value(function, value->keeps_value);
        if (kept->form == PLAN_OBJECT && kept->type.class_of == class_of)
            return value;
    }
    return NULL;
}

const plan_function *abuse_freezer(const plan_library *plan, const model_class *class_of, bool writes) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_value *value = keeping(function_at(plan, i), class_of, true);
        if (value != NULL && value->is_written == writes && !value->nullable)
            return function_at(plan, i);
    }
    return NULL;
}

/* One that freezes would already be in the way of the borrow. */
const plan_function *abuse_keeper(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_value *made = keeping(function_at(plan, i), class_of, false);
        if (made != NULL && !made->freezes)
            return function_at(plan, i);
    }
    return NULL;
}

const plan_function *abuse_child_maker(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_value *made = made_by(function_at(plan, i), class_of);
        if (made != NULL && made->keeps_value != PLAN_NONE && !made->nullable)
            return function_at(plan, i);
    }
    return NULL;
}

/* The one that needs the fewest objects besides. */
const plan_function *abuse_callback_keeper(const plan_library *plan) {
    const plan_function *found = NULL;
    int least = 0;
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = function_at(plan, i);
        int cost = 0;
        bool keeps = false;
        for (guint v = 0; v < function->inputs->len; v++) {
            const plan_value *value = g_ptr_array_index(function->inputs, v);
            cost += cost_of_input(plan, value, 0);
            keeps = keeps || value->scope == MODEL_UNTIL_REPLACED || value->scope == MODEL_UNTIL_DROPPED;
        }
        if (keeps && (found == NULL || cost < least)) {
            found = function;
            least = cost;
        }
    }
    return found;
}

bool abuse_can_forget(const plan_function *function) {
    bool forgets = false;
    for (guint i = 0; i < function->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->inputs, i);
        if (value->form == PLAN_OBJECT)
            return false;
        forgets = forgets || (value->scope == MODEL_UNTIL_REPLACED && value->nullable);
    }
    return forgets;
}
