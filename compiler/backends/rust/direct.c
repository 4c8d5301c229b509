/* Calls that go straight to the library: those that the boundary would only pass on. */
#include <string.h>

#include "backends/rust/calls.h"
#include "memory/arena.h"

static const plan_value *result_of(const plan_function *call) {
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->is_return)
            return value;
    }
    return NULL;
}

/* Whether Rust has the value in C's form. */
static bool is_as_in_rust(const plan_value *value) {
    const model_type *type = &value->type;
    return !rust_has_option(value) && rust_is_plain(type) &&
           strcmp(rust_raw_type(type), rust_type(type)) == 0 && strcmp(rust_take(type, "it"), "it") == 0;
}

bool rust_is_direct(const plan_library *plan, const plan_function *call) {
    if (!plan_is_direct(plan, call) || call->function->has_body || rust_options_name(call) != NULL)
        return false;
    for (guint i = 0; i < call->values->len; i++) {
        if (!is_as_in_rust(RUST_AT(plan_value, call->values, i)))
            return false;
    }
    return true;
}

/* How C declares a parameter, in Rust: a value, or the count of an array. */
static const char *declaration(const plan_function *call, int parameter) {
    const char **names = rust_value_names(call);
    for (guint i = 0; i < call->values->len; i++) {
        const plan_value *value = RUST_AT(plan_value, call->values, i);
        if (value->form == PLAN_ARRAY && value->count_parameter == parameter)
            return arena_printf("%s_count: usize", names[i]);
        if (!value->is_return && value->parameter == parameter)
            return arena_printf(value->form == PLAN_ARRAY ? "%s: *const %s" : "%s: %s", names[i],
                                rust_raw_type(&value->type));
    }
    return "";
}

void rust_declare_direct(emit *out, const plan_function *call) {
    const plan_value *result = result_of(call);
    GPtrArray *parameters = arena_array();
    for (guint i = 0; i < call->function->parameters->len; i++)
        g_ptr_array_add(parameters, (gpointer)(uintptr_t)declaration(call, (int)i));
    const char *tail = result == NULL ? ");" : arena_printf(") -> %s;", rust_raw_type(&result->type));
    emit_list(out, arena_printf("pub(crate) fn %s(", call->function->c_name), parameters, tail, true);
}

/* What a parameter of C's gets: a value, or the length of the array that it counts. */
static const char *argument(const rust_rendering *in, int parameter) {
    for (guint i = 0; i < in->call->values->len; i++) {
        const plan_value *value = rust_value_at(in, (int)i);
        if (value->form == PLAN_ARRAY && value->count_parameter == parameter)
            return arena_printf("%s.len()", in->names[i]);
        if (!value->is_return && value->parameter == parameter)
            return arena_printf(value->form == PLAN_ARRAY ? "%s.as_ptr()" : "%s", in->names[i]);
    }
    return "";
}

void rust_call_directly(const rust_rendering *in) {
    bool has_array = false;
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->call->function->parameters->len; i++)
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument(in, (int)i));
    for (guint i = 0; i < in->call->values->len; i++)
        has_array = has_array || rust_value_at(in, (int)i)->form == PLAN_ARRAY;
    emit_line(in->out, has_array ? "// SAFETY: the contract asks no more than what a slice is."
                                 : "// SAFETY: only values cross, of which the contract asks no more.");
    const char *head = arena_printf("sys::%s(", in->call->function->c_name);
    const char *end = result_of(in->call) == NULL ? ";" : "";
    const char *line = arena_printf("unsafe { %s%s) }%s", head, emit_join(arguments, ", "), end);
    if (emit_fits(in->out, line)) {
        emit_line(in->out, "%s", line);
        return;
    }
    emit_open(in->out, "unsafe {");
    emit_list(in->out, head, arguments, end[0] == ';' ? ");" : ")", true);
    emit_close(in->out, "}");
}
