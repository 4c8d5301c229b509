/* What a defective library does: with its results, and instead of returning. */

#include "abuse/abuse_internal.h"
#include "memory/arena.h"
#include "plan/steps.h"

static const int32_t BROKEN[] = {TENON_BROKEN_CONTRACT, NO_CODE};

/* What TENON_STAND_IN says for a lie about a value, or (value PLAN_NONE) about the call. */
static const char *lie_of(const plan_function *function, int value, abuse_kind kind, unsigned variant) {
    const char *lie = abuse_name(kind);
    return arena_printf("%s:%s:%s=%u", function->function->c_name,
                        value == PLAN_NONE ? "" : abuse_value_name(function, value), lie, variant);
}

static abuse_case *add_lie(abuse_list *list, abuse_kind kind, int value, unsigned variant,
                           const plan_step *step, const int32_t *codes) {
    abuse_case *added = abuse_add(list, kind, value, ABUSE_FAILED, codes);
    added->variant = variant;
    added->step = step;
    added->stand_in = lie_of(list->function, value, kind, variant);
    return added;
}

static const model_parameter *parameter_of(const plan_function *function, const plan_value *value) {
    return value->is_return ? function->function->result
                            : g_ptr_array_index(function->function->parameters, (guint)value->parameter);
}

static bool is_signed(model_scalar scalar) {
    return scalar >= MODEL_I8 && scalar <= MODEL_I64;
}

/* Too large, and negative where the count's type knows that. */
static void add_wrong_counts(abuse_list *list, int value, const plan_step *step) {
    const plan_value *counted = abuse_value(list->function, value);
    const model_parameter *count =
        g_ptr_array_index(list->function->function->parameters, (guint)counted->count_parameter);
    bool can_be_too_large = counted->form == PLAN_ARRAY || count->type.scalar == MODEL_SIZE ||
                            count->type.scalar == MODEL_U64 || count->type.scalar == MODEL_I64;
    if (can_be_too_large)
        add_lie(list, ABUSE_LIE_COUNT, value, 0, step, BROKEN);
    if (is_signed(count->type.scalar))
        add_lie(list, ABUSE_LIE_COUNT, value, 1, step, BROKEN);
}

static void add_wrong_contents(abuse_list *list, int value, const plan_step *step, bool is_foreign) {
    const model_type *type = &abuse_value(list->function, value)->type;
    if (type->kind == MODEL_ENUM)
        add_lie(list, ABUSE_LIE_CONSTANT, value, 0, step, BROKEN);
    if (type->kind == MODEL_SCALAR && type->scalar == MODEL_BOOL && is_foreign)
        add_lie(list, ABUSE_LIE_BOOL, value, 0, step, BROKEN);
    if (type->kind != MODEL_RECORD && type->kind != MODEL_VARIANT)
        return;
    const GPtrArray *leaves = abuse_leaves(type, true);
    for (guint i = 0; i < leaves->len; i++) {
        const abuse_leaf *leaf = g_ptr_array_index(leaves, i);
        add_lie(list, ABUSE_LIE_FIELD, value, i, step, BROKEN)->path = leaf->path;
    }
}

/* The bool that says whether it is there, where it is written through a pointer. */
static void add_wrong_presence(abuse_list *list, int value, const plan_step *step) {
    if (parameter_of(list->function, abuse_value(list->function, value))->present_if >= 0)
        add_lie(list, ABUSE_LIE_BOOL, value, 1, step, BROKEN);
}

static void add_wrong_number(abuse_list *list, int value, const plan_step *step) {
    const plan_value *number = abuse_value(list->function, value);
    const model_parameter *parameter = parameter_of(list->function, number);
    bool has_owner = parameter->ownership == MODEL_BORROWED || parameter->ownership == MODEL_OWNED;
    if (has_owner && !parameter->nullable)
        add_lie(list, ABUSE_LIE_NULL, value, 0, step, BROKEN);
    add_wrong_presence(list, value, step);
    add_wrong_contents(list, value, step, !number->is_return);
}

/* A constructor that gives null says that it could not: its words, or that memory is used up. */
static void add_missing_object(abuse_list *list, int value, const plan_step *step) {
    const int32_t *codes = list->function->function->returns_status ? BROKEN : CODES(TENON_OUT_OF_MEMORY);
    add_lie(list, ABUSE_LIE_NULL, value, 0, step, codes);
}

