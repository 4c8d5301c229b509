/* Errors and enums: tables that the static runtime makes classes of. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

enum { doc_width = 78 };

/* ---- Errors ---- */

static void emit_error_row(const python_package *of, emit *out, const plan_error *error) {
    const char *name = python_name(of, error);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, arena_printf("%d", error->code));
    g_ptr_array_add(items, arena_printf("%d", error->kind));
    g_ptr_array_add(items, arena_printf("tn_at_%s", name));
    g_ptr_array_add(items, python_c_literal(arena_printf("%s.%s", of->module, name)));
    g_ptr_array_add(items, python_c_literal(error->c_name));
    g_ptr_array_add(items, python_c_literal(error->summary));
    python_emit_call(out, "{", items, "},");
}

void python_generate_errors(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    emit_line(out, "%s", "");
    python_open_table(out, "const tn_error_class tn_error_classes[]");
    for (guint i = 0; i < to->errors->len; i++)
        emit_error_row(to, out, g_ptr_array_index(to->errors, i));
    python_close_table(out);
    emit_line(out, "%s", "");
    emit_line(out,
              "const size_t tn_error_class_count = sizeof(tn_error_classes) / sizeof(tn_error_classes[0]);");
    package_add(to->files, "binding/error_classes.c", emit_finish(out));
}

/* ---- Enums ---- */

static void emit_enum(const python_package *of, emit *out, const model_enum *described) {
    const char *name = python_name(of, described);
    emit_line(out, "%s", "");
    python_open_table(out, arena_printf("static const tn_member members_%s[]", name));
    for (guint i = 0; i < described->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(described->constants, i);
        emit_line(out, "{%s, %d},", python_c_literal(python_member_name(constant)), constant->value);
    }
    python_close_table(out);
    emit_line(out, "%s", "");
    python_emit_c_doc(out, arena_printf("doc_%s", name),
                      python_item_doc(of, described->doc, &described->marks, described->c_name, doc_width));
    emit_line(out, "%s", "");
    emit_open(out, "const tn_enum tn_enum_%s = {", name);
    emit_line(out, ".module = %s,", python_c_literal(of->module));
    emit_line(out, ".name = %s,", python_c_literal(name));
    emit_line(out, ".doc = doc_%s,", name);
    emit_line(out, ".members = members_%s,", name);
    emit_line(out, ".count = %u,", described->constants->len);
    if (described->is_flags)
        emit_line(out, ".is_flags = true,");
    emit_line(out, ".ref = tn_at_%s,", name);
    emit_close(out, "};");
}

void python_generate_enums(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    for (guint i = 0; i < to->model->enums->len; i++)
        emit_enum(to, out, g_ptr_array_index(to->model->enums, i));
    emit_line(out, "%s", "");
    python_open_table(out, "const tn_enum *const tn_enums[]");
    for (guint i = 0; i < to->model->enums->len; i++)
        emit_line(out, "&tn_enum_%s,", python_name(to, g_ptr_array_index(to->model->enums, i)));
    emit_line(out, "NULL,");
    python_close_table(out);
    package_add(to->files, "binding/enum_classes.c", emit_finish(out));
}

/* ---- Exact numbers ---- */

static void emit_exact(const python_package *of, emit *out, const model_exact *exact) {
    const char *name = python_name(of, exact);
    emit_line(out, "%s", "");
    python_emit_c_doc(out, arena_printf("doc_%s", name),
                      arena_printf("%s(value, /)\n--\n\n%s", name,
                                   python_item_doc(of, exact->doc, &exact->marks, exact->c_name, doc_width)));
    emit_line(out, "%s", "");
    emit_open(out, "const tn_exact tn_exact_%s = {", name);
    emit_line(out, ".name = %s,", python_c_literal(name));
    emit_line(out, ".doc = doc_%s,", name);
    emit_line(out, ".digits = %u,", exact->digits);
    emit_line(out, ".ref = tn_at_%s,", name);
    emit_close(out, "};");
}

void python_generate_exacts(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include \"module.h\"");
    for (guint i = 0; i < to->model->exacts->len; i++)
        emit_exact(to, out, g_ptr_array_index(to->model->exacts, i));
    package_add(to->files, "binding/exact_classes.c", emit_finish(out));
}
