#include "plan/values.h"

#include <string.h>

#include "memory/arena.h"
#include "model/lengths.h"

static const model_parameter *parameter_at(const plan_function *plan, int index) {
    return g_ptr_array_index(plan->function->parameters, (guint)index);
}

static plan_value *value_at(const plan_function *plan, int index) {
    return g_ptr_array_index(plan->values, (guint)index);
}

int plan_value_of_parameter(const plan_function *plan, int parameter) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, (int)i)->parameter == parameter)
            return (int)i;
    }
    return PLAN_NONE;
}

static plan_direction direction_of(const model_parameter *parameter) {
    switch (parameter->role) {
    case MODEL_OUT:
        return PLAN_OUT;
    case MODEL_INOUT:
        return PLAN_INOUT;
    default:
        return PLAN_IN;
    }
}

static plan_form form_of(const model_parameter *parameter, bool is_return) {
    int depth = parameter->pointer_depth + (is_return ? 1 : 0);
    switch (parameter->type.kind) {
    case MODEL_CLASS:
        return PLAN_OBJECT;
    case MODEL_TEXT:
        return depth == (parameter->role == MODEL_IN ? 2 : 3) ? PLAN_TEXT_ARRAY : PLAN_TEXT;
    case MODEL_INTERFACE:
        return PLAN_CALLBACK;
    case MODEL_CANCEL:
        return PLAN_CANCEL;
    case MODEL_STREAM:
        return PLAN_STREAM;
    case MODEL_DYNAMIC:
        return PLAN_DYNAMIC;
    case MODEL_SCALAR:
    case MODEL_ENUM:
    case MODEL_RECORD:
    case MODEL_VARIANT:
        break;
    }
    if (parameter->is_array)
        return depth == 2 ? PLAN_BLOCK : PLAN_ARRAY;
    return parameter->type.kind == MODEL_SCALAR ? PLAN_SCALAR
           : parameter->type.kind == MODEL_ENUM ? PLAN_ENUM
                                                : PLAN_RECORD;
}

static plan_use use_of(const model_parameter *parameter) {
    return parameter->ownership == MODEL_CONSUMED ? PLAN_USE_CONSUME
           : parameter->is_const                  ? PLAN_USE_SHARED
                                                  : PLAN_USE_EXCLUSIVE;
}

/* Numbers, enums and records have no way of their own to be missing; a record that goes in has one. */
static bool has_presence_slot(const plan_value *value) {
    bool is_one = value->form == PLAN_SCALAR || value->form == PLAN_ENUM ||
                  (value->form == PLAN_RECORD && value->direction != PLAN_IN);
    return is_one && value->nullable;
}

static plan_value *new_value(const model_parameter *parameter, int index, bool is_return) {
    plan_value *value = ARENA_NEW(plan_value);
    *value = (plan_value){.name = parameter->name,
                          .marks = parameter->marks,
                          .form = form_of(parameter, is_return),
                          .direction = direction_of(parameter),
                          .type = parameter->type,
                          .nullable = parameter->nullable || parameter->present_if != MODEL_NO_PARAMETER,
                          .use = use_of(parameter),
                          .is_view = parameter->ownership == MODEL_VIEWED,
                          .is_return = is_return,
                          .parameter = index,
                          .count_parameter = parameter->count_parameter,
                          .length_from = PLAN_NONE,
                          .freed_by = parameter->freed_by,
                          .keeps_value = PLAN_NONE,
                          .keys_value = PLAN_NONE,
                          .freezes = parameter->freezes,
                          .scope = parameter->scope,
                          .is_progress = parameter->is_progress,
                          .default_value = parameter->default_value,
                          .default_constant = parameter->default_constant,
                          .doc = parameter->doc};
    value->is_optional = has_presence_slot(value);
    bool is_sequence = value->form == PLAN_ARRAY || value->form == PLAN_BLOCK;
    value->is_bytes =
        is_sequence && parameter->type.kind == MODEL_SCALAR && parameter->type.scalar == MODEL_U8;
    value->is_counted_text = value->form == PLAN_TEXT && parameter->count_parameter != MODEL_NO_PARAMETER;
    return value;
}

/* What only C needs: the host never sees it. */
static bool is_hidden(const plan_function *plan, int index) {
    model_role role = parameter_at(plan, index)->role;
    return role == MODEL_PRESENCE || role == MODEL_CONTEXT || role == MODEL_DROP ||
           (role == MODEL_COUNT && !model_passes_length(plan->function, (guint)index));
}

static void add_values(plan_function *plan) {
    const model_function *function = plan->function;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = parameter_at(plan, (int)i);
        if (is_hidden(plan, (int)i))
            continue;
        plan_value *value = new_value(parameter, (int)i, false);
        value->is_self = i == 0 && function->kind == MODEL_METHOD;
        g_ptr_array_add(plan->values, value);
    }
    if (function->result != NULL && function->result->role != MODEL_PRESENCE)
        g_ptr_array_add(plan->values, new_value(function->result, PLAN_NONE, true));
}

/* The array that the host passes with the same length, else the length itself. */
static int length_source(const plan_function *plan, int count_parameter) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, (int)i);
        bool is_passed =
            value->direction != PLAN_OUT && (value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY);
        if (is_passed && value->count_parameter == count_parameter)
            return (int)i;
    }
    return plan_value_of_parameter(plan, count_parameter);
}

