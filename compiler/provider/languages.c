/* The languages of providers, and what all of them can implement. */
#include <string.h>

#include "memory/arena.h"
#include "provider/provider.h"

const provider_language provider_languages[] = {
    {"c-impl", "C", provider_generate_c},
    {NULL, NULL, NULL},
};

const provider_language *provider_language_named(const char *name) {
    for (const provider_language *language = provider_languages; language->name != NULL; language++) {
        if (strcmp(language->name, name) == 0)
            return language;
    }
    return NULL;
}

/* What a bridge can carry: see TENON_BRIDGED in tenon/contract.h. */
static bool can_be_bridged(const plan_library *plan, const model_function *function) {
    const plan_function *call = plan_of(plan, function);
    for (guint i = 0; call != NULL && i < call->values->len; i++) {
        const plan_value *value = g_ptr_array_index(call->values, i);
        if (value->form == PLAN_CALLBACK || value->form == PLAN_CANCEL || value->form == PLAN_STREAM ||
            value->form == PLAN_DYNAMIC || value->is_view)
            return false;
    }
    return !function->has_body;
}

GPtrArray *provider_operations(const plan_library *plan) {
    GPtrArray *operations = arena_array();
    for (guint i = 0; i < plan->model->functions->len; i++) {
        model_function *function = g_ptr_array_index(plan->model->functions, i);
        if (can_be_bridged(plan, function))
            g_ptr_array_add(operations, function);
    }
    return operations;
}
