/* Records, and the cases of variants: tables that the static runtime makes classes of. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

enum { doc_width = 78 };

/* A class with fields: a record's or a case's. */
typedef struct fielded {
    const python_package *of;
    emit *out;
    const char *name;
    const char *c_name; /* Of the struct. */
    const char *doc;
    GPtrArray *fields;            /* field_place */
    guint required;               /* How many must be given. */
    guint keeps;                  /* How many of them the record keeps in Python. */
    const model_variant *variant; /* Of a case; otherwise null. */
    const model_case *one;
} fielded;

/* One of its fields. */
typedef struct field_place {
    const char *name;    /* In Python. */
    const char *place;   /* In the struct: "as.radius". */
    const char *present; /* The bool that says whether it is there, or null. */
    const model_type *type;
    bool nullable;
    const char *doc;
    const char *advice; /* What to use instead, or null. */
} field_place;

static bool is_kept(const model_type *type) {
    return type->kind == MODEL_TEXT || python_is_record(type);
}

bool python_is_plain_record(const model_type *type) {
    if (type->kind != MODEL_RECORD)
        return false;
    for (guint i = 0; i < type->record->fields->len; i++) {
        if (is_kept(&((const model_field *)g_ptr_array_index(type->record->fields, i))->type))
            return false;
    }
    return true;
}

static void add_field(fielded *to, field_place field) {
    field_place *copy = ARENA_NEW(field_place);
    *copy = field;
    g_ptr_array_add(to->fields, copy);
}

/* ---- Tables ---- */

/* Which kind of field it is, and what the kind needs to know. */
static const char *kind_of(const python_package *of, const field_place *field) {
    const model_type *type = field->type;
    if (type->kind == MODEL_TEXT)
        return arena_printf(".kind = &tn_text_field%s", field->nullable ? ", .is_nullable = true" : "");
    if (python_is_record(type))
        return arena_printf(".kind = &tn_record_field, .described = &tn_record_%s",
                            python_name(of, python_record_of(type)));
    if (type->kind == MODEL_ENUM)
        return arena_printf(".kind = &tn_enum_field, .element = tn_i32, .described = &tn_enum_%s",
                            python_name(of, type->enumeration));
    return python_scalar_field(of, type);
}

static void emit_field(fielded *in, const field_place *field) {
    GString *row = g_string_new(NULL);
    g_string_append_printf(row, "{%s, .offset = offsetof(%s, %s)", kind_of(in->of, field), in->c_name,
                           field->place);
    if (field->present != NULL)
        g_string_append_printf(row, ", .is_optional = true, .present = offsetof(%s, %s)", in->c_name,
                               field->present);
    if (is_kept(field->type) && in->keeps++ > 0)
        g_string_append_printf(row, ", .kept = %u", in->keeps - 1);
    if (field->advice != NULL)
        g_string_append_printf(row, ", .deprecated = %s",
                               python_c_literal(python_doc_names(in->of, field->advice)));
    emit_line(in->out, "%s},", row->str);
    g_string_free(row, TRUE);
}

static void emit_fields(fielded *in) {
    if (in->fields->len == 0)
        return;
    python_open_table(in->out, arena_printf("static const tn_field fields_%s[]", in->name));
    for (guint i = 0; i < in->fields->len; i++)
        emit_field(in, g_ptr_array_index(in->fields, i));
    python_close_table(in->out);
    emit_line(in->out, "%s", "");
}

static void emit_signature(const fielded *in) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < in->fields->len; i++)
        g_ptr_array_add(
            names, arena_printf("tn_name_%s", ((const field_place *)g_ptr_array_index(in->fields, i))->name));
    python_emit_signature(in->out, arena_printf("signature_%s", in->name), in->name, names, in->required, 0,
                          0);
    emit_line(in->out, "%s", "");
}

