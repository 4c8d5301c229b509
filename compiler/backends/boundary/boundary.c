/* The boundary: the generated C layer that every language calls. */

#include <string.h>

#include "backends/backend.h"
#include "backends/boundary/boundary_internal.h"
#include "memory/arena.h"

static void append_paragraph(GString *text, const char *paragraph) {
    if (paragraph == NULL || paragraph[0] == '\0')
        return;
    g_string_append_printf(text, "%s%s", text->len > 0 ? "\n\n" : "", paragraph);
}

/* The names of the slots are those of the boundary's C declaration, in order. */
static void append_parameters(GString *text, const plan_function *function) {
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, i);
        if (value->doc != NULL && value->doc[0] != '\0')
            append_paragraph(text, arena_printf("@param %s %s", value->name, value->doc));
    }
}

static void append_failures(GString *text, const model_doc *doc) {
    for (guint i = 0; i < doc->throws->len; i++) {
        const model_throw *failure = g_ptr_array_index(doc->throws, i);
        append_paragraph(text, arena_printf("Fails with %s %s", failure->constant, failure->text));
    }
}

static void emit_prototype(emit *out, const plan_library *plan, const plan_function *function) {
    const model_doc *doc = function->function->doc;
    GString *text = g_string_new(NULL);
    append_paragraph(text, doc->summary);
    append_paragraph(text, doc->details);
    append_parameters(text, function);
    append_failures(text, doc);
    c_empty_line(out);
    c_doc_comment(out, text->str);
    g_string_free(text, TRUE);
    GPtrArray *parameters = boundary_parameters(function, scope_inside(scope_of_library(plan)));
    if (parameters->len == 0)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t) "void");
    c_wrapped(out, arena_printf("int32_t %s(", function->boundary_name), parameters, ");");
}

static bool crosses(const plan_library *plan, plan_form form, bool only_out) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            if (value->form == form && (!only_out || value->direction != PLAN_IN))
                return true;
        }
    }
    return false;
}

static gint compare_names(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void emit_includes(emit *out, const plan_library *plan, bool measures) {
    bool has_callbacks = crosses(plan, PLAN_CALLBACK, false) || crosses(plan, PLAN_CANCEL, false);
    bool has_values = crosses(plan, PLAN_DYNAMIC, false);
    const struct {
        const char *name;
        bool is_needed;
    } headers[] = {
        {plan->model->header_name, true},
        {"tenon/adaptive.h", measures},
        {"tenon/callback.h", has_callbacks || has_values || crosses(plan, PLAN_TEXT_ARRAY, true)},
        {"tenon/runtime.h", true},
        {"tenon/stream.h", crosses(plan, PLAN_STREAM, false)},
        {"tenon/value.h", has_values},
    };
    GPtrArray *names = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
        if (headers[i].is_needed)
            g_ptr_array_add(names, (gpointer)(uintptr_t)headers[i].name);
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++)
        emit_line(out, "#include \"%s\"", (const char *)g_ptr_array_index(names, i));
}

static void emit_releases(emit *out, const plan_library *plan) {
    boundary_needs needs = boundary_find_needs(plan);
    for (guint i = 0; i < needs.copies->len; i++) {
        const char *c_name = ((const model_type *)g_ptr_array_index(needs.copies, i))->c_name;
        c_empty_line(out);
        c_doc_comment(out, arena_printf("Free the texts of a %s that a call gave, and empty it.", c_name));
        emit_line(out, "void %s(%s *value);", boundary_record_release(c_name), c_name);
    }
}

static void emit_header_body(emit *out, const plan_library *plan, bool measures) {
    const model_library *model = plan->model;
    for (guint i = 0; i < model->classes->len; i++) {
        const model_class *item = g_ptr_array_index(model->classes, i);
        c_empty_line(out);
        c_doc_comment(out, item->doc->summary);
        emit_line(out, "extern const tenon_class boundary_class_%s;", item->c_name);
    }
    c_empty_line(out);
    c_doc_comment(out, "Compare what a binding was generated for with what this code was built for.");
    emit_line(out, "int32_t boundary_%s_handshake(const char *expected);", model->name);
    c_empty_line(out);
    c_doc_comment(out, "What this code was built for, as tenon_handshake() compares it.");
    emit_line(out, "const char *boundary_%s_contract(void);", model->name);
    if (plan->bridges) {
        c_empty_line(out);
        c_doc_comment(out, "Who serves each bridged function, as JSON: see tenon_bridge_text().");
        emit_line(out, "const char *bridges_%s_json(void);", model->name);
    }
    if (measures)
        boundary_emit_lock_prototypes(out, plan);
    for (guint i = 0; i < plan->interfaces->len; i++) {
        c_empty_line(out);
        boundary_emit_host_functions(out, plan, g_ptr_array_index(plan->interfaces, i));
    }
    emit_releases(out, plan);
    for (guint i = 0; i < plan->functions->len; i++)
        emit_prototype(out, plan, g_ptr_array_index(plan->functions, i));
}

