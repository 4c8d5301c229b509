/* The Go backend: a module of cgo code that feels like Go. */

#include <string.h>

#include "backends/backend.h"
#include "backends/go/abuse.h"
#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/declarations.h"
#include "backends/go/examples.h"
#include "backends/go/fixed.h"
#include "backends/go/formatter.h"
#include "backends/go/packaging.h"
#include "memory/arena.h"
#include "model/languages.h"

static void note_uses(go_module *module) {
    for (guint i = 0; i < module->plan->functions->len; i++)
        go_note_uses(module, g_ptr_array_index(module->plan->functions, i));
    if (module->plan->bridges)
        go_use(module, "bridges");
    go_note_callbacks(module);
    go_note_dependencies(module);
}

/* In which case a package has which fixed file. */
static const struct {
    const char *file;
    const char *feature;
} fixed_files[] = {
    {"object.go", "drop"},     {"values.go", "values"},       {"view.go", "views"},
    {"convert.go", "convert"}, {"callback.go", "callbacks"},  {"cancel.go", "tokens"},
    {"exact.go", "exacts"},    {"dynamic.go", "any_dynamic"}, {"arrow.go", "arrow"},
    {"bridges.go", "bridges"},
};

static void add_fixed_files(package *files, const go_module *module) {
    go_add_fixed(files, module, "diagnostics.go");
    go_add_fixed(files, module, "failure.go");
    for (size_t i = 0; i < G_N_ELEMENTS(fixed_files); i++) {
        if (go_uses(module, fixed_files[i].feature))
            go_add_fixed(files, module, fixed_files[i].file);
    }
}

static void add_where_any(package *files, const char *path, char *text) {
    if (text != NULL)
        package_add(files, path, text);
}

static void add_declarations(package *files, go_module *module) {
    const model_library *model = module->model;
    package_add(files, "errors.go", go_errors(module));
    if (model->constants->len > 0)
        package_add(files, "constants.go", go_constants(module));
    if (model->enums->len > 0)
        package_add(files, "enums.go", go_enums(module));
    if (model->records->len > 0)
        package_add(files, "records.go", go_records(module));
    add_where_any(files, "exacts.go", go_exacts(module));
    add_where_any(files, "variants.go", go_variants(module));
    add_where_any(files, "interfaces.go", go_interfaces(module));
    add_where_any(files, "functions.go", go_functions(module));
    if (go_has_callbacks(module)) {
        package_add(files, "callbacks.go", go_callbacks(module));
        package_add(files, "callbacks.h", go_callbacks_header(module));
    }
}

/* Files that a class may not take for itself; "test" because Go leaves out what ends in it. */
static const char *const file_names[] = {
    "arrow",   "bridges",     "callback",  "callbacks",  "cancel", "cgo",     "constants",
    "convert", "diagnostics", "doc",       "dynamic",    "enums",  "errors",  "exact",
    "exacts",  "failure",     "functions", "interfaces", "object", "records", "test",
    "values",  "variants",    "view",      NULL,
};

static void add_classes(package *files, go_module *module) {
    GPtrArray *scope = go_scope(file_names);
    for (guint i = 0; i < module->model->classes->len; i++) {
        const model_class *class = g_ptr_array_index(module->model->classes, i);
        const char *name = go_word(model_name_in(&class->marks, MODEL_GO, class->name));
        while (go_has(scope, name))
            name = arena_printf("%sclass", name);
        package_add(files, arena_printf("%s.go", go_claim(scope, name)), go_class(module, class));
    }
}

static void generate(const plan_library *plan, package *files) {
    go_module *module = go_module_new(plan);
    note_uses(module);
    add_fixed_files(files, module);
    add_declarations(files, module);
    add_classes(files, module);
    add_where_any(files, "example_test.go", go_examples(module));
    package_add(files, "crossings.h", go_crossings_header(module));
    package_add(files, "crossings.c", go_crossings_source(module));
    go_add_packaging(files, module);
    go_module_free(module);
}

static GHashTable *names_of(const plan_library *plan) {
    go_module *module = go_module_new(plan);
    GHashTable *names = g_hash_table_ref(module->names);
    go_module_free(module);
    return names;
}

const backend backend_go = {
    .language = MODEL_GO,
    .install = "go mod edit -require=MODULE@v0.0.0 -replace=MODULE=%s",
    .module = go_module_path,
    .generate = generate,
    .features = go_features,
    .names = names_of,
    .is_fallible = go_is_fallible,
    .abuse = go_add_abuse,
};