static void add_of_result(abuse_list *list, int value, const plan_step *step) {
    const plan_value *result = abuse_value(list->function, value);
    switch (result->form) {
    case PLAN_OBJECT:
        add_missing_object(list, value, step);
        break;
    case PLAN_TEXT:
    case PLAN_DYNAMIC:
    case PLAN_STREAM:
        add_lie(list, ABUSE_LIE_NULL, value, 0, step, BROKEN);
        break;
    case PLAN_TEXT_ARRAY:
    case PLAN_BLOCK:
        add_lie(list, ABUSE_LIE_NULL, value, 0, step, BROKEN); /* elements, but no address */
        add_wrong_counts(list, value, step);
        add_wrong_contents(list, value, step, true);
        break;
    case PLAN_ARRAY:
        if (result->is_filled_partly)
            add_wrong_counts(list, value, step);
        add_wrong_contents(list, value, step, true);
        break;
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_RECORD:
        add_wrong_number(list, value, step);
        break;
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
}

/* ---- The call as such ---- */

static void add_statuses(abuse_list *list) {
    const plan_step *step = abuse_step(list->function, PLAN_CHECK_STATUS, PLAN_NONE);
    const model_enum *status = list->plan->model->status;
    if (step == NULL)
        return;
    unsigned variant = 0;
    for (guint i = 0; i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value != 0)
            add_lie(list, ABUSE_FAILS, PLAN_NONE, variant++, step, CODES(constant->value));
    }
    add_lie(list, ABUSE_UNKNOWN_STATUS, PLAN_NONE, 0, step, BROKEN);
}

static void add_ways_out(abuse_list *list) {
    static const int32_t thrown[] = {TENON_EXCEPTION, TENON_INVALID_ARGUMENT, TENON_OUT_OF_RANGE,
                                     TENON_EXCEPTION};
    const plan_step *step = abuse_step(list->function, PLAN_CHECK_GUARD, PLAN_NONE);
    for (unsigned i = 0; i < G_N_ELEMENTS(thrown) && list->plan->model->throws_cxx; i++)
        add_lie(list, ABUSE_THROWS, PLAN_NONE, i, step, CODES(thrown[i]));
    if (list->plan->model->jump_frame != NULL)
        add_lie(list, ABUSE_JUMPS, PLAN_NONE, 0, step, CODES(TENON_EXCEPTION));
}

/* Any function may call what another one left with the library. */
static void add_kept_callbacks(abuse_list *list) {
    const plan_function *keeper = list->plan->keeps_callbacks ? abuse_callback_keeper(list->plan) : NULL;
    if (keeper == NULL || keeper == list->function)
        return;
    abuse_case *added =
        abuse_add(list, ABUSE_KEPT_FAILS, PLAN_NONE, ABUSE_FAILED, CODES(TENON_CALLBACK_FAILED));
    added->helper = keeper;
    added->step = abuse_step(list->function, PLAN_CHECK_CALLBACKS, PLAN_NONE);
    added->stand_in = arena_printf("%s::calls_kept", list->function->function->c_name);
}

/* What is made must be closable twice without harm. */
static void add_closing(abuse_list *list) {
    for (guint i = 0; i < list->function->values->len; i++) {
        const plan_value *value = abuse_value(list->function, (int)i);
        if (value->direction == PLAN_OUT && (value->form == PLAN_OBJECT || value->form == PLAN_BLOCK))
            abuse_add(list, ABUSE_CLOSED_TWICE, (int)i, ABUSE_ACCEPTED, CODES(TENON_CLOSED));
    }
}

void abuse_of_results(abuse_list *list) {
    add_statuses(list);
    add_ways_out(list);
    for (guint i = 0; i < list->function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(list->function->steps, i);
        if (step->kind == PLAN_CHECK_RESULT)
            add_of_result(list, step->value, step);
        if (step->kind == PLAN_COPY_TEXT)
            add_lie(list, ABUSE_LIE_TEXT, step->value, 0, step, BROKEN);
    }
    add_kept_callbacks(list);
    add_closing(list);
}
