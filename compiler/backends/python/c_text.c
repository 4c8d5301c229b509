/* Generated C: how each file starts, and calls wrapped as clang-format wraps them. */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

emit *python_start_c(const python_package *of) {
    emit *out = emit_new("    ", PYTHON_C_WIDTH);
    emit_line(out, "/* %s */", of->banner);
    return out;
}

/* The items, as many on a line as fit behind `margin` (the first line starts with `head`). */
static GPtrArray *pack(const char *head, const GPtrArray *items, const char *tail, const char *margin,
                       int width) {
    GPtrArray *lines = arena_array();
    GString *line = g_string_new(head);
    size_t start = strlen(margin);
    for (guint i = 0; i < items->len; i++) {
        bool is_last = i + 1 == items->len;
        const char *item =
            arena_printf("%s%s", (const char *)g_ptr_array_index(items, i), is_last ? tail : ",");
        if (line->len > start && (int)(line->len + 1 + strlen(item)) > width) {
            g_ptr_array_add(lines, arena_strdup(line->str));
            g_string_assign(line, margin);
        }
        g_string_append_printf(line, "%s%s", line->len > start ? " " : "", item);
    }
    g_ptr_array_add(lines, arena_take(g_string_free(line, FALSE)));
    return lines;
}

static bool all_fit(const GPtrArray *lines, int width) {
    for (guint i = 0; i < lines->len; i++) {
        if ((int)strlen(g_ptr_array_index(lines, i)) > width)
            return false;
    }
    return true;
}

/* `variable =` and the rest on a line of its own, where that is enough. */
static bool emit_assignment(emit *out, const char *line) {
    const char *equals = strstr(line, " = ");
    if (equals == NULL || equals[3] == '{' || !emit_fits(out, arena_printf("    %s", equals + 3)))
        return false;
    emit_line(out, "%.*s =", (int)(equals - line), line);
    emit_line(out, "    %s", equals + 3);
    return true;
}

static void emit_lines(emit *out, const GPtrArray *lines) {
    for (guint i = 0; i < lines->len; i++)
        emit_line(out, "%s", (const char *)g_ptr_array_index(lines, i));
}

static const char *spaces(size_t count) {
    return arena_printf("%*s", (int)count, "");
}

/* What clang-format reckons for breaking a call that is assigned, in its own units: before each further line,
 * and once more at each bracket, at the equals sign, and right behind the bracket. */
enum { line_cost = 21, first_cost = 15, bracket_cost = 39, equals_cost = 19, too_wide = 1000000 };

static int cost_of(const GPtrArray *lines, int width) {
    if (!all_fit(lines, width))
        return too_wide;
    return lines->len == 1 ? 0 : first_cost + line_cost * ((int)lines->len - 1);
}

/* Whether a head is an assignment of a call, and nothing else: "status = f(". */
static const char *assigned_call(const char *head) {
    const char *equals = strstr(head, " = ");
    const char *name = equals == NULL ? "" : equals + 3;
    size_t length = 0;
    while (g_ascii_isalnum(name[length]) || name[length] == '_')
        length++;
    return length > 0 && strcmp(name + length, "(") == 0 ? name : NULL;
}

/* Behind the bracket, behind the equals sign, or below both: whichever costs the least. */
static void emit_assigned_call(emit *out, const char *head, const char *name, const GPtrArray *items,
                               const char *tail) {
    int width = PYTHON_C_WIDTH - out->depth * out->tab_width;
    const char *rest = arena_printf("    %s", name);
    GPtrArray *aligned = pack(head, items, tail, spaces(strlen(head)), width);
    GPtrArray *assigned = pack(rest, items, tail, spaces(strlen(rest)), width);
    GPtrArray *below = pack("    ", items, tail, "    ", width);
    int aligned_cost = cost_of(aligned, width);
    int assigned_cost = equals_cost + cost_of(assigned, width);
    int below_cost = first_cost + bracket_cost + line_cost * ((int)below->len - 1);
    if (aligned_cost <= assigned_cost && aligned_cost <= below_cost) {
        emit_lines(out, aligned);
    } else if (assigned_cost < below_cost) {
        emit_line(out, "%.*s", (int)(name - 1 - head), head);
        emit_lines(out, assigned);
    } else {
        emit_line(out, "%s", head);
        emit_lines(out, below);
    }
}

/* A call is wrapped behind its bracket; behind the equals sign where that saves a line; else below its head.
 */
