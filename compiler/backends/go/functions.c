/* Go functions: one per function of the plan, its steps as a careful person would write them. */

#include <string.h>

#include "backends/go/calls.h"
#include "backends/go/docs.h"
#include "backends/go/formatter.h"
#include "memory/arena.h"

static void add(GPtrArray *texts, const char *text) {
    g_ptr_array_add(texts, (gpointer)(uintptr_t)text);
}

/* ---- Signature ---- */

/* "a, b int64": neighbours of one type share it. */
static GPtrArray *grouped(const GPtrArray *names, const GPtrArray *types) {
    GPtrArray *items = arena_array();
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        const char *type = g_ptr_array_index(types, i);
        bool shares = i + 1 < names->len && strcmp(type, g_ptr_array_index(types, i + 1)) == 0;
        add(items, shares ? name : arena_printf("%s %s", name, type));
    }
    return items;
}

static GPtrArray *parameter_items(const go_call *call) {
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->is_self)
            continue;
        add(names, go_local_of(call, value));
        add(types, go_type(call->module, value));
    }
    return grouped(names, types);
}

static GPtrArray *results_of(const plan_function *plan) {
    GPtrArray *results = arena_array();
    for (guint i = 0; i < plan->outputs->len; i++) {
        if (go_is_result(g_ptr_array_index(plan->outputs, i)))
            g_ptr_array_add(results, g_ptr_array_index(plan->outputs, i));
    }
    return results;
}

/* Several results have names, for the reader's sake. */
static const char *result_list(const go_call *call, const GPtrArray *results) {
    if (results->len == 0)
        return call->has_error ? " error" : "";
    if (results->len == 1) {
        const char *type = go_type(call->module, g_ptr_array_index(results, 0));
        return arena_printf(call->has_error ? " (%s, error)" : " %s", type);
    }
    GPtrArray *names = arena_array();
    GPtrArray *types = arena_array();
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        add(names, go_result_of(call, value));
        add(types, go_type(call->module, value));
    }
    if (call->has_error) {
        add(names, "err");
        add(types, "error");
    }
    return arena_printf(" (%s)", emit_join(grouped(names, types), ", "));
}

static void write_signature(emit *out, const go_call *call, const GPtrArray *results) {
    const model_function *function = call->plan->function;
    const char *name = go_name(call->module, function);
    const char *head = arena_printf("func %s(", name);
    if (call->receiver != NULL)
        head =
            arena_printf("func (%s *%s) %s(", call->receiver, go_name(call->module, function->owner), name);
    emit_list(out, head, parameter_items(call), arena_printf(")%s {", result_list(call, results)), true);
}

/* ---- Body ---- */

static const char *zeros(const go_call *call, const GPtrArray *results) {
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < results->len; i++)
        g_string_append_printf(text, "%s, ", go_zero(call->module, g_ptr_array_index(results, i)));
    return arena_take(g_string_free(text, FALSE));
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

static void write_input(emit *out, const go_call *call, const plan_step *step, const char *zero) {
    const plan_value *value = go_value(call->plan, step->value);
    const char *local = go_local_of(call, value);
    if (go_is_int(value) || (is_signed(value) && is_length_of_output(call->plan, value))) {
        emit_open(out, "if %s < 0 {", local);
        emit_line(out, "return %stenonNegative(%s, %s, int64(%s))", zero,
                  go_string(call->plan->function->c_name), go_string(local), local);
        emit_close(out, "}");
    }
    if (value->form == PLAN_TEXT_ARRAY)
        emit_line(out, "%s := tenonFlatten(%s)",
                  (const char *)g_ptr_array_index(call->flats, (guint)step->value), local);
}

