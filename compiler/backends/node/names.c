/* Names of the Node.js backend: the author's words in JavaScript's style, never twice the same. */

#include <string.h>

#include "backends/node/formatter.h"
#include "memory/arena.h"
#include "model/kinds.h"
#include "model/languages.h"

/* What no variable of the package can be called besides the keywords: globals that it needs. */
static const char reserved_words[] =
    " module undefined NaN Infinity Error TypeError RangeError Symbol Object Array Number BigInt String"
    " Boolean Function Date Map Set Promise Proxy Reflect ArrayBuffer DataView Int8Array Int16Array"
    " Int32Array Uint8Array Uint16Array Uint32Array Float32Array Float64Array BigInt64Array"
    " BigUint64Array FinalizationRegistry Buffer ArrayLike exports globalThis View ErrorOptions MapInput"
    " ArrowStream ArrowInput AsyncArrowInput ";

/* What stands in a function's options. */
static const char option_names[] = " signal onProgress options ";

/* What every object, and every class itself, has anyway. */
static const char object_members[] =
    " close closed toString constructor then valueOf hasOwnProperty isPrototypeOf toLocaleString"
    " propertyIsEnumerable ";
static const char class_members[] = " prototype name length caller arguments ";

/* Whether `word` is one of `words`, which have a blank on each side. */
static bool is_among(const char *words, const char *word) {
    return strstr(words, arena_printf(" %s ", word)) != NULL;
}

static bool is_reserved(const char *word) {
    return language_has_keyword(MODEL_NODE, word) || is_among(reserved_words, word);
}

GPtrArray *node_arguments(const plan_function *function) {
    GPtrArray *arguments = arena_array();
    GPtrArray *all = plan_arguments(function);
    for (guint i = 0; i < all->len; i++) {
        plan_value *value = g_ptr_array_index(all, i);
        if (value->form != PLAN_CANCEL && !value->is_progress)
            g_ptr_array_add(arguments, value);
    }
    return arguments;
}

const char *node_parameter(const plan_function *function, const plan_value *value) {
    if (value->form == PLAN_CANCEL)
        return "$stop.token";
    if (value->is_progress)
        return "onProgress";
    const char *name = model_name_in(&value->marks, MODEL_NODE, emit_camel_case(value->name));
    if (is_reserved(name) || is_among(option_names, name))
        name = arena_printf("%s_", name);
    GPtrArray *arguments = node_arguments(function);
    for (guint i = 0; i < arguments->len && g_ptr_array_index(arguments, i) != value; i++) {
        if (strcmp(name, node_parameter(function, g_ptr_array_index(arguments, i))) == 0)
            name = arena_printf("%s_", name);
    }
    return name;
}

const char *node_place_name(const node_context *context, const plan_function *function,
                            const plan_value *value) {
    const model_function *described = function->function;
    bool is_set = described->is_property && described->is_setter;
    return is_set ? node_member(context, described) : node_parameter(function, value);
}

const char *node_article(const char *name) {
    return strchr("AEIO", name[0]) != NULL ? "an" : "a";
}

const char *node_local(const plan_value *value) {
    if (value->is_return)
        return "tn_returned";
    return g_str_has_prefix(value->name, "tn_") ? arena_printf("%s_", value->name) : value->name;
}

const char *node_native_name(const plan_function *function, bool is_awaited) {
    return arena_printf("c$%s%s", function->function->c_name, is_awaited ? "$async" : "");
}

const char *node_field(const model_field *field) {
    return model_name_in(&field->marks, MODEL_NODE, emit_camel_case(field->name));
}

/* The constants of an enum `shape_kind` may well be called "shape_circle": one "shape" is enough. */
static const char *case_word(const model_variant *variant, const model_case *one) {
    const char *word = one->constant->name;
    const char *prefix = arena_printf("%s_", variant->name);
    return g_str_has_prefix(word, prefix) && word[strlen(prefix)] != '\0' ? word + strlen(prefix) : word;
}

const char *node_case_kind(const model_variant *variant, const model_case *one) {
    return model_name_in(&one->constant->marks, MODEL_NODE, emit_camel_case(case_word(variant, one)));
}

const char *node_case_field(const model_case *one) {
    const char *name = emit_camel_case(one->member);
    return strcmp(name, "kind") == 0 ? "kind_" : name;
}

const char *node_constant_key(const model_enum_constant *constant) {
    const char *key = model_name_in(&constant->marks, MODEL_NODE, emit_upper_case(constant->name));
    return g_ascii_isdigit(key[0]) ? arena_printf("_%s", key) : key;
}

const char *node_kind(int32_t kind) {
    return kind_name(kind);
}

/* ---- Names of the package ---- */

struct naming {
    node_context *context;
    GHashTable *taken;
};

static const char *claim(struct naming *naming, const char *wanted) {
    const char *name = g_ascii_isdigit(wanted[0]) ? arena_printf("_%s", wanted) : wanted;
    while (is_reserved(name) || g_hash_table_contains(naming->taken, name))
        name = arena_printf("%s_", name);
    g_hash_table_add(naming->taken, (gpointer)(uintptr_t)name);
    return name;
}

