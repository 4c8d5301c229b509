/* Mirrors of C's structs, for records and variants that are something else in Rust: with text, with optional
 * fields, with times. `lend` makes one for a call, `take` reads one that the boundary has filled. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* ---- Fields ---- */

static bool is_mirrored(const model_type *type) {
    return (type->kind == MODEL_RECORD || type->kind == MODEL_VARIANT) && !rust_is_plain(type);
}

/* Bits that no value of the type has must not become one: the field may be zero, or anything where it is
 * absent. */
static bool is_maybe(const model_type *type) {
    return type->kind == MODEL_RECORD && rust_is_plain(type) && rust_has_enums(type);
}

static const char *raw_field_type(const model_type *type, bool is_optional) {
    if (is_maybe(type))
        return arena_printf("MaybeUninit<%s>", rust_type(type));
    bool is_bool = type->kind == MODEL_SCALAR && type->scalar == MODEL_BOOL;
    return is_bool && is_optional ? "u8" : rust_raw_type(type);
}

static const char *presence_of(const model_record *record, const model_field *field) {
    return rust_name(RUST_AT(model_field, record->fields, field->present_if)->name);
}

static const char *lend_text(const char *value, bool nullable, const char *place) {
    return arena_printf(nullable ? "texts.lend_optional(%s.as_deref(), %s)?" : "texts.lend(%s%s, %s)?",
                        nullable          ? value
                        : value[0] == 's' ? arena_printf("&%s", value)
                                          : value,
                        nullable ? rust_string(place) : "", rust_string(place));
}

static const char *lend_present(const model_type *type, const char *value, const char *place) {
    const char *question = rust_lend_can_fail(type) ? "?" : "";
    if (type->kind == MODEL_TEXT)
        return lend_text(value, false, place);
    if (is_mirrored(type))
        return arena_printf(rust_has_text(type) ? "%s.lend(texts)%s" : "%s.lend()%s", value, question);
    if (is_maybe(type))
        return arena_printf("MaybeUninit::new(%s)", value);
    return arena_printf("%s%s", rust_lend(type, value), question);
}

static const char *lend_optional(const model_type *type, const char *value, const char *place) {
    if (type->kind == MODEL_TEXT)
        return lend_text(value, true, place);
    if (is_mirrored(type)) {
        bool can_fail = rust_lend_can_fail(type);
        const char *lender =
            rust_has_text(type) ? "|it| it.lend(texts)" : arena_printf("%s::lend", rust_type(type));
        return arena_printf(can_fail ? "%s.as_ref().map_or(Ok(%s), %s)?" : "%s.as_ref().map_or(%s, %s)",
                            value, rust_zero(type), lender);
    }
    if (type->kind == MODEL_SCALAR && type->scalar == MODEL_BOOL)
        return arena_printf("u8::from(%s.unwrap_or_default())", value);
    if (is_maybe(type))
        return arena_printf("%s.map_or(MaybeUninit::zeroed(), MaybeUninit::new)", value);
    if (rust_lend_can_fail(type))
        return arena_printf("%s.map(%s).transpose()?.unwrap_or_default()", value, rust_lender(type));
    if (strcmp(rust_lend(type, "it"), "it") == 0)
        return arena_printf("%s.unwrap_or_default()", value);
    const char *zero = type->kind == MODEL_SCALAR ? rust_zero(type) : "0";
    return arena_printf("%s.map_or(%s, %s)", value, zero, rust_lender(type));
}

/* An expression inside `unsafe`. `is_result`: it is a `Result`. */
static const char *take_present(const model_type *type, const char *raw, bool nullable, bool *is_result) {
    *is_result = rust_take_can_fail(type);
    if (type->kind == MODEL_TEXT)
        return arena_printf(nullable ? "texts::read(%s)" : "texts::read(%s).unwrap_or_default()", raw);
    if (is_mirrored(type))
        return arena_printf("%s::take(&%s)", rust_type(type), raw);
    if (is_maybe(type))
        return arena_printf("%s.assume_init()", raw);
    return rust_take(type, raw);
}

static const char *take_optional(const model_type *type, const char *raw, const char *presence) {
    bool is_result;
    if (type->kind == MODEL_SCALAR && type->scalar == MODEL_BOOL)
        return arena_printf("raw.%s.then_some(%s != 0)", presence, raw);
    const char *taken = take_present(type, raw, false, &is_result);
    if (strcmp(taken, raw) == 0)
        return arena_printf("raw.%s.then_some(%s)", presence, raw);
    return arena_printf(is_result ? "raw.%s.then(|| %s).transpose()?" : "raw.%s.then(|| %s)", presence,
                        taken);
}

