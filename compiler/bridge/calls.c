/* The functions that call through a slot, and those that runtime/bridge calls by. */

#include <string.h>

#include "bridge/bridge_internal.h"
#include "memory/arena.h"

/* A function of the contract with names for everything that its callers and those that it calls need. */
typedef struct signature {
    const model_function *function;
    const char *result; /* "void", "graph_status" ... */
    GPtrArray *declarations;
    GPtrArray *names;
    scope *taken;
} signature;

static signature signature_of(const plan_library *plan, const model_function *function) {
    signature it = {.function = function,
                    .result = c_result_type(plan->model, function),
                    .names = arena_array(),
                    .taken = scope_inside(scope_of_library(plan))};
    it.declarations = c_parameters(function, it.taken, it.names);
    return it;
}

static bool returns(const signature *it) {
    return strcmp(it->result, "void") != 0;
}

const char *bridge_callee(const model_function *function) {
    return arena_printf("bridged_%s", function->c_name);
}

const char *const *bridge_indexes(const plan_library *plan, const GPtrArray *operations) {
    const char **indexes = arena_alloc((operations->len + 1) * sizeof(char *));
    scope *taken = scope_inside(scope_of_library(plan));
    for (guint i = 0; i < operations->len; i++) {
        const model_function *function = g_ptr_array_index(operations, i);
        indexes[i] = scope_take(taken, emit_upper_case(bridge_callee(function)));
    }
    return indexes;
}

/* `__typeof__`: whatever the contract says the type is. */
static const char *pointer_type(const signature *it) {
    return arena_printf("__typeof__(%s) *", it->function->c_name);
}

static void emit_head(emit *out, const signature *it, const char *before, const char *name,
                      const char *tail) {
    const char *head = c_declaration(it->result, arena_printf("%s(", name));
    c_wrapped(out, arena_printf("%s%s", before, head), it->declarations, tail);
}

void bridge_emit_inline(emit *out, const plan_library *plan, const model_function *function,
                        const char *index) {
    signature it = signature_of(plan, function);
    const char *serving = scope_take(it.taken, "serving");
    c_empty_line(out);
    c_doc_comment(out, arena_printf("%s() of whoever serves it.", function->c_name));
    emit_head(out, &it, "static inline ", bridge_callee(function), ") {");
    emit_indent(out);
    emit_line(out, "tenon_any_function %s = bridges_%s_serve(%s);", serving, plan->model->name, index);
    c_wrapped(out, arena_printf("%s((%s)%s)(", returns(&it) ? "return " : "", pointer_type(&it), serving),
              it.names, ");");
    emit_close(out, "}");
}

/* ---- For runtime/bridge ---- */

void bridge_emit_invoke(emit *out, const plan_library *plan, const model_function *function) {
    signature it = signature_of(plan, function);
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < function->parameters->len; i++) {
        const model_parameter *parameter = g_ptr_array_index(function->parameters, i);
        const char *pointer = c_declaration(parameter->c_type, "*");
        g_ptr_array_add(arguments, arena_printf("*(%s)arguments[%u]", pointer, i));
    }
    c_empty_line(out);
    c_wrapped_words(out, arena_printf("static void bridges_invoke_of_%s(", function->c_name), ") {",
                    "tenon_any_function function", "void *const *arguments", "void *result", NULL);
    emit_indent(out);
    if (arguments->len == 0)
        emit_line(out, "(void)arguments;");
    if (!returns(&it))
        emit_line(out, "(void)result;");
    const char *assigned = returns(&it) ? arena_printf("*(%s)result = ", c_declaration(it.result, "*")) : "";
    emit_line(out, "%scalled = (%s)function;", pointer_type(&it), pointer_type(&it));
    c_wrapped(out, arena_printf("%scalled(", assigned), arguments, ");");
    emit_close(out, "}");
}

static const char *zero_of(const signature *it) {
    const model_parameter *result = it->function->result;
    if (result == NULL)
        return arena_printf("(%s)0", it->result); /* the status */
    if (result->pointer_depth > 0)
        return "NULL";
    switch (result->type.kind) {
    case MODEL_ENUM:
        return arena_printf("(%s)0", it->result);
    case MODEL_SCALAR:
        return c_zero(&result->type);
    default:
        return "{0}";
    }
}

const char *bridge_watch(const model_function *function) {
    return arena_printf("bridges_watch_of_%s", function->c_name);
}

static void emit_addresses(emit *out, const char *name, const GPtrArray *addresses) {
    const char *line = arena_printf("void *const %s[] = {%s};", name, emit_join(addresses, ", "));
    if (addresses->len > 0 && emit_fits(out, line)) {
        emit_line(out, "%s", line);
    } else if (addresses->len > 0) {
        emit_open(out, "void *const %s[] = {", name);
        for (guint i = 0; i < addresses->len; i++)
            emit_line(out, "%s,", (const char *)g_ptr_array_index(addresses, i));
        emit_close(out, "};");
    }
}

void bridge_emit_watch(emit *out, const plan_library *plan, const model_function *function,
                       const char *index) {
    signature it = signature_of(plan, function);
    const char *arguments = it.names->len == 0 ? "NULL" : scope_take(it.taken, "arguments");
    const char *result = returns(&it) ? scope_take(it.taken, "result") : "NULL";
    GPtrArray *addresses = arena_array();
    for (guint i = 0; i < it.names->len; i++)
        g_ptr_array_add(addresses, arena_printf("&%s", (const char *)g_ptr_array_index(it.names, i)));
    c_empty_line(out);
    emit_head(out, &it, "static ", bridge_watch(function), ") {");
    emit_indent(out);
    emit_addresses(out, arguments, addresses);
    if (returns(&it))
        emit_line(out, "%s = %s;", c_declaration(it.result, result), zero_of(&it));
    c_wrapped_words(out, "tenon_bridge_watch(", ");", arena_printf("&bridges_%s", plan->model->name), index,
                    arguments, returns(&it) ? arena_printf("&%s", result) : "NULL", NULL);
    if (returns(&it))
        emit_line(out, "return %s;", result);
    emit_close(out, "}");
}
