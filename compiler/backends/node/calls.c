/* The plan renderer: one contract function as a function of the addon. */

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/types.h"
#include "memory/arena.h"

/* One function while it is rendered. */
struct rendering {
    const node_context *context;
    emit *out;
    const plan_function *function;
    GPtrArray *inputs;  /* plan_value, as node_passed() orders them */
    GPtrArray *results; /* plan_value */
    const char *leave;  /* "return NULL;" or, where something has to be freed first, "goto tn_end;" */
};

static const plan_value *value_at(const plan_function *function, int index) {
    return g_ptr_array_index(function->values, (guint)index);
}

void node_emit_c_call(emit *out, const char *head, const GPtrArray *arguments, const char *tail) {
    GString *line = g_string_new(head);
    char *align = g_strnfill(strlen(head), ' ');
    int room = out->width - out->depth * out->tab_width;
    for (guint i = 0; i < arguments->len; i++) {
        bool is_first = i == 0, is_last = i + 1 == arguments->len;
        const char *argument = g_ptr_array_index(arguments, i);
        size_t needed = line->len + strlen(argument) + (is_first ? 0 : 1) + (is_last ? strlen(tail) : 1);
        if (!is_first && (int)needed > room) {
            emit_line(out, "%s", line->str);
            g_string_assign(line, align);
        } else if (!is_first) {
            g_string_append_c(line, ' ');
        }
        g_string_append(line, argument);
        if (!is_last)
            g_string_append_c(line, ',');
    }
    emit_line(out, "%s%s", line->str, tail);
    g_string_free(line, TRUE);
    g_free(align);
}

/* `if (UNLESS && !FUNCTION(tn_env, ARGUMENTS)) LEAVE`; `unless` may be "". */
static void emit_attempt(const struct rendering *in, const char *unless, const char *function,
                         const char *const *arguments) {
    GPtrArray *list = arena_array();
    g_ptr_array_add(list, arena_strdup("tn_env"));
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(list, arena_strdup(*arguments));
    const char *call = arena_printf("!%s(%s))", function, emit_join(list, ", "));
    if (unless[0] == '\0' || emit_fits(in->out, arena_printf("if (%s && %s", unless, call))) {
        const char *condition = unless[0] == '\0' ? "" : arena_printf("%s && ", unless);
        node_emit_c_call(in->out, arena_printf("if (%s!%s(", condition, function), list, "))");
    } else {
        emit_line(in->out, "if (%s &&", unless);
        node_emit_c_call(in->out, arena_printf("    !%s(", function), list, "))");
    }
    emit_line(in->out, "    %s", in->leave);
}

/* ---- Locals ---- */

static bool is_optional_record(const plan_value *value) {
    return value->form == PLAN_RECORD && value->direction == PLAN_IN && value->nullable;
}

static const char *local_type(const plan_value *value) {
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_RECORD:
        return value->type.c_name;
    case PLAN_ENUM:
        return "int32_t";
    case PLAN_OBJECT:
        return "tenon_handle";
    case PLAN_TEXT:
        return value->direction == PLAN_OUT ? "tenon_text" : "tn_text";
    case PLAN_TEXT_ARRAY:
        return "tn_text_array";
    case PLAN_ARRAY:
        return "tn_array";
    case PLAN_BLOCK:
        return "tenon_block";
    }
    return "";
}

/* "tn_text" where tn_text_begin() and tn_text_end() frame the value; null where nothing has to be freed. */
static const char *framed_type(const plan_value *value) {
    const char *type = local_type(value);
    return g_str_has_prefix(type, "tn_") ? type : NULL;
}

static bool needs_end(const plan_function *function) {
    for (guint i = 0; i < function->values->len; i++) {
        if (framed_type(value_at(function, (int)i)) != NULL)
            return true;
    }
    return false;
}

static void emit_locals(const struct rendering *in) {
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = value_at(in->function, (int)i);
        emit_line(in->out, "%s %s;", local_type(value), node_local(value));
        if (is_optional_record(value))
            emit_line(in->out, "const %s *tn_at_%s = NULL;", local_type(value), node_local(value));
        if (value->is_filled_partly)
            emit_line(in->out, "size_t tn_filled_%s = 0;", node_local(value));
    }
    if (strcmp(in->leave, "return NULL;") != 0)
        emit_line(in->out, "napi_value tn_result = NULL;");
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = value_at(in->function, (int)i);
        if (framed_type(value) != NULL)
            emit_line(in->out, "%s_begin(&%s);", framed_type(value), node_local(value));
    }
}

/* ---- Inputs ---- */

static guint position_of(const GPtrArray *values, const plan_value *value) {
    guint position = 0;
    while (g_ptr_array_index(values, position) != value)
        position++;
    return position;
}

static const char *place_of(const struct rendering *in, const plan_value *value) {
    return arena_printf("TN_AT%s(%s)", value->nullable ? "_OR_NULL" : "",
                        node_c_string(node_place_name(in->context, in->function, value)));
}

