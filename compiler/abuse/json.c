/* The cases as JSON. */

#include <jansson.h>
#include <stdlib.h>

#include "abuse/abuse.h"
#include "inspect/inspect.h"
#include "memory/arena.h"

static void put(json_t *object, const char *key, const char *text) {
    if (text != NULL)
        json_object_set_new(object, key, json_string(text));
}

static void put_value(json_t *object, const char *key, const plan_function *function, int value) {
    if (value != PLAN_NONE)
        put(object, key, abuse_value_name(function, value));
}

static void put_step(json_t *object, const abuse_case *tried) {
    if (tried->step == NULL)
        return;
    put(object, "step", plan_step_name(tried->step->kind));
    const plan_function *owner = abuse_step_owner(tried);
    guint index = 0;
    g_ptr_array_find(owner->steps, tried->step, &index);
    json_object_set_new(object, "step_at", json_integer(index));
    if (owner != tried->function)
        put(object, "step_of", owner->boundary_name);
}

static json_t *codes_json(const abuse_case *tried) {
    json_t *codes = json_array();
    for (int i = 0; i < ABUSE_CODES && tried->codes[i] != NULL; i++)
        json_array_append_new(codes, json_string(tried->codes[i]));
    return codes;
}

/* How many the type of the count can say; beyond 32 bits nobody has the memory to try. */
static void put_limit(json_t *object, const abuse_case *tried) {
    static const json_int_t limits[] = {
        [MODEL_I8] = INT8_MAX,  [MODEL_I16] = INT16_MAX,  [MODEL_I32] = INT32_MAX,
        [MODEL_U8] = UINT8_MAX, [MODEL_U16] = UINT16_MAX, [MODEL_U32] = UINT32_MAX};
    if (tried->kind != ABUSE_TEXT_TOO_LONG && tried->kind != ABUSE_COUNT_TOO_LARGE)
        return;
    const plan_value *counted = g_ptr_array_index(tried->function->values, (guint)tried->value);
    const model_parameter *count =
        g_ptr_array_index(tried->function->function->parameters, (guint)counted->count_parameter);
    if (count->type.scalar < G_N_ELEMENTS(limits) && limits[count->type.scalar] > 0)
        json_object_set_new(object, "limit", json_integer(limits[count->type.scalar]));
}

static json_t *case_json(const abuse_case *tried) {
    json_t *object = json_object();
    json_object_set_new(object, "number", json_integer(tried->number));
    put(object, "function", tried->function->function->c_name);
    put_value(object, "value", tried->function, tried->value);
    put_value(object, "other", tried->function, tried->other);
    if (tried->method != NULL) {
        put(object, "method", tried->method->function->name);
        put_value(object, "part", tried->method, tried->part);
    }
    put(object, "helper", tried->helper == NULL ? NULL : tried->helper->function->c_name);
    put(object, "abuse", abuse_name(tried->kind));
    json_object_set_new(object, "variant", json_integer(tried->variant));
    put(object, "path", tried->path);
    put(object, "outcome", abuse_outcome_name(tried->outcome));
    json_object_set_new(object, "codes", codes_json(tried));
    put_step(object, tried);
    put_limit(object, tried);
    put(object, "stand_in", tried->stand_in);
    return object;
}

static json_t *makers_json(const plan_library *plan) {
    json_t *makers = json_object();
    for (guint i = 0; i < plan->model->classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(plan->model->classes, i);
        const plan_function *maker = abuse_maker(plan, class_of);
        json_object_set_new(makers, class_of->c_name,
                            maker == NULL ? json_null() : json_string(maker->function->c_name));
    }
    return makers;
}

/* What each kind is, also of those that this contract has no case of. */
static json_t *kinds_json(void) {
    json_t *kinds = json_object();
    for (int kind = 0; kind < (int)ABUSE_KINDS; kind++)
        put(kinds, abuse_name((abuse_kind)kind), abuse_summary((abuse_kind)kind));
    return kinds;
}

char *abuse_json(const plan_library *plan, const GPtrArray *cases) {
    json_t *object = json_object(), *list = json_array();
    put(object, "library", plan->model->name);
    json_object_set_new(object, "abuses", kinds_json());
    json_object_set_new(object, "makers", makers_json(plan));
    for (guint i = 0; i < cases->len; i++)
        json_array_append_new(list, case_json(g_ptr_array_index(cases, i)));
    json_object_set_new(object, "cases", list);
    char *dumped = json_dumps(object, JSON_INDENT(1) | JSON_PRESERVE_ORDER);
    json_decref(object);
    char *kept = arena_printf("%s\n", dumped);
    free(dumped);
    return kept;
}
