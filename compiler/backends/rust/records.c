/* Records and variants, as the public sees them. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* ---- What can be derived ---- */

static bool is_whole(const model_type *type) {
    if (type->kind == MODEL_SCALAR)
        return type->scalar != MODEL_F32 && type->scalar != MODEL_F64;
    if (type->kind == MODEL_RECORD) {
        for (guint i = 0; i < type->record->fields->len; i++) {
            if (!is_whole(&RUST_AT(model_field, type->record->fields, i)->type))
                return false;
        }
    }
    if (type->kind == MODEL_VARIANT) {
        for (guint i = 0; i < type->variant->cases->len; i++) {
            const model_case *item = RUST_AT(model_case, type->variant->cases, i);
            if (item->member != NULL && !is_whole(&item->type))
                return false;
        }
    }
    return true;
}

static bool has_default(const model_type *type) {
    if (type->kind == MODEL_ENUM)
        return type->enumeration->is_flags;
    if (type->kind == MODEL_VARIANT || (type->kind == MODEL_SCALAR && type->meaning == MODEL_INSTANT))
        return false;
    for (guint i = 0; type->kind == MODEL_RECORD && i < type->record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, type->record->fields, i);
        if (field->present_if == MODEL_NO_FIELD && !has_default(&field->type))
            return false;
    }
    return true;
}

static const char *derived(const model_type *type) {
    return arena_printf("#[derive(Debug, Clone%s, PartialEq%s%s)]", rust_is_copy(type) ? ", Copy" : "",
                        is_whole(type) ? ", Eq, Hash" : "", has_default(type) ? ", Default" : "");
}

/* ---- Records ---- */

static const char *unit_of(const model_type *type) {
    static const char *const units[] = {"seconds", "milliseconds", "microseconds", "nanoseconds"};
    return units[type->unit];
}

const char *rust_unit_note(const model_type *type) {
    bool is_number = type->kind == MODEL_SCALAR && type->meaning == MODEL_DURATION && !rust_is_unsigned(type);
    return is_number ? arena_printf("In %s.", unit_of(type)) : NULL;
}

static void put_record(emit *out, const model_record *record) {
    const model_type type = {.kind = MODEL_RECORD, .record = record};
    const char *name = rust_record_name(record);
    bool is_plain = rust_is_plain(&type);
    rust_doc_of(out, "///", record->doc, record->c_name);
    rust_put_example(out, "///", record->doc);
    rust_put_marks(out, "///", &record->marks);
    emit_line(out, "%s", derived(&type));
    if (is_plain)
        emit_line(out, "#[repr(C)]");
    emit_open(out, "pub struct %s {", name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        bool is_optional = field->present_if != MODEL_NO_FIELD || field->nullable;
        if (field->is_presence)
            continue;
        rust_doc_of(out, "///", field->doc, arena_printf("%s.%s", record->c_name, field->name));
        if (rust_unit_note(&field->type) != NULL) {
            rust_doc_gap(out, "///");
            rust_doc(out, "///", rust_unit_note(&field->type));
        }
        rust_put_marks(out, "///", &field->marks);
        emit_line(out, is_optional ? "pub %s: Option<%s>," : "pub %s: %s,", rust_field_name(field),
                  rust_type(&field->type));
    }
    emit_close(out, "}");
    if (!is_plain)
        return;
    emit_line(out, "%s", "");
    emit_line(out, "const _: () = assert!(std::mem::size_of::<%s>() == %zu);", name, record->size);
    emit_line(out, "const _: () = assert!(std::mem::align_of::<%s>() == %zu);", name, record->alignment);
}

void rust_add_records(const plan_library *plan, package *files) {
    const GPtrArray *records = plan->model->records;
    if (records->len == 0)
        return;
    bool are_plain = true;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < records->len; i++) {
        const model_record *record = RUST_AT(model_record, records, i);
        const model_type type = {.kind = MODEL_RECORD, .record = record};
        if (i > 0)
            emit_line(out, "%s", "");
        are_plain = are_plain && rust_is_plain(&type);
        put_record(out, record);
    }
    rust_add_module(plan, files, "records",
                    are_plain ? "Records of the contract, laid out as C lays them out."
                              : "Records of the contract.",
                    out);
}

/* ---- Variants ---- */

static void put_variant(emit *out, const model_variant *variant) {
    const model_type type = {.kind = MODEL_VARIANT, .variant = variant};
    rust_doc_of(out, "///", variant->doc, variant->c_name);
    rust_put_marks(out, "///", &variant->marks);
    emit_line(out, "%s", derived(&type));
    emit_open(out, "pub enum %s {", rust_union_name(variant));
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *item = RUST_AT(model_case, variant->cases, i);
        rust_doc_of(out, "///", item->doc, item->constant->c_name);
        const char *name = rust_variant_case(variant, item);
        if (item->member == NULL)
            emit_line(out, "%s,", name);
        else
            emit_line(out, item->nullable ? "%s(Option<%s>)," : "%s(%s),", name, rust_type(&item->type));
    }
    emit_close(out, "}");
}

void rust_add_variants(const plan_library *plan, package *files) {
    const GPtrArray *variants = plan->model->variants;
    if (variants->len == 0)
        return;
    emit *out = emit_new("    ", RUST_WIDTH);
    for (guint i = 0; i < variants->len; i++) {
        if (i > 0)
            emit_line(out, "%s", "");
        put_variant(out, RUST_AT(model_variant, variants, i));
    }
    rust_add_module(plan, files, "variants", "Values that are one of several.", out);
}
