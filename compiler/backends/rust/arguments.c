/* What crosses in each slot of a call, and which values need a local of their own before they can. */
#include "backends/rust/rust.h"
#include "memory/arena.h"

bool rust_is_converted(const plan_value *value) {
    model_type type = rust_element_type(value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_RECORD:
    case PLAN_BLOCK:
        return !rust_is_plain(&type) || type.meaning == MODEL_EXACT;
    case PLAN_ARRAY: /* A slice of exact numbers is one of their units. */
        return !rust_is_plain(&type);
    case PLAN_ENUM:
        return true;
    default:
        return false;
    }
}

/* A value that only goes in and is converted by an expression that cannot fail needs no local. */
bool rust_has_local(const plan_value *value) {
    model_type type = rust_element_type(value);
    if (value->direction == PLAN_OUT)
        return true;
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        if (value->direction == PLAN_INOUT)
            return rust_is_converted(value) || value->is_optional;
        return rust_lend_can_fail(&type);
    case PLAN_RECORD:
        if (value->direction == PLAN_INOUT)
            return rust_is_converted(value) || rust_has_enums(&type) || value->is_optional;
        return rust_is_converted(value);
    case PLAN_ARRAY:
        return rust_is_converted(value) || value->keys_value != PLAN_NONE || value->is_keys ||
               (value->direction == PLAN_INOUT && rust_has_enums(&type));
    case PLAN_TEXT_ARRAY:
    case PLAN_CALLBACK:
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        return true;
    default:
        return false;
    }
}

static const char *scalar_argument(const plan_value *value, const char *name, plan_part part) {
    bool is_in = value->direction == PLAN_IN;
    if (part == PLAN_PART_PRESENT)
        return is_in ? arena_printf("%s.is_some()", name) : arena_printf("&mut tn_%s_present", name);
    if (!is_in)
        return rust_has_local(value) ? arena_printf("&mut tn_%s", name) : name;
    if (rust_has_local(value))
        return arena_printf(value->is_optional ? "tn_%s.unwrap_or_default()" : "tn_%s", name);
    if (!value->is_optional)
        return rust_lend(&value->type, name);
    if (!rust_is_converted(value))
        return arena_printf("%s.unwrap_or_default()", name);
    bool is_word = value->type.kind == MODEL_ENUM && !value->type.enumeration->is_flags;
    return arena_printf(is_word ? "%s.map_or(0, %s)" : "%s.map(%s).unwrap_or_default()", name,
                        rust_lender(&value->type));
}

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

/* An array, or an `Option` of one, in a local of its own. */
static const char *owned_argument(const plan_value *value, const char *name, plan_part part) {
    if (!rust_is_optional(value))
        return arena_printf(part == PLAN_PART_LENGTH ? "tn_%s.len()" : "tn_%s.as_ptr()", name);
    return arena_printf(part == PLAN_PART_LENGTH ? "tn_%s.as_deref().map_or(0, <[_]>::len)"
                                                 : "tn_%s.as_deref().map_or(ptr::null(), <[_]>::as_ptr)",
                        name);
}

static const char *record_argument(const plan_function *call, const plan_value *value, const char *name,
                                   plan_part part) {
    bool is_in = value->direction == PLAN_IN;
    if (part == PLAN_PART_PRESENT)
        return is_in ? arena_printf("%s.is_some()", name) : arena_printf("&mut tn_%s_present", name);
    if (value->direction == PLAN_OUT)
        return arena_printf(rust_has_enums(&value->type) ? "tn_%s.as_mut_ptr()" : "&mut tn_%s", name);
    if (!is_in)
        return rust_has_local(value) ? arena_printf("&mut tn_%s", name) : name;
    const char *local = rust_has_local(value) ? arena_printf("tn_%s", name) : name;
    bool is_owned = rust_has_local(value) || rust_is_by_value(call, value);
    if (rust_is_optional(value))
        return arena_printf("%s%s.map_or(ptr::null(), ptr::from_ref)", local, is_owned ? ".as_ref()" : "");
    return is_owned ? arena_printf("&%s", local) : local;
}

/* Enums and exact numbers cross as their numbers, records with enums in a type that does not promise its
 * bits. */
static const char *array_cast(const plan_value *value) {
    bool is_output = value->direction == PLAN_OUT;
    bool is_number = value->type.kind == MODEL_ENUM || value->type.meaning == MODEL_EXACT;
    bool needs_cast =
        is_output ? value->type.kind == MODEL_RECORD && rust_has_enums(&value->type) : is_number;
    return needs_cast ? ".cast()" : "";
}

static const char *nullable_array_argument(const plan_value *value, const char *name, plan_part part) {
    if (part == PLAN_PART_LENGTH)
        return arena_printf("%s.map_or(0, <[_]>::len)", name);
    return arena_printf(array_cast(value)[0] != '\0' ? "%s.map_or(ptr::null(), |array| array.as_ptr().cast())"
                                                     : "%s.map_or(ptr::null(), <[_]>::as_ptr)",
                        name);
}

static const char *array_argument(const plan_value *value, const char *name, plan_part part) {
    if (part == PLAN_PART_FILLED)
        return arena_printf("&mut tn_%s_filled", name);
    if (value->direction == PLAN_IN && rust_has_local(value))
        return owned_argument(value, name, part);
    if (value->nullable) /* Memory that is written is always there. */
        return nullable_array_argument(value, name, part);
    const char *local = rust_has_local(value) ? arena_printf("tn_%s", name) : name;
    if (part == PLAN_PART_LENGTH)
        return arena_printf("%s.len()", local);
    return arena_printf("%s.%s%s", local, value->direction == PLAN_IN ? "as_ptr()" : "as_mut_ptr()",
                        array_cast(value));
}

const char *rust_argument(const plan_function *call, const plan_slot *slot, const char *name) {
    const plan_value *value = RUST_AT(plan_value, call->values, slot->value);
    bool is_in = value->direction == PLAN_IN;
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return scalar_argument(value, name, slot->part);
    case PLAN_RECORD:
        return record_argument(call, value, name, slot->part);
    case PLAN_TEXT:
        return text_argument(value, name, slot->part);
    case PLAN_TEXT_ARRAY:
    case PLAN_DYNAMIC:
        return is_in ? owned_argument(value, name, slot->part) : arena_printf("&mut tn_%s", name);
    case PLAN_OBJECT:
        return object_argument(value, name);
    case PLAN_ARRAY:
        return array_argument(value, name, slot->part);
    case PLAN_CALLBACK:
        return rust_callback_argument(value, name);
    case PLAN_CANCEL:
        return arena_printf("Cancel::raw(%s)", name);
    case PLAN_STREAM:
        if (is_in && value->nullable)
            return arena_printf("tn_%s.as_mut().map_or(ptr::null_mut(), ptr::from_mut)", name);
        return arena_printf("&mut tn_%s", name);
    case PLAN_BLOCK:
        return arena_printf("&mut tn_%s", name);
    }
    return "";
}
