/* types.rs: the contract's enums, records and statuses, with the bits that they have in C. */
#include <string.h>

#include "memory/arena.h"
#include "provider/rust_impl.h"

static bool is_wide(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
}

/* Numbers that mean a time or an amount are what C has: numbers. */
static const char *scalar(const model_type *type) {
    model_type plain = *type;
    plain.meaning = MODEL_PLAIN;
    return rust_type(&plain);
}

const char *impl_type(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return is_wide(type) ? rust_raw_type(type) : scalar(type);
    case MODEL_ENUM:
        return rust_enum_name(type->enumeration);
    case MODEL_RECORD:
        return rust_record_name(type->record);
    case MODEL_VARIANT:
        return rust_union_name(type->variant);
    case MODEL_TEXT:
        return "Text";
    default:
        return "()";
    }
}

static const char *pointee(const model_parameter *parameter) {
    switch (parameter->type.kind) {
    case MODEL_TEXT:
        return "c_char";
    case MODEL_CLASS:
        return "()";
    default:
        return impl_type(&parameter->type);
    }
}

const char *impl_raw_type(const model_parameter *parameter) {
    const char *type = strcmp(parameter->type.c_name, "void") == 0 ? "u8" : pointee(parameter);
    for (int depth = 0; depth < parameter->pointer_depth; depth++)
        type = arena_printf(depth == 0 && parameter->is_const ? "*const %s" : "*mut %s", type);
    return type;
}

/* ---- What Rust cannot be asked to make ---- */

static const char *refuses_fields(const model_record *record, bool is_out) {
    for (guint i = 0; i < record->fields->len; i++) {
        const char *why = impl_refuses_type(&RUST_AT(model_field, record->fields, i)->type, is_out);
        if (why != NULL)
            return why;
    }
    return NULL;
}

const char *impl_refuses_type(const model_type *type, bool is_out) {
    switch (type->kind) {
    case MODEL_RECORD:
        return refuses_fields(type->record, is_out);
    case MODEL_VARIANT:
        return "a variant";
    case MODEL_TEXT:
        return is_out ? "text in a record that is given" : NULL;
    default:
        return NULL;
    }
}

/* ---- Enums ---- */

static void put_constants(emit *out, const GPtrArray *constants) {
    for (guint i = 0; i < constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, constants, i);
        rust_doc_of(out, "///", constant->doc, constant->c_name);
        emit_line(out, "pub const %s: Self = Self(%s);", rust_flag_name(constant),
                  rust_integer(constant->value, false));
    }
}

/* A C enum can hold what is none of its constants: a Rust enum must not. */
static void put_enum(emit *out, const char *name, const GPtrArray *constants) {
    emit_line(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]");
    emit_line(out, "#[repr(transparent)]");
    emit_line(out, "pub struct %s(pub i32);", name);
    emit_line(out, "%s", "");
    emit_open(out, "impl %s {", name);
    put_constants(out, constants);
    emit_close(out, "}");
}

static void put_enums(emit *out, const model_library *model) {
    for (guint i = 0; i < model->enums->len; i++) {
        const model_enum *item = RUST_AT(model_enum, model->enums, i);
        emit_line(out, "%s", "");
        rust_doc_of(out, "///", item->doc, item->c_name);
        put_enum(out, rust_enum_name(item), item->constants);
    }
}

static void put_status(emit *out, const model_library *model) {
    if (model->status == NULL)
        return;
    GPtrArray *failures = arena_array();
    for (guint i = 0; i < model->status->constants->len; i++) {
        model_enum_constant *constant = g_ptr_array_index(model->status->constants, i);
        if (constant->value != 0)
            g_ptr_array_add(failures, constant);
    }
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", model->status->doc, model->status->c_name);
    put_enum(out, "Status", failures);
}

/* ---- Records and variants ---- */

static bool has_text(const model_record *record) {
    return record->has_text;
}

static bool has_variant(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        const model_type *type = &RUST_AT(model_field, record->fields, i)->type;
        if (type->kind == MODEL_VARIANT || (type->kind == MODEL_RECORD && has_variant(type->record)))
            return true;
    }
    return false;
}

static void put_record(emit *out, const model_record *record) {
    bool is_plain = !has_text(record) && !has_variant(record);
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", record->doc, record->c_name);
    if (is_plain)
        emit_line(out, "#[derive(Debug, Clone, Copy, PartialEq)]");
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub struct %s {", rust_record_name(record));
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        rust_doc_of(out, "///", field->doc, arena_printf("%s.%s", record->c_name, field->name));
        emit_line(out, "pub %s: %s,", rust_name(field->name), impl_type(&field->type));
    }
    emit_close(out, "}");
}

static const char *cases_name(const model_variant *variant) {
    return arena_printf("%sCases", rust_union_name(variant));
}

