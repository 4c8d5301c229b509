#include "backends/go/abuse.h"

#include "emit/emit.h"
#include "memory/arena.h"
#include "package/embedded.h"

/* The parts that are the same for every package. */
static const char *const parts[] = {"run",        "main.go", "journal.go", "values.go",
                                    "records.go", "ways.go", "moments.go"};

static const char *embedded_path(const char *name) {
    return arena_printf("backends/go/abuse/%s", name);
}

static bool takes_streams(const plan_library *plan) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            if (((const plan_value *)g_ptr_array_index(function->values, j))->form == PLAN_STREAM)
                return true;
        }
    }
    return false;
}

void go_add_abuse(const plan_library *plan, const GPtrArray *cases, package *files) {
    go_module *module = go_module_new(plan);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        package_add_embedded(files, parts[i], embedded_path(parts[i]));
    package_add_embedded(files, "streams.go",
                         embedded_path(takes_streams(plan) ? "arrow_some.go" : "arrow_none.go"));
    package_add(
        files, "scene.go",
        emit_template(embedded_path("scene.go"), (const char *const[]){"MODULE", module->path, NULL}));
    package_add(files, "live.go",
                emit_template(embedded_path("live.go"),
                              (const char *const[]){"LIVE", package_symbol(plan, "tenon_live_count"), NULL}));
    package_add(files, "table.go", go_abuse_table(module, cases));
    char *refused = go_abuse_refused(module, cases);
    if (refused != NULL)
        package_add(files, "refused/refused.go", refused);
    go_module_free(module);
}
