/* Functions that may take long: the same steps in functions of their own, for a call here and now and for an
 * awaited one. */

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/calls.h"
#include "backends/node/types.h"
#include "memory/arena.h"

/* "struct values_of_graph_run" */
static const char *struct_of(const plan_function *function) {
    return arena_printf("struct values_of_%s", function->function->c_name);
}

/* A rendering of the inside of one of the functions. */
static node_rendering inside_of(const node_rendering *in, const char *leave) {
    node_rendering inside = *in;
    inside.out = emit_new(in->out->indent_unit, in->out->width);
    inside.out->depth = 1;
    inside.leave = leave;
    return inside;
}

/* `HEAD(PARAMETERS) {`, what was rendered, and "}": a parameter that the inside does not use is said to be
 * unused. */
static void emit_part(const node_rendering *in, const node_rendering *inside, const char *head,
                      const char *const *parameters) {
    const char *text = emit_finish(inside->out);
    GPtrArray *list = arena_array();
    for (size_t i = 0; parameters[i] != NULL; i++)
        g_ptr_array_add(list, arena_strdup(parameters[i]));
    bool is_first = in->function->values->len == 0 && g_str_has_prefix(head, "static bool read_");
    if (!is_first)
        emit_line(in->out, "%s", "");
    node_emit_c_call(in->out, arena_printf("%s(", head), list, ") {");
    emit_indent(in->out);
    if (strstr(text, "tn_call->") != NULL)
        emit_line(in->out, "%s *tn_call = tn_data;", struct_of(in->function));
    for (guint i = 0; i < list->len; i++) {
        const char *parameter = g_ptr_array_index(list, i);
        const char *name = strrchr(parameter, ' ') + 1;
        name = name[0] == '*' ? name + 1 : name;
        bool is_used =
            strstr(text, name) != NULL || (strcmp(name, "tn_data") == 0 && strstr(text, "tn_call->") != NULL);
        if (!is_used)
            emit_line(in->out, "(void)%s;", name);
    }
    emit_raw(in->out, text);
    emit_close(in->out, "}");
}

static const char *part_head(const node_rendering *in, const char *result, const char *part) {
    return arena_printf("static %s%s_%s", result, part, in->function->function->c_name);
}

static void emit_struct(const node_rendering *in) {
    if (in->function->values->len == 0)
        return;
    emit_open(in->out, "%s {", struct_of(in->function));
    node_emit_locals(in);
    emit_close(in->out, "};");
}

/* What lies in memory of JavaScript could move, change or go away during an awaited call. */
static void emit_owning(const node_rendering *in) {
    for (guint i = 0; i < in->function->values->len; i++) {
        const plan_value *value = node_value_at(in->function, (int)i);
        if (value->form == PLAN_ARRAY)
            node_emit_attempt(in, "tn_is_awaited", "tn_own_array",
                              (const char *const[]){node_type_descriptor(value),
                                                    arena_printf("&%s", node_variable(in, value)), NULL});
    }
}

static void emit_reading(const node_rendering *in) {
    const plan_function *function = in->function;
    node_rendering inside = inside_of(in, "return false;");
    for (guint i = 0; i < function->steps->len; i++) {
        const plan_step *step = g_ptr_array_index(function->steps, i);
        if (step->kind == PLAN_CONVERT_INPUT)
            node_emit_input(&inside, node_value_at(function, step->value));
        else if (step->kind == PLAN_ALLOCATE_OUTPUT)
            node_emit_allocation(&inside, node_value_at(function, step->value),
                                 node_value_at(function, step->other));
    }
    node_emit_refreshing(&inside);
    emit_owning(&inside);
    emit_line(inside.out, "return true;");
    emit_part(in, &inside, part_head(in, "bool ", "read"),
              (const char *const[]){"napi_env tn_env", "const napi_value *tn_in", "bool tn_is_awaited",
                                    "void *tn_data", NULL});
}

