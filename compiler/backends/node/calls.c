/* The plan renderer: one contract function as a function of the addon. */

#include "backends/node/calls.h"

#include <string.h>

#include "backends/node/addon.h"
#include "backends/node/interfaces.h"
#include "memory/arena.h"

node_rendering node_rendering_of(const node_context *context, emit *out, const plan_function *function) {
    return (node_rendering){.context = context,
                            .out = out,
                            .function = function,
                            .inputs = function->inputs,
                            .results = node_results(function),
                            .leave = node_needs_end(function) ? "goto tn_end;" : "return NULL;",
                            .scope = ""};
}

const plan_value *node_value_at(const plan_function *function, int index) {
    return g_ptr_array_index(function->values, (guint)index);
}

const char *node_variable(const node_rendering *in, const plan_value *value) {
    return node_companion(in, "", value);
}

const char *node_companion(const node_rendering *in, const char *prefix, const plan_value *value) {
    return arena_printf("%s%s%s", in->scope, prefix, node_local(value));
}

/* The lines of a call, filled and aligned. */
static GPtrArray *call_lines(emit *out, const char *head, const GPtrArray *arguments, const char *tail) {
    GPtrArray *lines = arena_array();
    GString *line = g_string_new(head);
    char *align = g_strnfill(strlen(head), ' ');
    int room = out->width - out->depth * out->tab_width;
    for (guint i = 0; i < arguments->len; i++) {
        bool is_first = i == 0, is_last = i + 1 == arguments->len;
        const char *argument = g_ptr_array_index(arguments, i);
        size_t needed = line->len + strlen(argument) + (is_first ? 0 : 1) + (is_last ? strlen(tail) : 1);
        if (!is_first && (int)needed > room) {
            g_ptr_array_add(lines, arena_strdup(line->str));
            g_string_assign(line, align);
        } else if (!is_first) {
            g_string_append_c(line, ' ');
        }
        g_string_append(line, argument);
        if (!is_last)
            g_string_append_c(line, ',');
    }
    g_ptr_array_add(lines, arena_printf("%s%s", line->str, tail));
    g_string_free(line, TRUE);
    g_free(align);
    return lines;
}

static void emit_lines(emit *out, const GPtrArray *lines) {
    for (guint i = 0; i < lines->len; i++)
        emit_line(out, "%s", (const char *)g_ptr_array_index(lines, i));
}

/* `x = f(a, b);` on a line too short for it: clang-format breaks behind the `=` where that takes no more
 * lines. */
static bool emit_broken_assignment(emit *out, const char *head, const GPtrArray *arguments, const char *tail,
                                   guint lines_beside) {
    const char *equals = strstr(head, " = ");
    if (equals == NULL || !g_str_has_suffix(head, "(") || lines_beside == 1)
        return false;
    emit_indent(out);
    GPtrArray *below = call_lines(out, equals + strlen(" = "), arguments, tail);
    emit_dedent(out);
    if (below->len + 1 > lines_beside)
        return false;
    emit_line(out, "%.*s =", (int)(equals - head), head);
    emit_indent(out);
    emit_lines(out, below);
    emit_dedent(out);
    return true;
}

void node_emit_c_call(emit *out, const char *head, const GPtrArray *arguments, const char *tail) {
    GPtrArray *beside = call_lines(out, head, arguments, tail);
    if (!emit_broken_assignment(out, head, arguments, tail, beside->len))
        emit_lines(out, beside);
}

void node_emit_attempt(const node_rendering *in, const char *unless, const char *function,
                       const char *const *arguments) {
    GPtrArray *list = arena_array();
    g_ptr_array_add(list, arena_strdup("tn_env"));
    for (; *arguments != NULL; arguments++)
        g_ptr_array_add(list, arena_strdup(*arguments));
    const char *condition = unless[0] == '\0' ? "" : arena_printf("%s && ", unless);
    GPtrArray *beside = call_lines(in->out, arena_printf("if (%s!%s(", condition, function), list, "))");
    GPtrArray *below = call_lines(in->out, arena_printf("    !%s(", function), list, "))");
    /* clang-format breaks behind the `&&` where that does not take more lines. */
    if (unless[0] == '\0' || beside->len == 1 || beside->len < below->len + 1) {
        emit_lines(in->out, beside);
    } else {
        emit_line(in->out, "if (%s &&", unless);
        emit_lines(in->out, below);
    }
    emit_line(in->out, "    %s", in->leave);
}

