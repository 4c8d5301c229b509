/* What the plan's types are in Rust, in public and where they cross. */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

static const char *const scalars[] = {
    [MODEL_BOOL] = "bool", [MODEL_I8] = "i8",      [MODEL_I16] = "i16", [MODEL_I32] = "i32",
    [MODEL_I64] = "i64",   [MODEL_U8] = "u8",      [MODEL_U16] = "u16", [MODEL_U32] = "u32",
    [MODEL_U64] = "u64",   [MODEL_SIZE] = "usize", [MODEL_F32] = "f32", [MODEL_F64] = "f64",
    [MODEL_I128] = "i128", [MODEL_U128] = "u128",
};

static bool is_wide(const model_type *type) {
    return type->scalar == MODEL_I128 || type->scalar == MODEL_U128;
}

bool rust_is_unsigned(const model_type *type) {
    return (type->scalar >= MODEL_U8 && type->scalar <= MODEL_SIZE) || type->scalar == MODEL_U128;
}

/* A `Duration` is never negative: where C's can be, it stays a number. */
static bool is_time(const model_type *type) {
    return type->meaning == MODEL_INSTANT || (type->meaning == MODEL_DURATION && rust_is_unsigned(type));
}

static const char *scalar_name(const model_type *type) {
    switch (type->meaning) {
    case MODEL_INSTANT:
        return "SystemTime";
    case MODEL_DURATION:
        return is_time(type) ? "Duration" : scalars[type->scalar];
    case MODEL_EXACT:
        return rust_exact_name(type->exact);
    case MODEL_PLAIN:
        break;
    }
    return scalars[type->scalar];
}

const char *rust_type(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalar_name(type);
    case MODEL_ENUM:
        return rust_enum_name(type->enumeration);
    case MODEL_RECORD:
        return rust_record_name(type->record);
    case MODEL_CLASS:
        return rust_class_name(type->class_of);
    case MODEL_TEXT:
        return "String";
    case MODEL_VARIANT:
        return rust_union_name(type->variant);
    case MODEL_INTERFACE:
        return rust_interface_name(type->interface);
    case MODEL_CANCEL:
        return "Cancel";
    case MODEL_STREAM:
        return "ArrowStream";
    case MODEL_DYNAMIC:
        return "Value";
    }
    return "";
}

const char *rust_raw_type(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return type->scalar == MODEL_I128   ? "Int128"
               : type->scalar == MODEL_U128 ? "Uint128"
                                            : scalars[type->scalar];
    case MODEL_ENUM:
        return "i32";
    case MODEL_CLASS:
    case MODEL_CANCEL:
        return "u64";
    case MODEL_TEXT:
        return "*const c_char";
    case MODEL_RECORD:
    case MODEL_VARIANT:
        return rust_is_plain(type) ? rust_type(type) : arena_printf("Raw%s", rust_type(type));
    case MODEL_INTERFACE:
        return "Callback";
    case MODEL_STREAM:
        return "ArrowParts";
    case MODEL_DYNAMIC:
        return "u8";
    }
    return "";
}

/* A number that means a time is only a number in an array: nobody wants a million of them converted. */
model_type rust_element_type(const plan_value *value) {
    model_type type = value->type;
    bool is_sequence = value->form == PLAN_ARRAY || value->form == PLAN_BLOCK;
    if (is_sequence && type.kind == MODEL_SCALAR && type.meaning != MODEL_EXACT)
        type.meaning = MODEL_PLAIN;
    return type;
}

const char *rust_element(const plan_value *value) {
    model_type type = rust_element_type(value);
    return rust_type(&type);
}

/* ---- Whether the bits are the same ---- */

static bool is_plain_field(const model_field *field) {
    return field->present_if == MODEL_NO_FIELD && !field->is_presence && rust_is_plain(&field->type);
}

bool rust_is_plain(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return !is_wide(type) && !is_time(type);
    case MODEL_RECORD:
        for (guint i = 0; i < type->record->fields->len; i++) {
            if (!is_plain_field(RUST_AT(model_field, type->record->fields, i)))
                return false;
        }
        return true;
    case MODEL_ENUM:
        return true;
    default:
        return false;
    }
}