static void emit_optional_record(const struct rendering *in, const plan_value *value, const char *argument) {
    emit_open(in->out, "if (!tn_is_none(tn_env, %s)) {", argument);
    emit_attempt(in, "", "tn_read_record",
                 (const char *const[]){argument, place_of(in, value), node_type_descriptor(value),
                                       arena_printf("&%s", node_local(value)), NULL});
    emit_line(in->out, "tn_at_%s = &%s;", node_local(value), node_local(value));
    emit_close(in->out, "}");
}

static void emit_input(const struct rendering *in, const plan_value *value) {
    const char *argument = arena_printf("tn_in[%u]", position_of(in->inputs, value));
    const char *local = arena_printf("&%s", node_local(value));
    const char *unless = value->nullable ? arena_printf("!tn_is_none(tn_env, %s)", argument) : "";
    const char *place = value->is_self ? "" : place_of(in, value);
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        emit_attempt(in, "", arena_printf("tn_read_%s", node_scalar_suffix(&value->type)),
                     (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_RECORD:
        if (is_optional_record(value))
            emit_optional_record(in, value, argument);
        else
            emit_attempt(in, "", "tn_read_record",
                         (const char *const[]){argument, place, node_type_descriptor(value), local, NULL});
        break;
    case PLAN_TEXT:
        emit_attempt(in, unless, "tn_read_text", (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_OBJECT:
        emit_attempt(in, "", "tn_read_handle", (const char *const[]){argument, local, NULL});
        break;
    case PLAN_ARRAY:
        emit_attempt(in, unless, value->direction == PLAN_INOUT ? "tn_read_changed_array" : "tn_read_array",
                     (const char *const[]){argument, place, node_type_descriptor(value), local, NULL});
        break;
    case PLAN_TEXT_ARRAY:
        emit_attempt(in, unless, "tn_read_text_array", (const char *const[]){argument, place, local, NULL});
        break;
    case PLAN_BLOCK:
        break;
    }
}

/* Arrays found before code of the caller's could run are looked at again: see tn_refresh_array(). */
static void emit_refreshing(const struct rendering *in) {
    for (guint i = 0; i < in->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->inputs, i);
        bool code_follows = false;
        for (guint j = i + 1; j < in->inputs->len; j++)
            code_follows = code_follows || node_may_run_code(g_ptr_array_index(in->inputs, j));
        if (value->form == PLAN_ARRAY && code_follows)
            emit_attempt(in, "", "tn_refresh_array",
                         (const char *const[]){place_of(in, value), node_type_descriptor(value),
                                               arena_printf("&%s", node_local(value)), NULL});
    }
}

/* A length has 32 bits or more. */
static bool is_signed(const model_type *type) {
    return type->scalar == MODEL_I32 || type->scalar == MODEL_I64;
}

static void emit_allocation(const struct rendering *in, const plan_value *value, const plan_value *other) {
    bool is_sequence = other->form == PLAN_ARRAY || other->form == PLAN_TEXT_ARRAY;
    const char *length = arena_printf("%s%s", node_local(other), is_sequence ? ".count" : "");
    if (!is_sequence && is_signed(&other->type))
        emit_attempt(in, arena_printf("%s < 0", length), "tn_refuse_negative",
                     (const char *const[]){place_of(in, other), NULL});
    if (!is_sequence && other->type.scalar != MODEL_SIZE)
        length = arena_printf("(size_t)%s", length);
    emit_attempt(in, "", "tn_allocate_array",
                 (const char *const[]){place_of(in, other), node_type_descriptor(value), length,
                                       arena_printf("&%s", node_local(value)), NULL});
}

/* ---- Crossing ---- */

static const char *crossing_argument(const plan_value *value, plan_part part) {
    const char *local = node_local(value);
    bool is_out = value->direction != PLAN_IN;
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
    case PLAN_OBJECT:
        return is_out ? arena_printf("&%s", local) : local;
    case PLAN_RECORD:
        return arena_printf("%s%s", is_optional_record(value) ? "tn_at_" : "&", local);
    case PLAN_BLOCK:
        return arena_printf("&%s", local);
    case PLAN_TEXT:
        if (is_out)
            return arena_printf("&%s", local);
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "data" : "length");
    case PLAN_TEXT_ARRAY:
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "views" : "count");
    case PLAN_ARRAY:
        if (part == PLAN_PART_FILLED)
            return arena_printf("&tn_filled_%s", local);
        return arena_printf("%s.%s", local, part == PLAN_PART_DATA ? "data" : "count");
    }
    return local;
}

static void emit_crossing(const struct rendering *in) {
    GPtrArray *arguments = arena_array();
    for (guint i = 0; i < in->function->slots->len; i++) {
        const plan_slot *slot = g_ptr_array_index(in->function->slots, i);
        const char *argument = crossing_argument(value_at(in->function, slot->value), slot->part);
        g_ptr_array_add(arguments, (gpointer)(uintptr_t)argument);
    }
    node_emit_c_call(in->out, arena_printf("if (%s(", in->function->boundary_name), arguments, ")) {");
}

/* ---- Results ---- */

