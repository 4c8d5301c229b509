#include "inspect/inspect_internal.h"

static const char *const form_names[] = {
    [PLAN_SCALAR] = "scalar",         [PLAN_ENUM] = "enum",
    [PLAN_RECORD] = "record",         [PLAN_TEXT] = "text",
    [PLAN_OBJECT] = "object",         [PLAN_ARRAY] = "array",
    [PLAN_TEXT_ARRAY] = "text_array", [PLAN_BLOCK] = "block",
    [PLAN_CALLBACK] = "callback",     [PLAN_CANCEL] = "cancel",
    [PLAN_STREAM] = "stream",         [PLAN_DYNAMIC] = "dynamic",
};
static const char *const direction_names[] = {[PLAN_IN] = "in", [PLAN_OUT] = "out", [PLAN_INOUT] = "inout"};
static const char *const use_names[] = {
    [PLAN_USE_SHARED] = "shared", [PLAN_USE_EXCLUSIVE] = "exclusive", [PLAN_USE_CONSUME] = "consume"};
static const char *const kind_names[] = {[MODEL_CONSTRUCTOR] = "constructor",
                                         [MODEL_DESTRUCTOR] = "destructor",
                                         [MODEL_METHOD] = "method",
                                         [MODEL_FREE_FUNCTION] = "free_function",
                                         [MODEL_IMPLEMENTED] = "implemented"};
static const char *const scope_names[] = {[MODEL_SCOPE_UNSAID] = NULL,
                                          [MODEL_DURING_CALL] = "during_call",
                                          [MODEL_ONCE] = "once",
                                          [MODEL_UNTIL_REPLACED] = "until_replaced",
                                          [MODEL_UNTIL_DROPPED] = "until_dropped"};
static const char *const lock_names[] = {
    [MODEL_LOCK_UNSAID] = "unsaid", [MODEL_LOCK_BRIEF] = "brief", [MODEL_LOCK_BLOCKING] = "blocking"};
static const char *const operator_names[] = {
    [MODEL_NO_OPERATOR] = NULL,    [MODEL_EQUAL] = "equal",     [MODEL_ORDER] = "order",
    [MODEL_HASH] = "hash",         [MODEL_LENGTH] = "length",   [MODEL_INDEX] = "index",
    [MODEL_CONTAINS] = "contains", [MODEL_ITERATE] = "iterate", [MODEL_STRING] = "text",
};
static const char *const flow_names[] = {
    [MODEL_NO_FLOW] = NULL, [MODEL_READS] = "reads", [MODEL_WRITES] = "writes"};
static const char *const part_names[] = {[PLAN_PART_DATA] = "data",
                                         [PLAN_PART_LENGTH] = "length",
                                         [PLAN_PART_FILLED] = "filled",
                                         [PLAN_PART_PRESENT] = "present"};

/* The return value's name: no parameter can be called that, but one may be called "result". */
static const char *name_of(const plan_value *value) {
    return value->is_return ? "return" : value->name;
}

/* Indexes in the plan are names in the JSON: that reads better and does not shift. */
static void put_value_name(json_t *object, const char *key, const plan_function *plan, int index) {
    if (index != PLAN_NONE)
        put_text(object, key, name_of(g_ptr_array_index(plan->values, (guint)index)));
}

static json_t *value_json(const plan_function *plan, const plan_value *value) {
    json_t *object = json_object();
    put_text(object, "name", name_of(value));
    put_text(object, "form", form_names[value->form]);
    put_text(object, "direction", direction_names[value->direction]);
    json_object_set_new(object, "type", type_json(&value->type));
    put_meaning(object, &value->type);
    put_flag(object, "nullable", value->nullable);
    put_flag(object, "is_optional", value->is_optional);
    put_flag(object, "is_keys", value->is_keys);
    put_flag(object, "is_self", value->is_self);
    put_flag(object, "is_view", value->is_view);
    put_flag(object, "is_written", value->is_written);
    put_flag(object, "is_bytes", value->is_bytes);
    put_flag(object, "is_return", value->is_return);
    put_flag(object, "is_counted", value->is_counted_text);
    put_flag(object, "freezes", value->freezes);
    put_text(object, "scope", scope_names[value->scope]);
    put_flag(object, "is_progress", value->is_progress);
    put_text(object, "freed_by", value->freed_by);
    put_marks(object, &value->marks);
    put_text(object, "doc", value->doc);
    put_text(object, "default", value->default_value);
    put_value_name(object, "keeps", plan, value->keeps_value);
    put_value_name(object, "keyed_by", plan, value->keys_value);
    put_value_name(object, "length_from", plan, value->length_from);
    if (value->form == PLAN_OBJECT && value->direction == PLAN_IN)
        put_text(object, "use", use_names[value->use]);
    return object;
}

