/* The types of public functions: what they take, what they give, what lives how long, what can fail. */
#include "backends/rust/rust.h"
#include "memory/arena.h"

/* ---- Crossing ---- */

const char *rust_slot_type(const plan_slot *slot, const plan_value *value) {
    bool is_in = value->direction == PLAN_IN;
    model_type type = rust_element_type(value);
    const char *raw = rust_raw_type(&type);
    switch (slot->part) {
    case PLAN_PART_LENGTH:
        return "usize";
    case PLAN_PART_FILLED:
        return "*mut usize";
    case PLAN_PART_PRESENT:
        return is_in ? "bool" : "*mut bool";
    case PLAN_PART_DATA:
        break;
    }
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
        return is_in ? raw : arena_printf("*mut %s", raw);
    case PLAN_RECORD:
    case PLAN_ARRAY:
        return arena_printf(is_in ? "*const %s" : "*mut %s", raw);
    case PLAN_TEXT:
        return is_in ? "*const c_char" : "*mut Text";
    case PLAN_TEXT_ARRAY:
        return is_in ? "*const TextView" : "*mut TextList";
    case PLAN_BLOCK:
        return "*mut Block";
    case PLAN_CALLBACK:
        return "*const Callback";
    case PLAN_CANCEL:
        return "u64";
    case PLAN_STREAM:
        return "*mut ArrowParts";
    case PLAN_DYNAMIC:
        return is_in ? "*const u8" : "*mut Block";
    }
    return "";
}

/* ---- Lifetimes ---- */

bool rust_has_lifetime(const plan_library *plan, const model_class *class_of) {
    return g_hash_table_contains(plan->freezing, class_of);
}

bool rust_is_lender(const plan_function *call, int index) {
    for (guint i = 0; i < call->outputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->outputs, i);
        if (value->keeps_value == index && value->freezes && value->form != PLAN_STREAM)
            return true;
    }
    return false;
}

/* ---- The public types ---- */

bool rust_is_optional(const plan_value *value) {
    return value->nullable || value->is_optional;
}

static const char *optional(const plan_value *value, const char *type) {
    return rust_is_optional(value) ? arena_printf("Option<%s>", type) : type;
}

static const char *class_name(const plan_library *plan, const model_class *class_of, const char *lifetime) {
    const char *name = rust_class_name(class_of);
    return rust_has_lifetime(plan, class_of) ? arena_printf("%s<%s>", name, lifetime) : name;
}

static const char *object_input(const plan_library *plan, const plan_value *value, const char *lifetime) {
    const char *name = class_name(plan, value->type.class_of, "'_");
    switch (value->use) {
    case PLAN_USE_SHARED:
        return optional(value, arena_printf("&%s%s", lifetime, name));
    case PLAN_USE_EXCLUSIVE:
        return optional(value, arena_printf("&%smut %s", lifetime, name));
    case PLAN_USE_CONSUME:
        break;
    }
    return optional(value, name);
}

/* One side of the pairs that make a map: whatever can be looked at as what the library wants. */
static const char *map_side(const plan_value *value, bool is_generic) {
    if (value->form == PLAN_TEXT_ARRAY)
        return is_generic ? "impl AsRef<str>" : "&str";
    return is_generic ? arena_printf("impl Borrow<%s>", rust_element(value)) : rust_element(value);
}

static const char *map_input(const plan_function *call, const plan_value *value) {
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    if (rust_is_optional(value)) /* A `None` of `impl IntoIterator` has no type. */
        return arena_printf("Option<&[(%s, %s)]>", map_side(keys, false), map_side(value, false));
    return arena_printf("impl IntoIterator<Item = (%s, %s)>", map_side(keys, true), map_side(value, true));
}

const char *rust_input_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                            const char *lifetime) {
    bool is_changed = value->direction == PLAN_INOUT;
    const char *element = rust_element(value);
    if (value->keys_value != PLAN_NONE)
        return map_input(call, value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return arena_printf(is_changed ? "&mut %s" : "%s", optional(value, element));
    case PLAN_RECORD:
        if (is_changed)
            return arena_printf("&mut %s", optional(value, element));
        return optional(value, rust_is_by_value(call, value) ? element : arena_printf("&%s", element));
    case PLAN_TEXT:
        return optional(value, "&str");
    case PLAN_TEXT_ARRAY:
        return optional(value, "&[&str]");
    case PLAN_ARRAY:
        return optional(value, arena_printf(is_changed ? "&mut [%s]" : "&[%s]", element));
    case PLAN_OBJECT:
        return object_input(plan, value, lifetime);
    case PLAN_CALLBACK:
        return rust_callback_type(plan, call, value);
    case PLAN_CANCEL:
        return "Option<&Cancel>";
    case PLAN_STREAM:
        return optional(value, "ArrowStream");
    case PLAN_DYNAMIC:
        return optional(value, "&Value");
    case PLAN_BLOCK:
        break;
    }
    return element;
}

/* `Self` where it says the same; a child of the same class borrows for another lifetime than its parent. */
static const char *object_output(const plan_library *plan, const plan_function *call, const plan_value *value,
                                 const char *lifetime) {
    const model_function *function = call->function;
    if (value->type.class_of == function->owner &&
        (function->kind == MODEL_CONSTRUCTOR || !rust_has_lifetime(plan, function->owner)))
        return "Self";
    return class_name(plan, value->type.class_of, value->freezes ? lifetime : "'static");
}

