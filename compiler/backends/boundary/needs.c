/* What the generated source uses: nothing else is emitted. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"
#include "plan/steps.h"

static void add_once(GPtrArray *items, const void *item) {
    if (!g_ptr_array_find(items, item, NULL))
        g_ptr_array_add(items, (gpointer)(uintptr_t)item);
}

static void add_text_once(GPtrArray *items, const char *text) {
    if (!g_ptr_array_find_with_equal_func(items, text, g_str_equal, NULL))
        g_ptr_array_add(items, (gpointer)(uintptr_t)text);
}

static void need_type(GPtrArray *types, const model_type *type) {
    for (guint i = 0; i < types->len; i++) {
        if (strcmp(((const model_type *)g_ptr_array_index(types, i))->c_name, type->c_name) == 0)
            return;
    }
    g_ptr_array_add(types, (gpointer)(uintptr_t)type);
}

/* The enums that the checks of a value of this type look at. */
static void need_enums_of(boundary_needs *needs, const model_type *type) {
    if (type->kind == MODEL_ENUM)
        add_once(needs->enums, type->enumeration);
    for (guint i = 0; type->kind == MODEL_RECORD && i < type->record->fields->len; i++)
        need_enums_of(needs, &((const model_field *)g_ptr_array_index(type->record->fields, i))->type);
    if (type->kind != MODEL_VARIANT)
        return;
    add_once(needs->enums, type->variant->tag);
    for (guint i = 0; i < type->variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(type->variant->cases, i);
        if (one->member != NULL)
            need_enums_of(needs, &one->type);
    }
}

static void need_values_of(boundary_needs *needs, const model_type *type) {
    need_enums_of(needs, type);
    bool is_made_up = type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT;
    if (is_made_up && plan_can_be_wrong(type, true))
        need_type(needs->records, type);
}

/* Of a step that is about one. */
static const plan_value *value_of(const plan_function *function, const plan_step *step) {
    return g_ptr_array_index(function->values, (guint)step->value);
}

static void need_step(boundary_needs *needs, const plan_function *function, const plan_step *step) {
    const plan_value *value;
    switch (step->kind) {
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
        need_values_of(needs, &value_of(function, step)->type);
        break;
    case PLAN_CHECK_RESULT:
        value = value_of(function, step);
        need_values_of(needs, &value->type);
        if (value->form == PLAN_OBJECT && !function->function->returns_status)
            needs->statuses = true;
        break;
    case PLAN_COPY_RECORD:
        need_type(needs->copies, &value_of(function, step)->type);
        break;
    case PLAN_CHECK_STATUS:
        needs->statuses = true;
        break;
    case PLAN_WRAP_BLOCK:
        value = value_of(function, step);
        if (!value->is_view && strcmp(value->freed_by, "free") != 0)
            add_text_once(needs->freed_by, value->freed_by);
        break;
    default:
        break;
    }
}

/* What the host gives for an interface, and what the library passes, is looked at as well. */
static void need_interface(boundary_needs *needs, const plan_interface *interface) {
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        for (guint j = 0; j < method->steps->len; j++) {
            const plan_step *step = g_ptr_array_index(method->steps, j);
            if (step->value >= 0)
                need_values_of(
                    needs,
                    &((const plan_value *)g_ptr_array_index(method->values, (guint)step->value))->type);
        }
    }
}

static bool is_of_callback_header(const plan_value *value) {
    return value->form == PLAN_CALLBACK || value->form == PLAN_CANCEL ||
           (value->form == PLAN_TEXT_ARRAY && value->direction != PLAN_IN);
}

boundary_needs boundary_find_needs(const plan_library *plan) {
    boundary_needs needs = {
        .enums = arena_array(), .records = arena_array(), .copies = arena_array(), .freed_by = arena_array()};
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        needs.blocks = needs.blocks || function->blocks;
        needs.waits = needs.waits || function->function->wait > 0;
        for (guint j = 0; j < function->steps->len; j++)
            need_step(&needs, function, g_ptr_array_index(function->steps, j));
        for (guint j = 0; j < function->values->len; j++)
            needs.callbacks =
                needs.callbacks || is_of_callback_header(g_ptr_array_index(function->values, j));
    }
    for (guint i = 0; i < plan->interfaces->len; i++)
        need_interface(&needs, g_ptr_array_index(plan->interfaces, i));
    needs.callbacks = needs.callbacks || plan->interfaces->len > 0;
    needs.statuses = needs.statuses && plan->model->status != NULL;
    return needs;
}
