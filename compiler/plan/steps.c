#include "plan/steps.h"

#include "memory/arena.h"

static const char *const step_names[] = {
    [PLAN_CONVERT_INPUT] = "convert_input",
    [PLAN_ALLOCATE_OUTPUT] = "allocate_output",
    [PLAN_CROSS] = "cross",
    [PLAN_CLEAR_ERROR] = "clear_error",
    [PLAN_OPEN_CALLBACK] = "open_callback",
    [PLAN_CHECK_POINTER] = "check_pointer",
    [PLAN_CHECK_COUNT] = "check_count",
    [PLAN_CHECK_COUNT_FITS] = "check_count_fits",
    [PLAN_CHECK_TEXT] = "check_text",
    [PLAN_CHECK_ENUM] = "check_enum",
    [PLAN_CHECK_RECORD] = "check_record",
    [PLAN_HOLD_TOKEN] = "hold_token",
    [PLAN_DECODE] = "decode",
    [PLAN_BORROW] = "borrow",
    [PLAN_TERMINATE_TEXT] = "terminate_text",
    [PLAN_CONSUME] = "consume",
    [PLAN_FENCE_OUTPUT] = "fence_output",
    [PLAN_CHECK_FENCE] = "check_fence",
    [PLAN_RELEASE_HOST_LOCK] = "release_host_lock",
    [PLAN_CALL] = "call",
    [PLAN_TAKE_HOST_LOCK] = "take_host_lock",
    [PLAN_CHECK_CALLBACKS] = "check_callbacks",
    [PLAN_CHECK_GUARD] = "check_guard",
    [PLAN_CHECK_STATUS] = "check_status",
    [PLAN_CHECK_RESULT] = "check_result",
    [PLAN_COPY_TEXT] = "copy_text",
    [PLAN_FREE_RESULT] = "free_result",
    [PLAN_WRAP_OBJECT] = "wrap_object",
    [PLAN_WRAP_BLOCK] = "wrap_block",
    [PLAN_KEEP_CALLBACK] = "keep_callback",
    [PLAN_ENTER_CALLBACK] = "enter_callback",
    [PLAN_CALL_HOST] = "call_host",
    [PLAN_LEAVE_CALLBACK] = "leave_callback",
    [PLAN_COPY_RECORD] = "copy_record",
    [PLAN_ENCODE] = "encode",
    [PLAN_RELEASE] = "release",
    [PLAN_TAKE_ERROR] = "take_error",
    [PLAN_CONVERT_OUTPUT] = "convert_output",
};

const char *plan_step_name(plan_step_kind kind) {
    return step_names[kind];
}

bool plan_step_can_fail(plan_step_kind kind) {
    switch (kind) {
    case PLAN_CHECK_POINTER:
    case PLAN_CHECK_COUNT:
    case PLAN_CHECK_COUNT_FITS:
    case PLAN_CHECK_TEXT:
    case PLAN_CHECK_ENUM:
    case PLAN_CHECK_RECORD:
    case PLAN_BORROW:
    case PLAN_TERMINATE_TEXT:
    case PLAN_CONSUME:
    case PLAN_CHECK_GUARD:
    case PLAN_CHECK_STATUS:
    case PLAN_CHECK_RESULT:
    case PLAN_COPY_TEXT:
    case PLAN_WRAP_OBJECT:
    case PLAN_WRAP_BLOCK:
    case PLAN_OPEN_CALLBACK:
    case PLAN_HOLD_TOKEN:
    case PLAN_CHECK_CALLBACKS:
    case PLAN_KEEP_CALLBACK:
    case PLAN_ENTER_CALLBACK:
    case PLAN_CALL_HOST:
    case PLAN_DECODE:
    case PLAN_COPY_RECORD:
    case PLAN_ENCODE:
        return true;
    default:
        return false;
    }
}

static plan_step *add(plan_function *plan, plan_step_kind kind, int value, int other) {
    plan_step *step = ARENA_NEW(plan_step);
    *step = (plan_step){.kind = kind, .value = value, .other = other};
    g_ptr_array_add(plan->steps, step);
    return step;
}