void python_emit_call(emit *out, const char *head, const GPtrArray *items, const char *tail) {
    const char *line = arena_printf("%s%s%s", head, emit_join(items, ", "), tail);
    if (emit_fits(out, line) || items->len == 0) {
        emit_line(out, "%s", line);
        return;
    }
    if (emit_assignment(out, line))
        return;
    const char *name = assigned_call(head);
    if (name != NULL) {
        emit_assigned_call(out, head, name, items, tail);
        return;
    }
    int width = PYTHON_C_WIDTH - out->depth * out->tab_width;
    GPtrArray *aligned = pack(head, items, tail, spaces(strlen(head)), width);
    const char *equals = strstr(head, " = ");
    if (equals != NULL && equals[3] != '{') {
        const char *rest = arena_printf("    %s", equals + 3);
        GPtrArray *below = pack(rest, items, tail, spaces(strlen(rest)), width);
        if (below->len + 1 <= aligned->len || !all_fit(aligned, width)) {
            emit_line(out, "%.*s =", (int)(equals - head), head);
            emit_lines(out, below);
            return;
        }
    }
    if (all_fit(aligned, width)) {
        emit_lines(out, aligned);
        return;
    }
    emit_line(out, "%s", head);
    emit_lines(out, pack("    ", items, tail, "    ", width));
}

void python_emit_signature(emit *out, const char *name, const char *function, const GPtrArray *names,
                           guint required, uint64_t fills, guint by_name) {
    emit_open(out, "static const tn_signature %s = {", name);
    emit_line(out, ".function = %s,", python_c_literal(function));
    emit_line(out, ".count = %u,", names->len);
    emit_line(out, ".required = %u,", required);
    if (fills != 0)
        emit_line(out, ".fills = 0x%" G_GINT64_MODIFIER "x,", fills);
    if (by_name > 0)
        emit_line(out, ".by_name = %u,", by_name);
    bool is_long = !emit_fits(out, arena_printf(".names = {%s},", emit_join(names, ", ")));
    if (is_long)
        emit_line(out, "/* clang-format off */");
    if (names->len > 0)
        python_emit_call(out, ".names = {", names, "},");
    if (is_long)
        emit_line(out, "/* clang-format on */");
    emit_close(out, "};");
}

/* What stands between the commas of a call's own brackets; none where the expression is no call. */
static GPtrArray *arguments_of(const char *expression) {
    GPtrArray *arguments = arena_array();
    const char *open = strchr(expression, '('), *start = open == NULL ? NULL : open + 1;
    if (open == NULL || !g_str_has_suffix(expression, ")"))
        return arguments;
    int depth = 0;
    for (const char *at = start; *at != '\0'; at++) {
        bool ends = depth == 0 && (*at == ',' || *at == ')');
        depth += (*at == '(') - (*at == ')');
        if (!ends)
            continue;
        g_ptr_array_add(arguments, arena_take(g_strndup(start, (gsize)(at - start))));
        start = at + 1 + strspn(at + 1, " ");
    }
    return arguments;
}

static const char *head_of(const char *expression) {
    return arena_take(g_strndup(expression, (gsize)(strchr(expression, '(') + 1 - expression)));
}

/* `before` and the call, its arguments below each other where they stand. */
static bool emit_packed(emit *out, const char *first, const char *before, const char *call) {
    GPtrArray *arguments = arguments_of(call);
    if (arguments->len < 2)
        return false;
    int width = PYTHON_C_WIDTH - out->depth * out->tab_width;
    const char *head = arena_printf("%s%s", before, head_of(call));
    GPtrArray *lines = pack(head, arguments, ");", spaces(strlen(head)), width);
    if (!all_fit(lines, width))
        return false;
    emit_line(out, "%s", first);
    emit_lines(out, lines);
    return true;
}

void python_emit_choice(emit *out, const char *head, const char *condition, const char *yes, const char *no) {
    const char *line = arena_printf("%s%s ? %s : %s;", head, condition, yes, no);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    if (emit_assignment(out, line))
        return;
    const char *otherwise = arena_printf("%s : %s;", spaces(strlen(head) + strlen(condition)), no);
    if (emit_fits(out, otherwise)) {
        emit_line(out, "%s%s ? %s", head, condition, yes);
        emit_line(out, "%s", otherwise);
        return;
    }
    const char *below = arena_printf("%s: %s;", spaces(strlen(head) + 4), no);
    const char *before = arena_printf("%s : ", spaces(strlen(head) + strlen(condition)));
    if (!emit_fits(out, below) &&
        emit_packed(out, arena_printf("%s%s ? %s", head, condition, yes), before, no))
        return;
    emit_line(out, "%s%s", head, condition);
    emit_line(out, "%s? %s", spaces(strlen(head) + 4), yes);
    emit_line(out, "%s", below);
}