static const char *result_expression(const plan_value *value) {
    const char *local = node_local(value);
    const char *type = node_type_descriptor(value);
    const char *nullable = value->nullable ? "true" : "false";
    switch (value->form) {
    case PLAN_SCALAR:
    case PLAN_ENUM:
        return arena_printf("tn_write_%s(tn_env, &%s)", node_scalar_suffix(&value->type), local);
    case PLAN_RECORD:
        return arena_printf("tn_write_record(tn_env, %s, &%s)", type, local);
    case PLAN_TEXT:
        return arena_printf("tn_take_text(tn_env, &%s)", local);
    case PLAN_OBJECT:
        return arena_printf("tn_write_handle(tn_env, &%s)", local);
    case PLAN_ARRAY:
        return value->is_filled_partly
                   ? arena_printf("tn_write_array(tn_env, %s, &%s, tn_filled_%s)", type, local, local)
                   : arena_printf("tn_write_array(tn_env, %s, &%s, %s.count)", type, local, local);
    case PLAN_BLOCK:
        return arena_printf("tn_take_%s(tn_env, %s, %s, &%s)", value->is_view ? "view" : "block", type,
                            nullable, local);
    case PLAN_TEXT_ARRAY:
        break;
    }
    return "NULL";
}

static bool is_written_back(const plan_value *value) {
    bool is_copied = value->type.kind == MODEL_RECORD ||
                     (value->type.kind == MODEL_SCALAR && value->type.scalar == MODEL_BOOL);
    return value->form == PLAN_ARRAY && value->direction == PLAN_INOUT && is_copied;
}

static void emit_several_results(const struct rendering *in, const char *take) {
    GPtrArray *fields = node_result_fields(in->function);
    GPtrArray *names = arena_array();
    for (guint i = 0; i < fields->len; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)node_c_string(g_ptr_array_index(fields, i)));
    node_emit_c_call(in->out, "const char *const tn_names[] = {", names, "};");
    emit_line(in->out, "napi_value tn_values[%u];", in->results->len);
    for (guint i = 0; i < in->results->len; i++)
        emit_line(in->out, "tn_values[%u] = %s;", i, result_expression(g_ptr_array_index(in->results, i)));
    emit_line(in->out, "%s tn_write_results(tn_env, %u, tn_names, tn_values);", take, in->results->len);
}

static void emit_results(const struct rendering *in, bool has_end) {
    const char *take = has_end ? "tn_result =" : "return";
    for (guint i = 0; i < in->function->outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->function->outputs, i);
        if (is_written_back(value))
            emit_attempt(in, "", "tn_write_back_array",
                         (const char *const[]){node_type_descriptor(value),
                                               arena_printf("&%s", node_local(value)), NULL});
    }
    if (in->results->len == 1)
        emit_line(in->out, "%s %s;", take, result_expression(g_ptr_array_index(in->results, 0)));
    else if (in->results->len > 1)
        emit_several_results(in, take);
    else if (!has_end)
        emit_line(in->out, "return NULL;");
}

static void emit_end(const struct rendering *in) {
    emit_raw(in->out, "tn_end:\n");
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = value_at(in->function, (int)i);
        if (framed_type(value) != NULL)
            emit_line(in->out, "%s_end(&%s);", framed_type(value), node_local(value));
    }
    emit_line(in->out, "return tn_result;");
}

/* ---- The steps ---- */

static void emit_step(const struct rendering *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        emit_input(in, value_at(in->function, step->value));
        break;
    case PLAN_ALLOCATE_OUTPUT:
        emit_allocation(in, value_at(in->function, step->value), value_at(in->function, step->other));
        break;
    case PLAN_CROSS:
        emit_refreshing(in);
        emit_crossing(in);
        break;
    case PLAN_TAKE_ERROR:
        emit_line(in->out, "    tn_throw_error(tn_env);");
        if (in->results->len > 0 || !needs_end(in->function))
            emit_line(in->out, "    %s", in->leave);
        emit_line(in->out, "}");
        break;
    default: /* The boundary's own steps; and a JavaScript thread has no lock to release. */
        break;
    }
}

void node_emit_call(const node_context *context, emit *out, const plan_function *function) {
    bool has_end = needs_end(function);
    struct rendering in = {.context = context,
                           .out = out,
                           .function = function,
                           .inputs = function->inputs,
                           .results = node_results(function),
                           .leave = has_end ? "goto tn_end;" : "return NULL;"};
    emit_open(out, "static napi_value call_%s(napi_env tn_env, napi_callback_info tn_info) {",
              function->function->c_name);
    if (in.inputs->len > 0)
        emit_line(out, "napi_value tn_in[%u];", in.inputs->len);
    emit_locals(&in);
    if (in.inputs->len > 0)
        emit_attempt(&in, "", "tn_arguments",
                     (const char *const[]){"tn_info", arena_printf("%u", in.inputs->len), "tn_in", NULL});
    else
        emit_line(out, "(void)tn_info;");
    for (guint i = 0; i < function->steps->len; i++)
        emit_step(&in, g_ptr_array_index(function->steps, i));
    emit_results(&in, has_end);
    if (has_end)
        emit_end(&in);
    emit_close(out, "}");
}