/* ---- The steps ---- */

/* Whether the boundary only passes a call on, as nothing of it can fail. */
static bool is_passed_on(const node_rendering *in) {
    const plan_function *function = in->function;
    if (in->context->plan->removable || function->is_bridged || function->is_guarded_call ||
        node_is_noted(in->context, function))
        return false;
    for (guint i = 0; i < function->steps->len; i++) {
        switch (((const plan_step *)g_ptr_array_index(function->steps, i))->kind) {
        case PLAN_CONVERT_INPUT:
        case PLAN_CROSS:
        case PLAN_CALL:
        case PLAN_TAKE_ERROR:
        case PLAN_CONVERT_OUTPUT:
            break;
        default:
            return false;
        }
    }
    return true;
}

/* Other threads that want to call JavaScript have to know that this one sits in a call. */
static void emit_crossing(const node_rendering *in) {
    if (is_passed_on(in)) {
        node_emit_crossing(in, "(void)", ");");
        return;
    }
    if (!node_is_noted(in->context, in->function)) {
        node_emit_crossing(in, "if (", ")) {");
        return;
    }
    emit_line(in->out, "tn_sitting tn_before = tn_enter(tn_env, %s);",
              node_may_wait_for_callbacks(in->function) ? "TN_WAITING" : "TN_CALLING");
    node_emit_crossing(in, "int32_t tn_status = ", ");");
    emit_line(in->out, "tn_leave(tn_env, tn_before);");
    emit_line(in->out, "if (tn_status) {");
}

static void emit_step(const node_rendering *in, const plan_step *step) {
    switch (step->kind) {
    case PLAN_CONVERT_INPUT:
        node_emit_input(in, node_value_at(in->function, step->value));
        break;
    case PLAN_ALLOCATE_OUTPUT:
        node_emit_allocation(in, node_value_at(in->function, step->value),
                             node_value_at(in->function, step->other));
        break;
    case PLAN_CROSS:
        node_emit_refreshing(in);
        emit_crossing(in);
        break;
    case PLAN_TAKE_ERROR:
        if (is_passed_on(in))
            break;
        emit_line(in->out, "    tn_throw_error(tn_env);");
        if (in->results->len > 0 || !node_needs_end(in->function))
            emit_line(in->out, "    %s", in->leave);
        emit_line(in->out, "}");
        break;
    default: /* The boundary's own steps; and a JavaScript thread has no lock to release. */
        break;
    }
}

void node_emit_call(const node_context *context, emit *out, const plan_function *function) {
    if (function->blocks) {
        node_emit_long_call(context, out, function);
        return;
    }
    node_rendering in = node_rendering_of(context, out, function);
    bool has_end = node_needs_end(function);
    emit_open(out, "static napi_value call_%s(napi_env tn_env, napi_callback_info tn_info) {",
              function->function->c_name);
    if (in.inputs->len > 0)
        emit_line(out, "napi_value tn_in[%u];", node_slot_count(&in));
    node_emit_locals(&in);
    if (has_end)
        emit_line(out, "napi_value tn_result = NULL;");
    node_emit_begins(&in);
    if (in.inputs->len > 0)
        node_emit_attempt(
            &in, "", "tn_arguments",
            (const char *const[]){"tn_info", arena_printf("%u", node_slot_count(&in)), "tn_in", NULL});
    else
        emit_line(out, "(void)tn_info;");
    if (in.inputs->len + in.results->len == 0 && is_passed_on(&in))
        emit_line(out, "(void)tn_env;");
    for (guint i = 0; i < function->steps->len; i++)
        emit_step(&in, g_ptr_array_index(function->steps, i));
    node_emit_results(&in, has_end ? "tn_result =" : "return");
    if (has_end) {
        emit_raw(out, "tn_end:\n");
        node_emit_ends(&in);
        emit_line(out, "return tn_result;");
    }
    emit_close(out, "}");
}
