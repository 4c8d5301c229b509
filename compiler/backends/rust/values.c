/* Modules of plain values: constants, enums and records. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"
#include "tenon/error.h"

static void gap(emit *out, guint index) {
    if (index > 0)
        emit_line(out, "%s", "");
}

/* ---- Constants ---- */

static void put_constant(emit *out, const model_constant *constant) {
    rust_doc_of(out, "///", constant->doc, constant->c_name);
    const char *name = rust_constant_name(constant->name);
    switch (constant->kind) {
    case MODEL_INTEGER_CONSTANT:
        emit_line(out, "pub const %s: %s = %s;", name, constant->is_unsigned ? "u64" : "i64",
                  rust_integer(constant->integer, constant->is_unsigned));
        return;
    case MODEL_FLOAT_CONSTANT:
        emit_line(out, "pub const %s: f64 = %s;", name, rust_float(constant->number));
        return;
    case MODEL_TEXT_CONSTANT:
        break;
    }
    const char *value = arena_printf("%s;", rust_string(constant->text));
    const char *line = arena_printf("pub const %s: &str = %s", name, value);
    if (emit_fits(out, line) || !emit_fits(out, arena_printf("    %s", value))) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "pub const %s: &str =", name);
    emit_line(out, "%s", value);
    emit_dedent(out);
}

void rust_add_constants(const plan_library *plan, package *files) {
    const GPtrArray *constants = plan->model->constants;
    if (constants->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < constants->len; i++) {
        gap(out, i);
        put_constant(out, RUST_AT(model_constant, constants, i));
    }
    rust_add_module(plan, files, "constants", "Constants of the contract.", out);
}

/* ---- Enums ---- */

static void put_conversion(emit *out, const plan_library *plan, const model_enum *item) {
    emit_line(out, "%s", "");
    emit_open(out, "impl TryFrom<i32> for %s {", rust_type_name(item->name));
    emit_line(out, "type Error = Error;");
    emit_line(out, "%s", "");
    emit_open(out, "fn try_from(value: i32) -> Result<Self, Error> {");
    emit_open(out, "match value {");
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, item->constants, i);
        emit_line(out, "%s => Ok(Self::%s),", rust_integer(constant->value, false),
                  rust_variant_name(constant->name));
    }
    emit_open(out, "_ => {");
    emit_line(out, "let message = format!(\"%s has no constant {value}\");", item->c_name);
    emit_line(out, "Err(Error::%s(Detail::new(&message, \"\", None)))",
              rust_error_variant(plan, TENON_BAD_VALUE));
    emit_close(out, "}");
    emit_close(out, "}");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void put_enum(emit *out, const plan_library *plan, const model_enum *item) {
    rust_doc_of(out, "///", item->doc, item->c_name);
    emit_line(out, "#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]");
    emit_line(out, "#[repr(i32)]");
    emit_open(out, "pub enum %s {", rust_type_name(item->name));
    for (guint i = 0; i < item->constants->len; i++) {
        const model_enum_constant *constant = RUST_AT(model_enum_constant, item->constants, i);
        rust_doc_of(out, "///", constant->doc, constant->c_name);
        emit_line(out, "%s = %s,", rust_variant_name(constant->name), rust_integer(constant->value, false));
    }
    emit_close(out, "}");
    put_conversion(out, plan, item);
}

void rust_add_enums(const plan_library *plan, package *files) {
    const GPtrArray *enums = plan->model->enums;
    if (enums->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < enums->len; i++) {
        gap(out, i);
        put_enum(out, plan, RUST_AT(model_enum, enums, i));
    }
    rust_add_module(plan, files, "enums", "Enums of the contract.", out);
}

/* ---- Records ---- */

static const char *field_type(const model_field *field) {
    const plan_value value = {.type = field->type};
    return rust_element(&value);
}

static bool is_whole(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        const model_type *type = &RUST_AT(model_field, record->fields, i)->type;
        if (type->kind == MODEL_SCALAR && (type->scalar == MODEL_F32 || type->scalar == MODEL_F64))
            return false;
    }
    return true;
}

static void put_record(emit *out, const model_record *record) {
    const char *name = rust_type_name(record->name);
    const model_type type = {.kind = MODEL_RECORD, .record = record};
    rust_doc_of(out, "///", record->doc, record->c_name);
    emit_line(out, "#[derive(Debug, Clone, Copy, PartialEq%s%s)]", is_whole(record) ? ", Eq, Hash" : "",
              rust_has_enums(&type) ? "" : ", Default");
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub struct %s {", name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        rust_doc_of(out, "///", field->doc, arena_printf("%s.%s", record->c_name, field->name));
        emit_line(out, "pub %s: %s,", rust_name(field->name), field_type(field));
    }
    emit_close(out, "}");
    emit_line(out, "%s", "");
    emit_line(out, "const _: () = assert!(std::mem::size_of::<%s>() == %zu);", name, record->size);
    emit_line(out, "const _: () = assert!(std::mem::align_of::<%s>() == %zu);", name, record->alignment);
}

void rust_add_records(const plan_library *plan, package *files) {
    const GPtrArray *records = plan->model->records;
    if (records->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < records->len; i++) {
        gap(out, i);
        put_record(out, RUST_AT(model_record, records, i));
    }
    rust_add_module(plan, files, "records", "Records of the contract, laid out as C lays them out.", out);
}