static json_t *slot_json(const plan_function *plan, const plan_slot *slot) {
    json_t *object = json_object();
    put_text(object, "name", slot->name);
    put_text(object, "c_type", slot->c_type);
    put_text(object, "part", part_names[slot->part]);
    put_value_name(object, "value", plan, slot->value);
    return object;
}

static json_t *step_json(const plan_function *plan, const plan_step *step) {
    json_t *object = json_object();
    put_text(object, "step", plan_step_name(step->kind));
    put_value_name(object, "value", plan, step->value);
    put_value_name(object, "other", plan, step->other);
    put_flag(object, "guarded", step->guarded);
    put_flag(object, "adaptive", step->adaptive);
    put_flag(object, "lends", step->lends);
    if (step->wait > 0)
        json_object_set_new(object, "wait", json_integer(step->wait));
    return object;
}

static json_t *names_json(const GPtrArray *values) {
    json_t *list = json_array();
    for (guint i = 0; i < values->len; i++)
        json_array_append_new(list, json_string(name_of(g_ptr_array_index(values, i))));
    return list;
}

json_t *function_json(const void *item) {
    const plan_function *plan = item;
    const model_function *function = plan->function;
    json_t *object = json_object();
    put_text(object, "c_name", function->c_name);
    put_text(object, "name", function->name);
    put_text(object, "kind", kind_names[function->kind]);
    put_text(object, "class", function->owner == NULL ? NULL : function->owner->c_name);
    put_text(object, "lock", lock_names[function->lock]);
    put_flag(object, "is_property", function->is_property);
    put_flag(object, "is_setter", function->is_setter);
    put_flag(object, "is_static", function->is_static);
    put_flag(object, "is_next", function->is_next);
    put_text(object, "operator", operator_names[function->operation]);
    put_text(object, "flow", flow_names[function->flow]);
    if (function->wait > 0)
        json_object_set_new(object, "waits", json_integer(function->wait));
    put_flag(object, "returns_status", function->returns_status);
    put_marks(object, &function->marks);
    put_flag(object, "adapts", plan->adapts);
    put_flag(object, "is_bridged", plan->is_bridged);
    put_flag(object, "varies", plan->function->varies);
    put_flag(object, "calls_back", plan->calls_back);
    put_text(object, "on_error", function->on_error);
    put_value_name(object, "token", plan, plan->token);
    put_value_name(object, "progress", plan, plan->progress);
    put_doc(object, function->doc);
    json_object_set_new(object, "line", json_integer(function->location.line));
    put_text(object, "boundary", plan->boundary_name);
    json_object_set_new(object, "inputs", names_json(plan->inputs));
    json_object_set_new(object, "outputs", names_json(plan->outputs));
    json_t *values = json_array(), *slots = json_array(), *steps = json_array();
    for (guint i = 0; i < plan->values->len; i++)
        json_array_append_new(values, value_json(plan, g_ptr_array_index(plan->values, i)));
    for (guint i = 0; i < plan->slots->len; i++)
        json_array_append_new(slots, slot_json(plan, g_ptr_array_index(plan->slots, i)));
    for (guint i = 0; i < plan->steps->len; i++)
        json_array_append_new(steps, step_json(plan, g_ptr_array_index(plan->steps, i)));
    json_object_set_new(object, "values", values);
    json_object_set_new(object, "slots", slots);
    json_object_set_new(object, "steps", steps);
    return object;
}

json_t *interface_json(const void *item) {
    const plan_interface *plan = item;
    const model_interface *model = plan->model;
    json_t *object = json_object();
    put_text(object, "c_name", model->c_name);
    put_text(object, "name", model->name);
    put_flag(object, "is_callback", model->is_callback);
    put_text(object, "threads", model->threads == MODEL_THREADS_ONE ? "one" : "any");
    put_text(object, "flow", flow_names[model->flow]);
    put_text(object, "context", model->context_field);
    put_text(object, "drop", model->drop_field);
    put_marks(object, &model->marks);
    put_doc(object, model->doc);
    json_object_set_new(object, "line", json_integer(model->location.line));
    json_object_set_new(object, "tag", json_integer(model->tag));
    json_t *methods = json_array();
    for (guint i = 0; i < plan->methods->len; i++) {
        json_t *method = function_json(g_ptr_array_index(plan->methods, i));
        json_object_set_new(method, "context_at",
                            json_integer(GPOINTER_TO_INT(g_ptr_array_index(model->context_at, i))));
        json_array_append_new(methods, method);
    }
    json_object_set_new(object, "methods", methods);
    return object;
}
