/* The crossing, and values on their way from the boundary to JavaScript. */

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/calls.h"
#include "backends/node/records.h"
#include "backends/node/types.h"
#include "memory/arena.h"

/* ---- Crossing ---- */

static const char *crossing_argument(const node_rendering *in, const plan_value *value, plan_part part) {
    const char *local = node_variable(in, value);
    bool is_out = value->direction != PLAN_IN;
    if (part == PLAN_PART_PRESENT)
        return arena_printf("%s%s", is_out ? "&" : "", node_companion(in, "tn_has_", value));
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
    case PLAN_CANCEL:
        return is_out ? arena_printf("&%s", local) : local;
    case PLAN_RECORD:
        return node_is_optional_record(value) ? node_companion(in, "tn_at_", value)
                                              : arena_printf("&%s", local);
    case PLAN_BLOCK:
        return arena_printf("&%s", local);
    case PLAN_TEXT:
        if (is_out)
            return arena_printf("&%s", local);
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "data" : "length");
    case PLAN_TEXT_ARRAY:
        if (is_out)
            return arena_printf("&%s", local);
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "views" : "count");
    case PLAN_ARRAY:
        if (part == PLAN_PART_FILLED)
            return arena_printf("&%s", node_companion(in, "tn_filled_", value));
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "data" : "count");
    case PLAN_CALLBACK:
        return arena_printf("tn_give_callback(&%s)", local);
    case PLAN_DYNAMIC:
        if (is_out)
            return arena_printf("&%s", local);
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "data" : "length");
    case PLAN_STREAM:
        return arena_printf(is_out ? "&%s" : "tn_give_arrow(&%s)", local);
    }
    return local;
}

void node_emit_crossing(const node_rendering *in, const char *before, const char *after) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->function->slots, i);
        const char *argument = crossing_argument(in, node_value_at(in->function, slot->value), slot->part);
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument);
    }
    node_emit_c_call(in->out, arena_printf("%s%s(", before, in->function->boundary_name), arguments, after);
}

/* ---- Results ---- */

static const char *present_expression(const node_rendering *in, const plan_value *value) {
    const char *local = node_variable(in, value);
    const char *type = node_type_descriptor(value);
    const char *nullable = value->nullable ? "true" : "false";
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return arena_printf("tn_write_%s(tn_env, &%s)", node_scalar_suffix(&value->type), local);
    case PLAN_RECORD:
        return arena_printf("%s(tn_env, %s, &%s)",
                            node_is_released(value) ? "tn_take_record" : node_record_writer(&value->type),
                            type, local);
    case PLAN_TEXT:
        return arena_printf("tn_take_text(tn_env, &%s)", local);
    case PLAN_OBJECT:
        return arena_printf("tn_write_handle(tn_env, &%s)", local);
    case PLAN_ARRAY:
        return value->is_filled_partly
                   ? arena_printf("tn_write_array(tn_env, %s, &%s, %s)", type, local,
                                  node_companion(in, "tn_filled_", value))
                   : arena_printf("tn_write_array(tn_env, %s, &%s, %s.count)", type, local, local);
    case PLAN_BLOCK:
        return arena_printf("tn_take_%s(tn_env, %s, %s, &%s)", value->is_view ? "view" : "block", type,
                            nullable, local);
    case PLAN_DYNAMIC:
        return arena_printf("tn_take_dynamic(tn_env, &%s)", local);
    case PLAN_STREAM:
        return arena_printf("tn_take_arrow(tn_env, &%s)", local);
    case PLAN_TEXT_ARRAY:
        return arena_printf("tn_take_texts(tn_env, &%s)", local);
    case PLAN_CALLBACK:
    case PLAN_CANCEL:
        break;
    }
    return "NULL";
}

/* Of a map the keys or the values, as a plain array. */
static const char *part_of_map(const node_rendering *in, const plan_value *value) {
    if (value->form == PLAN_TEXT_ARRAY)
        return present_expression(in, value);
    return arena_printf("tn_take_elements(tn_env, %s, %s, &%s)", node_type_descriptor(value),
                        value->nullable ? "true" : "false", node_variable(in, value));
}