static void emit_crossing(const node_rendering *in) {
    node_rendering inside = inside_of(in, "");
    node_emit_crossing(&inside, "return ", ");");
    emit_part(in, &inside, part_head(in, "int32_t ", "cross"), (const char *const[]){"void *tn_data", NULL});
}

/* An array that is changed in place is the one that was given, however long ago. */
static void emit_sources(const node_rendering *in) {
    for (guint i = 0; i < in->inputs->len; i++) {
        const plan_value *value = g_ptr_array_index(in->inputs, i);
        if (value->form == PLAN_ARRAY && value->direction == PLAN_INOUT)
            emit_line(in->out, "%s.source = tn_in[%u];", node_variable(in, value), node_slot_of(in, value));
    }
}

static void emit_giving(const node_rendering *in) {
    node_rendering inside = inside_of(in, "return NULL;");
    emit_sources(&inside);
    node_emit_results(&inside, "return");
    emit_part(in, &inside, part_head(in, "napi_value ", "give"),
              (const char *const[]){"napi_env tn_env", "const napi_value *tn_in", "void *tn_data", NULL});
}

static void emit_frame(const node_rendering *in) {
    if (!node_needs_end(in->function))
        return;
    node_rendering begins = inside_of(in, "");
    node_emit_begins(&begins);
    emit_part(in, &begins, part_head(in, "void ", "begin"), (const char *const[]){"void *tn_data", NULL});
    node_rendering ends = inside_of(in, "");
    node_emit_ends(&ends);
    emit_part(in, &ends, part_head(in, "void ", "end"), (const char *const[]){"void *tn_data", NULL});
}

/* What is no plain value: an object, what C holds weakly, an array that is given what the call wrote. */
static bool keeps_inputs(const node_rendering *in) {
    for (guint i = 0; i < in->inputs->len; i++) {
        switch (((const plan_value *)g_ptr_array_index(in->inputs, i))->form) {
        case PLAN_SCALAR:
        case PLAN_ENUM:
        case PLAN_RECORD:
        case PLAN_TEXT:
        case PLAN_TEXT_ARRAY:
        case PLAN_DYNAMIC:
            break;
        default:
            return true;
        }
    }
    return false;
}

static void emit_description(const node_rendering *in) {
    const char *name = in->function->function->c_name;
    emit_line(in->out, "%s", "");
    emit_open(in->out, "static const tn_long_call long_%s = {", name);
    emit_line(in->out, ".name = \"%s\",", name);
    if (in->function->values->len > 0)
        emit_line(in->out, ".size = sizeof(%s),", struct_of(in->function));
    emit_line(in->out, ".input_count = %u,", node_slot_count(in));
    if (keeps_inputs(in))
        emit_line(in->out, ".keeps_inputs = true,");
    emit_line(in->out, ".read = read_%s,", name);
    emit_line(in->out, ".cross = cross_%s,", name);
    emit_line(in->out, ".give = give_%s,", name);
    if (node_needs_end(in->function)) {
        emit_line(in->out, ".begin = begin_%s,", name);
        emit_line(in->out, ".end = end_%s,", name);
    }
    emit_close(in->out, "};");
    static const char *const forms[][2] = {{"call", "tn_call_here"}, {"await", "tn_await_call"}};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        emit_line(in->out, "%s", "");
        emit_open(in->out, "static napi_value %s_%s(napi_env env, napi_callback_info info) {", forms[i][0],
                  name);
        emit_line(in->out, "return %s(env, info, &long_%s);", forms[i][1], name);
        emit_close(in->out, "}");
    }
}

void node_emit_long_call(const node_context *context, emit *out, const plan_function *function) {
    node_rendering in = node_rendering_of(context, out, function);
    in.scope = "tn_call->";
    emit_struct(&in);
    emit_reading(&in);
    emit_crossing(&in);
    emit_giving(&in);
    emit_frame(&in);
    emit_description(&in);
}