static void emit_descriptor(const fielded *in) {
    emit_open(in->out, "%sconst tn_record tn_record_%s = {", in->one != NULL ? "static " : "", in->name);
    emit_line(in->out, ".signature = &signature_%s,", in->name);
    if (in->fields->len > 0)
        emit_line(in->out, ".fields = fields_%s,", in->name);
    emit_line(in->out, ".size = sizeof(%s),", in->c_name);
    emit_line(in->out, ".ref = tn_at_%s,", in->name);
    if (in->keeps > 0)
        emit_line(in->out, ".keeps = %u,", in->keeps);
    if (in->one != NULL) {
        emit_line(in->out, ".is_case = true,");
        emit_line(in->out, ".tag_offset = offsetof(%s, %s),", in->c_name, in->variant->tag_field);
        emit_line(in->out, ".tag = %d,", in->one->constant->value);
    }
    emit_close(in->out, "};");
    emit_line(in->out, "%s", "");
}

/* `(void *)&fields[0]` tells the shared getter and setter which field is meant. */
static void emit_attributes(const fielded *in) {
    python_open_table(in->out, arena_printf("static PyGetSetDef attributes_%s[]", in->name));
    for (guint i = 0; i < in->fields->len; i++) {
        const field_place *field = g_ptr_array_index(in->fields, i);
        GPtrArray *items = arena_array();
        g_ptr_array_add(items, python_c_literal(field->name));
        g_ptr_array_add(items, (gpointer)(uintptr_t) "tn_record_get");
        g_ptr_array_add(items, (gpointer)(uintptr_t)(in->one != NULL ? "NULL" : "tn_record_set"));
        g_ptr_array_add(items, python_c_literal(python_doc_names(in->of, field->doc)));
        g_ptr_array_add(items, arena_printf("(void *)(uintptr_t)&fields_%s[%u]", in->name, i));
        python_emit_call(in->out, "{", items, "},");
    }
    emit_line(in->out, "{NULL, NULL, NULL, NULL, NULL},");
    python_close_table(in->out);
    emit_line(in->out, "%s", "");
}

/* ---- Types ---- */

static void emit_doc(const fielded *in) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < in->fields->len; i++)
        g_ptr_array_add(names,
                        arena_printf("%s%s", ((const field_place *)g_ptr_array_index(in->fields, i))->name,
                                     i >= in->required ? "=None" : ""));
    python_emit_c_doc(in->out, arena_printf("doc_%s", in->name),
                      arena_printf("%s(%s)\n--\n\n%s", in->name, emit_join(names, ", "), in->doc));
    emit_line(in->out, "%s", "");
}

static void emit_spec(const fielded *in) {
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, python_c_literal(arena_printf("%s.%s", in->of->module, in->name)));
    g_ptr_array_add(items, (gpointer)(uintptr_t) "0");
    g_ptr_array_add(items, (gpointer)(uintptr_t) "0");
    g_ptr_array_add(items, (gpointer)(uintptr_t) "Py_TPFLAGS_DEFAULT");
    g_ptr_array_add(items, arena_printf("slots_%s", in->name));
    python_emit_call(in->out, "PyType_Spec spec = {", items, "};");
}

static void emit_type(const fielded *in) {
    emit *out = in->out;
    python_emit_call(out, arena_printf("static PyObject *new_%s(", in->name), arena_array(),
                     "PyTypeObject *type, PyObject *args, PyObject *keywords) {");
    emit_line(out, "    return tn_record_new(type, &tn_record_%s, args, keywords);", in->name);
    emit_line(out, "}");
    emit_line(out, "%s", "");
    emit_doc(in);
    python_open_table(out, arena_printf("static PyType_Slot slots_%s[]", in->name));
    emit_line(out, in->one != NULL ? "TN_CASE_SLOTS," : "TN_RECORD_SLOTS,");
    emit_line(out, "{Py_tp_new, (void *)new_%s},", in->name);
    emit_line(out, "{Py_tp_doc, (void *)(uintptr_t)doc_%s},", in->name);
    emit_line(out, "{Py_tp_getset, (void *)attributes_%s},", in->name);
    emit_line(out, "{0, NULL},");
    python_close_table(out);
    emit_line(out, "%s", "");
    emit_open(out, "%sbool %s_%s(PyObject *module) {", in->one != NULL ? "static " : "",
              in->one != NULL ? "add" : "tn_add", in->name);
    emit_spec(in);
    emit_line(out, "return tn_add_record(module, &spec, &tn_record_%s);", in->name);
    emit_close(out, "}");
}

static void emit_fielded(fielded *in) {
    emit_line(in->out, "%s", "");
    emit_fields(in);
    emit_signature(in);
    emit_descriptor(in);
    emit_attributes(in);
    emit_type(in);
}

