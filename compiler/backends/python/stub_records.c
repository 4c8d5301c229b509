/* Records and variants as the stub has them. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

static void emit_end(const python_package *of, emit *out, const GPtrArray *names, const GPtrArray *parameters,
                     bool is_hashable) {
    const char *head = arena_printf("__match_args__: %s = ", python_word(of, "Final"));
    emit_list(out, arena_printf("%s(", head), names, names->len == 1 ? ",)" : ")", true);
    emit_line(out, "%s", "");
    emit_list(out, "def __new__(", parameters, arena_printf(") -> %s: ...", python_word(of, "Self")), true);
    emit_line(out, "def __eq__(self, value: %s, /) -> %s: ...", python_word(of, "object"),
              python_word(of, "bool"));
    if (is_hashable)
        emit_line(out, "def __hash__(self) -> %s: ...", python_word(of, "int"));
    else
        emit_line(out, "__hash__: %s[None]  # type: ignore[assignment]", python_word(of, "ClassVar"));
    emit_dedent(out);
}

static void open_class(const python_package *of, emit *out, const char *name, const char *doc) {
    emit_line(out, "%s", "");
    emit_line(out, "@%s", python_word(of, "final"));
    emit_open(out, "class %s:", name);
    python_emit_doc(out, doc);
    emit_line(out, "%s", "");
}

static int class_doc_width(const emit *out) {
    return python_doc_width(out); /* The class is not open yet. */
}

/* ---- Records ---- */

/* Only a property can be marked as deprecated. */
static void emit_field(const python_package *of, emit *out, const model_field *field) {
    const char *name = python_field_name(field);
    const char *type = python_field_type(of, field);
    char *doc = python_item_doc(of, field->doc, &field->marks, "", python_doc_width(out));
    if (field->marks.deprecated == NULL) {
        emit_line(out, "%s: %s", name, type);
        if (doc[0] != '\0')
            python_emit_doc(out, doc);
        return;
    }
    emit_line(out, "@%s", python_word(of, "property"));
    python_emit_deprecated(of, out, field->marks.deprecated);
    emit_open(out, "def %s(self) -> %s:", name, type);
    python_emit_doc(out, doc);
    emit_dedent(out);
    emit_line(out, "@%s.setter", name);
    python_emit_deprecated(of, out, field->marks.deprecated);
    emit_line(out, "def %s(self, value: %s) -> None: ...", name, type);
}

void python_stub_record(const python_package *of, emit *out, const model_record *record) {
    GPtrArray *parameters = arena_array();
    GPtrArray *names = arena_array();
    GPtrArray *fields = python_fields(record);
    guint required = python_required_fields(fields);
    open_class(of, out, python_name(of, record),
               python_item_doc(of, record->doc, &record->marks, record->c_name, class_doc_width(out)));
    g_ptr_array_add(parameters, (gpointer)(uintptr_t) "cls");
    for (guint i = 0; i < fields->len; i++) {
        const model_field *field = g_ptr_array_index(fields, i);
        const char *name = python_field_name(field);
        emit_field(of, out, field);
        g_ptr_array_add(parameters, arena_printf("%s: %s%s", name, python_field_type(of, field),
                                                 i >= required ? " = None" : ""));
        g_ptr_array_add(names, python_literal(name));
    }
    emit_end(of, out, names, parameters, false);
}

/* ---- Variants ---- */

static void emit_case(const python_package *of, emit *out, const model_case *one) {
    GPtrArray *parameters = arena_array();
    GPtrArray *names = arena_array();
    open_class(of, out, python_name(of, one),
               python_item_doc(of, one->doc, NULL, one->constant->c_name, class_doc_width(out)));
    g_ptr_array_add(parameters, (gpointer)(uintptr_t) "cls");
    if (one->member != NULL) {
        const char *name = python_payload_name(one);
        const char *type = python_payload_type(of, one);
        emit_line(out, "@%s", python_word(of, "property"));
        emit_line(out, "def %s(self) -> %s: ...", name, type);
        g_ptr_array_add(parameters, arena_printf("%s: %s%s", name, type, one->nullable ? " = None" : ""));
        g_ptr_array_add(names, python_literal(name));
    }
    emit_end(of, out, names, parameters, true);
}

/* As the formatter breaks a union that is too long. */
static void emit_union(emit *out, const char *head, const GPtrArray *names) {
    const char *whole = emit_join(names, " | ");
    if (emit_fits(out, arena_printf("%s%s", head, whole))) {
        emit_line(out, "%s%s", head, whole);
        return;
    }
    emit_open(out, "%s(", head);
    if (emit_fits(out, whole))
        emit_line(out, "%s", whole);
    for (guint i = 0; !emit_fits(out, whole) && i < names->len; i++)
        emit_line(out, "%s%s", i == 0 ? "" : "| ", (const char *)g_ptr_array_index(names, i));
    emit_close(out, ")");
}

void python_stub_variant(const python_package *of, emit *out, const model_variant *variant) {
    GPtrArray *names = arena_array();
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *one = g_ptr_array_index(variant->cases, i);
        emit_case(of, out, one);
        g_ptr_array_add(names, (gpointer)(uintptr_t)python_name(of, one));
    }
    emit_line(out, "%s", "");
    emit_union(out, arena_printf("%s: %s = ", python_name(of, variant), python_word(of, "TypeAlias")), names);
    python_emit_doc(out,
                    python_item_doc(of, variant->doc, &variant->marks, variant->c_name, PYTHON_WIDTH - 3));
}
