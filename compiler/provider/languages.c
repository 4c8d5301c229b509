/* The languages of providers, and what all of them can implement. */
#include <string.h>

#include "memory/arena.h"
#include "provider/provider.h"

const provider_language provider_languages[] = {
    {"c-impl", "C", provider_generate_c},
    {"rust-impl", "Rust", provider_generate_rust},
    {NULL, NULL, NULL},
};

const provider_language *provider_language_named(const char *name) {
    for (const provider_language *language = provider_languages; language->name != NULL; language++) {
        if (strcmp(language->name, name) == 0)
            return language;
    }
    return NULL;
}

GPtrArray *provider_operations(const plan_library *plan) {
    GPtrArray *operations = arena_array();
    for (guint i = 0; i < plan->model->functions->len; i++) {
        model_function *function = g_ptr_array_index(plan->model->functions, i);
        if (function->is_bridged)
            g_ptr_array_add(operations, function);
    }
    return operations;
}