static const char *block_output(const plan_library *plan, const plan_function *call, const plan_value *value,
                                const char *lifetime) {
    model_type type = rust_element_type(value);
    if (!value->is_view || !rust_is_plain(&type))
        return arena_printf(rust_is_plain(&type) ? "Array<%s>" : "Vec<%s>", rust_type(&type));
    const plan_value *owner = RUST_AT(plan_value, call->values, value->keeps_value);
    const char *owner_type = owner->is_self ? "Self" : class_name(plan, owner->type.class_of, "'_");
    return arena_printf("%s<%s, %s, %s>", value->is_written ? "ViewMut" : "View", lifetime, owner_type,
                        rust_type(&type));
}

/* What a result is without its `Option`. */
static const char *bare_output(const plan_library *plan, const plan_function *call, const plan_value *value,
                               const char *lifetime) {
    switch (value->form) {
    case PLAN_TEXT:
        return "String";
    case PLAN_TEXT_ARRAY:
        return "Vec<String>";
    case PLAN_ARRAY:
        return arena_printf("Vec<%s>", rust_element(value));
    case PLAN_OBJECT:
        return object_output(plan, call, value, lifetime);
    case PLAN_BLOCK:
        return block_output(plan, call, value, lifetime);
    default:
        return rust_element(value);
    }
}

static const char *map_output(const plan_function *call, const plan_value *value) {
    const plan_value *keys = RUST_AT(plan_value, call->values, value->keys_value);
    const char *key = keys->form == PLAN_TEXT_ARRAY ? "String" : rust_element(keys);
    const char *item = value->form == PLAN_TEXT_ARRAY ? "String" : rust_element(value);
    return arena_printf("HashMap<%s, %s>", key, item);
}

const char *rust_output_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                             const char *lifetime) {
    if (value->keys_value != PLAN_NONE)
        return optional(value, map_output(call, value));
    return optional(value, bare_output(plan, call, value, lifetime));
}

GPtrArray *rust_returned(const plan_function *call) {
    GPtrArray *returned = arena_array();
    for (guint i = 0; i < call->outputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->outputs, i);
        if (value->direction == PLAN_OUT && !value->is_keys)
            g_ptr_array_add(returned, g_ptr_array_index(call->outputs, i));
    }
    return returned;
}

static int presence_of(const plan_function *call, const plan_value *value) {
    const GPtrArray *parameters = call->function->parameters;
    return value->is_return ? call->function->result->present_if
                            : RUST_AT(model_parameter, parameters, value->parameter)->present_if;
}

bool rust_are_together(const plan_function *call) {
    GPtrArray *returned = rust_returned(call);
    for (guint i = 0; i < returned->len; i++) {
        const plan_value *value = RUST_AT(plan_value, returned, i);
        int presence = presence_of(call, value);
        if (presence == MODEL_NO_PARAMETER || presence != presence_of(call, RUST_AT(plan_value, returned, 0)))
            return false;
    }
    return returned->len > 1;
}

/* ---- What can fail ---- */

static bool can_input_fail(const plan_value *value) {
    model_type type = rust_element_type(value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_RECORD:
    case PLAN_ARRAY:
        return rust_lend_can_fail(&type);
    default:
        return false;
    }
}

/* Enums are the boundary's business, which has a step for them. */
static bool can_output_fail(const plan_value *value) {
    model_type type = rust_element_type(value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_RECORD:
    case PLAN_ARRAY:
        return rust_take_can_fail(&type);
    case PLAN_BLOCK:
        return !rust_is_plain(&type) && rust_take_can_fail(&type);
    case PLAN_STREAM:
    case PLAN_DYNAMIC:
        return true;
    default:
        return false;
    }
}

bool rust_can_fail(const plan_function *call, const plan_step *step) {
    const plan_value *value;
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        return can_input_fail(RUST_AT(plan_value, call->values, step->value));
    case PLAN_CONVERT_OUTPUT:
        return can_output_fail(RUST_AT(plan_value, call->values, step->value));
    case PLAN_CHECK_TEXT: /* A str is UTF-8: what remains is a NUL where C reads up to one. */
        return !RUST_AT(plan_value, call->values, step->value)->is_counted_text;
    case PLAN_CHECK_COUNT: /* What the call allocates itself has the right length, and a map's parts have the
                              same. */
        value = RUST_AT(plan_value, call->values, step->value);
        return value->direction != PLAN_OUT && value->keys_value == PLAN_NONE && !value->is_keys;
    case PLAN_ALLOCATE_OUTPUT: /* As long as a number says, and any number may come. */
        return step->other != PLAN_NONE &&
               RUST_AT(plan_value, call->values, step->other)->form == PLAN_SCALAR;
    case PLAN_CHECK_POINTER: /* References and slices are there and aligned, enums and records hold only
                                constants. */
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
        return false;
    default:
        return plan_step_can_fail(step->kind);
    }
}

bool rust_is_fallible(const plan_function *call) {
    for (guint i = 0; i < call->steps->len; i++) {
        if (rust_can_fail(call, RUST_AT(plan_step, call->steps, i)))
            return true;
    }
    return false;
}

bool rust_asks_handshake(const plan_library *plan, const plan_function *call) {
    if (!plan->bridges)
        return false;
    for (guint i = 0; i < call->inputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->inputs, i);
        if (value->form == PLAN_OBJECT && !value->nullable)
            return false;
    }
    return true;
}