static void tie_values(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        plan_value *value = value_at(plan, (int)i);
        const model_parameter *parameter =
            value->is_return ? plan->function->result : parameter_at(plan, value->parameter);
        if (value->form == PLAN_ARRAY && value->direction == PLAN_OUT) {
            value->length_from = length_source(plan, value->count_parameter);
            value->is_filled_partly = parameter_at(plan, value->count_parameter)->pointer_depth == 1;
        }
        if (value->is_view) {
            value->keeps_value = 0;
            value->freezes = true;
        }
        if (parameter->keeps_parameter != MODEL_NO_PARAMETER) {
            value->keeps_value = plan_value_of_parameter(plan, parameter->keeps_parameter);
            value->keeps_exclusively = !parameter_at(plan, parameter->keeps_parameter)->is_const;
        }
        if (parameter->keyed_by != MODEL_NO_PARAMETER) {
            value->keys_value = plan_value_of_parameter(plan, parameter->keyed_by);
            value_at(plan, value->keys_value)->is_keys = true;
        }
    }
}

void plan_values(plan_function *plan) {
    add_values(plan);
    tie_values(plan);
    for (guint i = 0; i < plan->values->len; i++) {
        plan_value *value = value_at(plan, (int)i);
        if (value->form == PLAN_CANCEL)
            plan->token = (int)i;
        if (value->is_progress)
            plan->progress = (int)i;
        if (value->direction != PLAN_OUT)
            g_ptr_array_add(plan->inputs, value);
        if (value->direction != PLAN_IN && value->is_return)
            g_ptr_array_insert(plan->outputs, 0, value);
        else if (value->direction != PLAN_IN)
            g_ptr_array_add(plan->outputs, value);
    }
}

/* ---- Slots ---- */

static const char *element_type(const plan_value *value) {
    if (value->type.kind == MODEL_ENUM)
        return "int32_t";
    return strcmp(value->type.c_name, "void") == 0 ? "uint8_t" : value->type.c_name;
}

/* A derived name ("nodes_count", "result") gives way to an author's parameter of the same name. */
static bool is_taken(const plan_function *plan, int index, plan_part part, const char *name) {
    for (guint i = 0; i < plan->slots->len; i++) {
        if (strcmp(((const plan_slot *)g_ptr_array_index(plan->slots, i))->name, name) == 0)
            return true;
    }
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *other = value_at(plan, (int)i);
        bool is_itself = (int)i == index && part == PLAN_PART_DATA;
        if (!is_itself && !other->is_return && strcmp(other->name, name) == 0)
            return true;
    }
    return false;
}

static void add_slot(plan_function *plan, int value, plan_part part, const char *name, const char *c_type) {
    while (is_taken(plan, value, part, name))
        name = arena_printf("%s_", name);
    plan_slot *slot = ARENA_NEW(plan_slot);
    *slot = (plan_slot){.name = name, .c_type = c_type, .value = value, .part = part};
    g_ptr_array_add(plan->slots, slot);
}

static void add_slots(plan_function *plan, int index) {
    const plan_value *value = value_at(plan, index);
    const char *name = value->name;
    bool is_in = value->direction == PLAN_IN;
    const char *element = element_type(value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        add_slot(plan, index, PLAN_PART_DATA, name, is_in ? element : arena_printf("%s *", element));
        break;
    case PLAN_RECORD:
        add_slot(plan, index, PLAN_PART_DATA, name, arena_printf(is_in ? "const %s *" : "%s *", element));
        break;
    case PLAN_OBJECT:
        add_slot(plan, index, PLAN_PART_DATA, name, is_in ? "tenon_handle" : "tenon_handle *");
        break;
    case PLAN_BLOCK:
        add_slot(plan, index, PLAN_PART_DATA, name, "tenon_block *");
        break;
    case PLAN_TEXT:
        add_slot(plan, index, PLAN_PART_DATA, name, is_in ? "const char *" : "tenon_text *");
        if (is_in)
            add_slot(plan, index, PLAN_PART_LENGTH, arena_printf("%s_length", name), "size_t");
        break;
    case PLAN_TEXT_ARRAY:
        add_slot(plan, index, PLAN_PART_DATA, name, is_in ? "const tenon_text_view *" : "tenon_texts *");
        if (is_in)
            add_slot(plan, index, PLAN_PART_LENGTH, arena_printf("%s_count", name), "size_t");
        break;
    case PLAN_ARRAY:
        add_slot(plan, index, PLAN_PART_DATA, name, arena_printf(is_in ? "const %s *" : "%s *", element));
        add_slot(plan, index, PLAN_PART_LENGTH, arena_printf("%s_count", name), "size_t");
        if (value->is_filled_partly)
            add_slot(plan, index, PLAN_PART_FILLED, arena_printf("%s_filled", name), "size_t *");
        break;
    case PLAN_CALLBACK:
        add_slot(plan, index, PLAN_PART_DATA, name, "const tenon_callback *");
        break;
    case PLAN_CANCEL:
        add_slot(plan, index, PLAN_PART_DATA, name, "tenon_handle");
        break;
    case PLAN_STREAM:
        add_slot(plan, index, PLAN_PART_DATA, name, "struct ArrowArrayStream *");
        break;
    case PLAN_DYNAMIC:
        add_slot(plan, index, PLAN_PART_DATA, name, is_in ? "const uint8_t *" : "tenon_block *");
        if (is_in)
            add_slot(plan, index, PLAN_PART_LENGTH, arena_printf("%s_length", name), "size_t");
        break;
    }
    if (value->is_optional)
        add_slot(plan, index, PLAN_PART_PRESENT, arena_printf("%s_present", name), is_in ? "bool" : "bool *");
}

void plan_slots(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++)
        add_slots(plan, (int)i);
}
