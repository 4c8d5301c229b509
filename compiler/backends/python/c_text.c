/* Generated C: how each file starts, and calls wrapped as clang-format wraps them. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

emit *python_start_c(const python_package *of) {
    emit *out = emit_new("    ", PYTHON_C_WIDTH);
    emit_line(out, "/* %s */", of->banner);
    return out;
}

/* Where everything in brackets fits the next lines better than behind them, clang-format breaks after the
 * bracket. */
static int packed_lines(const GPtrArray *items, int column, size_t tail, bool *fits) {
    int lines = 1;
    int at = column;
    *fits = true;
    for (guint i = 0; i < items->len; i++) {
        bool is_last = i + 1 == items->len;
        int width = (int)strlen(g_ptr_array_index(items, i)) + (is_last ? (int)tail : 1);
        if (at > column && at + 1 + width > PYTHON_C_WIDTH) {
            lines++;
            at = column;
        }
        at += (at > column ? 1 : 0) + width;
        *fits = *fits && at <= PYTHON_C_WIDTH;
    }
    return lines;
}

void python_emit_call(emit *out, const char *head, const GPtrArray *items, const char *tail) {
    const char *line = arena_printf("%s%s%s", head, emit_join(items, ", "), tail);
    if (emit_fits(out, line) || items->len == 0) {
        emit_line(out, "%s", line);
        return;
    }
    int indent = out->depth * out->tab_width;
    bool aligned;
    packed_lines(items, indent + (int)strlen(head), strlen(tail), &aligned);
    const char *margin = arena_printf("%*s", aligned ? (int)strlen(head) : 4, "");
    GString *text = g_string_new(head);
    if (!aligned) {
        emit_line(out, "%s", text->str);
        g_string_assign(text, margin);
    }
    size_t start = strlen(margin);
    for (guint i = 0; i < items->len; i++) {
        bool is_last = i + 1 == items->len;
        const char *item =
            arena_printf("%s%s", (const char *)g_ptr_array_index(items, i), is_last ? tail : ",");
        if (text->len > start && indent + (int)(text->len + 1 + strlen(item)) > PYTHON_C_WIDTH) {
            emit_line(out, "%s", text->str);
            g_string_assign(text, margin);
        }
        g_string_append_printf(text, "%s%s", text->len > start ? " " : "", item);
    }
    emit_line(out, "%s", text->str);
    g_string_free(text, TRUE);
}

/* ---- Rows of method tables ---- */

static const char *text_signature(const python_package *of, const plan_function *function) {
    GPtrArray *arguments = python_arguments(function);
    guint required = python_required_count(arguments);
    GString *text = g_string_new(python_shape_of(function) == PYTHON_FUNCTION      ? "$module"
                                 : python_shape_of(function) == PYTHON_CLASSMETHOD ? "$type"
                                                                                   : "$self");
    g_string_append(text, ", /");
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        g_string_append_printf(text, ", %s%s", python_parameter_name(value->name),
                               i >= required ? "=None" : "");
    }
    return arena_printf("%s(%s)\n--\n\n", python_name(of, function), arena_take(g_string_free(text, FALSE)));
}

enum { doc_width = 78 };

void python_emit_method_doc(const python_package *of, emit *out, const plan_function *function) {
    const char *doc = python_function_doc(of, function, doc_width);
    python_emit_c_doc(out, arena_printf("doc_%s", function->function->c_name),
                      arena_printf("%s%s", text_signature(of, function), doc));
    emit_line(out, "%s", "");
}

void python_emit_method_row(const python_package *of, emit *out, const plan_function *function) {
    const char *c_name = function->function->c_name;
    bool is_class_method = python_shape_of(function) == PYTHON_CLASSMETHOD;
    bool takes_arguments = python_arguments(function)->len > 0;
    const char *entry = arena_printf("call_%s, METH_NOARGS", c_name);
    if (is_class_method)
        entry = arena_printf("TN_CLASSMETHOD(call_%s)", c_name);
    else if (takes_arguments)
        entry = arena_printf("TN_FASTCALL(call_%s)", c_name);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, python_c_literal(python_name(of, function)));
    g_ptr_array_add(items, (gpointer)(uintptr_t)entry);
    g_ptr_array_add(items, arena_printf("doc_%s", c_name));
    python_emit_call(out, "{", items, "},");
}
