/* The Go backend: a module of cgo code that feels like Go. */

#include <string.h>

#include "backends/backend.h"
#include "backends/go/calls.h"
#include "backends/go/declarations.h"
#include "backends/go/fixed.h"
#include "backends/go/formatter.h"
#include "backends/go/packaging.h"
#include "memory/arena.h"

static bool uses(const go_module *module, const char *feature) {
    return g_hash_table_contains(module->features, feature);
}

static bool uses_one_of(const go_module *module, const char *const *features) {
    for (; *features != NULL; features++) {
        if (uses(module, *features))
            return true;
    }
    return false;
}

/* Parts that other parts need. */
static void note_dependencies(go_module *module) {
    static const char *const dropping[] = {"objects", "block", "views", NULL};
    static const char *const refusing[] = {"negative", "int_out", "make", "views", NULL};
    static const char *const passing[] = {"text_in", "slice_in", NULL};
    static const char *const pointing[] = {"text_in", "text_out", "slice_in", "block", "make", NULL};
    static const char *const converting[] = {"text_in", "text_out", "slice_in", "block", "make",
                                             "texts",   "negative", "int_out",  NULL};
    if (module->model->classes->len > 0)
        go_use(module, "objects");
    if (uses_one_of(module, dropping))
        go_use(module, "drop");
    if (uses_one_of(module, refusing))
        go_use(module, "refusals");
    if (uses_one_of(module, passing))
        go_use(module, "dummies");
    if (uses_one_of(module, pointing))
        go_use(module, "pointers");
    if (uses_one_of(module, converting))
        go_use(module, "values");
}

static void note_uses(go_module *module) {
    for (guint i = 0; i < module->plan->functions->len; i++)
        go_note_uses(module, g_ptr_array_index(module->plan->functions, i));
    note_dependencies(module);
}

static void add_fixed_files(package *files, const go_module *module) {
    go_add_fixed(files, module, "failure.go");
    if (uses(module, "drop"))
        go_add_fixed(files, module, "object.go");
    if (uses(module, "values"))
        go_add_fixed(files, module, "values.go");
    if (uses(module, "views"))
        go_add_fixed(files, module, "view.go");
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
    char *functions = go_functions(module);
    if (functions != NULL)
        package_add(files, "functions.go", functions);
}

/* Files that a class may not take for itself; "test" because Go leaves out what ends in it. */
static const char *const file_names[] = {
    "cgo",    "constants", "doc",  "enums",  "errors", "failure", "functions",
    "object", "records",   "test", "values", "view",   NULL,
};

static void add_classes(package *files, go_module *module) {
    GPtrArray *scope = go_scope(file_names);
    for (guint i = 0; i < module->model->classes->len; i++) {
        const model_class *class = g_ptr_array_index(module->model->classes, i);
        const char *name = go_word(class->name);
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
    package_add(files, "crossings.h", go_crossings_header(module));
    go_add_packaging(files, module);
    go_module_free(module);
}

const backend backend_go = {
    .language = MODEL_GO,
    .install = "go mod edit -require=tenon.example/LIBRARY@v0.0.0 -replace=tenon.example/LIBRARY=%s",
    .generate = generate,
    .features = go_features,
};