static void name_item(struct naming *naming, GHashTable *table, const void *item, const char *wanted) {
    g_hash_table_insert(table, (gpointer)(uintptr_t)item, (gpointer)(uintptr_t)claim(naming, wanted));
}

/* Under the name that the contract gives it, or the usual one. */
static void name_marked(struct naming *naming, const void *item, const model_marks *marks,
                        const char *usual) {
    name_item(naming, naming->context->names, item, model_name_in(marks, MODEL_NODE, usual));
}

static void name_errors(struct naming *naming) {
    node_context *context = naming->context;
    context->error_base = claim(naming, arena_printf("%sError", emit_pascal_case(context->model->name)));
    for (guint i = 0; i < context->plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(context->plan->errors, i);
        const char *suffix = g_str_has_suffix(error->name, "_error") ? "" : "Error";
        const char *name = arena_printf("%s%s", emit_pascal_case(error->name), suffix);
        name_marked(naming, error, &error->marks, name);
    }
}

/* A variant, and its cases: "Shape", "ShapeCircle" ... */
static void name_variant(struct naming *naming, const model_variant *variant) {
    const char *name = model_name_in(&variant->marks, MODEL_NODE, emit_pascal_case(variant->name));
    name_item(naming, naming->context->names, variant, name);
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        name_item(naming, naming->context->names, one,
                  arena_printf("%s%s", name, emit_pascal_case(case_word(variant, one))));
    }
}

static void name_types(struct naming *naming) {
    node_context *context = naming->context;
    const model_library *model = context->model;
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(model->classes, i);
        name_marked(naming, class_of, &class_of->marks, emit_pascal_case(class_of->name));
    }
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(model->enums, i);
        name_marked(naming, enumeration, &enumeration->marks, emit_pascal_case(enumeration->name));
    }
    for (guint i = 0; i < model->exacts->len; i++) {
        const model_exact *exact = g_ptr_array_index(model->exacts, i);
        name_marked(naming, exact, &exact->marks, emit_pascal_case(exact->name));
    }
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        name_marked(naming, record, &record->marks, emit_pascal_case(record->name));
    }
    for (guint i = 0; i < model->variants->len; i++)
        name_variant(naming, g_ptr_array_index(model->variants, i));
    for (guint i = 0; i < model->interfaces->len; i++) {
        const model_interface *interface = g_ptr_array_index(model->interfaces, i);
        name_marked(naming, interface, &interface->marks, emit_pascal_case(interface->name));
    }
    for (guint i = 0; i < model->constants->len; i++) {
        const model_constant *constant = g_ptr_array_index(model->constants, i);
        name_marked(naming, constant, &constant->marks, emit_upper_case(constant->name));
    }
}

static void name_functions(struct naming *naming) {
    node_context *context = naming->context;
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *planned = g_ptr_array_index(context->plan->functions, i);
        const model_function *function = planned->function;
        if (!node_is_free(function))
            continue;
        name_marked(naming, function, &function->marks, emit_camel_case(function->name));
        if (planned->blocks)
            name_item(naming, context->async_names, function,
                      arena_printf("%sAsync", node_name(context, function)));
    }
    for (guint i = 0; i < context->model->enums->len; i++) {
        const model_enum *enumeration = g_ptr_array_index(context->model->enums, i);
        const char *name =
            arena_printf(enumeration->is_flags ? "namesOf%s" : "nameOf%s", node_name(context, enumeration));
        name_item(naming, context->lookup_names, enumeration, name);
    }
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *planned = g_ptr_array_index(context->plan->functions, i);
        const model_function *function = planned->function;
        if (node_results(planned)->len < 2)
            continue;
        const char *class_name = function->owner == NULL ? "" : node_name(context, function->owner);
        const char *name = arena_printf("%s%sResult", class_name, emit_pascal_case(function->name));
        name_item(naming, context->result_names, planned, name);
    }
}

/* ---- Names of members ---- */

/* `name`, or that with underlines where it is taken. */
static const char *claim_member(GHashTable *taken, const char *name) {
    while (g_hash_table_contains(taken, name))
        name = arena_printf("%s_", name);
    g_hash_table_add(taken, (gpointer)(uintptr_t)name);
    return name;
}

/* A getter and a setter share a name; everything else of a class has its own. */
static const char *claim_property(GHashTable *taken, const char *name) {
    const char *key = arena_printf("%s=", name);
    if (!g_hash_table_contains(taken, key))
        name = claim_member(taken, name);
    g_hash_table_add(taken, (gpointer)(uintptr_t)arena_printf("%s=", name));
    return name;
}

static const char *usual_member(const model_function *function) {
    const char *name = model_name_in(&function->marks, MODEL_NODE, emit_camel_case(function->name));
    bool is_of_class = function->kind == MODEL_CONSTRUCTOR || function->is_static;
    bool is_taken = is_among(object_members, name) || (is_of_class && is_among(class_members, name));
    return is_taken ? arena_printf("%s_", name) : name;
}

