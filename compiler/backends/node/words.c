/* What the package calls everything of its contract, for who reads it: see words.h. */

#include "backends/node/words.h"

#include <string.h>

static const char *name_of(const void *of, const void *item) {
    return g_hash_table_lookup(((const node_context *)of)->names, item);
}

static const char *case_name(const void *of, const model_variant *variant, const model_case *one) {
    (void)of;
    return node_case_kind(variant, one);
}

/* How the package's scripts render it: see scripts.c. */
static const char *shape_of(const plan_function *function) {
    const model_function *described = function->function;
    if (node_is_free(described))
        return "function";
    if (described->is_static)
        return "static";
    if (described->is_next)
        return "next";
    if (described->flow != MODEL_NO_FLOW)
        return described->flow == MODEL_READS ? "read" : "write";
    if (described->kind == MODEL_CONSTRUCTOR)
        return strcmp(described->name, "new") == 0 ? "new" : "static";
    if (!described->is_property)
        return "method";
    return described->is_setter ? "setter" : "getter";
}

static const char *function_name(const void *of, const plan_function *function) {
    const model_function *described = function->function;
    bool is_member = described->kind == MODEL_IMPLEMENTED || !node_is_free(described);
    return is_member ? node_member(of, described) : name_of(of, described);
}

static const char *awaited_name(const void *of, const plan_function *function) {
    return node_async_name(of, function->function);
}

static GPtrArray *result_names(const plan_function *function) {
    return node_result_fields(function);
}

json_t *node_package_words(const node_context *context, const char *package) {
    const speller with = {.of = context,
                          .package = package,
                          .error_base = context->error_base,
                          .name = name_of,
                          .constant = node_constant_key,
                          .field = node_field,
                          .case_name = case_name,
                          .case_field = node_case_field,
                          .shape = shape_of,
                          .function = function_name,
                          .awaited = awaited_name,
                          .arguments = node_arguments,
                          .argument = node_parameter,
                          .results = node_results,
                          .result_names = result_names};
    return words_json(context->plan, &with);
}
