/* Go functions: one per function of the plan, its steps as a careful person would write them. */

#include <string.h>

#include "backends/go/callbacks.h"
#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "backends/go/signature.h"
#include "memory/arena.h"

static void add(GPtrArray *texts, const char *text) {
    g_ptr_array_add(texts, (gpointer)(uintptr_t)text);
}

const char *go_zeros(const go_call *call) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(call->given, i);
        g_string_append_printf(text, "%s, ", go_zero(value, go_result_type(call, value)));
    }
    if (call->has_ok)
        g_string_append(text, "false, ");
    return arena_take(g_string_free(text, FALSE));
}

static void write_allocation(emit *out, const go_call *call, const plan_step *step) {
    const plan_value *value = go_value(call->plan, step->value);
    const plan_value *source = go_value(call->plan, step->other);
    const char *prepared = go_prepared_of(call, value);
    const char *element = prepared != NULL  ? go_c_type(&value->type)
                          : value->is_bytes ? "byte"
                                            : go_element_type(call->module, &value->type);
    bool is_declared = prepared == NULL && (call->given->len > 1 || call->has_ok);
    const char *variable = prepared != NULL ? prepared : go_local_of(call, value);
    const char *assign = is_declared ? "=" : ":=";
    if (source->form != PLAN_SCALAR) {
        emit_line(out, "%s %s make([]%s, len(%s))", variable, assign, element, go_local_of(call, source));
        return;
    }
    emit_line(out, "%s, err %s tenonMake[%s](%s, uint64(%s))", variable, assign, element,
              go_string(call->plan->function->c_name), go_local_of(call, source));
    emit_open(out, "if err != nil {");
    emit_line(out, "return %serr", go_zeros(call));
    emit_close(out, "}");
}

/* Where nothing can fail there is nothing to look at: `return int8(C.cross_x(...))`. */
static bool returns_crossing(const go_call *call) {
    if (call->has_error || call->has_ok || go_crosses_with_struct(call) || call->given->len != 1)
        return false;
    const plan_value *value = g_ptr_array_index(call->given, 0);
    return value->form == PLAN_ENUM ||
           (value->form == PLAN_SCALAR && value->type.meaning == MODEL_PLAIN && go_is_flat(&value->type));
}

static void write_watch(emit *out, const go_call *call) {
    if (call->watch == NULL)
        return;
    emit_line(out, "%s, err := tenonFollow(%s, %s)", call->watch, call->context,
              go_string(call->plan->function->c_name));
    emit_open(out, "if err != nil {");
    emit_line(out, "return %serr", go_zeros(call));
    emit_close(out, "}");
    emit_line(out, "defer %s.end()", call->watch);
}

static GPtrArray *given_arguments(const go_call *call) {
    GPtrArray *arguments = go_arguments(call);
    GPtrArray *given = arena_array();
    for (guint i = 0; i < arguments->len; i++)
        add(given, ((const go_argument *)g_ptr_array_index(arguments, i))->given);
    return given;
}

void go_write_crossing(emit *out, const go_call *call) {
    bool keeps = call->has_status || go_carried_results(call->plan) > 0;
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (go_is_lent(value))
            emit_line(out, "%s := %s", go_prepared_of(call, value), go_host(call, value));
    }
    emit_list(out, arena_printf("%sC.cross_%s(", keeps ? "call := " : "", call->plan->function->c_name),
              given_arguments(call), ")", true);
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->form == PLAN_OBJECT)
            emit_line(out, "runtime.KeepAlive(%s)", go_local_of(call, value));
        else if (go_is_lent(value))
            emit_line(out, "tenonForget(%s)", go_prepared_of(call, value));
    }
}

static void write_cross(emit *out, const go_call *call) {
    write_watch(out, call);
    if (!returns_crossing(call)) {
        go_write_crossing(out, call);
        return;
    }
    const char *type = go_result_type(call, g_ptr_array_index(call->given, 0));
    emit_list(out, arena_printf("return %s(C.cross_%s(", type, call->plan->function->c_name),
              given_arguments(call), "))", true);
}

static void write_error(emit *out, const go_call *call) {
    if (!call->has_status)
        return;
    emit_open(out, "if call.error != nil {");
    const char *error = "tenonError(call.error)";
    if (call->watch != NULL)
        error = arena_printf("%s.explain(%s)", call->watch, error);
    emit_line(out, "return %s%s", go_zeros(call), error);
    emit_close(out, "}");
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->form != PLAN_OBJECT || value->use != PLAN_USE_CONSUME)
            continue;
        if (value->nullable)
            emit_open(out, "if %s != nil {", go_local_of(call, value));
        emit_line(out, "%s.object.forget()", go_local_of(call, value));
        if (value->nullable)
            emit_close(out, "}");
    }
}