/* ---- What every mirror has ---- */

/* `size`: of what crosses, in bytes. Everything is taken and lent by reference, however small it is. */
static void open_impl(emit *out, const char *name, size_t size) {
    emit_line(out, "#[allow(dead_code)] // It need not cross both ways.");
    if (size <= sizeof(uint64_t))
        emit_line(out, "#[allow(clippy::trivially_copy_pass_by_ref)] // As those that are larger.");
    emit_open(out, "impl %s {", name);
}

static void put_struct_head(emit *out, const char *c_name, const char *keyword, const char *name) {
    rust_doc(out, "///", arena_printf("Mirrors `%s`.", c_name));
    emit_line(out, "#[derive(Clone, Copy)]");
    emit_line(out, "#[repr(C)]");
    emit_open(out, "pub(crate) %s %s {", keyword, name);
}

static void put_layout(emit *out, const char *name, size_t size, size_t alignment) {
    emit_line(out, "%s", "");
    emit_line(out, "const _: () = assert!(std::mem::size_of::<%s>() == %zu);", name, size);
    emit_line(out, "const _: () = assert!(std::mem::align_of::<%s>() == %zu);", name, alignment);
    emit_line(out, "%s", "");
}

static void put_zero(emit *out) {
    emit_line(out, "/// What a call starts from.");
    emit_line(out, "// SAFETY: numbers, null pointers and bits that promise nothing.");
    emit_line(out, "pub(crate) const ZERO: Self = unsafe { MaybeUninit::zeroed().assume_init() };");
}

/* Takes a struct with texts over: they are the caller's to release. */
static void put_own(emit *out, const model_type *type, const char *c_name) {
    if (!rust_has_text(type))
        return;
    const char *result =
        rust_take_can_fail(type) ? arena_printf("Result<%s>", rust_type(type)) : rust_type(type);
    emit_line(out, "%s", "");
    emit_line(out, "/// The value; its texts are copied and released.");
    emit_line(out, "///");
    emit_line(out, "/// # Safety");
    emit_line(out, "///");
    emit_line(out, "/// The boundary has filled it, and nobody has released its texts.");
    emit_open(out, "pub(crate) unsafe fn own(mut self) -> %s {", result);
    emit_line(out, "// SAFETY: the caller's promise.");
    emit_open(out, "unsafe {");
    emit_line(out, "let taken = %s::take(&self);", rust_type(type));
    emit_line(out, "sys::boundary_release_%s(&mut self);", c_name);
    emit_line(out, "taken");
    emit_close(out, "}");
    emit_close(out, "}");
}

static void open_lend(emit *out, const model_type *type, const char *raw_name) {
    emit_line(out, "/// What crosses.");
    const char *parameters = rust_has_text(type) ? "&self, texts: &mut Texts" : "&self";
    emit_open(out,
              rust_lend_can_fail(type) ? "pub(crate) fn lend(%s) -> Result<%s> {"
                                       : "pub(crate) fn lend(%s) -> %s {",
              parameters, raw_name);
}

static void open_take(emit *out, const model_type *type, const char *raw_name) {
    const char *result = rust_take_can_fail(type) ? "Result<Self>" : "Self";
    emit_line(out, "%s", "");
    emit_line(out, "/// What has crossed.");
    if (rust_has_text(type)) {
        emit_line(out, "///");
        emit_line(out, "/// # Safety");
        emit_line(out, "///");
        emit_line(out, "/// The boundary has filled and checked it.");
        emit_open(out, "pub(crate) unsafe fn take(raw: &%s) -> %s {", raw_name, result);
    } else {
        emit_open(out, "pub(crate) fn take(raw: &%s) -> %s {", raw_name, result);
    }
}

/* ---- Records ---- */

static void put_record_mirror(emit *out, const model_record *record) {
    const model_type type = {.kind = MODEL_RECORD, .record = record};
    const char *name = rust_raw_type(&type);
    put_struct_head(out, record->c_name, "struct", name);
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        bool is_optional = field->present_if != MODEL_NO_FIELD;
        emit_line(out, "%s: %s,", rust_name(field->name), raw_field_type(&field->type, is_optional));
    }
    emit_close(out, "}");
    put_layout(out, name, record->size, record->alignment);
    open_impl(out, name, record->size);
    put_zero(out);
    put_own(out, &type, record->c_name);
    emit_close(out, "}");
}

static bool needs_unsafe(const model_type *type) {
    if (rust_has_text(type) || is_maybe(type))
        return true;
    return false;
}

static bool takes_unsafely(const model_record *record) {
    for (guint i = 0; i < record->fields->len; i++) {
        if (needs_unsafe(&RUST_AT(model_field, record->fields, i)->type))
            return true;
    }
    return false;
}

