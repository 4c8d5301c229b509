#include "backends/backend.h"

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"

const backend *const backends[MODEL_LANGUAGES] = {
    [MODEL_PYTHON] = &backend_python,
    [MODEL_NODE] = &backend_node,
    [MODEL_GO] = &backend_go,
    [MODEL_RUST] = &backend_rust,
};

static bool is_asked_for(char *const *languages, model_language language) {
    return languages == NULL || g_strv_contains((const char *const *)languages, language_name(language));
}

static void refuse_missing_features(const plan_library *plan, char *const *languages, findings *all) {
    const feature_support *tables[MODEL_LANGUAGES] = {NULL};
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (is_asked_for(languages, language))
            tables[language] = backends[language]->features;
    }
    plan_refuse_missing(plan, tables, all);
}

/* ---- Names that a package has already ---- */

struct naming {
    model_language language;
    GHashTable *names; /* of the backend */
    findings *all;
};

static void check_name(struct naming *in, const void *item, const char *c_name, const model_marks *marks,
                       model_location location) {
    const char *given = marks->names[in->language];
    const char *name = given == NULL ? NULL : g_hash_table_lookup(in->names, item);
    if (name != NULL && strcmp(name, given) != 0)
        findings_add(in->all, location,
                     arena_printf("%s would call %s \"%s\": the package has something else called \"%s\"",
                                  language_title(in->language), c_name, name, given),
                     arena_printf("another TENON_NAME(%s, ...)", language_name(in->language)));
}

#define CHECK_ALL(in, array, type)                                                                           \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        check_name(in, item, item->c_name, &item->marks, item->location);                                    \
    }

/* The place of an error is that of its constant. */
static void check_errors(struct naming *in, const plan_library *plan) {
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(plan->errors, i);
        if (error->is_boundary)
            continue;
        const model_enum_constant *constant = NULL;
        for (guint j = 0; constant == NULL || strcmp(constant->c_name, error->c_name) != 0; j++)
            constant = g_ptr_array_index(plan->model->status->constants, j);
        check_name(in, error, error->c_name, &error->marks, constant->location);
    }
}

/* A setter has its getter's marks: what it is called is made from them. */
static void check_functions(struct naming *in, const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *planned = g_ptr_array_index(plan->functions, i);
        const model_function *function = planned->function;
        if (function->is_setter)
            continue;
        check_name(in, planned, function->c_name, &function->marks, function->location);
        check_name(in, function, function->c_name, &function->marks, function->location);
    }
}

static void check_names_of(struct naming *in, const plan_library *plan) {
    const model_library *model = plan->model;
    CHECK_ALL(in, model->classes, model_class)
    CHECK_ALL(in, model->records, model_record)
    CHECK_ALL(in, model->enums, model_enum)
    CHECK_ALL(in, model->variants, model_variant)
    CHECK_ALL(in, model->exacts, model_exact)
    CHECK_ALL(in, model->interfaces, model_interface)
    CHECK_ALL(in, model->constants, model_constant)
    for (guint e = 0; e < model->enums->len; e++) {
        const model_enum *of = g_ptr_array_index(model->enums, e);
        CHECK_ALL(in, of->constants, model_enum_constant)
    }
    check_errors(in, plan);
    check_functions(in, plan);
}

static bool has_any_name(const plan_library *plan) {
    for (guint i = 0; i < plan->features->len; i++) {
        const plan_feature_use *use = g_ptr_array_index(plan->features, i);
        if (use->feature == FEATURE_RENAME)
            return true;
    }
    return false;
}

static void refuse_taken_names(const plan_library *plan, char *const *languages, findings *all) {
    if (!has_any_name(plan))
        return;
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (!is_asked_for(languages, language))
            continue;
        struct naming in = {.language = language, .names = backends[language]->names(plan), .all = all};
        check_names_of(&in, plan);
        g_hash_table_unref(in.names);
    }
}

void refuse_for_languages(const plan_library *plan, char *const *languages, findings *all) {
    guint before = all->list->len;
    refuse_missing_features(plan, languages, all);
    if (all->list->len == before)
        refuse_taken_names(plan, languages, all);
}
