#include "backends/rust/rust.h"
#include "memory/arena.h"

static const char *const scalars[] = {
    [MODEL_BOOL] = "bool", [MODEL_I8] = "i8",      [MODEL_I16] = "i16", [MODEL_I32] = "i32",
    [MODEL_I64] = "i64",   [MODEL_U8] = "u8",      [MODEL_U16] = "u16", [MODEL_U32] = "u32",
    [MODEL_U64] = "u64",   [MODEL_SIZE] = "usize", [MODEL_F32] = "f32", [MODEL_F64] = "f64",
};

static const char *type_name(const model_type *type) {
    switch (type->kind) {
    case MODEL_SCALAR:
        return scalars[type->scalar];
    case MODEL_ENUM:
        return rust_type_name(type->enumeration->name);
    case MODEL_RECORD:
        return rust_type_name(type->record->name);
    case MODEL_CLASS:
        return rust_type_name(type->class_of->name);
    case MODEL_TEXT:
        return "str";
    }
    return "";
}

const char *rust_element(const plan_value *value) {
    return type_name(&value->type);
}

const char *rust_crossing_element(const plan_value *value) {
    return value->type.kind == MODEL_ENUM    ? "i32"
           : value->type.kind == MODEL_CLASS ? "u64"
                                             : rust_element(value);
}

bool rust_has_enums(const model_type *type) {
    if (type->kind != MODEL_RECORD)
        return type->kind == MODEL_ENUM;
    for (guint i = 0; i < type->record->fields->len; i++) {
        if (RUST_AT(model_field, type->record->fields, i)->type.kind == MODEL_ENUM)
            return true;
    }
    return false;
}

bool rust_is_by_value(const plan_function *call, const plan_value *value) {
    return value->parameter != PLAN_NONE &&
           RUST_AT(model_parameter, call->function->parameters, value->parameter)->pointer_depth == 0;
}

/* ---- Crossing ---- */

const char *rust_slot_type(const plan_slot *slot, const plan_value *value) {
    bool is_in = value->direction == PLAN_IN;
    const char *element = rust_crossing_element(value);
    if (slot->part == PLAN_PART_LENGTH)
        return "usize";
    if (slot->part == PLAN_PART_FILLED)
        return "*mut usize";
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
        return is_in ? element : arena_printf("*mut %s", element);
    case PLAN_RECORD:
    case PLAN_ARRAY:
        return arena_printf(is_in ? "*const %s" : "*mut %s", element);
    case PLAN_TEXT:
        return is_in ? "*const c_char" : "*mut Text";
    case PLAN_TEXT_ARRAY:
        return "*const TextView";
    case PLAN_BLOCK:
        return "*mut Block";
    }
    return "";
}

/* ---- Lifetimes ---- */

bool rust_has_lifetime(const plan_library *plan, const model_class *class_of) {
    for (guint i = 0; i < plan->functions->len; i++) {
        const plan_function *call = RUST_AT(plan_function, plan->functions, i);
        for (guint j = 0; j < call->outputs->len; j++) {
            const plan_value *value = RUST_AT(plan_value, call->outputs, j);
            if (value->form == PLAN_OBJECT && value->freezes && value->type.class_of == class_of)
                return true;
        }
    }
    return false;
}

bool rust_is_lender(const plan_function *call, int index) {
    for (guint i = 0; i < call->outputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->outputs, i);
        if (value->keeps_value == index && value->freezes)
            return true;
    }
    return false;
}

/* ---- The public types ---- */

static const char *optional(const plan_value *value, const char *type) {
    return value->nullable ? arena_printf("Option<%s>", type) : type;
}

static const char *class_name(const plan_library *plan, const model_class *class_of, const char *lifetime) {
    const char *name = rust_type_name(class_of->name);
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

const char *rust_input_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                            const char *lifetime) {
    const char *element = type_name(&value->type);
    bool is_changed = value->direction == PLAN_INOUT;
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return is_changed ? arena_printf("&mut %s", element) : element;
    case PLAN_RECORD:
        if (rust_is_by_value(call, value))
            return element;
        return optional(value, arena_printf(is_changed ? "&mut %s" : "&%s", element));
    case PLAN_TEXT:
        return optional(value, "&str");
    case PLAN_TEXT_ARRAY:
        return optional(value, "&[&str]");
    case PLAN_ARRAY:
        return optional(value, arena_printf(is_changed ? "&mut [%s]" : "&[%s]", element));
    case PLAN_OBJECT:
        return object_input(plan, value, lifetime);
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
    if (!value->is_view)
        return arena_printf("Array<%s>", type_name(&value->type));
    const plan_value *owner = RUST_AT(plan_value, call->values, value->keeps_value);
    const char *owner_type = owner->is_self ? "Self" : class_name(plan, owner->type.class_of, "'_");
    return arena_printf("View<%s, %s, %s>", lifetime, owner_type, type_name(&value->type));
}

const char *rust_output_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                             const char *lifetime) {
    const char *element = type_name(&value->type);
    switch (value->form) {
    case PLAN_TEXT:
        return optional(value, "String");
    case PLAN_ARRAY:
        return arena_printf("Vec<%s>", element);
    case PLAN_OBJECT:
        return optional(value, object_output(plan, call, value, lifetime));
    case PLAN_BLOCK:
        return optional(value, block_output(plan, call, value, lifetime));
    default:
        return element;
    }
}

GPtrArray *rust_returned(const plan_function *call) {
    GPtrArray *returned = arena_array();
    for (guint i = 0; i < call->outputs->len; i++) {
        if (RUST_AT(plan_value, call->outputs, i)->direction == PLAN_OUT)
            g_ptr_array_add(returned, g_ptr_array_index(call->outputs, i));
    }
    return returned;
}

/* ---- What can fail ---- */

bool rust_can_fail(const plan_function *call, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CHECK_TEXT: /* A str is UTF-8: what remains is a NUL where C reads up to one. */
        return !RUST_AT(plan_value, call->values, step->value)->is_counted_text;
    case PLAN_CHECK_COUNT: /* What the call allocates itself has the right length. */
        return RUST_AT(plan_value, call->values, step->value)->direction != PLAN_OUT;
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

bool rust_needs_handshake(const plan_function *call) {
    for (guint i = 0; i < call->inputs->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->inputs, i);
        if (value->form == PLAN_OBJECT && !value->nullable)
            return false;
    }
    return true;
}
