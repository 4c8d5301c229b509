/* The files of src/: which there are, and what stands around the calls. */

#include "backends/node/addon.h"

#include <string.h>

#include "backends/node/exacts.h"
#include "backends/node/interfaces.h"
#include "backends/node/meanings.h"
#include "backends/node/parts.h"
#include "backends/node/records.h"
#include "backends/node/types.h"
#include "memory/arena.h"

enum { C_WIDTH = 110, FEW_CLASSES = 4 };

/* ---- What the contract uses ---- */

/* Whether some value of the contract is such; `form` and `direction` are what is asked for. Callbacks can be
 * given anything that they may get or give. */
static bool uses(const node_context *context, plan_form form, plan_direction direction) {
    if (node_has_callbacks(context) && (form == PLAN_TEXT || form == PLAN_ARRAY) && direction != PLAN_INOUT)
        return true;
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            if (value->form == form && value->direction == direction)
                return true;
        }
    }
    return false;
}

static bool uses_owned_blocks(const node_context *context) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            if (value->form == PLAN_BLOCK && !value->is_view)
                return true;
        }
    }
    return false;
}

bool node_has_arrow(const node_context *context) {
    return uses(context, PLAN_STREAM, PLAN_IN) || uses(context, PLAN_STREAM, PLAN_OUT);
}

static bool has_tokens(const node_context *context) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        if (node_has_token(g_ptr_array_index(context->plan->functions, i)))
            return true;
    }
    return false;
}

static bool has_long_calls(const node_context *context) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if (function->blocks || node_has_token(function))
            return true;
    }
    return false;
}

/* Names of the files of runtime/ that the package needs. */
static GPtrArray *runtime_parts(const node_context *context) {
    bool texts = uses(context, PLAN_TEXT_ARRAY, PLAN_IN);
    bool dynamic = uses(context, PLAN_DYNAMIC, PLAN_IN) || uses(context, PLAN_DYNAMIC, PLAN_OUT);
    bool record_texts = node_uses_record_texts(context);
    bool changed = uses(context, PLAN_ARRAY, PLAN_INOUT);
    bool blocks = context->plan->uses_blocks;
    bool is_long = has_long_calls(context);
    bool arrow = node_has_arrow(context);
    const struct {
        bool is_used;
        const char *name;
    } parts[] = {
        {true, "diagnostics.c"},
        {true, "module.c"},
        {true, "numbers.c"},
        {blocks || dynamic || context->model->classes->len > 0, "handles.c"},
        {node_uses_records(context), "records.c"},
        {node_uses_variants(context), "variants.c"},
        {record_texts, "record_texts.c"},
        {texts || dynamic || record_texts || uses(context, PLAN_TEXT, PLAN_IN), "text.c"},
        {dynamic, "dynamic.c"},
        {texts, "text_arrays.c"},
        {context->plan->uses_text_out, "text_results.c"},
        {node_gives_text_lists(context), "text_lists.c"},
        {node_gives_maps(context), "maps.c"},
        {node_uses_wide_numbers(context), "wide_numbers.c"},
        {node_uses_instants(context), "times.c"},
        {node_has_exacts(context), "exacts.c"},
        {changed || uses(context, PLAN_ARRAY, PLAN_IN), "arrays.c"},
        {changed, "changed_arrays.c"},
        {blocks || uses(context, PLAN_ARRAY, PLAN_OUT), "array_results.c"},
        {blocks, "memory.c"},
        {uses_owned_blocks(context), "blocks.c"},
        {context->plan->uses_views, "views.c"},
        {node_has_callbacks(context), "callbacks.c"},
        {node_has_callbacks(context), "callback_values.c"},
        {node_has_callbacks(context), "bridge.c"},
        {node_has_callbacks(context) || arrow, "references.c"},
        {is_long, "tasks.c"},
        {arrow, "arrow_in.c"},
        {arrow, "arrow_layout.c"},
        {arrow, "arrow_out.c"},
        {is_long && (changed || uses(context, PLAN_ARRAY, PLAN_IN) || uses(context, PLAN_ARRAY, PLAN_OUT)),
         "owned_arrays.c"},
    };
    GPtrArray *names = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].is_used)
            g_ptr_array_add(names, arena_strdup(parts[i].name));
    }
    return names;
}