bool rust_has_text(const model_type *type) {
    return type->kind == MODEL_TEXT || (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

bool rust_has_enums(const model_type *type) {
    if (type->kind == MODEL_ENUM)
        return !type->enumeration->is_flags;
    if (type->kind != MODEL_RECORD || !rust_is_plain(type))
        return false;
    for (guint i = 0; i < type->record->fields->len; i++) {
        if (rust_has_enums(&RUST_AT(model_field, type->record->fields, i)->type))
            return true;
    }
    return false;
}

bool rust_is_copy(const model_type *type) {
    return !rust_has_text(type) && type->kind != MODEL_DYNAMIC;
}

bool rust_is_by_value(const plan_function *call, const plan_value *value) {
    return value->parameter != PLAN_NONE && rust_is_copy(&value->type) &&
           RUST_AT(model_parameter, call->function->parameters, value->parameter)->pointer_depth == 0;
}

/* ---- From one to the other ---- */

static const char *unit_name(const model_type *type) {
    static const char *const units[] = {"SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS"};
    return units[type->unit];
}

static const char *unit_word(const model_type *type) {
    static const char *const units[] = {"secs", "millis", "micros", "nanos"};
    return units[type->unit];
}

bool rust_lend_can_fail(const model_type *type) {
    if (type->kind == MODEL_SCALAR)
        return type->meaning == MODEL_INSTANT ||
               (is_time(type) && !(type->scalar == MODEL_U64 && type->unit == MODEL_SECONDS));
    if (type->kind == MODEL_TEXT)
        return true;
    if (type->kind == MODEL_RECORD && !rust_is_plain(type)) {
        for (guint i = 0; i < type->record->fields->len; i++) {
            if (rust_lend_can_fail(&RUST_AT(model_field, type->record->fields, i)->type))
                return true;
        }
    }
    if (type->kind == MODEL_VARIANT) {
        for (guint i = 0; i < type->variant->cases->len; i++) {
            const model_case *item = RUST_AT(model_case, type->variant->cases, i);
            if (item->member != NULL && rust_lend_can_fail(&item->type))
                return true;
        }
    }
    return false;
}

bool rust_take_can_fail(const model_type *type) {
    if (type->kind == MODEL_SCALAR)
        return type->meaning == MODEL_INSTANT;
    if (type->kind == MODEL_ENUM)
        return !type->enumeration->is_flags;
    if (type->kind == MODEL_VARIANT)
        return true;
    if (type->kind == MODEL_RECORD && !rust_is_plain(type)) {
        for (guint i = 0; i < type->record->fields->len; i++) {
            const model_field *field = RUST_AT(model_field, type->record->fields, i);
            if (!field->is_presence && rust_take_can_fail(&field->type))
                return true;
        }
    }
    return false;
}

static const char *lend_scalar(const model_type *type, const char *value) {
    if (is_wide(type))
        return arena_printf("%s::from(%s)", rust_raw_type(type), value);
    if (type->meaning == MODEL_EXACT)
        return arena_printf("%s.units()", value);
    if (type->meaning == MODEL_INSTANT)
        return arena_printf("time::count(%s, time::%s)", value, unit_name(type));
    if (!is_time(type))
        return value;
    const char *count = arena_printf("%s.as_%s()", value, unit_word(type));
    return rust_lend_can_fail(type) ? arena_printf("time::fit(%s)", count) : count;
}

const char *rust_lend(const model_type *type, const char *value) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return lend_scalar(type, value);
    case MODEL_ENUM:
        return arena_printf(type->enumeration->is_flags ? "%s.bits()" : "%s as i32", value);
    case MODEL_RECORD:
    case MODEL_VARIANT:
        if (rust_is_plain(type))
            return value;
        return arena_printf(rust_has_text(type) ? "%s.lend(&mut tn_texts)" : "%s.lend()", value);
    default:
        return value;
    }
}

