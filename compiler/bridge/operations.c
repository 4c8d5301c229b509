/* How the values of a function stand among its C parameters, for runtime/bridge. */

#include "bridge/bridge_internal.h"

#include "memory/arena.h"
#include "provider/provider.h"
#include <inttypes.h>

static const model_parameter *parameter_at(const model_function *function, guint index) {
    return g_ptr_array_index(function->parameters, index);
}

/* ---- Which functions ---- */

GPtrArray *bridge_classes(const plan_library *plan) {
    GPtrArray *classes = arena_array();
    for (guint i = 0; i < plan->model->classes->len; i++) {
        model_class *class_of = g_ptr_array_index(plan->model->classes, i);
        if (class_of->destructor->is_bridged)
            g_ptr_array_add(classes, class_of);
    }
    return classes;
}

/* The class whose objects a function takes or makes; the reader sees to it that there is only one. */
static int class_index(const plan_library *plan, const model_function *function) {
    GPtrArray *classes = bridge_classes(plan);
    guint index = 0;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_type *type = &parameter_at(function, i)->type;
        if (type->kind == MODEL_CLASS && g_ptr_array_find(classes, type->class_of, &index))
            return (int)index;
    }
    const model_parameter *result = function->result;
    bool makes = result != NULL && result->type.kind == MODEL_CLASS &&
                 g_ptr_array_find(classes, result->type.class_of, &index);
    return makes ? (int)index : -1;
}

/* ---- Counts and flags ---- */

/* What a parameter says of others. */
typedef struct companion {
    bool is_count;
    bool is_flag;
    bool is_read; /* through a pointer: it says how much room there is, or whether something comes in */
} companion;

static void note(companion *found, const model_parameter *value, guint index) {
    if (value->count_parameter == (int)index) {
        found->is_count = true;
        found->is_read = found->is_read || (value->is_array && value->pointer_depth == 1);
    }
    if (value->present_if == (int)index) {
        found->is_flag = true;
        found->is_read = found->is_read || value->role == MODEL_INOUT;
    }
}

static companion companion_of(const model_function *function, guint index) {
    companion found = {0};
    for (guint i = 0; i < function->parameters->len; i++)
        note(&found, parameter_at(function, i), index);
    if (function->result != NULL) {
        model_parameter result = *function->result;
        result.pointer_depth++;
        note(&found, &result, index);
    }
    return found;
}

/* ---- Values ---- */

static const char *direction_name(model_role role) {
    return role == MODEL_OUT     ? "TENON_BRIDGE_OUT"
           : role == MODEL_INOUT ? "TENON_BRIDGE_INOUT"
                                 : "TENON_BRIDGE_IN";
}

/* A list of texts has a pointer more than a text. */
static bool is_list_of_texts(const model_parameter *value, int depth) {
    return value->type.kind == MODEL_TEXT && depth == (value->role == MODEL_IN ? 2 : 3);
}

/* A text whose bytes are counted is an array of them. */
static bool is_counted_text(const model_parameter *value, int depth) {
    return value->type.kind == MODEL_TEXT && value->count_parameter != MODEL_NO_PARAMETER &&
           !is_list_of_texts(value, depth);
}

/* @param depth How many stars, the result's address counted. */
static const char *form_of(const model_parameter *value, int depth, bool is_result) {
    if (value->type.kind == MODEL_TEXT && value->role != MODEL_IN)
        return "TENON_BRIDGE_BLOCK";
    if (value->type.kind == MODEL_TEXT)
        return value->count_parameter != MODEL_NO_PARAMETER ? "TENON_BRIDGE_ARRAY" : "TENON_BRIDGE_VALUE";
    if (value->type.kind == MODEL_CLASS)
        return depth == 1 || is_result ? "TENON_BRIDGE_VALUE" : "TENON_BRIDGE_POINTER";
    if (depth == 2)
        return "TENON_BRIDGE_BLOCK";
    if (value->is_array)
        return "TENON_BRIDGE_ARRAY";
    return depth == 0 || is_result ? "TENON_BRIDGE_VALUE" : "TENON_BRIDGE_POINTER";
}

