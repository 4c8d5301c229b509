/* Calls that go straight to the library: those that the boundary would only pass on. */

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "memory/arena.h"

static bool is_size(const plan_function *plan, int parameter) {
    const model_parameter *count = g_ptr_array_index(plan->function->parameters, (guint)parameter);
    return count->role == MODEL_COUNT && strcmp(count->c_type, "size_t") == 0;
}

/* Whether C takes or gives the value as it crosses: by value, or as a slice's address. */
static bool is_as_in_c(const plan_function *plan, const plan_value *value) {
    if (value->is_optional || value->nullable || value->keys_value != PLAN_NONE || value->is_keys ||
        !(value->direction == PLAN_IN || value->is_return))
        return false;
    if (value->form == PLAN_ARRAY)
        return value->count_parameter != PLAN_NONE && value->type.kind == MODEL_SCALAR &&
               go_is_flat(&value->type) && is_size(plan, value->count_parameter);
    if (value->form == PLAN_RECORD ? !go_is_flat(&value->type) : value->form != PLAN_SCALAR)
        return false;
    if (value->is_return)
        return true;
    const model_parameter *parameter = g_ptr_array_index(plan->function->parameters, (guint)value->parameter);
    return parameter->pointer_depth == 0 && (value->form == PLAN_SCALAR || go_crosses_by_value(value));
}

/* Slices are there and aligned, and so is what goes by value; and Go has no lock that a call could hold up.
 */
static bool is_left_out(plan_step_kind kind) {
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

bool go_is_direct(const go_module *module, const plan_function *plan) {
    if (module->plan->removable || plan->is_bridged || plan->is_guarded_call)
        return false;
    for (guint i = 0; i < plan->steps->len; i++) {
        if (!is_left_out(((const plan_step *)g_ptr_array_index(plan->steps, i))->kind))
            return false;
    }
    for (guint i = 0; i < plan->values->len; i++) {
        if (!is_as_in_c(plan, go_value(plan, (int)i)))
            return false;
    }
    return true;
}

/* What the library's parameter gets: a value, or the length of the array that it counts. */
static const char *argument(const plan_function *plan, int parameter) {
    for (guint i = 0; i < plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(plan->slots, i);
        const plan_value *value = go_value(plan, slot->value);
        bool is_count = value->form == PLAN_ARRAY && value->count_parameter == parameter;
        bool is_array = value->form == PLAN_ARRAY && value->parameter == parameter;
        if (is_array && slot->part == PLAN_PART_DATA)
            return arena_printf("tenon_never_null(%s)", slot->name);
        if (is_count ? slot->part == PLAN_PART_LENGTH
                     : !value->is_return && value->parameter == parameter && slot->part == PLAN_PART_DATA)
            return slot->name;
    }
    g_assert_not_reached();
}

void go_call_directly(emit *out, const plan_function *plan) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < plan->function->parameters->len; i++)
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument(plan, (int)i));
    bool has_result = false;
    for (guint i = 0; i < plan->values->len; i++)
        has_result = has_result || go_value(plan, (int)i)->is_return;
    emit_list(out, arena_printf("%s%s(", has_result ? "return " : "", plan->function->c_name), arguments,
              ");", false);
}