/* ---- Files: the functions of one class, or of none ---- */

static GPtrArray *functions_of(const node_context *context, const model_class *class_of) {
    GPtrArray *functions = arena_array();
    for (guint i = 0; i < context->plan->functions->len; i++) {
        plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if (function->function->owner == class_of)
            g_ptr_array_add(functions, function);
    }
    return functions;
}

/* "functions", "class_list" ...: the name of a file, and of its exporting function. */
static const char *file_name(const model_class *class_of) {
    return class_of == NULL ? "functions" : arena_printf("class_%s", class_of->name);
}

/* Those of the classes of a part, and in index.js that of the functions that belong to none. */
static GPtrArray *file_names(const node_context *context, const node_part *part) {
    GPtrArray *names = arena_array();
    if (part->number == 0 && functions_of(context, NULL)->len > 0)
        g_ptr_array_add(names, (gpointer)(uintptr_t)file_name(NULL));
    for (guint i = 0; i < part->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(part->classes, i);
        if (functions_of(context, class_of)->len > 0)
            g_ptr_array_add(names, (gpointer)(uintptr_t)file_name(class_of));
    }
    return names;
}

static emit *start_file(const node_context *context) {
    emit *out = emit_new("    ", C_WIDTH);
    emit_line(out, "/* %s */", context->banner);
    return out;
}

static void add_calls(const node_context *context, package *files, const model_class *class_of) {
    GPtrArray *functions = functions_of(context, class_of);
    if (functions->len == 0)
        return;
    emit *out = start_file(context);
    emit_line(out, "#include \"addon.h\"");
    for (guint i = 0; i < functions->len; i++) {
        emit_line(out, "%s", "");
        node_emit_call(context, out, g_ptr_array_index(functions, i));
    }
    emit_line(out, "%s", "");
    emit_open(out, "bool tn_export_%s(napi_env env, napi_value exports) {", file_name(class_of));
    emit_line(out, "/* clang-format off */"); /* it sets short rows in columns */
    emit_open(out, "static const tn_function functions[] = {");
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        const char *name = function->function->c_name;
        emit_line(out, "{.name = \"%s\", .call = call_%s},", node_native_name(function, false), name);
        if (function->blocks)
            emit_line(out, "{.name = \"%s\", .call = await_%s},", node_native_name(function, true), name);
    }
    emit_close(out, "};");
    emit_line(out, "/* clang-format on */");
    emit_line(out, "return tn_export(env, exports, functions, sizeof functions / sizeof *functions);");
    emit_close(out, "}");
    package_add(files, arena_printf("src/%s.c", file_name(class_of)), emit_finish(out));
}

/* ---- The module ---- */

static void add_header(const node_context *context, package *files, const native_code *native,
                       const GPtrArray *parts) {
    emit *out = start_file(context);
    emit_line(out, "#ifndef TN_ADDON_H");
    emit_line(out, "#define TN_ADDON_H");
    emit_line(out, "%s", "");
    emit_line(out, "#include \"%s\"", native->boundary_header);
    if (node_has_arrow(context))
        emit_line(out, "#include \"tn_arrow.h\"");
    if (node_has_callbacks(context))
        emit_line(out, "#include \"tn_callbacks.h\"");
    emit_line(out, "#include \"tn_node.h\"");
    if (has_long_calls(context))
        emit_line(out, "#include \"tn_tasks.h\"");
    if (node_uses_values(context))
        emit_line(out, "#include \"tn_values.h\"");
    node_declare_records(context, out);
    if (node_has_callbacks(context))
        emit_line(out, "%s", "");
    for (guint i = 0; i < context->model->interfaces->len; i++) {
        const model_interface *interface = g_ptr_array_index(context->model->interfaces, i);
        emit_line(out, "extern const tn_interface tn_interface_%s;", interface->c_name);
    }
    node_declare_exacts(context, out);
    emit_line(out, "%s", "");
    for (guint i = 0; i < parts->len; i++) {
        const GPtrArray *names = file_names(context, g_ptr_array_index(parts, i));
        for (guint j = 0; j < names->len; j++)
            emit_line(out, "bool tn_export_%s(napi_env env, napi_value exports);",
                      (const char *)g_ptr_array_index(names, j));
    }
    emit_line(out, "%s", "");
    emit_line(out, "#endif /* TN_ADDON_H */");
    package_add(files, "src/addon.h", emit_finish(out));
}