static const plan_value *value_at(const plan_function *plan, guint index) {
    return g_ptr_array_index(plan->values, index);
}

static bool is_input(const plan_value *value) {
    return value->direction != PLAN_OUT;
}

static bool is_output(const plan_value *value) {
    return value->direction != PLAN_IN;
}

bool plan_can_be_wrong(const model_type *type, bool is_foreign) {
    if (type->kind == MODEL_ENUM || type->kind == MODEL_VARIANT || type->kind == MODEL_TEXT)
        return true;
    if (type->kind == MODEL_SCALAR)
        return is_foreign && type->scalar == MODEL_BOOL;
    for (guint i = 0; type->kind == MODEL_RECORD && i < type->record->fields->len; i++) {
        const model_field *field = g_ptr_array_index(type->record->fields, i);
        if (plan_can_be_wrong(&field->type, is_foreign))
            return true;
    }
    return false;
}

static void add_for_form(plan_function *plan, plan_form form, plan_step_kind kind) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, i)->form == form)
            add(plan, kind, (int)i, PLAN_NONE);
    }
}

static bool is_plain_data(const plan_value *value) {
    return value->form == PLAN_SCALAR || value->form == PLAN_ENUM || value->form == PLAN_RECORD ||
           value->form == PLAN_ARRAY || value->form == PLAN_BLOCK;
}

/* The bools of what a host converts are right; memory that it lends may hold anything. */
static bool needs_input_check(const plan_value *value, plan_step_kind *check) {
    *check = value->type.kind == MODEL_RECORD || value->type.kind == MODEL_VARIANT ? PLAN_CHECK_RECORD
                                                                                   : PLAN_CHECK_ENUM;
    return is_plain_data(value) && plan_can_be_wrong(&value->type, value->form == PLAN_ARRAY);
}

static bool has_text(const model_type *type) {
    return (type->kind == MODEL_RECORD && type->record->has_text) ||
           (type->kind == MODEL_VARIANT && type->variant->has_text);
}

static void add_input_checks(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        bool is_pointer = value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY ||
                          value->form == PLAN_RECORD || value->form == PLAN_STREAM ||
                          value->form == PLAN_DYNAMIC;
        plan_step_kind check;
        if (is_pointer && (is_input(value) || value->form == PLAN_ARRAY))
            add(plan, PLAN_CHECK_POINTER, (int)i, PLAN_NONE);
        if (!is_input(value))
            continue;
        if (value->form == PLAN_TEXT || value->form == PLAN_TEXT_ARRAY)
            add(plan, PLAN_CHECK_TEXT, (int)i, PLAN_NONE);
        if (needs_input_check(value, &check))
            add(plan, check, (int)i, PLAN_NONE);
    }
}

static bool has_length(const plan_value *value) {
    return value->form == PLAN_ARRAY || (value->form == PLAN_TEXT_ARRAY && is_input(value)) ||
           value->is_counted_text;
}

static bool is_narrow(const plan_function *plan, int count_parameter) {
    const model_parameter *count = g_ptr_array_index(plan->function->parameters, (guint)count_parameter);
    return count->type.scalar != MODEL_SIZE && count->type.scalar != MODEL_U64;
}

/* Where the first array may be missing, comparing with it says nothing: the others are compared with each
 * other as well, and with what the count can say. */
static void add_checks_without_first(plan_function *plan, int first, int index) {
    int count_parameter = value_at(plan, (guint)index)->count_parameter;
    const plan_value *other = value_at(plan, (guint)first);
    if (!other->nullable || !has_length(other))
        return;
    for (int i = first + 1; i < index; i++) {
        const plan_value *between = value_at(plan, (guint)i);
        if (has_length(between) && between->count_parameter == count_parameter)
            add(plan, PLAN_CHECK_COUNT, index, i);
    }
    if (is_narrow(plan, count_parameter))
        add(plan, PLAN_CHECK_COUNT_FITS, index, PLAN_NONE);
}

