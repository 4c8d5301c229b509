/* What the generated source uses: nothing else is emitted. */

#include <string.h>

#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

static void add_once(GPtrArray *items, const void *item) {
    if (!g_ptr_array_find(items, item, NULL))
        g_ptr_array_add(items, (gpointer)(uintptr_t)item);
}

static void add_text_once(GPtrArray *items, const char *text) {
    if (!g_ptr_array_find_with_equal_func(items, text, g_str_equal, NULL))
        g_ptr_array_add(items, (gpointer)(uintptr_t)text);
}

bool boundary_has_enum_field(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        if (((const model_field *)g_ptr_array_index(record->fields, i))->type.kind == MODEL_ENUM)
            return true;
    }
    return false;
}

static void need_values_of(boundary_needs *needs, const model_type *type) {
    if (type->kind == MODEL_ENUM)
        add_once(needs->enums, type->enumeration);
    if (type->kind != MODEL_RECORD || !boundary_has_enum_field(type->record))
        return;
    add_once(needs->records, type->record);
    for (guint i = 0; i < type->record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(type->record->fields, i);
        if (field->type.kind == MODEL_ENUM)
            add_once(needs->enums, field->type.enumeration);
    }
}

static void need_step(boundary_needs *needs, const plan_function *function, const plan_step *step) {
    const plan_value *value =
        step->value < 0 ? NULL : g_ptr_array_index(function->values, (guint)step->value);
    switch (step->kind) {
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
        need_values_of(needs, &value->type);
        break;
    case PLAN_CHECK_RESULT:
        need_values_of(needs, &value->type);
        if (value->form == PLAN_OBJECT && !function->function->returns_status)
            needs->statuses = true;
        break;
    case PLAN_CHECK_STATUS:
        needs->statuses = true;
        break;
    case PLAN_WRAP_BLOCK:
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
    boundary_needs needs = {.enums = arena_array(), .records = arena_array(), .freed_by = arena_array()};
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        needs.blocks = needs.blocks || function->blocks;
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