const char *rust_lender(const model_type *type) {
    if (type->kind == MODEL_SCALAR && is_wide(type))
        return arena_printf("%s::from", rust_raw_type(type));
    if (type->kind == MODEL_SCALAR && type->meaning == MODEL_EXACT)
        return arena_printf("%s::units", rust_type(type));
    if (type->kind == MODEL_ENUM && type->enumeration->is_flags)
        return arena_printf("%s::bits", rust_type(type));
    return arena_printf("|it| %s", rust_lend(type, "it"));
}

static const char *take_scalar(const model_type *type, const char *raw) {
    if (is_wide(type))
        return arena_printf("%s::from(%s)", scalars[type->scalar], raw);
    if (type->meaning == MODEL_EXACT)
        return arena_printf("%s::new(%s)", rust_type(type), raw);
    if (type->meaning == MODEL_INSTANT)
        return arena_printf("time::instant(%s, time::%s)", raw, unit_name(type));
    if (!is_time(type))
        return raw;
    const char *count = type->scalar == MODEL_U64    ? raw
                        : type->scalar == MODEL_SIZE ? arena_printf("%s as u64", raw)
                                                     : arena_printf("u64::from(%s)", raw);
    return arena_printf("Duration::from_%s(%s)", unit_word(type), count);
}

const char *rust_take(const model_type *type, const char *raw) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return take_scalar(type, raw);
    case MODEL_ENUM:
        return arena_printf(type->enumeration->is_flags ? "%s::new(%s)" : "%s::try_from(%s)", rust_type(type),
                            raw);
    case MODEL_RECORD:
    case MODEL_VARIANT:
        if (rust_is_plain(type))
            return raw;
        return arena_printf(rust_has_text(type) ? "unsafe { %s::take(%s%s) }" : "%s::take(%s%s)",
                            rust_type(type), raw[0] == '*' || strcmp(raw, "it") == 0 ? "" : "&",
                            raw[0] == '*' ? raw + 1 : raw);
    default:
        return raw;
    }
}

const char *rust_taker(const model_type *type) {
    const char *call = rust_take(type, "it");
    if (g_str_has_suffix(call, "(it)") && !g_str_has_prefix(call, "unsafe") && strstr(call, "u64") == NULL)
        return arena_printf("%.*s", (int)(strlen(call) - strlen("(it)")), call);
    return arena_printf("|it| %s", call);
}

const char *rust_zero(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return is_wide(type)                ? arena_printf("%s::ZERO", rust_raw_type(type))
               : type->scalar == MODEL_BOOL ? "false"
               : type->scalar == MODEL_F32 || type->scalar == MODEL_F64 ? "0.0"
                                                                        : "0";
    case MODEL_RECORD:
    case MODEL_VARIANT:
        if (!rust_is_plain(type))
            return arena_printf("%s::ZERO", rust_raw_type(type));
        return arena_printf(rust_has_enums(type) ? "MaybeUninit::<%s>::zeroed()" : "%s::default()",
                            rust_type(type));
    default:
        return "0";
    }
}

/* Any valid value: what an array holds before somebody fills it. */
const char *rust_sample(const model_type *type) {
    if (type->kind == MODEL_SCALAR && type->meaning == MODEL_EXACT)
        return arena_printf("%s::new(0)", rust_type(type));
    if (type->kind == MODEL_ENUM && type->enumeration->is_flags)
        return arena_printf("%s::empty()", rust_type(type));
    if (type->kind == MODEL_ENUM)
        return arena_printf("%s::%s", rust_type(type),
                            rust_case_name(RUST_AT(model_enum_constant, type->enumeration->constants, 0)));
    if (type->kind != MODEL_RECORD || !rust_has_enums(type))
        return rust_zero(type);
    GPtrArray *fields = arena_array();
    for (guint i = 0; i < type->record->fields->len; i++) {
        const model_field *field = RUST_AT(model_field, type->record->fields, i);
        g_ptr_array_add(fields, arena_printf("%s: %s", rust_field_name(field), rust_sample(&field->type)));
    }
    return arena_printf("%s { %s }", rust_type(type), emit_join(fields, ", "));
}