/* Every array that shares a count is compared with the first one that has it (or with the count itself). */
static void add_count_checks(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        if (!has_length(value) || value->count_parameter == MODEL_NO_PARAMETER ||
            (value->is_counted_text && !is_input(value)))
            continue;
        int first = value->length_from;
        for (guint j = 0; j < i && first == PLAN_NONE; j++) {
            const plan_value *earlier = value_at(plan, j);
            if (has_length(earlier) && earlier->count_parameter == value->count_parameter)
                first = (int)j;
        }
        if (first != PLAN_NONE && first != (int)i) {
            add(plan, PLAN_CHECK_COUNT, (int)i, first);
            add_checks_without_first(plan, first, (int)i);
        } else if (is_narrow(plan, value->count_parameter)) {
            add(plan, PLAN_CHECK_COUNT_FITS, (int)i, PLAN_NONE);
        }
    }
}

static bool may_guard(const plan_function *plan) {
    int objects = 0, changed = 0;
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (value->form != PLAN_OBJECT)
            continue;
        if (value->use == PLAN_USE_CONSUME)
            return false;
        objects++;
        changed += value->use != PLAN_USE_SHARED;
    }
    return !plan->blocks && !plan->calls_back && plan->function->wait == 0 && (objects == 1 || changed == 0);
}

static void add_borrows(plan_function *plan) {
    bool guarded = may_guard(plan);
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        if (value->form != PLAN_OBJECT || !is_input(value))
            continue;
        plan_step *step = add(plan, PLAN_BORROW, (int)i, PLAN_NONE);
        step->guarded = guarded;
        step->adaptive = plan->adapts;
        step->wait = plan->function->wait;
    }
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        bool is_text =
            (value->form == PLAN_TEXT && !value->is_counted_text) || value->form == PLAN_TEXT_ARRAY;
        if (is_text && is_input(value))
            add(plan, PLAN_TERMINATE_TEXT, (int)i, PLAN_NONE);
        if (value->form == PLAN_DYNAMIC && is_input(value))
            add(plan, PLAN_DECODE, (int)i, PLAN_NONE);
    }
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        if (value->form == PLAN_OBJECT && value->use == PLAN_USE_CONSUME && value->direction == PLAN_IN)
            add(plan, PLAN_CONSUME, (int)i, PLAN_NONE);
    }
}

static void add_fences(plan_function *plan, plan_step_kind kind) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, i)->form == PLAN_ARRAY && is_output(value_at(plan, i)))
            add(plan, kind, (int)i, PLAN_NONE);
    }
}

static const model_parameter *parameter_of(const plan_function *plan, const plan_value *value) {
    return value->is_return ? plan->function->result
                            : g_ptr_array_index(plan->function->parameters, (guint)value->parameter);
}

/* The bool that says whether the value is there is written through a pointer. */
static bool has_written_presence(const plan_function *plan, const plan_value *value) {
    return parameter_of(plan, value)->present_if >= 0;
}

/* A number or record that the library gives by a pointer must be there. */
static bool is_pointed_to(const plan_function *plan, const plan_value *value) {
    const model_parameter *parameter = parameter_of(plan, value);
    bool has_owner = parameter->ownership == MODEL_BORROWED || parameter->ownership == MODEL_OWNED;
    return value->form != PLAN_ARRAY && has_owner && !parameter->nullable;
}

/* The compiler reads it as a bool before anybody could look: what is returned, and what a callback gets. */
static bool is_bool_by_value(const plan_value *value) {
    return (value->is_return || value->direction == PLAN_IN) && value->form == PLAN_SCALAR;
}