/* Only for its layout: no function with one is offered. */
static void put_variant(emit *out, const model_variant *variant) {
    emit_line(out, "%s", "");
    rust_doc_of(out, "///", variant->doc, variant->c_name);
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub struct %s {", rust_union_name(variant));
    emit_line(out, "pub(crate) %s: %s,", rust_name(variant->tag_field), rust_enum_name(variant->tag));
    emit_line(out, "pub(crate) cases: %s,", cases_name(variant));
    emit_close(out, "}");
    emit_line(out, "%s", "");
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub(crate) union %s {", cases_name(variant));
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *item = RUST_AT(model_case, variant->cases, i);
        if (item->member != NULL)
            emit_line(out, "pub(crate) %s: mem::ManuallyDrop<%s>,", rust_name(item->member),
                      impl_type(&item->type));
    }
    emit_close(out, "}");
}

/* ---- Layouts ---- */

/* "tables::Field::new::<i32>(", and what stands behind it. */
typedef struct field_line {
    const char *head;
    GPtrArray *arguments;
} field_line;

static field_line *field_of(const char *c_name, const char *member, const char *type) {
    field_line *field = ARENA_NEW(field_line);
    *field = (field_line){arena_printf("tables::Field::new::<%s>(", type), arena_array()};
    g_ptr_array_add(field->arguments, arena_printf("c%s", rust_string(c_name)));
    g_ptr_array_add(field->arguments, arena_printf("offset_of!(Self, %s)", member));
    return field;
}

/* On as few lines as rustfmt takes: of a single one, the brackets share their lines with its parentheses. */
static void put_fields(emit *out, const GPtrArray *fields) {
    const char *head = "const FIELDS: &'static [tables::Field]";
    const field_line *first = g_ptr_array_index(fields, 0);
    if (fields->len == 1) {
        impl_put_list(out, head, arena_printf("&[%s", first->head), first->arguments, ")];");
        return;
    }
    GString *text = g_string_new(head);
    for (guint i = 0; i < fields->len; i++) {
        const field_line *field = g_ptr_array_index(fields, i);
        g_string_append_printf(text, "%s%s%s)", i == 0 ? " = &[" : ", ", field->head,
                               emit_join(field->arguments, ", "));
    }
    const char *line = arena_take(g_string_free(g_string_append(text, "];"), FALSE));
    if (emit_fits(out, line) || emit_fits(out, arena_printf("   %s", strstr(line, " &[")))) {
        impl_put_statement(out, line);
        return;
    }
    emit_open(out, "%s = &[", head);
    for (guint i = 0; i < fields->len; i++) {
        const field_line *field = g_ptr_array_index(fields, i);
        emit_list(out, field->head, field->arguments, "),", true);
    }
    emit_close(out, "];");
}

static void put_layout_of(emit *out, const char *c_name, const char *name, const GPtrArray *fields) {
    emit_line(out, "%s", "");
    emit_open(out, "impl %s {", name);
    put_fields(out, fields);
    emit_line(out, "%s", "");
    impl_put_statement(
        out, arena_printf("const LAYOUT: tables::Layout = tables::Layout::new::<Self>(c%s, Self::FIELDS);",
                          rust_string(c_name)));
    emit_close(out, "}");
}

static void put_layout_of_record(emit *out, const model_record *record) {
    GPtrArray *fields = arena_array();
    for (guint f = 0; f < record->fields->len; f++) {
        const model_field *field = RUST_AT(model_field, record->fields, f);
        g_ptr_array_add(fields, field_of(field->name, rust_name(field->name), impl_type(&field->type)));
    }
    put_layout_of(out, record->c_name, rust_record_name(record), fields);
}

static void put_layout_of_variant(emit *out, const model_variant *variant) {
    GPtrArray *fields = arena_array();
    g_ptr_array_add(
        fields, field_of(variant->tag_field, rust_name(variant->tag_field), rust_enum_name(variant->tag)));
    for (guint c = 0; c < variant->cases->len; c++) {
        const model_case *item = RUST_AT(model_case, variant->cases, c);
        if (item->member == NULL)
            continue;
        const char *member = variant->union_field[0] == '\0'
                                 ? item->member
                                 : arena_printf("%s.%s", variant->union_field, item->member);
        g_ptr_array_add(fields, field_of(member, "cases", impl_type(&item->type)));
    }
    put_layout_of(out, variant->c_name, rust_union_name(variant), fields);
}

static void put_layouts(emit *out, const model_library *model) {
    GPtrArray *layouts = arena_array();
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = RUST_AT(model_record, model->records, i);
        put_layout_of_record(out, record);
        g_ptr_array_add(layouts, arena_printf("%s::LAYOUT", rust_record_name(record)));
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = RUST_AT(model_variant, model->variants, i);
        put_layout_of_variant(out, variant);
        g_ptr_array_add(layouts, arena_printf("%s::LAYOUT", rust_union_name(variant)));
    }
    emit_line(out, "%s", "");
    rust_doc(out, "///", "Where the fields of the records lie, in the order of the contract.");
    impl_put_list(out, arena_printf("pub(crate) static LAYOUTS: [tables::Layout; %u]", layouts->len), "[",
                  layouts, "];");
}

/* ---- The file ---- */

void impl_add_types(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    emit *out = emit_new("    ", RUST_WIDTH);
    put_enums(out, model);
    put_status(out, model);
    for (guint i = 0; i < model->records->len; i++)
        put_record(out, RUST_AT(model_record, model->records, i));
    for (guint i = 0; i < model->variants->len; i++)
        put_variant(out, RUST_AT(model_variant, model->variants, i));
    bool has_layouts = model->records->len + model->variants->len > 0;
    put_layouts(out, model);
    const char *body = emit_finish(out);
    emit *file = emit_new("    ", RUST_WIDTH);
    rust_file_head(file, plan, "//");
    rust_doc(file, "//!", "The types of the contract, with the bits that they have in C.");
    emit_line(file, "%s", "");
    if (model->variants->len > 0)
        emit_line(file, "use std::mem::{self, offset_of};");
    else if (model->records->len > 0)
        emit_line(file, "use std::mem::offset_of;");
    if (has_layouts)
        emit_line(file, "%s", "");
    bool shows_text = strstr(body, "Text,\n") != NULL || strstr(body, "Text>") != NULL;
    if (shows_text)
        emit_line(file, "use crate::support::Text;");
    emit_line(file, "pub use crate::support::{Int128, Uint128};");
    emit_line(file, "use crate::tables;");
    emit_raw(file, body);
    package_add(files, "src/types.rs", emit_finish(file));
}