static void add_field(GPtrArray *fields, const char *name, const char *value) {
    g_ptr_array_add(fields,
                    strcmp(name, value) == 0 ? arena_strdup(name) : arena_printf("%s: %s", name, value));
}

static void put_record_lend(emit *out, const model_record *record, const model_type *type) {
    const char *raw_name = rust_raw_type(type);
    bool can_fail = rust_lend_can_fail(type);
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        const char *name = rust_name(field->name), *value = arena_printf("self.%s", rust_field_name(field));
        const char *place = arena_printf("%s.%s", record->c_name, field->name);
        bool is_optional = field->present_if != MODEL_NO_FIELD || field->nullable;
        if (field->is_presence)
            continue;
        if (field->present_if != MODEL_NO_FIELD)
            add_field(fields, presence_of(record, field), arena_printf("%s.is_some()", value));
        add_field(fields, name,
                  is_optional ? lend_optional(&field->type, value, place)
                              : lend_present(&field->type, value, place));
    }
    open_lend(out, type, raw_name);
    rust_put_fields(out, can_fail ? arena_printf("Ok(%s", raw_name) : raw_name, fields, can_fail ? ")" : "");
    emit_close(out, "}");
}

/* A literal inside `unsafe`, on one line where all of it fits. */
static void put_unsafe_literal(emit *out, GPtrArray *fields, bool can_fail) {
    const char *head = can_fail ? "Ok(unsafe {" : "unsafe {", *tail = can_fail ? "})" : "}";
    const char *line = arena_printf("%s Self { %s } %s", head, emit_join(fields, ", "), tail);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "%s", head);
    rust_put_fields(out, "Self", fields, "");
    emit_close(out, "%s", tail);
}

static void put_record_take(emit *out, const model_record *record, const model_type *type) {
    bool can_fail = rust_take_can_fail(type);
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, record->fields, i);
        const char *raw = arena_printf("raw.%s", rust_name(field->name));
        bool is_result = false;
        if (field->is_presence)
            continue;
        const char *taken = field->present_if != MODEL_NO_FIELD
                                ? take_optional(&field->type, raw, presence_of(record, field))
                                : take_present(&field->type, raw, field->nullable, &is_result);
        add_field(fields, rust_field_name(field), arena_printf("%s%s", taken, is_result ? "?" : ""));
    }
    open_take(out, type, rust_raw_type(type));
    if (takes_unsafely(record)) {
        emit_line(out, rust_has_text(type)
                           ? "// SAFETY: the caller's promise."
                           : "// SAFETY: the boundary has checked the enums of what is there.");
        put_unsafe_literal(out, fields, can_fail);
    } else {
        rust_put_fields(out, can_fail ? "Ok(Self" : "Self", fields, can_fail ? ")" : "");
    }
    emit_close(out, "}");
}

static void put_record(emit *out, const model_record *record) {
    const model_type type = {.kind = MODEL_RECORD, .record = record};
    put_record_mirror(out, record);
    emit_line(out, "%s", "");
    open_impl(out, rust_type(&type), record->size);
    put_record_lend(out, record, &type);
    put_record_take(out, record, &type);
    emit_close(out, "}");
}

/* ---- Variants ---- */

static bool has_payload(const model_variant *variant) {
    for (guint i = 0; i < variant->cases->len; i++) {
        if (RUST_AT(model_case, variant->cases, i)->member != NULL)
            return true;
    }
    return false;
}

static void put_variant_mirror(emit *out, const model_variant *variant) {
    const model_type type = {.kind = MODEL_VARIANT, .variant = variant};
    const char *name = rust_raw_type(&type);
    put_struct_head(out, variant->c_name, "struct", name);
    emit_line(out, "kind: i32,");
    if (has_payload(variant))
        emit_line(out, "payload: %sPayload,", name);
    emit_close(out, "}");
    if (has_payload(variant)) {
        emit_line(out, "%s", "");
        put_struct_head(out, arena_printf("%s.%s", variant->c_name, variant->union_field), "union",
                        arena_printf("%sPayload", name));
        for (guint i = 0; i < variant->cases->len; i++) {
            const model_case *item = RUST_AT(model_case, variant->cases, i);
            if (item->member != NULL)
                emit_line(out, "%s: %s,", rust_name(item->member), raw_field_type(&item->type, false));
        }
        emit_close(out, "}");
    }
    put_layout(out, name, variant->size, variant->alignment);
    open_impl(out, name, variant->size);
    put_zero(out);
    put_own(out, &type, variant->c_name);
    emit_close(out, "}");
}