static void emit_error_codes(const node_context *context, emit *out) {
    const GPtrArray *errors = context->plan->errors;
    size_t width = 0;
    for (guint i = 0; i < errors->len; i++) {
        const plan_error *error = g_ptr_array_index(errors, i);
        width = MAX(width, strlen(arena_printf("%d,", error->code)));
    }
    emit_open(out, "static const int32_t error_codes[] = {");
    for (guint i = 0; i < errors->len; i++) {
        const plan_error *error = g_ptr_array_index(errors, i);
        emit_line(out, "%-*s /* %s */", (int)width, arena_printf("%d,", error->code), error->c_name);
    }
    emit_close(out, "};");
}

/* The functions that a file of lib/ asks for when it is loaded. */
static void emit_parts(const node_context *context, emit *out, const GPtrArray *parts) {
    if (parts->len == 1)
        return;
    emit_line(out, "%s", "");
    emit_line(out, "/* clang-format off */"); /* it sets short rows in columns */
    for (guint i = 1; i < parts->len; i++) {
        const GPtrArray *names = file_names(context, g_ptr_array_index(parts, i));
        emit_open(out, "static const tn_exporter classes_%u[] = {", i);
        for (guint j = 0; j < names->len; j++)
            emit_line(out, "tn_export_%s,", (const char *)g_ptr_array_index(names, j));
        emit_line(out, "NULL,");
        emit_close(out, "};");
        emit_line(out, "%s", "");
    }
    emit_open(out, "static const tn_exporter *const parts[] = {");
    for (guint i = 1; i < parts->len; i++)
        emit_line(out, "classes_%u,", i);
    emit_close(out, "};");
    emit_line(out, "/* clang-format on */");
}

static void emit_package(const node_context *context, emit *out, const GPtrArray *parts) {
    const model_library *model = context->model;
    emit_line(out, "%s", "");
    emit_error_codes(context, out);
    if (model->classes->len > 0) {
        emit_line(out, "%s", "");
        bool is_long = model->classes->len > FEW_CLASSES; /* clang-format would set those in columns */
        if (is_long)
            emit_line(out, "/* clang-format off */");
        emit_open(out, "static const tenon_class *const classes[] = {");
        for (guint i = 0; i < model->classes->len; i++)
            emit_line(out, "&boundary_class_%s,",
                      ((const model_class *)g_ptr_array_index(model->classes, i))->c_name);
        emit_close(out, "};");
        if (is_long)
            emit_line(out, "/* clang-format on */");
    }
    emit_line(out, "%s", "");
    emit_open(out, "const tn_package tn_this_package = {");
    emit_line(out, ".handshake = boundary_%s_handshake,", model->name);
    emit_line(out, ".error_codes = error_codes,");
    emit_line(out, ".error_count = %u,", context->plan->errors->len);
    if (model->classes->len > 0) {
        emit_line(out, ".classes = classes,");
        emit_line(out, ".class_count = %u,", model->classes->len);
    }
    if (parts->len > 1) {
        emit_line(out, ".parts = parts,");
        emit_line(out, ".part_count = %u,", parts->len - 1);
    }
    if (node_has_callbacks(context))
        emit_line(out, ".callbacks = &tn_callbacks,");
    if (has_tokens(context)) {
        emit_line(out, ".new_token = tenon_token_new,");
        emit_line(out, ".request_token = tenon_token_request,");
    }
    emit_close(out, "};");
}