static void emit_source_includes(emit *out, const plan_library *plan, const boundary_needs *needs,
                                 bool measures) {
    if (plan->bridges)
        emit_line(out, "#include \"bridges_%s.h\"", plan->model->name);
    if (plan->model->throws_cxx)
        emit_line(out, "#include \"guard_%s.h\"", plan->model->name);
    if (plan->removable)
        emit_line(out, "#include \"removable.h\"");
    if (!measures && !needs->callbacks)
        emit_line(out, "#include \"tenon/boundary.h\"");
    if (measures)
        emit_line(out, "#include \"tenon/boundary_adaptive.h\"");
    if (needs->callbacks)
        emit_line(out, "#include \"tenon/boundary_callbacks.h\"");
    emit_line(out, "#include \"tenon/diagnostics.h\"");
    if (plan->model->jump_frame != NULL)
        emit_line(out, "#include \"tenon/jump.h\"");
    if (needs->waits)
        emit_line(out, "#include \"tenon/wait.h\"");
}

char *boundary_header(const plan_library *plan, native_host host) {
    const char *guard = arena_printf("BOUNDARY_%s_H", emit_upper_case(plan->model->name));
    bool measures = host == NATIVE_HOST_WITH_LOCK && locks_adapt(plan);
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(out, plan,
                         "The boundary: handles and plain data in, results through pointers out. Every "
                         "function returns 0, or a "
                         "negative tenon_kind with the error recorded for tenon_error_take(). After a "
                         "failure the results are zero "
                         "or empty, except that arrays of the caller's may have been written.");
    emit_line(out, "#ifndef %s", guard);
    emit_line(out, "#define %s", guard);
    c_empty_line(out);
    emit_includes(out, plan, measures);
    c_empty_line(out);
    emit_line(out, "#ifdef __cplusplus");
    emit_line(out, "extern \"C\" {");
    emit_line(out, "#endif");
    emit_header_body(out, plan, measures);
    c_empty_line(out);
    emit_line(out, "#ifdef __cplusplus");
    emit_line(out, "}");
    emit_line(out, "#endif");
    c_empty_line(out);
    emit_line(out, "#endif /* %s */", guard);
    return emit_finish(out);
}

char *boundary_source(const plan_library *plan, native_host host) {
    boundary_needs needs = boundary_find_needs(plan);
    bool measures = host == NATIVE_HOST_WITH_LOCK && locks_adapt(plan);
    emit *out = emit_new("    ", C_WIDTH);
    boundary_emit_origin(out, plan, "The checks around every call, in the order of the call plan.");
    emit_line(out, "#include \"boundary_%s.h\"", plan->model->name);
    c_empty_line(out);
    if (needs.blocks)
        emit_line(out, "#define TENON_BOUNDARY_BLOCKS 1 /* some calls block: see tenon/boundary.h */");
    emit_source_includes(out, plan, &needs, measures);
    boundary_emit_assertions(out, plan);
    boundary_emit_jump_guards(out, plan);
    boundary_emit_classes(out, plan);
    if (needs.statuses)
        boundary_emit_statuses(out, plan);
    boundary_emit_checks(out, &needs);
    boundary_emit_freeing(out, &needs);
    for (guint i = 0; i < plan->interfaces->len; i++)
        boundary_emit_interface(out, plan, g_ptr_array_index(plan->interfaces, i));
    if (measures)
        boundary_emit_lock_measurements(out, plan);
    boundary_emit_handshake(out, plan);
    for (guint i = 0; i < plan->functions->len; i++) {
        c_empty_line(out);
        boundary_emit_function(out, plan, g_ptr_array_index(plan->functions, i), host);
    }
    return emit_finish(out);
}