static bool is_copied_payload(const model_type *type) {
    return type->kind == MODEL_SCALAR || type->kind == MODEL_ENUM ||
           (type->kind == MODEL_RECORD && rust_is_plain(type));
}

static void put_variant_lend(emit *out, const model_variant *variant, const model_type *type) {
    const char *name = rust_raw_type(type);
    bool can_fail = rust_lend_can_fail(type);
    open_lend(out, type, name);
    emit_open(out, can_fail ? "Ok(match self {" : "match self {");
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *item = RUST_AT(model_case, variant->cases, i);
        const char *number = rust_integer(item->constant->value, false);
        if (item->member == NULL) {
            emit_line(out, "Self::%s => %s { kind: %s, ..%s::ZERO },", rust_variant_case(variant, item), name,
                      number, name);
            continue;
        }
        const char *place = arena_printf("%s.%s", variant->c_name, item->member);
        const char *value = is_copied_payload(&item->type) ? "*it" : "it";
        const char *lent = item->type.kind == MODEL_TEXT
                               ? arena_printf(item->nullable ? "texts.lend_optional(it.as_deref(), %s)?"
                                                             : "texts.lend(it, %s)?",
                                              rust_string(place))
                               : lend_present(&item->type, value, place);
        if (g_str_has_prefix(lent, "*it."))
            lent = lent + 1;
        emit_open(out, "Self::%s(it) => {", rust_variant_case(variant, item));
        GPtrArray *fields = arena_array();
        add_field(fields, rust_name(item->member), lent);
        rust_put_fields(out, arena_printf("let payload = %sPayload", name), fields, ";");
        emit_line(out, "%s { kind: %s, payload }", name, number);
        emit_close(out, "}");
    }
    emit_close(out, can_fail ? "})" : "}");
    emit_close(out, "}");
}

static void put_variant_take(emit *out, const model_variant *variant, const model_type *type) {
    const char *tag = rust_enum_name(variant->tag);
    open_take(out, type, rust_raw_type(type));
    emit_line(out, "let kind = %s::try_from(raw.kind)?;", tag);
    if (has_payload(variant)) {
        emit_line(out, "// SAFETY: the kind says which member is valid.");
        emit_open(out, "Ok(unsafe {");
    }
    emit_open(out, has_payload(variant) ? "match kind {" : "Ok(match kind {");
    for (guint i = 0; i < variant->cases->len; i++) {
        const model_case *item = RUST_AT(model_case, variant->cases, i);
        const char *name = rust_variant_case(variant, item), *kind = rust_case_name(item->constant);
        if (item->member == NULL) {
            emit_line(out, "%s::%s => Self::%s,", tag, kind, name);
            continue;
        }
        bool is_result;
        const char *taken = take_present(&item->type, arena_printf("raw.payload.%s", rust_name(item->member)),
                                         item->nullable, &is_result);
        const char *made = arena_printf("Self::%s(%s%s)", name, taken, is_result ? "?" : "");
        if (emit_fits(out, arena_printf("%s::%s => %s,", tag, kind, made))) {
            emit_line(out, "%s::%s => %s,", tag, kind, made);
            continue;
        }
        emit_open(out, "%s::%s => {", tag, kind);
        emit_line(out, "%s", made);
        emit_close(out, "}");
    }
    emit_close(out, has_payload(variant) ? "}" : "})");
    if (has_payload(variant))
        emit_close(out, "})");
    emit_close(out, "}");
}

static void put_variant(emit *out, const model_variant *variant) {
    const model_type type = {.kind = MODEL_VARIANT, .variant = variant};
    put_variant_mirror(out, variant);
    emit_line(out, "%s", "");
    open_impl(out, rust_type(&type), variant->size);
    put_variant_lend(out, variant, &type);
    put_variant_take(out, variant, &type);
    emit_close(out, "}");
}

void rust_add_raw(const plan_library *plan, package *files) {
    const model_library *model = plan->model;
    emit *out = emit_new("    ", RUST_WIDTH);
    bool is_first = true;
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = RUST_AT(model_record, model->records, i);
        const model_type type = {.kind = MODEL_RECORD, .record = record};
        if (rust_is_plain(&type))
            continue;
        if (!is_first)
            emit_line(out, "%s", "");
        is_first = false;
        put_record(out, record);
    }
    for (guint i = 0; i < model->variants->len; i++) {
        if (!is_first)
            emit_line(out, "%s", "");
        is_first = false;
        put_variant(out, RUST_AT(model_variant, model->variants, i));
    }
    if (!is_first)
        rust_add_module(plan, files, "raw", "Records and variants as C lays them out.", out);
}
