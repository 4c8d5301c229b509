/* Before the crossing: what the caller passed becomes what C takes, or an error. */

#include "backends/go/calls.h"
#include "backends/go/conversions.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static const char *function_of(const go_call *call) {
    return go_string(call->plan->function->c_name);
}

static bool is_signed(const plan_value *value) {
    return value->form == PLAN_SCALAR && value->type.scalar >= MODEL_I8 && value->type.scalar <= MODEL_I64;
}

static bool is_length_of_output(const plan_function *plan, const plan_value *value) {
    for (guint i = 0; i < plan->outputs->len; i++) {
        const plan_value *output = g_ptr_array_index(plan->outputs, i);
        if (output->form == PLAN_ARRAY && output->length_from != PLAN_NONE &&
            go_value(plan, output->length_from) == value)
            return true;
    }
    return false;
}

static void write_sign_check(emit *out, const go_call *call, const plan_value *value) {
    const char *local = go_local_of(call, value);
    const char *number = value->nullable ? arena_printf("*%s", local) : local;
    const char *is_there = value->nullable ? arena_printf("%s != nil && ", local) : "";
    emit_open(out, "if %s%s < 0 {", is_there, number);
    emit_line(out, "return %stenonNegative(%s, %s, int64(%s))", go_zeros(call), function_of(call),
              go_string(go_parameter_of(call, value)), number);
    emit_close(out, "}");
}

static void write_missing_check(emit *out, const go_call *call, const plan_value *value) {
    emit_open(out, "if %s == nil {", go_parameter_of(call, value));
    emit_line(out, "return %stenonMissing(%s, %s)", go_zeros(call), function_of(call),
              go_string(go_parameter_of(call, value)));
    emit_close(out, "}");
}

static void write_misfit(emit *out, const go_call *call, const plan_value *value) {
    emit_open(out, "if unfit != nil {");
    emit_line(out, "return %sunfit.of(%s, %s)", go_zeros(call), function_of(call),
              go_string(go_parameter_of(call, value)));
    emit_close(out, "}");
}

/* A number or record that does not look the same in C. */
static void write_converted(emit *out, const go_call *call, const plan_value *value) {
    const char *local = go_local_of(call, value);
    const char *prepared = go_prepared_of(call, value);
    const char *pins = call->pins == NULL ? "" : arena_printf("&%s", call->pins);
    const char *pointed = value->nullable ? go_pointed(&value->type, local) : local;
    const char *given = go_to_c(call->module, &value->type, pointed, pins);
    bool is_record = value->form == PLAN_RECORD;
    if (is_record)
        given = arena_printf("tenonAlign(%s)", given);
    if (!value->nullable) {
        emit_line(out, "%s, unfit := %s", prepared, given);
        write_misfit(out, call, value);
        return;
    }
    emit_line(out, "var %s %s%s", prepared, is_record ? "*" : "", go_c_type(&value->type));
    emit_open(out, "if %s != nil {", local);
    emit_line(out, "converted, unfit := %s", given);
    write_misfit(out, call, value);
    emit_line(out, is_record ? "%s = &converted.value" : "%s = converted", prepared);
    emit_close(out, "}");
}

static void write_elements(emit *out, const go_call *call, const plan_value *value) {
    const char *pins = call->pins == NULL ? "" : arena_printf("&%s", call->pins);
    const char *element = go_element_type(call->module, &value->type);
    const char *each = go_pointed(&value->type, "each");
    if (value->type.kind == MODEL_VARIANT)
        each = "*each";
    emit_open(out, "%s, unfit := tenonEach(%s, func(each *%s) (%s, *tenonUnfit) {",
              go_prepared_of(call, value), go_local_of(call, value), element, go_c_type(&value->type));
    emit_line(out, "return %s%s", go_to_c(call->module, &value->type, each, pins),
              go_may_misfit(&value->type) ? "" : ", nil");
    emit_close(out, "})");
    write_misfit(out, call, value);
}

static void write_entries(emit *out, const go_call *call, const plan_value *value) {
    const plan_value *keys = go_value(call->plan, value->keys_value);
    emit_line(out, "%s, %s := tenonEntries(%s)", go_local_of(call, keys), go_local_of(call, value),
              go_parameter_of(call, value));
}

static void write_dynamic(emit *out, const go_call *call, const plan_value *value) {
    emit_line(out, "%s, unfit := %s(%s)", go_prepared_of(call, value),
              value->nullable ? "tenonEncodeOptional" : "tenonEncode", go_local_of(call, value));
    write_misfit(out, call, value);
}

static void write_stream(emit *out, const go_call *call, const plan_value *value) {
    if (!value->nullable)
        write_missing_check(out, call, value);
    emit_line(out, "%s := tenonExport(%s)", go_prepared_of(call, value), go_local_of(call, value));
}

void go_write_input(emit *out, const go_call *call, const plan_value *value) {
    bool is_missable = !value->nullable && !value->is_progress;
    if (go_is_int(value) || (is_signed(value) && is_length_of_output(call->plan, value)))
        write_sign_check(out, call, value);
    else if (value->form == PLAN_CALLBACK && is_missable)
        write_missing_check(out, call, value);
    else if (value->form == PLAN_CALLBACK)
        return; /* none is as good, and one gets its number just before the crossing */
    else if (value->form == PLAN_TEXT_ARRAY)
        emit_line(out, "%s := tenonFlatten(%s)", go_prepared_of(call, value), go_local_of(call, value));
    else if (value->form == PLAN_DYNAMIC)
        write_dynamic(out, call, value);
    else if (value->form == PLAN_STREAM)
        write_stream(out, call, value);
    else if (value->form == PLAN_ARRAY && go_prepared_of(call, value) != NULL)
        write_elements(out, call, value);
    else if (go_prepared_of(call, value) != NULL)
        write_converted(out, call, value);
}

void go_write_inputs(emit *out, const go_call *call) {
    if (call->options != NULL) {
        emit_open(out, "if %s == nil {", call->options);
        emit_line(out, "%s = New%s()", call->options, go_name(call->module, call->plan));
        emit_close(out, "}");
    }
    if (call->pins != NULL) {
        emit_line(out, "var %s runtime.Pinner", call->pins);
        emit_line(out, "defer %s.Unpin()", call->pins);
    }
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->keys_value != PLAN_NONE)
            write_entries(out, call, value);
    }
}