static const char *element_type(bridge_types *types, const model_parameter *value, int depth) {
    if (is_counted_text(value, depth))
        return bridge_char_type(types);
    bool is_bytes = value->is_array && value->type.kind == MODEL_SCALAR && value->type.scalar == MODEL_U8;
    return is_bytes ? bridge_byte_type(types) : bridge_type(types, &value->type);
}

static GPtrArray *describe_value(bridge_types *types, const model_parameter *value, int index) {
    bool is_result = index < 0;
    int depth = value->pointer_depth + (is_result ? 1 : 0);
    bool is_flag = value->role == MODEL_PRESENCE; /* only as the result: parameters are told apart before */
    GPtrArray *items = arena_array();
    table_member(items, ".name = \"%s\"", value->name);
    table_member(items, ".form = %s", form_of(value, depth, is_result));
    table_member(items, ".direction = %s", direction_name(is_flag ? MODEL_OUT : value->role));
    table_member(items, ".type = &%s", element_type(types, value, depth));
    table_member(items, ".parameter = %d", index);
    table_member(items, ".count = %d", value->count_parameter);
    table_member(items, ".present_if = %d", value->present_if);
    if (value->nullable)
        table_member(items, ".nullable = true");
    if (value->ownership == MODEL_DESTROYED || value->ownership == MODEL_CONSUMED)
        table_member(items, ".consumes = true");
    if (value->freed_by != NULL)
        table_member(items, ".freed_by = %s", value->freed_by);
    return items;
}

static GPtrArray *describe_status(bridge_types *types) {
    GPtrArray *items = arena_array();
    table_member(items, ".name = \"result\"");
    table_member(items, ".form = TENON_BRIDGE_VALUE");
    table_member(items, ".direction = TENON_BRIDGE_OUT");
    table_member(items, ".type = &%s", bridge_status_type(types));
    table_member(items, ".parameter = -1");
    table_member(items, ".count = -1");
    table_member(items, ".present_if = -1");
    return items;
}

/* Makes, consumes or destroys objects: they are counted from the first one on. */
bool bridge_counts_objects(const model_function *function) {
    const model_parameter *result = function->result;
    bool counts = result != NULL && result->type.kind == MODEL_CLASS;
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *value = parameter_at(function, i);
        counts = counts || (value->type.kind == MODEL_CLASS &&
                            (value->role != MODEL_IN || value->ownership == MODEL_DESTROYED ||
                             value->ownership == MODEL_CONSUMED));
    }
    return counts;
}

static GPtrArray *describe_values(bridge_types *types, const model_function *function) {
    GPtrArray *values = arena_array();
    for (guint i = 0; i < function->parameters->len; i++) {
        companion found = companion_of(function, i);
        if (!found.is_count && !found.is_flag)
            g_ptr_array_add(values, describe_value(types, parameter_at(function, i), (int)i));
    }
    if (function->returns_status)
        g_ptr_array_add(values, describe_status(types));
    else if (function->result != NULL)
        g_ptr_array_add(values, describe_value(types, function->result, -1));
    return values;
}

/* ---- Parameters ---- */

static model_role companion_role(const model_parameter *parameter, const companion *found) {
    return parameter->pointer_depth == 0 ? MODEL_IN : found->is_read ? MODEL_INOUT : MODEL_OUT;
}

