/* What can be wrong where the library calls back: what the host gives, what the library passes. */

#include "abuse/abuse_internal.h"
#include "memory/arena.h"

/* ---- What the host gives ---- */

static const plan_step *callbacks_check(const abuse_list *list) {
    return abuse_step(list->function, PLAN_CHECK_CALLBACKS, PLAN_NONE);
}

static void add_failures(abuse_list *list, int value, const plan_function *method) {
    list->method = method;
    abuse_case *added =
        abuse_add(list, ABUSE_CALLBACK_FAILS, value, ABUSE_FAILED, CODES(TENON_CALLBACK_FAILED));
    added->step = callbacks_check(list);
    /* The library goes on as if nothing had happened: the host's function must not run again. */
    added = abuse_add(list, ABUSE_CALLBACK_FAILS, value, ABUSE_FAILED, CODES(TENON_CALLBACK_FAILED));
    added->variant = 1;
    added->step = abuse_step(method, PLAN_ENTER_CALLBACK, PLAN_NONE);
    added->stand_in = arena_printf("%s:%s:%s", list->function->function->c_name,
                                   abuse_value_name(list->function, value), abuse_name(ABUSE_LIE_AGAIN));
    list->method = NULL;
}

static void add_given_lie(abuse_list *list, int value, const plan_step *step, unsigned variant,
                          const char *path) {
    abuse_case *added = abuse_add(list, ABUSE_CALLBACK_LIES, value, ABUSE_FAILED,
                                  CODES(TENON_CALLBACK_FAILED, TENON_BAD_TEXT));
    added->part = step->value;
    added->variant = variant;
    added->step = step;
    added->path = path;
}

static void add_given_lies(abuse_list *list, int value, const plan_step *step) {
    const plan_value *given = abuse_value(list->method, step->value);
    switch (step->kind) {
    case PLAN_CHECK_COUNT: /* more than there is room for */
        add_given_lie(list, value, step, 0, "count");
        break;
    case PLAN_CHECK_ENUM:
        add_given_lie(list, value, step, 0, given->type.kind == MODEL_ENUM ? ":constant" : ":bool");
        break;
    case PLAN_CHECK_TEXT:
        add_given_lie(list, value, step, 0, ":text");
        if (!given->nullable)
            add_given_lie(list, value, step, 1, ":null");
        break;
    case PLAN_CHECK_RECORD: {
        const GPtrArray *leaves = abuse_leaves(&given->type, true);
        for (guint i = 0; i < leaves->len; i++)
            add_given_lie(list, value, step, i, ((const abuse_leaf *)g_ptr_array_index(leaves, i))->path);
        break;
    }
    default:
        break;
    }
}

/* ---- What the library passes ---- */

static void add_passed_lie(abuse_list *list, abuse_kind kind, int value, const plan_step *step,
                           unsigned variant, const char *path) {
    abuse_case *added = abuse_add(list, kind, value, ABUSE_FAILED, CODES(TENON_BROKEN_CONTRACT));
    added->part = step->value;
    added->variant = variant;
    added->step = step;
    added->path = path;
    added->stand_in =
        arena_printf("%s.%s:%s:%s=%u", list->method->implements->model->c_name, list->method->function->name,
                     abuse_value_name(list->method, step->value), abuse_name(kind), variant);
}

static bool is_pointer(const plan_function *method, int part) {
    const plan_value *value = abuse_value(method, part);
    return !value->is_return &&
           ((const model_parameter *)g_ptr_array_index(method->function->parameters, (guint)value->parameter))
                   ->pointer_depth > 0;
}

static bool is_negative_possible(const plan_function *method, const plan_value *value) {
    if (value->count_parameter == MODEL_NO_PARAMETER)
        return false;
    const model_parameter *count =
        g_ptr_array_index(method->function->parameters, (guint)value->count_parameter);
    return count->type.scalar >= MODEL_I8 && count->type.scalar <= MODEL_I64;
}

