/* Errors, enums and records: tables that the static runtime makes classes of. */

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
    package_add(to->files, "binding/enum_classes.c", emit_finish(out));
}

/* ---- Records ---- */

static const char *field_row(const python_package *of, const model_record *record, const model_field *field) {
    bool is_enum = field->type.kind == MODEL_ENUM;
    const char *advice = field->marks.deprecated;
    return arena_printf("{offsetof(%s, %s), tn_%s, %s, %s},", record->c_name, field->name,
                        is_enum ? "i32" : python_scalar_word(field->type.scalar),
                        is_enum ? arena_printf("&tn_enum_%s", python_name(of, field->type.enumeration))
                                : "NULL",
                        advice == NULL ? "NULL" : python_c_literal(python_doc_names(of, advice)));
}

static void emit_fields(const python_package *of, emit *out, const model_record *record) {
    const char *name = python_name(of, record);
    GPtrArray *names = arena_array();
    python_open_table(out, arena_printf("static const tn_field fields_%s[]", name));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        emit_line(out, "%s", field_row(of, record, field));
        g_ptr_array_add(names, arena_printf("tn_name_%s", python_field_name(field)));
    }
    python_close_table(out);
    emit_line(out, "%s", "");
    python_emit_signature(out, arena_printf("signature_%s", name), name, names, record->fields->len, 0);
    emit_line(out, "%s", "");
    emit_open(out, "const tn_record tn_record_%s = {", name);
    emit_line(out, ".signature = &signature_%s,", name);
    emit_line(out, ".fields = fields_%s,", name);
    emit_line(out, ".size = sizeof(%s),", record->c_name);
    emit_line(out, ".ref = tn_at_%s,", name);
    emit_close(out, "};");
    emit_line(out, "%s", "");
}

/* `(void *)&fields[0]` tells the shared getter and setter which field is meant. */
static void emit_attributes(const python_package *of, emit *out, const model_record *record) {
    const char *name = python_name(of, record);
    python_open_table(out, arena_printf("static PyGetSetDef attributes_%s[]", name));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        GPtrArray *items = arena_array();
        g_ptr_array_add(items, python_c_literal(python_field_name(field)));
        g_ptr_array_add(items, (gpointer)(uintptr_t) "tn_record_get");
        g_ptr_array_add(items, (gpointer)(uintptr_t) "tn_record_set");
        g_ptr_array_add(items, python_c_literal(python_doc_names(of, field->doc->summary)));
        g_ptr_array_add(items, arena_printf("(void *)(uintptr_t)&fields_%s[%u]", name, i));
        python_emit_call(out, "{", items, "},");
    }
    emit_line(out, "{NULL, NULL, NULL, NULL, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
}

static const char *record_doc(const python_package *of, const model_record *record) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(record->fields, i);
        g_ptr_array_add(names, (gpointer)(uintptr_t)python_field_name(field));
    }
    return arena_printf("%s(%s)\n--\n\n%s", python_name(of, record), emit_join(names, ", "),
                        python_item_doc(of, record->doc, &record->marks, record->c_name, doc_width));
}

static void emit_record_type(const python_package *of, emit *out, const model_record *record) {
    const char *name = python_name(of, record);
    python_emit_call(out, arena_printf("static PyObject *new_%s(", name), arena_array(),
                     "PyTypeObject *type, PyObject *args, PyObject *keywords) {");
    emit_line(out, "    return tn_record_new(type, &tn_record_%s, args, keywords);", name);
    emit_line(out, "}");
    emit_line(out, "%s", "");
    python_emit_c_doc(out, arena_printf("doc_%s", name), record_doc(of, record));
    emit_line(out, "%s", "");
    python_open_table(out, arena_printf("static PyType_Slot slots_%s[]", name));
    emit_line(out, "TN_RECORD_SLOTS,");
    emit_line(out, "{Py_tp_new, (void *)new_%s},", name);
    emit_line(out, "{Py_tp_doc, (void *)(uintptr_t)doc_%s},", name);
    emit_line(out, "{Py_tp_getset, (void *)attributes_%s},", name);
    emit_line(out, "{0, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
    emit_open(out, "bool tn_add_%s(PyObject *module) {", name);
    emit_line(out, "PyType_Spec spec = {\"%s.%s\", 0, 0, Py_TPFLAGS_DEFAULT, slots_%s};", of->module, name,
              name);
    emit_line(out, "return tn_add_record(module, &spec, &tn_record_%s);", name);
    emit_close(out, "}");
}

void python_generate_records(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include <stddef.h>");
    emit_line(out, "%s", "");
    emit_line(out, "#include \"module.h\"");
    for (guint i = 0; i < to->model->records->len; i++) {
        const model_record *record = g_ptr_array_index(to->model->records, i);
        emit_line(out, "%s", "");
        emit_fields(to, out, record);
        emit_attributes(to, out, record);
        emit_record_type(to, out, record);
    }
    package_add(to->files, "binding/record_classes.c", emit_finish(out));
}