static GPtrArray *describe_parameter(bridge_types *types, const model_function *function, guint index) {
    const model_parameter *parameter = parameter_at(function, index);
    companion found = companion_of(function, index);
    bool is_companion = found.is_count || found.is_flag;
    GPtrArray *items = arena_array();
    table_member(items, ".name = \"%s\"", parameter->name);
    table_member(items, ".size = sizeof(%s)", c_plain_type(parameter->c_type));
    if (found.is_count)
        table_member(items, ".is_count = true");
    if (is_companion && parameter->pointer_depth == 1)
        table_member(items, ".is_pointer = true");
    table_member(items, ".direction = %s",
                 direction_name(is_companion ? companion_role(parameter, &found) : parameter->role));
    if (is_companion)
        table_member(items, ".type = &%s", bridge_type(types, &parameter->type));
    const model_default *usual = found.is_count ? parameter->default_constant : NULL;
    if (usual != NULL && usual->kind == MODEL_DEFAULT_INTEGER && usual->integer > 0)
        table_member(items, ".usual = %" PRIi64, usual->integer);
    return items;
}

static void emit_table(emit *out, const char *c_type, const char *name, const GPtrArray *entries) {
    if (entries->len == 0)
        return;
    table_open(out, c_type, name);
    for (guint i = 0; i < entries->len; i++)
        table_entry(out, g_ptr_array_index(entries, i));
    table_close(out);
}

static const char *table_name(const model_function *function, const char *what) {
    return arena_printf("bridges_%s_of_%s", what, function->c_name);
}

void bridge_emit_values(emit *out, bridge_types *types, const model_function *function) {
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < function->parameters->len; i++)
        g_ptr_array_add(parameters, describe_parameter(types, function, i));
    GPtrArray *values = describe_values(types, function);
    emit_table(out, "tenon_bridge_parameter", table_name(function, "parameters"), parameters);
    emit_table(out, "tenon_bridge_value", table_name(function, "values"), values);
}

/* ---- Tables ---- */

/* "3" and the table's name; 0 and none where there is nothing to list. */
static void add_list(GPtrArray *items, const model_function *function, const char *what, const char *many,
                     guint count) {
    table_member(items, ".%s_count = %u", what, count);
    if (count > 0)
        table_member(items, ".%s = %s", many, table_name(function, many));
}

static guint value_count(const model_function *function) {
    guint count = function->returns_status || function->result != NULL;
    for (guint i = 0; i < function->parameters->len; i++) {
        companion found = companion_of(function, i);
        count += !found.is_count && !found.is_flag;
    }
    return count;
}

void bridge_emit_operations(emit *out, const plan_library *plan) {
    GPtrArray *operations = provider_operations(plan);
    table_open(out, "tenon_bridge_operation", "bridges_operations");
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        const char *result = c_result_type(plan->model, function);
        GPtrArray *items = arena_array();
        table_member(items, ".name = \"%s\"", function->c_name);
        table_member(items, ".reference = (tenon_any_function)%s", function->c_name);
        table_member(items, ".watched = (tenon_any_function)%s", bridge_watch(function));
        table_member(items, ".invoke = %s", table_name(function, "invoke"));
        add_list(items, function, "parameter", "parameters", function->parameters->len);
        add_list(items, function, "value", "values", value_count(function));
        if (g_strcmp0(result, "void") != 0)
            table_member(items, ".result_size = sizeof(%s)", result);
        if (function->returns_status)
            table_member(items, ".returns_status = true");
        if (function->varies)
            table_member(items, ".varies = true");
        table_member(items, ".class_index = %d", class_index(plan, function));
        table_entry(out, items);
    }
    table_close(out);
}

void bridge_emit_classes(emit *out, const plan_library *plan) {
    GPtrArray *operations = provider_operations(plan);
    GPtrArray *classes = bridge_classes(plan);
    if (classes->len == 0)
        return;
    table_open(out, "tenon_bridge_class", "bridges_classes");
    for (guint i = 0; i < classes->len; i++) {
        const model_class *class_of = g_ptr_array_index(classes, i);
        guint index = 0;
        g_ptr_array_find(operations, class_of->destructor, &index);
        GPtrArray *items = arena_array();
        table_member(items, ".name = \"%s\"", class_of->c_name);
        table_member(items, ".destructor = %u", index);
        table_entry(out, items);
    }
    table_close(out);
}