/* Arrays that were changed in place, where C had them in its own form. */
static void write_changes(emit *out, const go_call *call) {
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        const char *prepared = go_prepared_of(call, value);
        if (value->form != PLAN_ARRAY || value->direction != PLAN_INOUT || prepared == NULL)
            continue;
        const char *element = go_element_type(call->module, &value->type);
        emit_line(out, "copy(%s, tenonEachOf(%s, %s))", go_local_of(call, value), prepared,
                  go_converter(call->module, &value->type, element));
    }
}

/* The error beside good results: a size may be more than an int holds. */
static const char *last_error(const go_call *call) {
    GPtrArray *checks = arena_array();
    for (guint i = 0; i < call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(call->given, i);
        if (go_is_int(value))
            add(checks, arena_printf("tenonFits(%s, %s)", go_string(call->plan->function->c_name),
                                     go_carried(call, value, PLAN_PART_DATA)));
    }
    if (checks->len == 0)
        return "nil";
    const char *all = emit_join(checks, ", ");
    return checks->len == 1 ? all : arena_printf("errors.Join(%s)", all);
}

static const char *import_of(const go_call *call, const plan_value *value) {
    return arena_printf("tenonImport(%s, %s)", go_string(call->plan->function->c_name),
                        go_carried(call, value, PLAN_PART_DATA));
}

static void write_streams(emit *out, const go_call *call) {
    for (guint i = 0; i < call->given->len; i++) {
        const plan_value *value = g_ptr_array_index(call->given, i);
        if (value->form != PLAN_STREAM)
            continue;
        emit_line(out, "%s, err = %s", go_local_of(call, value), import_of(call, value));
        emit_open(out, "if err != nil {");
        emit_line(out, "return %serr", go_zeros(call));
        emit_close(out, "}");
    }
}

static void write_missing(emit *out, const go_call *call) {
    if (!call->has_ok)
        return;
    emit_open(out, "if %s {", go_is_missing(call, g_ptr_array_index(call->given, 0)));
    const char *zeros = go_zeros(call);
    if (call->has_error)
        emit_line(out, "return %snil", zeros);
    else
        emit_line(out, "return %.*s", (int)strlen(zeros) - 2, zeros);
    emit_close(out, "}");
}

static bool returns_stream(const go_call *call) {
    return call->given->len == 1 && !call->has_ok &&
           ((const plan_value *)g_ptr_array_index(call->given, 0))->form == PLAN_STREAM;
}

static void write_return(emit *out, const go_call *call) {
    if (returns_stream(call)) {
        emit_line(out, "return %s", import_of(call, g_ptr_array_index(call->given, 0)));
        return;
    }
    write_missing(out, call);
    write_streams(out, call);
    GPtrArray *values = arena_array();
    for (guint i = 0; i < call->given->len; i++)
        add(values, go_output(call, g_ptr_array_index(call->given, i)));
    if (call->has_ok)
        add(values, "true");
    if (call->has_error)
        add(values, last_error(call));
    if (values->len > 0)
        emit_line(out, "return %s", emit_join(values, ", "));
}

/* Text that the library keeps may be the thread's: it is read before anything else runs there. */
static void write_lock(emit *out, const go_call *call) {
    for (guint i = 0; i < call->plan->steps->len; i++) {
        if (((const plan_step *)g_ptr_array_index(call->plan->steps, i))->lends) {
            emit_line(out, "runtime.LockOSThread()");
            emit_line(out, "defer runtime.UnlockOSThread()");
        }
    }
}

static void write_body(emit *out, const go_call *call) {
    write_lock(out, call);
    go_write_inputs(out, call);
    for (guint i = 0; i < call->plan->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(call->plan->steps, i);
        if (step->kind == PLAN_CONVERT_INPUT)
            go_write_input(out, call, go_value(call->plan, step->value));
        else if (step->kind == PLAN_ALLOCATE_OUTPUT)
            write_allocation(out, call, step);
        else if (step->kind == PLAN_CROSS)
            write_cross(out, call);
        else if (step->kind == PLAN_TAKE_ERROR)
            write_error(out, call);
    }
    write_changes(out, call);
    if (!returns_crossing(call))
        write_return(out, call);
}

void go_write_function(emit *out, go_module *module, const plan_function *plan) {
    if (plan->function->flow != MODEL_NO_FLOW) {
        go_write_stream(out, module, plan);
        return;
    }
    go_call call = go_call_new(module, plan);
    go_write_options(out, module, plan);
    go_write_function_doc(out, &call);
    go_write_signature(out, &call);
    emit_indent(out);
    write_body(out, &call);
    emit_close(out, "}");
    go_gap(out);
}
