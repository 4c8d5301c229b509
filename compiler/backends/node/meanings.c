#include "backends/node/meanings.h"

#include "backends/node/exacts.h"
#include "backends/node/records.h"
#include "memory/arena.h"

/* ---- What the contract uses ---- */

typedef bool (*is_such)(const model_type *type);

static bool has_such_value(const GPtrArray *functions, is_such such) {
    for (guint i = 0; i < functions->len; i++) {
        const plan_function *function = g_ptr_array_index(functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            if (value->form == PLAN_SCALAR && such(&value->type))
                return true;
        }
    }
    return false;
}

static bool has_such_member(const model_library *model, is_such such) {
    for (guint i = 0; i < model->records->len; i++) {
        const model_record *record = g_ptr_array_index(model->records, i);
        for (guint j = 0; j < record->fields->len; j++) {
            if (such(&((const model_field *)g_ptr_array_index(record->fields, j))->type))
                return true;
        }
    }
    for (guint i = 0; i < model->variants->len; i++) {
        const model_variant *variant = g_ptr_array_index(model->variants, i);
        for (guint j = 0; j < variant->cases->len; j++) {
            const model_case *one = g_ptr_array_index(variant->cases, j);
            if (one->member != NULL && such(&one->type))
                return true;
        }
    }
    return false;
}

static bool uses(const node_context *context, is_such such) {
    for (guint i = 0; i < context->plan->interfaces->len; i++) {
        const plan_interface *interface = g_ptr_array_index(context->plan->interfaces, i);
        if (has_such_value(interface->methods, such))
            return true;
    }
    return has_such_value(context->plan->functions, such) || has_such_member(context->model, such);
}

static bool is_wide(const model_type *type) {
    return type->kind == MODEL_SCALAR && (type->scalar == MODEL_I128 || type->scalar == MODEL_U128);
}

bool node_uses_wide_numbers(const node_context *context) {
    return uses(context, is_wide);
}

static bool is_instant(const model_type *type) {
    return type->kind == MODEL_SCALAR && type->meaning == MODEL_INSTANT;
}

bool node_uses_instants(const node_context *context) {
    return uses(context, is_instant);
}

bool node_gives_text_lists(const node_context *context) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint j = 0; j < function->outputs->len; j++) {
            const plan_value *value = g_ptr_array_index(function->outputs, j);
            if (value->form == PLAN_TEXT_ARRAY)
                return true;
        }
    }
    return false;
}

/* ---- Maps ---- */

bool node_is_in_map(const plan_value *value) {
    return value->is_keys || value->keys_value != PLAN_NONE;
}

static bool has_maps(const node_context *context, plan_direction direction) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        for (guint j = 0; j < function->values->len; j++) {
            const plan_value *value = g_ptr_array_index(function->values, j);
            if (value->keys_value != PLAN_NONE && value->direction == direction)
                return true;
        }
    }
    return false;
}

bool node_takes_maps(const node_context *context) {
    return has_maps(context, PLAN_IN);
}

bool node_gives_maps(const node_context *context) {
    return has_maps(context, PLAN_OUT);
}

const plan_value *node_keys_of(const node_context *context, const plan_value *values) {
    for (guint i = 0; i < context->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(context->plan->functions, i);
        if (g_ptr_array_find(function->values, values, NULL))
            return g_ptr_array_index(function->values, (guint)values->keys_value);
    }
    g_assert_not_reached();
}

const plan_value *node_map_of(const plan_function *function, const plan_value *keys) {
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = g_ptr_array_index(function->values, i);
        if (value->keys_value != PLAN_NONE &&
            g_ptr_array_index(function->values, (guint)value->keys_value) == keys)
            return value;
    }
    g_assert_not_reached();
}

bool node_uses_values(const node_context *context) {
    return node_gives_maps(context) || node_uses_wide_numbers(context) || node_gives_text_lists(context) ||
           node_uses_instants(context) || node_has_exacts(context) || node_uses_variants(context) ||
           node_uses_record_texts(context);
}

/* ---- Units ---- */

const char *node_unit_of_field(const model_type *type) {
    static const char *const durations[] = {"In seconds.", "In milliseconds.", "In microseconds.",
                                            "In nanoseconds."};
    static const char *const instants[] = {NULL, NULL, "In microseconds since 1970-01-01T00:00:00Z.",
                                           "In nanoseconds since 1970-01-01T00:00:00Z."};
    if (type->kind != MODEL_SCALAR || (type->meaning != MODEL_DURATION && type->meaning != MODEL_INSTANT))
        return NULL;
    return type->meaning == MODEL_DURATION ? durations[type->unit] : instants[type->unit];
}