static void add_passed_contents(abuse_list *list, int value, const plan_step *step) {
    const plan_value *passed = abuse_value(list->method, step->value);
    if (passed->type.kind == MODEL_ENUM)
        add_passed_lie(list, ABUSE_LIE_CONSTANT, value, step, 0, NULL);
    bool is_bool = passed->type.kind == MODEL_SCALAR && passed->type.scalar == MODEL_BOOL;
    if (is_bool && passed->form == PLAN_ARRAY)
        add_passed_lie(list, ABUSE_LIE_BOOL, value, step, 0, NULL);
    if (passed->form != PLAN_RECORD && passed->form != PLAN_ARRAY)
        return;
    const GPtrArray *leaves = abuse_leaves(&passed->type, true);
    for (guint i = 0; i < leaves->len && passed->type.kind != MODEL_ENUM && !is_bool; i++)
        add_passed_lie(list, ABUSE_LIE_FIELD, value, step, i,
                       ((const abuse_leaf *)g_ptr_array_index(leaves, i))->path);
}

/* Only what goes in has contents to look at; of what the host fills, the address and the room. */
static void add_passed_lies(abuse_list *list, int value, const plan_step *step) {
    const plan_value *passed = abuse_value(list->method, step->value);
    bool is_text = passed->form == PLAN_TEXT || passed->form == PLAN_TEXT_ARRAY;
    bool may_miss = passed->nullable && passed->form != PLAN_ARRAY && passed->form != PLAN_TEXT_ARRAY;
    if ((is_pointer(list->method, step->value) || is_text) && !may_miss)
        add_passed_lie(list, ABUSE_LIE_NULL, value, step, 0, NULL);
    if (is_text)
        add_passed_lie(list, ABUSE_LIE_TEXT, value, step, 0, NULL);
    if (is_negative_possible(list->method, passed))
        add_passed_lie(list, ABUSE_LIE_COUNT, value, step, 1, NULL);
    if (passed->direction == PLAN_IN)
        add_passed_contents(list, value, step);
}

/* ---- How it calls ---- */

static void add_call_lie(abuse_list *list, abuse_kind kind, int value) {
    abuse_case *added = abuse_add(list, kind, value, ABUSE_FAILED, CODES(TENON_BROKEN_CONTRACT));
    added->step = abuse_step(list->method, PLAN_ENTER_CALLBACK, PLAN_NONE);
    added->stand_in = arena_printf("%s:%s:%s", list->function->function->c_name,
                                   abuse_value_name(list->function, value), abuse_name(kind));
}

static void add_call_lies(abuse_list *list, int value) {
    const plan_value *callback = abuse_value(list->function, value);
    if (callback->scope == MODEL_ONCE)
        add_call_lie(list, ABUSE_LIE_AGAIN, value);
    if (callback->scope == MODEL_DURING_CALL)
        add_call_lie(list, ABUSE_LIE_LATE, value);
    if (callback->type.interface->threads == MODEL_THREADS_ONE)
        add_call_lie(list, ABUSE_LIE_THREAD, value);
}

/* ---- All of it ---- */

/* The boundary has one function per method, whoever passes the interface: its steps are tried once. */
static bool is_first_taker(const abuse_list *list, int value) {
    const model_interface *interface = abuse_value(list->function, value)->type.interface;
    for (guint i = 0; i < list->plan->functions->len; i++) {
        const plan_function *function = g_ptr_array_index(list->plan->functions, i);
        for (guint v = 0; v < function->values->len; v++) {
            const plan_value *other = abuse_value(function, (int)v);
            if (other->form == PLAN_CALLBACK && other->type.interface == interface)
                return function == list->function && (int)v == value;
        }
    }
    return false;
}

static void add_steps(abuse_list *list, int value) {
    bool is_before = true;
    for (guint i = 0; i < list->method->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(list->method->steps, i);
        is_before = is_before && step->kind != PLAN_CALL_HOST;
        if (is_before && step->kind == PLAN_CHECK_RESULT)
            add_passed_lies(list, value, step);
        else if (!is_before && step->value != PLAN_NONE)
            add_given_lies(list, value, step);
    }
}

void abuse_of_methods(abuse_list *list, int value) {
    const plan_interface *interface =
        plan_of_interface(list->plan, abuse_value(list->function, value)->type.interface);
    bool is_first = is_first_taker(list, value);
    for (guint i = 0; i < interface->methods->len; i++) {
        const plan_function *method = g_ptr_array_index(interface->methods, i);
        add_failures(list, value, method);
        list->method = method;
        if (i == 0)
            add_call_lies(list, value);
        if (is_first)
            add_steps(list, value);
        list->method = NULL;
    }
}
