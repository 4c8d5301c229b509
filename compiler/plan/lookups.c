#include "plan/lookups.h"

#include "memory/arena.h"

static void add_name(plan_library *plan, const char *name) {
    if (name != NULL)
        g_hash_table_add(plan->c_names, (gpointer)(uintptr_t)name);
}

static void add_enum(plan_library *plan, const model_enum *enumeration) {
    add_name(plan, enumeration->c_name);
    for (guint i = 0; i < enumeration->constants->len; i++)
        add_name(plan, ((const model_enum_constant *)g_ptr_array_index(enumeration->constants, i))->c_name);
}

static void add_function(plan_library *plan, const model_function *function) {
    add_name(plan, function->c_name);
    for (guint i = 0; i < function->parameters->len; i++)
        add_name(plan, ((const model_parameter *)g_ptr_array_index(function->parameters, i))->freed_by);
    if (function->result != NULL)
        add_name(plan, function->result->freed_by);
}

static void add_names(plan_library *plan) {
    const model_library *model = plan->model;
    for (guint i = 0; i < model->functions->len; i++)
        add_function(plan, g_ptr_array_index(model->functions, i));
    for (guint i = 0; i < model->classes->len; i++)
        add_name(plan, ((const model_class *)g_ptr_array_index(model->classes, i))->c_name);
    for (guint i = 0; i < model->records->len; i++)
        add_name(plan, ((const model_record *)g_ptr_array_index(model->records, i))->c_name);
    for (guint i = 0; i < model->variants->len; i++)
        add_name(plan, ((const model_variant *)g_ptr_array_index(model->variants, i))->c_name);
    for (guint i = 0; i < model->exacts->len; i++)
        add_name(plan, ((const model_exact *)g_ptr_array_index(model->exacts, i))->c_name);
    for (guint i = 0; i < model->enums->len; i++)
        add_enum(plan, g_ptr_array_index(model->enums, i));
    if (model->status != NULL)
        add_enum(plan, model->status);
    for (guint i = 0; i < model->constants->len; i++)
        add_name(plan, ((const model_constant *)g_ptr_array_index(model->constants, i))->c_name);
}

static GPtrArray *functions_of(const plan_library *plan, const model_class *owner) {
    GPtrArray *functions = g_hash_table_lookup(plan->by_owner, owner);
    if (functions == NULL) {
        functions = arena_array();
        g_hash_table_insert(plan->by_owner, (gpointer)(uintptr_t)owner, functions);
    }
    return functions;
}

static void note_passed(plan_library *plan, const plan_function *function) {
    const GPtrArray *arguments = plan_arguments(function);
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        if (value->form == PLAN_OBJECT)
            g_hash_table_add(value->nullable ? plan->passed_nullable : plan->passed,
                             (gpointer)(uintptr_t)value->type.class_of);
    }
}

static void note_freezing(plan_library *plan, const plan_function *function) {
    for (guint i = 0; i < function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(function->outputs, i);
        if (value->form == PLAN_OBJECT && value->freezes)
            g_hash_table_add(plan->freezing, (gpointer)(uintptr_t)value->type.class_of);
    }
}

void plan_index(plan_library *plan) {
    plan->by_function = arena_table();
    plan->by_owner = arena_table();
    plan->passed = arena_table();
    plan->passed_nullable = arena_table();
    plan->freezing = arena_table();
    plan->rendered = arena_table_by_text();
    plan->c_names = arena_table_by_text();
    add_names(plan);
    functions_of(plan, NULL);
    for (guint i = 0; i < plan->model->classes->len; i++)
        functions_of(plan, g_ptr_array_index(plan->model->classes, i));
    for (guint i = 0; i < plan->functions->len; i++) {
        plan_function *function = g_ptr_array_index(plan->functions, i);
        g_hash_table_insert(plan->by_function, (gpointer)(uintptr_t)function->function, function);
        g_ptr_array_add(functions_of(plan, function->function->owner), function);
        note_passed(plan, function);
        note_freezing(plan, function);
    }
}

const plan_function *plan_of(const plan_library *plan, const model_function *function) {
    return g_hash_table_lookup(plan->by_function, function);
}

const GPtrArray *plan_functions_of(const plan_library *plan, const model_class *owner) {
    const GPtrArray *functions = g_hash_table_lookup(plan->by_owner, owner);
    g_assert(functions != NULL);
    return functions;
}
