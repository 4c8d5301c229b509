/* Docstrings: the contract's comments as Python people write them, for the stub and for the extension module.
 */

#include <string.h>

#include "backends/python/python.h"
#include "memory/arena.h"

/* "head: text", wrapped, its later lines indented once more. */
static void add_item(emit *out, const char *head, const char *text) {
    emit *wrapped = emit_new("    ", out->width - (out->depth + 1) * out->tab_width);
    emit_paragraphs(wrapped, "", arena_printf("%s: %s", head, text));
    char **lines = g_strsplit(g_strchomp(emit_finish(wrapped)), "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        emit_line(out, "%s%s", line == lines || **line == '\0' ? "" : "    ", *line);
    }
    g_strfreev(lines);
}

static const char *argument_doc(const plan_value *value) {
    if (!python_is_in_place(value))
        return value->doc;
    return arena_printf("%s%sA writable buffer; it is changed in place.", value->doc,
                        value->doc[0] == '\0' ? "" : " ");
}

static void add_arguments(const python_package *of, emit *out, const plan_function *function) {
    GPtrArray *arguments = python_arguments(function);
    bool has_head = false;
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *text = argument_doc(value);
        if (text[0] == '\0')
            continue;
        if (!has_head) {
            emit_line(out, "%s", "");
            emit_open(out, "Args:");
        }
        has_head = true;
        add_item(out, python_parameter_name(value->name), python_doc_names(of, text));
    }
    if (has_head)
        emit_dedent(out);
}

/* What is returned: as the author says, and with names where there is more than one thing. */
static void add_returns(const python_package *of, emit *out, const plan_function *function) {
    GPtrArray *outputs = python_outputs(function);
    GPtrArray *names = arena_array();
    for (guint i = 0; outputs->len > 1 && i < outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(outputs, i);
        g_ptr_array_add(names, (gpointer)(uintptr_t)value->name);
    }
    const char *text = python_doc_names(of, function->function->doc->returns);
    if (names->len > 0)
        text = arena_printf("(%s)%s%s", emit_join(names, ", "), text[0] == '\0' ? "" : ": ", text);
    if (text[0] == '\0' || outputs->len == 0)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "Returns:");
    emit_paragraphs(out, "", text);
    emit_dedent(out);
}

static void add_raises(const python_package *of, emit *out, const plan_function *function) {
    const GPtrArray *throws = function->function->doc->throws;
    if (throws->len == 0)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "Raises:");
    for (guint i = 0; i < throws->len; i++) {
        const model_throw *thrown = g_ptr_array_index(throws, i);
        add_item(out, python_doc_names(of, thrown->constant), python_doc_names(of, thrown->text));
    }
    emit_dedent(out);
}

static emit *start_doc(const python_package *of, const model_doc *doc, const char *otherwise, int width) {
    emit *out = emit_new("    ", width);
    emit_paragraphs(out, "", python_doc_names(of, doc->summary[0] != '\0' ? doc->summary : otherwise));
    if (doc->details[0] != '\0') {
        emit_line(out, "%s", "");
        emit_paragraphs(out, "", python_doc_names(of, doc->details));
    }
    return out;
}

char *python_item_doc(const python_package *of, const model_doc *doc, const char *otherwise, int width) {
    return g_strchomp(emit_finish(start_doc(of, doc, otherwise, width)));
}

char *python_function_doc(const python_package *of, const plan_function *function, int width) {
    emit *out = start_doc(of, function->function->doc, function->function->c_name, width);
    add_arguments(of, out, function);
    add_returns(of, out, function);
    add_raises(of, out, function);
    return g_strchomp(emit_finish(out));
}

void python_emit_doc(emit *out, const char *text) {
    char **lines = g_strsplit(python_doc_text(text), "\n", -1);
    if (lines[0] != NULL && lines[1] == NULL && emit_fits(out, arena_printf("\"\"\"%s\"\"\"", lines[0]))) {
        emit_line(out, "\"\"\"%s\"\"\"", lines[0]);
        g_strfreev(lines);
        return;
    }
    emit_line(out, "\"\"\"%s", lines[0]);
    for (char **line = lines + 1; *line != NULL; line++)
        emit_line(out, "%s", *line);
    emit_line(out, "\"\"\"");
    g_strfreev(lines);
}

void python_emit_c_doc(emit *out, const char *name, const char *text) {
    char **lines = g_strsplit(text, "\n", -1);
    GPtrArray *literals = arena_array();
    size_t longest = 0;
    for (char **line = lines; *line != NULL; line++) {
        char *literal = python_c_literal(line[1] == NULL ? *line : arena_printf("%s\n", *line));
        longest = MAX(longest, (size_t)g_utf8_strlen(literal, -1));
        g_ptr_array_add(literals, literal);
    }
    g_strfreev(lines);
    const char *head = arena_printf("static const char %s[] = ", name);
    /* clang-format starts behind the equals sign where every line then fits */
    bool aligned = strlen(head) + longest + 1 <= PYTHON_C_WIDTH;
    size_t indent = aligned ? strlen(head) : 4;
    if (!aligned)
        emit_line(out, "static const char %s[] =", name);
    for (guint i = 0; i < literals->len; i++) {
        bool is_last = i + 1 == literals->len;
        const char *before = aligned && i == 0 ? head : arena_printf("%*s", (int)indent, "");
        emit_line(out, "%s%s%s", before, (const char *)g_ptr_array_index(literals, i), is_last ? ";" : "");
    }
}