/* ---- Records ---- */

static void emit_record(const python_package *of, emit *out, const model_record *record) {
    GPtrArray *fields = python_fields(record);
    fielded in = {.of = of,
                  .out = out,
                  .name = python_name(of, record),
                  .c_name = record->c_name,
                  .doc = python_item_doc(of, record->doc, &record->marks, record->c_name, doc_width),
                  .fields = arena_array(),
                  .required = python_required_fields(fields)};
    for (guint i = 0; i < fields->len; i++) {
        const model_field *field = g_ptr_array_index(fields, i);
        const model_field *presence = field->present_if == MODEL_NO_FIELD
                                          ? NULL
                                          : g_ptr_array_index(record->fields, (guint)field->present_if);
        add_field(&in, (field_place){.name = python_field_name(field),
                                     .place = field->name,
                                     .present = presence == NULL ? NULL : presence->name,
                                     .type = &field->type,
                                     .nullable = field->nullable,
                                     .doc = field->doc->summary,
                                     .advice = field->marks.deprecated});
    }
    emit_fielded(&in);
}

/* ---- Variants ---- */

static void emit_case(const python_package *of, emit *out, const model_variant *variant,
                      const model_case *one) {
    fielded in = {.of = of,
                  .out = out,
                  .name = python_name(of, one),
                  .c_name = variant->c_name,
                  .doc = python_item_doc(of, one->doc, NULL, one->constant->c_name, doc_width),
                  .fields = arena_array(),
                  .variant = variant,
                  .one = one};
    if (one->member != NULL) {
        const char *of_union = variant->union_field;
        add_field(&in, (field_place){.name = python_payload_name(one),
                                     .place = arena_printf("%s%s%s", of_union, of_union[0] == '\0' ? "" : ".",
                                                           one->member),
                                     .type = &one->type,
                                     .nullable = one->nullable,
                                     .doc = one->doc->summary});
        in.required = one->nullable ? 0 : 1;
    }
    emit_fielded(&in);
}

/* The variant itself, of which there are no instances. */
static void emit_union(const python_package *of, emit *out, const model_variant *variant) {
    const char *name = python_name(of, variant);
    emit_line(out, "%s", "");
    python_open_table(out, arena_printf("static const tn_record *const cases_%s[]", name));
    for (guint i = 0; i < variant->cases->len; i++)
        emit_line(out, "&tn_record_%s,", python_name(of, g_ptr_array_index(variant->cases, i)));
    emit_line(out, "NULL,");
    python_close_table(out);
    emit_line(out, "%s", "");
    python_emit_signature(out, arena_printf("signature_%s", name), name, arena_array(), 0, 0, 0);
    emit_line(out, "%s", "");
    emit_open(out, "const tn_record tn_record_%s = {", name);
    emit_line(out, ".signature = &signature_%s,", name);
    emit_line(out, ".size = sizeof(%s),", variant->c_name);
    emit_line(out, ".cases = cases_%s,", name);
    emit_line(out, ".tag_offset = offsetof(%s, %s),", variant->c_name, variant->tag_field);
    emit_close(out, "};");
    emit_line(out, "%s", "");
    emit_open(out, "bool tn_add_%s(PyObject *module) {", name);
    for (guint i = 0; i < variant->cases->len; i++) {
        emit_line(out, "if (!add_%s(module))", python_name(of, g_ptr_array_index(variant->cases, i)));
        emit_line(out, "    return false;");
    }
    emit_line(out, "return tn_add_variant(module, &tn_record_%s);", name);
    emit_close(out, "}");
}

void python_generate_records(python_package *to) {
    emit *out = python_start_c(to);
    emit_line(out, "#include <stddef.h>");
    emit_line(out, "%s", "");
    emit_line(out, "#include \"module.h\"");
    for (guint i = 0; i < to->model->records->len; i++)
        emit_record(to, out, g_ptr_array_index(to->model->records, i));
    for (guint i = 0; i < to->model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(to->model->variants, i);
        for (guint c = 0; c < variant->cases->len; c++)
            emit_case(to, out, variant, g_ptr_array_index(variant->cases, c));
        emit_union(to, out, variant);
    }
    package_add(to->files, "binding/record_classes.c", emit_finish(out));
}