/* "setLevelAsync", "newAsync", "runAsync" */
static const char *usual_async(const model_function *function, const char *name) {
    if (!function->is_setter)
        return arena_printf("%sAsync", name);
    return arena_printf("set%c%sAsync", g_ascii_toupper(name[0]), name + 1);
}

static void name_members(node_context *context, const model_class *class_of) {
    GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        const char *wanted = function->is_next ? "next" : usual_member(function);
        const char *name =
            function->is_property ? claim_property(taken, wanted) : claim_member(taken, wanted);
        g_hash_table_insert(context->members, (gpointer)(uintptr_t)function, (gpointer)(uintptr_t)name);
    }
    for (guint i = 0; i < class_of->functions->len; i++) {
        const model_function *function = g_ptr_array_index(class_of->functions, i);
        if (!plan_of(context->plan, function)->blocks)
            continue;
        const char *name = claim_member(taken, usual_async(function, node_member(context, function)));
        g_hash_table_insert(context->async_names, (gpointer)(uintptr_t)function, (gpointer)(uintptr_t)name);
    }
    g_hash_table_destroy(taken);
}

static void name_methods(node_context *context, const model_interface *interface) {
    GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < interface->methods->len; i++) {
        const model_function *method = g_ptr_array_index(interface->methods, i);
        const char *name =
            claim_member(taken, model_name_in(&method->marks, MODEL_NODE, emit_camel_case(method->name)));
        g_hash_table_insert(context->members, (gpointer)(uintptr_t)method, (gpointer)(uintptr_t)name);
    }
    g_hash_table_destroy(taken);
}

const node_context *node_context_new(const plan_library *plan) {
    node_context *context = ARENA_NEW(node_context);
    const model_library *model = plan->model;
    *context =
        (node_context){.plan = plan,
                       .model = model,
                       .banner = arena_printf("Generated by tenon from %s (%s %u.%u). Do not edit.",
                                              model->header_name, model->name, model->major, model->minor),
                       .names = g_hash_table_new(NULL, NULL),
                       .members = g_hash_table_new(NULL, NULL),
                       .async_names = g_hash_table_new(NULL, NULL),
                       .result_names = g_hash_table_new(NULL, NULL),
                       .lookup_names = g_hash_table_new(NULL, NULL)};
    struct naming naming = {.context = context, .taken = g_hash_table_new(g_str_hash, g_str_equal)};
    name_errors(&naming);
    name_types(&naming);
    name_functions(&naming);
    for (guint i = 0; i < model->classes->len; i++)
        name_members(context, g_ptr_array_index(model->classes, i));
    for (guint i = 0; i < model->interfaces->len; i++)
        name_methods(context, g_ptr_array_index(model->interfaces, i));
    g_hash_table_destroy(naming.taken);
    return context;
}

void node_context_free(const node_context *context) {
    GHashTable *const tables[] = {context->names, context->members, context->async_names,
                                  context->result_names, context->lookup_names};
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++)
        g_hash_table_unref(tables[i]);
}

const char *node_name(const node_context *context, const void *item) {
    const char *name = g_hash_table_lookup(context->names, item);
    g_assert(name != NULL);
    return name;
}

const char *node_member(const node_context *context, const model_function *function) {
    return g_hash_table_lookup(context->members, function);
}

const char *node_async_name(const node_context *context, const model_function *function) {
    return g_hash_table_lookup(context->async_names, function);
}

bool node_is_free(const model_function *function) {
    return function->kind == MODEL_FREE_FUNCTION && !function->is_static;
}

bool node_has_token(const plan_function *function) {
    return function->token != PLAN_NONE;
}

bool node_has_progress(const plan_function *function) {
    return function->progress != PLAN_NONE;
}

const char *node_result_name(const node_context *context, const plan_function *function) {
    return g_hash_table_lookup(context->result_names, function);
}

const char *node_lookup_name(const node_context *context, const model_enum *enumeration) {
    return g_hash_table_lookup(context->lookup_names, enumeration);
}

/* ---- Values ---- */

GPtrArray *node_results(const plan_function *function) {
    GPtrArray *results = arena_array();
    for (guint i = 0; i < function->outputs->len; i++) {
        plan_value *value = g_ptr_array_index(function->outputs, i);
        if (!value->is_keys && (value->form != PLAN_ARRAY || value->direction != PLAN_INOUT))
            g_ptr_array_add(results, value);
    }
    return results;
}

GPtrArray *node_result_fields(const plan_function *function) {
    GPtrArray *fields = arena_array();
    GPtrArray *results = node_results(function);
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        const char *name = emit_camel_case(value->name);
        for (guint j = 0; j < i; j++) {
            if (strcmp(name, g_ptr_array_index(fields, j)) == 0)
                name = arena_printf("%s_", name);
        }
        g_ptr_array_add(fields, (gpointer)(uintptr_t)name);
    }
    return fields;
}