static bool can_break(const plan_function *plan, const plan_value *value) {
    switch (value->form) {
    case PLAN_OBJECT:
        return !value->nullable;
    case PLAN_TEXT_ARRAY:
        return true;
    case PLAN_TEXT:
    case PLAN_DYNAMIC:
        return !parameter_of(plan, value)->nullable;
    case PLAN_BLOCK:
    case PLAN_STREAM:
        return true;
    case PLAN_ENUM:
    case PLAN_RECORD:
    case PLAN_ARRAY:
    case PLAN_SCALAR:
        return plan_can_be_wrong(&value->type, !is_bool_by_value(value)) || value->is_filled_partly ||
               is_pointed_to(plan, value) || has_written_presence(plan, value);
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
    return false;
}

/* Whether a text that the library keeps may lie in what goes in. */
static bool may_hold_text(const plan_value *value) {
    bool is_plain = value->form == PLAN_SCALAR || value->form == PLAN_ENUM ||
                    (value->form == PLAN_RECORD && !has_text(&value->type));
    return !is_plain && value->form != PLAN_OBJECT;
}

/* The text lives as long as the object that the call borrows, if there is one. One that lies in another
 * argument, or in an object that the call does not hold alone, might end with the call. */
static bool may_lend(const plan_function *plan, const plan_value *text) {
    int objects = 0;
    if (text->form != PLAN_TEXT || text->freed_by != NULL || plan->outputs->len != 1 || plan->blocks ||
        plan->calls_back || plan->is_bridged)
        return false;
    for (guint i = 0; i < plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->inputs, i);
        if (may_hold_text(value) || (value->form == PLAN_OBJECT && value->use == PLAN_USE_CONSUME))
            return false;
        objects += value->form == PLAN_OBJECT;
    }
    return objects <= 1;
}

static void add_results(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (is_output(value_at(plan, i)) && can_break(plan, value_at(plan, i)))
            add(plan, PLAN_CHECK_RESULT, (int)i, PLAN_NONE);
    }
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        if (!is_output(value))
            continue;
        bool is_text = value->form == PLAN_TEXT || value->form == PLAN_TEXT_ARRAY;
        if (is_text)
            add(plan, PLAN_COPY_TEXT, (int)i, PLAN_NONE)->lends = may_lend(plan, value);
        if (value->form == PLAN_RECORD && has_text(&value->type))
            add(plan, PLAN_COPY_RECORD, (int)i, PLAN_NONE);
        if ((is_text || value->form == PLAN_RECORD) && value->freed_by != NULL)
            add(plan, PLAN_FREE_RESULT, (int)i, PLAN_NONE);
        if (value->form == PLAN_DYNAMIC)
            add(plan, PLAN_ENCODE, (int)i, PLAN_NONE);
        if (value->form == PLAN_OBJECT)
            add(plan, PLAN_WRAP_OBJECT, (int)i, value->keeps_value);
        if (value->form == PLAN_BLOCK || (value->form == PLAN_STREAM && value->is_view))
            add(plan, PLAN_WRAP_BLOCK, (int)i, value->keeps_value);
    }
}

/* The object that a callback lasts as long as, or PLAN_NONE: the library does. */
static int keeper_of(const plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        bool is_made =
            plan->function->kind == MODEL_CONSTRUCTOR && is_output(value) && value->form == PLAN_OBJECT;
        if (value->is_self || is_made)
            return (int)i;
    }
    return PLAN_NONE;
}

static void add_keeps(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        if (value->form == PLAN_CALLBACK && value->scope != MODEL_DURING_CALL)
            add(plan, PLAN_KEEP_CALLBACK, (int)i,
                value->scope == MODEL_UNTIL_DROPPED ? PLAN_NONE : keeper_of(plan));
    }
}

static void add_releases(plan_function *plan) {
    for (guint i = plan->steps->len; i > 0; i--) {
        const plan_step *step = g_ptr_array_index(plan->steps, i - 1);
        bool is_held =
            step->kind == PLAN_BORROW || step->kind == PLAN_TERMINATE_TEXT || step->kind == PLAN_DECODE ||
            step->kind == PLAN_OPEN_CALLBACK || step->kind == PLAN_HOLD_TOKEN ||
            (step->kind == PLAN_CHECK_POINTER && value_at(plan, (guint)step->value)->form == PLAN_STREAM);
        if (is_held)
            add(plan, PLAN_RELEASE, step->value, PLAN_NONE);
    }
}

static bool makes_object(const plan_function *plan) {
    for (guint i = 0; i < plan->outputs->len; i++) {
        if (((const plan_value *)g_ptr_array_index(plan->outputs, i))->form == PLAN_OBJECT)
            return true;
    }
    return false;
}

/* Inside an interface's function: what the library passes is checked as results are, what the host gives as
 * arguments are. */