/* Arrays of moments are arrays of their numbers, whatever the unit. */
const char *node_unit(const plan_value *value) {
    static const char *const instants[] = {"In seconds since 1970-01-01T00:00:00Z.",
                                           "In milliseconds since 1970-01-01T00:00:00Z."};
    bool is_array = value->form == PLAN_ARRAY || value->form == PLAN_BLOCK;
    if (value->form != PLAN_SCALAR && !is_array)
        return NULL;
    if (is_array && value->type.meaning == MODEL_INSTANT && value->type.unit <= MODEL_MILLISECONDS)
        return instants[value->type.unit];
    return node_unit_of_field(&value->type);
}

/* ---- Defaults ---- */

static const char *integer(const plan_constant *constant) {
    return constant->is_unsigned ? arena_printf("%" G_GUINT64_FORMAT, (guint64)constant->integer)
                                 : arena_printf("%" G_GINT64_FORMAT, (gint64)constant->integer);
}

/* As a Date takes it. */
static const char *date(const model_type *type, const plan_constant *constant) {
    return arena_printf("new Date(%s%s)", integer(constant),
                        type->unit == MODEL_SECONDS && constant->integer != 0 ? "000" : "");
}

static const char *scalar(const node_context *context, const model_type *type,
                          const plan_constant *constant) {
    if (type->meaning == MODEL_EXACT)
        return arena_printf("new %s(%sn)", node_name(context, type->exact), integer(constant));
    if (type->meaning == MODEL_INSTANT && type->unit <= MODEL_MILLISECONDS)
        return date(type, constant);
    switch (type->scalar) {
    case MODEL_I64:
    case MODEL_U64:
    case MODEL_I128:
    case MODEL_U128:
        return arena_printf("%sn", integer(constant));
    case MODEL_F32:
    case MODEL_F64:
        return constant->kind == PLAN_DEFAULT_NUMBER ? node_number(constant->number) : integer(constant);
    default:
        return integer(constant);
    }
}

/* "Access.READ | Access.EXECUTE": flags by the names of their bits. */
static const char *flags(const node_context *context, const model_enum *enumeration, int64_t bits) {
    GPtrArray *names = arena_array();
    int64_t rest = bits;
    for (guint i = 0; i < enumeration->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(enumeration->constants, i);
        bool is_one_bit = constant->value > 0 && (constant->value & (constant->value - 1)) == 0;
        if (!is_one_bit || (rest & constant->value) == 0)
            continue;
        g_ptr_array_add(names,
                        arena_printf("%s.%s", node_name(context, enumeration), node_constant_key(constant)));
        rest &= ~(int64_t)constant->value;
    }
    return names->len > 0 && rest == 0 ? emit_join(names, " | ")
                                       : arena_printf("%" G_GINT64_FORMAT, (gint64)bits);
}

const char *node_default(const node_context *context, const plan_value *value) {
    plan_constant constant = plan_default(value);
    const model_enum *enumeration = value->type.enumeration;
    if (value->form == PLAN_ENUM && constant.kind != PLAN_NO_DEFAULT && constant.kind != PLAN_DEFAULT_NONE)
        return constant.constant != NULL ? arena_printf("%s.%s", node_name(context, enumeration),
                                                        node_constant_key(constant.constant))
                                         : flags(context, enumeration, constant.integer);
    switch (constant.kind) {
    case PLAN_DEFAULT_BOOL:
        return constant.integer != 0 ? "true" : "false";
    case PLAN_DEFAULT_INTEGER:
    case PLAN_DEFAULT_NUMBER:
        return scalar(context, &value->type, &constant);
    case PLAN_DEFAULT_TEXT:
        return node_string(constant.text);
    case PLAN_NO_DEFAULT:
    case PLAN_DEFAULT_NONE:
    case PLAN_DEFAULT_ENUM:
        break;
    }
    return NULL;
}

bool node_may_be_left_out(const plan_function *function, const GPtrArray *arguments, guint index) {
    if (function->function->is_property)
        return false;
    for (guint i = index; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        if (!value->nullable && function->function->flow != MODEL_READS &&
            plan_default(value).kind == PLAN_NO_DEFAULT)
            return false;
    }
    return true;
}
