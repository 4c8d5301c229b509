/* Calls that go straight to the library: those that the boundary would only pass on. */

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "memory/arena.h"

/* Whether Go has the value in C's form. */
static bool is_as_in_go(const plan_value *value) {
    return value->form == PLAN_SCALAR ||
           (go_is_flat(&value->type) &&
            (value->form != PLAN_RECORD || value->is_return || go_crosses_by_value(value)));
}

bool go_is_direct(const go_module *module, const plan_function *plan) {
    if (!plan_is_direct(module->plan, plan))
        return false;
    for (guint i = 0; i < plan->values->len; i++) {
        if (!is_as_in_go(go_value(plan, (int)i)))
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