static void emit_map(const node_rendering *in, const char *take, const plan_value *value) {
    GPtrArray *arguments = arena_array();
    g_ptr_array_add(arguments, arena_strdup("tn_env"));
    g_ptr_array_add(arguments,
                    (gpointer)(uintptr_t)part_of_map(in, node_value_at(in->function, value->keys_value)));
    g_ptr_array_add(arguments, (gpointer)(uintptr_t)part_of_map(in, value));
    node_emit_c_call(in->out, arena_printf("%s tn_write_map(", take), arguments, ");");
}

/* `TAKE VALUE;`, or null where there is none; broken as clang-format breaks it. */
static void emit_result(const node_rendering *in, const char *take, const plan_value *value) {
    if (value->keys_value != PLAN_NONE) {
        emit_map(in, take, value);
        return;
    }
    const char *present = present_expression(in, value);
    if (!value->is_optional) {
        emit_line(in->out, "%s %s;", take, present);
        return;
    }
    const char *condition = arena_printf("%s %s", take, node_companion(in, "tn_has_", value));
    const char *line = arena_printf("%s ? %s : tn_write_null(tn_env);", condition, present);
    if (emit_fits(in->out, line)) {
        emit_line(in->out, "%s", line);
        return;
    }
    /* Behind the `=` of an assignment where the rest then fits on a line. */
    emit_indent(in->out);
    const char *rest = line + strlen(take) + 1;
    bool is_behind = g_str_has_suffix(take, "=") && emit_fits(in->out, rest);
    emit_dedent(in->out);
    if (is_behind) {
        emit_open(in->out, "%s", take);
        emit_line(in->out, "%s", rest);
        emit_dedent(in->out);
        return;
    }
    emit_line(in->out, "%s ? %s", condition, present);
    emit_line(in->out, "%*s : tn_write_null(tn_env);", (int)strlen(condition), "");
}

static bool is_written_back(const node_rendering *in, const plan_value *value) {
    bool is_copied = in->scope[0] != '\0' || node_is_record(&value->type) ||
                     (value->type.kind == MODEL_SCALAR && value->type.scalar == MODEL_BOOL);
    return value->form == PLAN_ARRAY && value->direction == PLAN_INOUT && is_copied;
}

static void emit_several_results(const node_rendering *in, const char *take) {
    GPtrArray *fields = node_result_fields(in->function);
    GPtrArray *names = arena_array();
    for (guint i = 0; i < fields->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_c_string(g_ptr_array_index(fields, i)));
    node_emit_c_call(in->out, "const char *const tn_names[] = {", names, "};");
    emit_line(in->out, "napi_value tn_values[%u];", in->results->len);
    for (guint i = 0; i < in->results->len; i++)
        emit_result(in, arena_printf("tn_values[%u] =", i), g_ptr_array_index(in->results, i));
    emit_line(in->out, "%s tn_write_results(tn_env, %u, tn_names, tn_values);", take, in->results->len);
}

static void emit_write_backs(const node_rendering *in) {
    for (guint i = 0; i < in->function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->function->outputs, i);
        if (is_written_back(in, value))
            node_emit_attempt(in, "", "tn_write_back_array",
                              (const char *const[]){node_type_descriptor(value),
                                                    arena_printf("&%s", node_variable(in, value)), NULL});
    }
}

static bool writes_back(const node_rendering *in) {
    bool any = false;
    for (guint i = 0; i < in->function->outputs->len; i++)
        any = any || is_written_back(in, g_ptr_array_index(in->function->outputs, i));
    return any;
}

void node_emit_results(const node_rendering *in, const char *take) {
    bool returns = strcmp(take, "return") == 0;
    bool waits = returns && in->results->len > 0 && writes_back(in);
    const char *into = waits ? "napi_value tn_result =" : take;
    if (in->results->len == 1)
        emit_result(in, into, g_ptr_array_index(in->results, 0));
    else if (in->results->len > 1)
        emit_several_results(in, into);
    /* Behind the results: what they own is the caller's by then, also where an array refuses its elements. */
    emit_write_backs(in);
    if (waits)
        emit_line(in->out, "return tn_result;");
    else if (returns && in->results->len == 0)
        emit_line(in->out, "return NULL;");
}
