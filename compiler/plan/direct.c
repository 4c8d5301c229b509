/* Calls of which the boundary would only pass the values on. */
#include <string.h>

#include "plan/plan.h"

/* References and slices of such a host are there and aligned, and it has no lock that a call could hold up.
 */
static bool is_needless(plan_step_kind kind) {
    switch (kind) {
    case PLAN_CONVERT_INPUT:
    case PLAN_CROSS:
    case PLAN_CHECK_POINTER:
    case PLAN_RELEASE_HOST_LOCK:
    case PLAN_CALL:
    case PLAN_TAKE_HOST_LOCK:
    case PLAN_TAKE_ERROR:
    case PLAN_CONVERT_OUTPUT:
        return true;
    default:
        return false;
    }
}

static const model_parameter *parameter_at(const plan_function *plan, int parameter) {
    return g_ptr_array_index(plan->function->parameters, (guint)parameter);
}

static bool is_length(const model_parameter *parameter) {
    return parameter->role == MODEL_COUNT && strcmp(parameter->c_type, "size_t") == 0;
}

/* Whether C takes or gives the value itself, or an array by its first element and its length. */
static bool is_as_in_c(const plan_function *plan, const plan_value *value) {
    if (value->is_optional || value->nullable || value->keys_value != PLAN_NONE || value->is_keys ||
        !(value->direction == PLAN_IN || value->is_return))
        return false;
    if (value->form == PLAN_ARRAY)
        return value->count_parameter != PLAN_NONE && value->type.kind == MODEL_SCALAR &&
               is_length(parameter_at(plan, value->count_parameter));
    if (value->form != PLAN_SCALAR && value->form != PLAN_RECORD)
        return false;
    return value->is_return || parameter_at(plan, value->parameter)->pointer_depth == 0;
}

bool plan_is_direct(const plan_library *library, const plan_function *plan) {
    if (library->removable || plan->is_bridged || plan->is_guarded_call)
        return false;
    for (guint i = 0; i < plan->steps->len; i++) {
        if (!is_needless(((const plan_step *)g_ptr_array_index(plan->steps, i))->kind))
            return false;
    }
    for (guint i = 0; i < plan->values->len; i++) {
        if (!is_as_in_c(plan, g_ptr_array_index(plan->values, i)))
            return false;
    }
    return true;
}