static void add_module(const node_context *context, package *files, const GPtrArray *parts) {
    emit *out = start_file(context);
    emit_line(out, "#include \"addon.h\"");
    emit_parts(context, out, parts);
    emit_package(context, out, parts);
    emit_line(out, "%s", "");
    if (context->plan->bridges) {
        const char *const pairs[] = {"LIBRARY", context->model->name, NULL};
        emit_raw(out, emit_template("backends/node/templates/bridges.c", pairs));
    }
    emit_open(out, "NAPI_MODULE_INIT() {");
    if (context->model->classes->len > 0 || node_has_exacts(context)) {
        emit_open(out, "static const tn_function functions[] = {");
        if (context->model->classes->len > 0) {
            emit_line(out, "{.name = \"$close\", .call = tn_close_handle},");
            emit_line(out, "{.name = \"$isLive\", .call = tn_is_live_handle},");
        }
        if (node_has_exacts(context))
            emit_line(out, "{.name = \"$exacts\", .call = tn_set_exacts},");
        if (context->plan->uses_views)
            emit_line(out, "{.name = \"$closeView\", .call = tn_close_view},");
        emit_close(out, "};");
        emit_line(out, "if (!tn_export(env, exports, functions, sizeof functions / sizeof *functions))");
        emit_line(out, "    return NULL;");
    }
    emit_line(out, "if (!tn_export_basics(env, exports) || !tn_export_diagnostics(env, exports))");
    emit_line(out, "    return NULL;");
    if (context->plan->bridges) {
        emit_line(out, "static const tn_function bridged = {.name = \"$bridges\", .call = bridges};");
        emit_line(out, "if (!tn_export(env, exports, &bridged, 1))");
        emit_line(out, "    return NULL;");
    }
    if (has_long_calls(context)) {
        emit_line(out, "if (!tn_export_tasks(env, exports))");
        emit_line(out, "    return NULL;");
    }
    if (node_has_arrow(context)) {
        emit_line(out, "if (!tn_export_arrow(env, exports))");
        emit_line(out, "    return NULL;");
    }
    const GPtrArray *names = file_names(context, g_ptr_array_index(parts, 0));
    for (guint i = 0; i < names->len; i++) {
        emit_line(out, "if (!tn_export_%s(env, exports))", (const char *)g_ptr_array_index(names, i));
        emit_line(out, "    return NULL;");
    }
    emit_line(out, "return exports;");
    emit_close(out, "}");
    package_add(files, "src/addon.c", emit_finish(out));
}

void node_add_addon(const node_context *context, package *files, const native_code *native) {
    const GPtrArray *parts = node_parts(context);
    add_header(context, files, native, parts);
    add_module(context, files, parts);
    node_add_records(context, files);
    add_calls(context, files, NULL);
    for (guint i = 0; i < context->model->classes->len; i++)
        add_calls(context, files, g_ptr_array_index(context->model->classes, i));
    node_add_exacts(context, files);
    node_add_interfaces(context, files);
    GPtrArray *runtime = runtime_parts(context);
    g_ptr_array_add(runtime, arena_strdup("tn_node.h"));
    if (node_has_callbacks(context))
        g_ptr_array_add(runtime, arena_strdup("tn_callbacks.h"));
    if (has_long_calls(context))
        g_ptr_array_add(runtime, arena_strdup("tn_tasks.h"));
    if (node_uses_values(context))
        g_ptr_array_add(runtime, arena_strdup("tn_values.h"));
    if (node_has_arrow(context))
        g_ptr_array_add(runtime, arena_strdup("tn_arrow.h"));
    if (node_has_callbacks(context) || node_has_arrow(context))
        g_ptr_array_add(runtime, arena_strdup("tn_references.h"));
    for (guint i = 0; i < runtime->len; i++) {
        const char *name = g_ptr_array_index(runtime, i);
        package_add_embedded(files, arena_printf("src/runtime/%s", name),
                             arena_printf("backends/node/runtime/%s", name));
    }
}

GPtrArray *node_addon_sources(const node_context *context) {
    GPtrArray *sources = arena_array();
    g_ptr_array_add(sources, arena_strdup("src/addon.c"));
    const node_part whole = {.classes = context->model->classes};
    const GPtrArray *names = file_names(context, &whole);
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(sources, arena_printf("src/%s.c", (const char *)g_ptr_array_index(names, i)));
    if (node_uses_records(context))
        g_ptr_array_add(sources, arena_strdup("src/records.c"));
    if (node_has_exacts(context))
        g_ptr_array_add(sources, arena_strdup("src/exacts.c"));
    if (node_has_callbacks(context))
        g_ptr_array_add(sources, arena_strdup("src/callbacks.c"));
    GPtrArray *runtime = runtime_parts(context);
    for (guint i = 0; i < runtime->len; i++)
        g_ptr_array_add(sources, arena_printf("src/runtime/%s", (const char *)g_ptr_array_index(runtime, i)));
    return sources;
}
