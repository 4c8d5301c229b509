/* The cases of a contract, in the order of the plan. */

#include "abuse/abuse_internal.h"
#include "memory/arena.h"

const plan_value *abuse_value(const plan_function *function, int value) {
    return g_ptr_array_index(function->values, (guint)value);
}

bool abuse_is_input(const plan_value *value) {
    return value->direction != PLAN_OUT;
}

const plan_step *abuse_step(const plan_function *function, plan_step_kind kind, int value) {
    for (guint i = 0; i < function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(function->steps, i);
        if (step->kind == kind && (value == PLAN_NONE || step->value == value))
            return step;
    }
    return NULL;
}

const plan_function *abuse_step_owner(const abuse_case *tried) {
    bool is_of_method = tried->method != NULL && tried->step != NULL &&
                        g_ptr_array_find(tried->method->steps, tried->step, NULL);
    return is_of_method ? tried->method : tried->function;
}

/* By its name in this library, which may have an error of its own that is called the same. */
static const char *code_name(const plan_library *plan, int32_t code) {
    for (guint i = 0; i < plan->errors->len; i++) {
        const plan_error *error = g_ptr_array_index(plan->errors, i);
        if (error->code == code)
            return error->name;
    }
    return NULL;
}

abuse_case *abuse_add(abuse_list *list, abuse_kind kind, int value, abuse_outcome outcome,
                      const int32_t *codes) {
    abuse_case *added = ARENA_NEW(abuse_case);
    *added = (abuse_case){.number = list->cases->len + 1,
                          .function = list->function,
                          .value = value,
                          .other = PLAN_NONE,
                          .method = list->method,
                          .part = PLAN_NONE,
                          .kind = kind,
                          .outcome = outcome};
    for (guint from = 0, to = 0; codes != NULL && codes[from] != NO_CODE && to < ABUSE_CODES; from++) {
        const char *name = code_name(list->plan, codes[from]);
        if (name != NULL)
            added->codes[to++] = name;
    }
    g_ptr_array_add(list->cases, added);
    return added;
}

void abuse_add_variants(abuse_list *list, abuse_kind kind, int value, unsigned variants,
                        abuse_outcome outcome, const int32_t *codes) {
    for (unsigned variant = 0; variant < variants; variant++)
        abuse_add(list, kind, value, outcome, codes)->variant = variant;
}

static void add_of_function(abuse_list *list, const plan_function *function) {
    list->function = function;
    for (guint i = 0; i < function->values->len; i++) {
        const plan_value *value = abuse_value(function, (int)i);
        if (value->form == PLAN_OBJECT && abuse_is_input(value))
            abuse_of_objects(list, (int)i);
        else if (abuse_is_input(value) || value->form == PLAN_ARRAY)
            abuse_of_inputs(list, (int)i);
    }
    abuse_of_results(list);
    for (guint i = 0; i < function->values->len; i++) {
        if (abuse_value(function, (int)i)->form == PLAN_CALLBACK)
            abuse_of_methods(list, (int)i);
    }
}

GPtrArray *abuse_cases(const plan_library *plan) {
    abuse_list list = {.plan = plan, .cases = arena_array()};
    for (guint i = 0; i < plan->functions->len; i++)
        add_of_function(&list, g_ptr_array_index(plan->functions, i));
    return list.cases;
}