static void add_checks_of_passed(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        bool is_pointer =
            value->form == PLAN_ARRAY || value->form == PLAN_TEXT_ARRAY || value->form == PLAN_TEXT;
        if ((is_input(value) && (is_pointer || can_break(plan, value))) ||
            (is_pointer && value->form == PLAN_ARRAY))
            add(plan, PLAN_CHECK_RESULT, (int)i, PLAN_NONE);
    }
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, i)->form == PLAN_OBJECT)
            add(plan, PLAN_WRAP_OBJECT, (int)i, PLAN_NONE);
    }
}

static void add_checks_of_given(plan_function *plan) {
    for (guint i = 0; i < plan->values->len; i++) {
        const plan_value *value = value_at(plan, i);
        plan_step_kind check;
        if (!is_output(value))
            continue;
        if (value->is_filled_partly)
            add(plan, PLAN_CHECK_COUNT, (int)i, PLAN_NONE);
        if (value->form == PLAN_TEXT)
            add(plan, PLAN_CHECK_TEXT, (int)i, PLAN_NONE);
        if (needs_input_check(value, &check))
            add(plan, check, (int)i, PLAN_NONE);
    }
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, i)->form == PLAN_TEXT && is_output(value_at(plan, i)))
            add(plan, PLAN_COPY_TEXT, (int)i, PLAN_NONE);
    }
}

void plan_implemented_steps(plan_function *plan) {
    add(plan, PLAN_ENTER_CALLBACK, PLAN_NONE, PLAN_NONE);
    add_checks_of_passed(plan);
    add(plan, PLAN_CALL_HOST, PLAN_NONE, PLAN_NONE);
    add_checks_of_given(plan);
    add(plan, PLAN_LEAVE_CALLBACK, PLAN_NONE, PLAN_NONE);
}

void plan_steps(plan_function *plan, bool lets_others_run) {
    for (guint i = 0; i < plan->values->len; i++) {
        if (is_input(value_at(plan, i)))
            add(plan, PLAN_CONVERT_INPUT, (int)i, PLAN_NONE);
    }
    for (guint i = 0; i < plan->values->len; i++) {
        if (value_at(plan, i)->form == PLAN_ARRAY && !is_input(value_at(plan, i)))
            add(plan, PLAN_ALLOCATE_OUTPUT, (int)i, value_at(plan, i)->length_from);
    }
    add(plan, PLAN_CROSS, PLAN_NONE, PLAN_NONE);
    if (plan->function->returns_status || makes_object(plan))
        add(plan, PLAN_CLEAR_ERROR, PLAN_NONE, PLAN_NONE);
    add_for_form(plan, PLAN_CALLBACK, PLAN_OPEN_CALLBACK);
    add_input_checks(plan);
    add_count_checks(plan);
    add_for_form(plan, PLAN_CANCEL, PLAN_HOLD_TOKEN);
    add_borrows(plan);
    add_fences(plan, PLAN_FENCE_OUTPUT);
    if (lets_others_run || plan->adapts)
        add(plan, PLAN_RELEASE_HOST_LOCK, PLAN_NONE, PLAN_NONE)->adaptive = plan->adapts;
    add(plan, PLAN_CALL, PLAN_NONE, PLAN_NONE);
    if (lets_others_run || plan->adapts)
        add(plan, PLAN_TAKE_HOST_LOCK, PLAN_NONE, PLAN_NONE)->adaptive = plan->adapts;
    add_fences(plan, PLAN_CHECK_FENCE);
    if (plan->calls_back)
        add(plan, PLAN_CHECK_CALLBACKS, PLAN_NONE, PLAN_NONE);
    if (plan->is_guarded_call)
        add(plan, PLAN_CHECK_GUARD, PLAN_NONE, PLAN_NONE);
    if (plan->function->returns_status)
        add(plan, PLAN_CHECK_STATUS, PLAN_NONE, PLAN_NONE);
    add_results(plan);
    add_keeps(plan);
    add_releases(plan);
    add(plan, PLAN_TAKE_ERROR, PLAN_NONE, PLAN_NONE);
    for (guint i = 0; i < plan->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(plan->outputs, i);
        guint index = 0;
        g_ptr_array_find(plan->values, value, &index);
        add(plan, PLAN_CONVERT_OUTPUT, (int)index, PLAN_NONE);
    }
}