void python_emit_expression(emit *out, const char *head, const char *expression) {
    const char *question = strstr(expression, " ? ");
    const char *colon = question == NULL ? NULL : strstr(question, " : ");
    if (colon == NULL) {
        const char *line = arena_printf("%s%s;", head, expression);
        GPtrArray *arguments = emit_fits(out, line) ? arena_array() : arguments_of(expression);
        if (arguments->len == 0)
            emit_line(out, "%s", line);
        else
            python_emit_call(out, arena_printf("%s%s", head, head_of(expression)), arguments, ");");
        return;
    }
    const char *condition = arena_take(g_strndup(expression, (gsize)(question - expression)));
    const char *yes = arena_take(g_strndup(question + 3, (gsize)(colon - question - 3)));
    python_emit_choice(out, head, condition, yes, colon + 3);
}

void python_open_table(emit *out, const char *head) {
    emit_line(out, "/* clang-format off */");
    emit_open(out, "%s = {", head);
}

void python_close_table(emit *out) {
    emit_close(out, "};");
    emit_line(out, "/* clang-format on */");
}

/* ---- Rows of method tables ---- */

static const char *text_signature(const python_package *of, const char *name, const plan_function *function) {
    python_shape shape = python_shape_of(function);
    const char *first = "$self";
    if (shape == PYTHON_FUNCTION || shape == PYTHON_STATIC)
        first = "$module";
    else if (shape == PYTHON_CLASSMETHOD || shape == PYTHON_NEW)
        first = "$type";
    const char *rest = python_text_signature(of, python_arguments(function));
    return arena_printf("%s(%s, /%s%s)\n--\n\n", name, first, rest[0] == '\0' ? "" : ", ", rest);
}

enum { doc_width = 78 };

void python_emit_method_doc(const python_package *of, emit *out, const plan_function *function) {
    const char *doc = python_function_doc(of, function, doc_width);
    python_emit_c_doc(out, arena_printf("doc_%s", function->function->c_name),
                      arena_printf("%s%s", text_signature(of, python_name(of, function), function), doc));
    emit_line(out, "%s", "");
}

void python_emit_awaitable_doc(const python_package *of, emit *out, const plan_function *function) {
    const char *doc = python_async_doc(of, function, doc_width);
    const char *name = python_async_name(of, function);
    python_emit_c_doc(out, arena_printf("doc_await_%s", function->function->c_name),
                      arena_printf("%s%s", text_signature(of, name, function), doc));
    emit_line(out, "%s", "");
}

void python_emit_awaitable_row(const python_package *of, emit *out, const plan_function *function) {
    if (!python_is_awaitable(function))
        return;
    const char *c_name = function->function->c_name;
    python_shape shape = python_shape_of(function);
    bool is_of_class = shape == PYTHON_CLASSMETHOD || shape == PYTHON_NEW;
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, python_c_literal(python_async_name(of, function)));
    g_ptr_array_add(items,
                    arena_printf("%s(await_%s)", is_of_class ? "TN_CLASSMETHOD" : "TN_FASTCALL", c_name));
    g_ptr_array_add(items, arena_printf("doc_await_%s", c_name));
    python_emit_call(out, "{", items, "},");
}

void python_emit_method_row(const python_package *of, emit *out, const plan_function *function) {
    const char *c_name = function->function->c_name;
    bool is_class_method = python_shape_of(function) == PYTHON_CLASSMETHOD;
    const char *entry = arena_printf("call_%s, METH_NOARGS", c_name);
    if (is_class_method)
        entry = arena_printf("TN_CLASSMETHOD(call_%s)", c_name);
    else if (!python_takes_nothing(function))
        entry = arena_printf("TN_FASTCALL(call_%s)", c_name);
    GPtrArray *items = arena_array();
    g_ptr_array_add(items, python_c_literal(python_name(of, function)));
    g_ptr_array_add(items, (gpointer)(uintptr_t)entry);
    g_ptr_array_add(items, arena_printf("doc_%s", c_name));
    python_emit_call(out, "{", items, "},");
    python_emit_awaitable_row(of, out, function);
}
