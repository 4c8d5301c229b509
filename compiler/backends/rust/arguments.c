/* What crosses in each slot of a call. */
#include "backends/rust/rust.h"
#include "memory/arena.h"

static const char *object_argument(const plan_value *value, const char *name) {
    if (value->direction == PLAN_OUT)
        return arena_printf("&mut tn_%s", name);
    if (value->is_self)
        return "self.handle.raw";
    if (!value->nullable)
        return arena_printf("%s.handle.raw", name);
    const char *lent = value->use == PLAN_USE_CONSUME ? ".as_ref()" : "";
    return arena_printf("%s%s.map_or(0, |object| object.handle.raw)", name, lent);
}

static const char *text_argument(const plan_value *value, const char *name, plan_part part) {
    if (value->direction == PLAN_OUT)
        return arena_printf("&mut tn_%s", name);
    if (part == PLAN_PART_LENGTH)
        return arena_printf(value->nullable ? "%s.map_or(0, str::len)" : "%s.len()", name);
    return arena_printf(
        value->nullable ? "%s.map_or(ptr::null(), |text| text.as_ptr().cast())" : "%s.as_ptr().cast()", name);
}

static const char *texts_argument(const plan_value *value, const char *name, plan_part part) {
    if (!value->nullable)
        return arena_printf(part == PLAN_PART_LENGTH ? "tn_%s.len()" : "tn_%s.as_ptr()", name);
    return arena_printf(part == PLAN_PART_LENGTH ? "tn_%s.as_deref().map_or(0, <[_]>::len)"
                                                 : "tn_%s.as_deref().map_or(ptr::null(), <[_]>::as_ptr)",
                        name);
}

static const char *record_argument(const plan_function *call, const plan_value *value, const char *name) {
    if (value->direction == PLAN_OUT)
        return arena_printf(rust_has_enums(&value->type) ? "tn_%s.as_mut_ptr()" : "&mut tn_%s", name);
    if (rust_is_by_value(call, value))
        return arena_printf("&%s", name);
    if (value->direction == PLAN_IN)
        return value->nullable ? arena_printf("%s.map_or(ptr::null(), ptr::from_ref)", name) : name;
    return rust_has_enums(&value->type) ? arena_printf("&mut tn_%s", name) : name;
}

/* Enums cross as their numbers, records with enums in a type that does not promise its bits. */
static const char *array_cast(const plan_value *value) {
    bool is_output = value->direction == PLAN_OUT;
    bool needs_cast = is_output ? value->type.kind == MODEL_RECORD && rust_has_enums(&value->type)
                                : value->type.kind == MODEL_ENUM;
    return needs_cast ? ".cast()" : "";
}

static const char *nullable_array_argument(const plan_value *value, const char *name, plan_part part) {
    if (part == PLAN_PART_LENGTH)
        return arena_printf("%s.map_or(0, <[_]>::len)", name);
    return arena_printf(value->type.kind == MODEL_ENUM
                            ? "%s.map_or(ptr::null(), |array| array.as_ptr().cast())"
                            : "%s.map_or(ptr::null(), <[_]>::as_ptr)",
                        name);
}

static const char *array_argument(const plan_value *value, const char *name, plan_part part) {
    if (part == PLAN_PART_FILLED)
        return arena_printf("&mut tn_%s_filled", name);
    bool is_output = value->direction == PLAN_OUT;
    if (value->nullable) /* Memory that is written is always there. */
        return nullable_array_argument(value, name, part);
    bool is_copied = value->direction == PLAN_INOUT && rust_has_enums(&value->type);
    const char *local = is_output || is_copied ? arena_printf("tn_%s", name) : name;
    if (part == PLAN_PART_LENGTH)
        return arena_printf("%s.len()", local);
    return arena_printf("%s.%s%s", local, value->direction == PLAN_IN ? "as_ptr()" : "as_mut_ptr()",
                        array_cast(value));
}

const char *rust_argument(const plan_function *call, const plan_slot *slot, const char *name) {
    const plan_value *value = RUST_AT(plan_value, call->values, slot->value);
    bool is_copied =
        value->direction == PLAN_OUT || (value->direction == PLAN_INOUT && value->form == PLAN_ENUM);
    switch (value->form) {
    case PLAN_SCALAR:
        return is_copied ? arena_printf("&mut tn_%s", name) : name;
    case PLAN_ENUM:
        return arena_printf(is_copied ? "&mut tn_%s" : "%s as i32", name);
    case PLAN_RECORD:
        return record_argument(call, value, name);
    case PLAN_TEXT:
        return text_argument(value, name, slot->part);
    case PLAN_TEXT_ARRAY:
        return texts_argument(value, name, slot->part);
    case PLAN_OBJECT:
        return object_argument(value, name);
    case PLAN_ARRAY:
        return array_argument(value, name, slot->part);
    case PLAN_BLOCK:
        return arena_printf("&mut tn_%s", name);
    }
    return "";
}