static void write_allocation(emit *out, const go_call *call, const plan_step *step, const GPtrArray *results,
                             const char *zero) {
    const plan_value *value = go_value(call->plan, step->value);
    const plan_value *source = go_value(call->plan, step->other);
    const char *element = value->is_bytes ? "byte" : go_element_type(call->module, &value->type);
    const char *assign = results->len > 1 ? "=" : ":=";
    if (source->form != PLAN_SCALAR) {
        emit_line(out, "%s %s make([]%s, len(%s))", go_local_of(call, value), assign, element,
                  go_local_of(call, source));
        return;
    }
    emit_line(out, "%s, err %s tenonMake[%s](%s, uint64(%s))", go_local_of(call, value), assign, element,
              go_string(call->plan->function->c_name), go_local_of(call, source));
    emit_open(out, "if err != nil {");
    emit_line(out, "return %serr", zero);
    emit_close(out, "}");
}

/* Where nothing can fail there is nothing to look at: `return int8(C.cross_x(...))`. */
static bool returns_crossing(const go_call *call, const GPtrArray *results) {
    return !call->has_error && !go_crosses_with_struct(call) && results->len == 1;
}

static void write_cross(emit *out, const go_call *call, const GPtrArray *results) {
    GPtrArray *arguments = go_arguments(call);
    GPtrArray *given = arena_array();
    for (guint i = 0; i < arguments->len; i++)
        add(given, ((const go_argument *)g_ptr_array_index(arguments, i))->given);
    if (returns_crossing(call, results)) {
        const char *type = go_type(call->module, g_ptr_array_index(results, 0));
        emit_list(out, arena_printf("return %s(C.cross_%s(", type, call->plan->function->c_name), given, "))",
                  true);
        return;
    }
    bool keeps = call->has_status || results->len > 0;
    emit_list(out, arena_printf("%sC.cross_%s(", keeps ? "call := " : "", call->plan->function->c_name),
              given, ")", true);
    for (guint i = 0; i < call->plan->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(call->plan->inputs, i);
        if (value->form == PLAN_OBJECT)
            emit_line(out, "runtime.KeepAlive(%s)", go_local_of(call, value));
    }
}

static void write_error(emit *out, const go_call *call, const char *zero) {
    if (!call->has_status)
        return;
    emit_open(out, "if call.status < 0 {");
    emit_line(out, "return %stenonError(call.status, call.error)", zero);
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

static const plan_slot *slot_of(const go_call *call, const plan_value *value, plan_part part) {
    for (guint i = 0; i < call->plan->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(call->plan->slots, i);
        if (slot->part == part && go_value(call->plan, slot->value) == value)
            return slot;
    }
    g_assert_not_reached();
}

static const char *carried(const go_call *call, const plan_value *value, plan_part part) {
    return go_crosses_with_struct(call) ? arena_printf("call.out_%s", slot_of(call, value, part)->name)
                                        : "call";
}

static const char *converted(const go_call *call, const plan_value *value) {
    const char *type = go_type(call->module, value);
    const char *element = value->is_bytes ? "byte" : go_element_type(call->module, &value->type);
    const char *result = value->form == PLAN_ARRAY ? "" : carried(call, value, PLAN_PART_DATA);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return arena_printf("%s(%s)", type, result);
    case PLAN_RECORD:
        return arena_printf("*(*%s)(unsafe.Pointer(&%s))", element, result);
    case PLAN_TEXT:
        return arena_printf(value->nullable ? "tenonOptionalString(&%s)" : "tenonString(&%s)", result);
    case PLAN_OBJECT:
        return arena_printf("tenonNew%s(%s)", element + 1, result);
    case PLAN_BLOCK:
        return arena_printf(value->is_view ? "tenonNewView[%s](%s)" : "tenonTake[%s](%s)", element, result);
    case PLAN_ARRAY:
        if (value->is_filled_partly)
            return arena_printf("%s[:%s]", go_local_of(call, value), carried(call, value, PLAN_PART_FILLED));
        return go_local_of(call, value);
    case PLAN_TEXT_ARRAY:
        break;
    }
    g_assert_not_reached();
}

