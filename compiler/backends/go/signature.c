#include "backends/go/signature.h"

#include <string.h>

#include "backends/go/formatter.h"
#include "memory/arena.h"

static void add(GPtrArray *texts, const char *text) {
    g_ptr_array_add(texts, (gpointer)(uintptr_t)text);
}

GPtrArray *go_grouped(const GPtrArray *names, const GPtrArray *types) {
    GPtrArray *items = arena_array();
    const char *group = "";
    for (guint i = 0; i < names->len; i++) {
        const char *type = g_ptr_array_index(types, i);
        group = arena_printf("%s%s", group, (const char *)g_ptr_array_index(names, i));
        if (i + 1 < names->len && strcmp(type, g_ptr_array_index(types, i + 1)) == 0) {
            group = arena_printf("%s, ", group);
            continue;
        }
        add(items, arena_printf("%s %s", group, type));
        group = "";
    }
    return items;
}

/* ---- Functions of the package ---- */

void go_signature_parameters(const go_call *call, GPtrArray *names, GPtrArray *types) {
    if (call->context != NULL) {
        add(names, call->context);
        add(types, "context.Context");
    }
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (!go_is_parameter(value) || value->is_progress)
            continue;
        add(names, go_parameter_of(call, value));
        add(types, go_type(call->module, call->plan, value));
    }
    if (call->options != NULL) {
        add(names, call->options);
        add(types, arena_printf("*%s", go_name(call->module, call->plan)));
    }
    if (call->plan->progress != PLAN_NONE) {
        const plan_value *progress = go_value(call->plan, call->plan->progress);
        add(names, go_local_of(call, progress));
        add(types, go_type(call->module, call->plan, progress));
    }
}

/* Several results have names, for the reader's sake. */
static const char *result_list(const go_call *call) {
    const GPtrArray *results = call->given;
    if (results->len == 0)
        return call->has_error ? " error" : "";
    if (results->len == 1 && !call->has_ok) {
        const char *type = go_result_type(call, g_ptr_array_index(results, 0));
        return arena_printf(call->has_error ? " (%s, error)" : " %s", type);
    }
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        add(names, go_result_of(call, value));
        add(types, go_result_type(call, value));
    }
    if (call->has_ok) {
        add(names, call->ok);
        add(types, "bool");
    }
    if (call->has_error) {
        add(names, "err");
        add(types, "error");
    }
    return arena_printf(" (%s)", emit_join(go_grouped(names, types), ", "));
}

void go_write_signature(emit *out, const go_call *call) {
    const model_function *function = call->plan->function;
    const char *name = go_name(call->module, function);
    const char *head = arena_printf("func %s(", name);
    if (call->receiver != NULL)
        head =
            arena_printf("func (%s *%s) %s(", call->receiver, go_name(call->module, function->owner), name);
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    go_signature_parameters(call, names, types);
    emit_list(out, head, go_grouped(names, types), arena_printf(")%s {", result_list(call)), true);
}

/* ---- Functions of the host ---- */

static bool is_filled(const plan_value *value) {
    return value->form == PLAN_ARRAY && value->direction != PLAN_IN;
}

const plan_value *go_first_filled(const plan_function *plan) {
    for (guint i = 0; i < plan->outputs->len; i++) {
        if (is_filled(g_ptr_array_index(plan->outputs, i)))
            return g_ptr_array_index(plan->outputs, i);
    }
    g_assert_not_reached();
}

/* How long an array is that the host fills: the slice says it. */
static bool is_room(const plan_function *plan, const plan_value *value) {
    for (guint i = 0; i < plan->outputs->len; i++) {
        const plan_value *output = g_ptr_array_index(plan->outputs, i);
        if (is_filled(output) && output->length_from != PLAN_NONE &&
            go_value(plan, output->length_from) == value && value->form == PLAN_SCALAR)
            return true;
    }
    return false;
}

GPtrArray *go_implemented_parameters(const plan_function *plan) {
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < plan->values->len; i++) {
        plan_value *value = g_ptr_array_index(plan->values, i);
        if ((value->direction != PLAN_OUT || is_filled(value)) && !is_room(plan, value))
            g_ptr_array_add(parameters, value);
    }
    return parameters;
}

GPtrArray *go_implemented_results(const plan_function *plan) {
    GPtrArray *results = arena_array();
    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < plan->outputs->len; i++) {
            plan_value *value = g_ptr_array_index(plan->outputs, i);
            bool is_count = is_filled(value) && value->is_filled_partly;
            if (pass == 0 ? is_count : !is_filled(value) && !is_room(plan, value))
                g_ptr_array_add(results, value);
        }
    }
    return results;
}

/* A size that the library passes may be more than an int holds; one that it gets is an int. */
static const char *passed_type(const go_module *module, const plan_function *plan, const plan_value *value) {
    const char *type = go_type(module, plan, value);
    if (!go_is_int(value))
        return type;
    return value->nullable ? "*uint" : "uint";
}

static const char *implemented_results(const go_module *module, const plan_function *plan) {
    GPtrArray *scope = go_parameter_scope();
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    const GPtrArray *results = go_implemented_results(plan);
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        add(names, go_claim(scope, is_filled(value) ? "filled" : go_named_value(value)));
        add(types, is_filled(value) ? "int" : go_type(module, plan, value));
    }
    if (names->len == 0)
        return "error";
    if (names->len == 1)
        return arena_printf("(%s, error)", (const char *)g_ptr_array_index(types, 0));
    add(names, "err");
    add(types, "error");
    return arena_printf("(%s)", emit_join(go_grouped(names, types), ", "));
}

GPtrArray *go_implemented_names(const plan_function *plan) {
    GPtrArray *scope = go_parameter_scope();
    GPtrArray *names = arena_array();
    const GPtrArray *parameters = go_implemented_parameters(plan);
    for (guint i = 0; i < parameters->len; i++)
        add(names, go_claim(scope, go_named_value(g_ptr_array_index(parameters, i))));
    return names;
}

void go_write_implemented(emit *out, const go_module *module, const plan_function *plan, const char *head,
                          const char *tail) {
    GPtrArray *types = arena_array();
    const GPtrArray *parameters = go_implemented_parameters(plan);
    for (guint i = 0; i < parameters->len; i++)
        add(types, passed_type(module, plan, g_ptr_array_index(parameters, i)));
    emit_list(out, arena_printf("%s(", head), go_grouped(go_implemented_names(plan), types),
              arena_printf(") %s%s", implemented_results(module, plan), tail), true);
}