/* The error beside good results: a size may be more than an int holds. */
static const char *last_error(const go_call *call, const GPtrArray *results) {
    GPtrArray *checks = arena_array();
    for (guint i = 0; i < results->len; i++) {
        const plan_value *value = g_ptr_array_index(results, i);
        if (go_is_int(value))
            add(checks, arena_printf("tenonFits(%s, %s)", go_string(call->plan->function->c_name),
                                     carried(call, value, PLAN_PART_DATA)));
    }
    if (checks->len == 0)
        return "nil";
    const char *all = emit_join(checks, ", ");
    return checks->len == 1 ? all : arena_printf("errors.Join(%s)", all);
}

static void write_return(emit *out, const go_call *call, const GPtrArray *results) {
    GPtrArray *values = arena_array();
    for (guint i = 0; i < results->len; i++)
        add(values, converted(call, g_ptr_array_index(results, i)));
    if (call->has_error)
        add(values, last_error(call, results));
    if (values->len > 0)
        emit_line(out, "return %s", emit_join(values, ", "));
}

static void write_body(emit *out, const go_call *call, const GPtrArray *results) {
    const char *zero = zeros(call, results);
    for (guint i = 0; i < call->plan->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(call->plan->steps, i);
        if (step->kind == PLAN_CONVERT_INPUT)
            write_input(out, call, step, zero);
        else if (step->kind == PLAN_ALLOCATE_OUTPUT)
            write_allocation(out, call, step, results, zero);
        else if (step->kind == PLAN_CROSS)
            write_cross(out, call, results);
        else if (step->kind == PLAN_TAKE_ERROR)
            write_error(out, call, zero);
    }
    if (!returns_crossing(call, results))
        write_return(out, call, results);
}

void go_write_function(emit *out, go_module *module, const plan_function *plan) {
    go_call call = go_call_new(module, plan);
    GPtrArray *results = results_of(plan);
    go_write_function_doc(out, &call, results);
    write_signature(out, &call, results);
    emit_indent(out);
    write_body(out, &call, results);
    emit_close(out, "}");
    go_gap(out);
}

/* ---- Files ---- */

/* Whether code, not comments, uses a package. */
static bool uses(const char *body, const char *qualifier) {
    char **lines = g_strsplit(body, "\n", -1);
    bool found = false;
    for (char **line = lines; *line != NULL && !found; line++) {
        const char *text = *line + strspn(*line, "\t");
        found = !g_str_has_prefix(text, "//") && strstr(text, qualifier) != NULL;
    }
    g_strfreev(lines);
    return found;
}

static void write_imports(emit *out, const char *body) {
    static const char *const packages[] = {"errors", "fmt", "runtime", "unsafe"};
    GPtrArray *needed = arena_array();
    for (size_t i = 0; i < G_N_ELEMENTS(packages); i++) {
        if (uses(body, arena_printf("%s.", packages[i])))
            add(needed, go_string(packages[i]));
    }
    if (needed->len == 0)
        return;
    if (needed->len == 1) {
        emit_line(out, "import %s", (const char *)g_ptr_array_index(needed, 0));
    } else {
        emit_open(out, "import (");
        for (guint i = 0; i < needed->len; i++)
            emit_line(out, "%s", (const char *)g_ptr_array_index(needed, i));
        emit_close(out, ")");
    }
    go_gap(out);
}

static char *finish_file(emit *out, const char *body) {
    write_imports(out, body);
    emit_raw(out, body);
    char *text = emit_finish(out);
    g_strchomp(text);
    return arena_printf("%s\n", text);
}

static emit *begin_file(const go_module *module) {
    emit *out = go_emit();
    emit_line(out, "// %s", module->banner);
    go_gap(out);
    emit_line(out, "package %s", module->name);
    go_gap(out);
    return out;
}

char *go_file(const go_module *module, const char *body) {
    return finish_file(begin_file(module), body);
}

char *go_file_with_calls(const go_module *module, const char *body) {
    emit *out = begin_file(module);
    emit_line(out, "// #include \"crossings.h\"");
    emit_line(out, "import \"C\"");
    go_gap(out);
    return finish_file(out, body);
}
