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

static const char *argument_doc(const python_package *of, const plan_value *value) {
    const char *more = "";
    if (python_is_in_place(value))
        more = "A writable buffer; it is changed in place.";
    else if (python_has_default(value))
        more = arena_printf("The default is %s.", python_default_in_doc(of, value));
    return arena_printf("%s%s%s", python_doc_names(of, value->doc),
                        value->doc[0] == '\0' || more[0] == '\0' ? "" : " ", more);
}

static void add_arguments(const python_package *of, emit *out, const plan_function *function) {
    GPtrArray *arguments = python_arguments(function);
    bool has_head = false;
    for (guint i = 0; i < arguments->len; i++) {
        const plan_value *value = g_ptr_array_index(arguments, i);
        const char *text = argument_doc(of, value);
        if (text[0] == '\0')
            continue;
        if (!has_head) {
            emit_line(out, "%s", "");
            emit_open(out, "Args:");
        }
        has_head = true;
        add_item(out, python_parameter_name(value), text);
    }
    if (has_head)
        emit_dedent(out);
}

/* A comment that says which status is success speaks of C: in Python failing is raising. */
static bool speaks_of_status(const python_package *of, const plan_function *function) {
    const model_enum *status = of->model->status;
    if (!function->function->returns_status)
        return false;
    for (guint i = 0; i < status->constants->len; i++) {
        const model_enum_constant *constant = g_ptr_array_index(status->constants, i);
        if (constant->value == 0 && strstr(function->function->doc->returns, constant->c_name) != NULL)
            return true;
    }
    return false;
}

/* Several results: what each is, as far as the author says. */
static void add_results(const python_package *of, emit *out, const GPtrArray *outputs, const char *text) {
    GPtrArray *names = arena_array();
    bool has_docs = false;
    for (guint i = 0; i < outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(outputs, i);
        has_docs = has_docs || value->doc[0] != '\0';
        g_ptr_array_add(names, (gpointer)(uintptr_t)value->name);
    }
    const char *all = emit_join(names, ", ");
    emit_paragraphs(out, "",
                    text[0] == '\0' ? arena_printf("(%s)", all) : arena_printf("(%s): %s", all, text));
    if (!has_docs)
        return;
    emit_line(out, "%s", "");
    for (guint i = 0; i < outputs->len; i++) {
        const plan_value *value = g_ptr_array_index(outputs, i);
        if (value->doc[0] != '\0')
            add_item(out, value->name, python_doc_names(of, value->doc));
    }
}

static void add_returns(const python_package *of, emit *out, const plan_function *function) {
    GPtrArray *outputs = python_outputs(function);
    const char *text = speaks_of_status(of, function) ? "" : function->function->doc->returns;
    if (outputs->len == 1 && text[0] == '\0')
        text = ((const plan_value *)g_ptr_array_index(outputs, 0))->doc;
    text = python_doc_names(of, text);
    if (outputs->len == 0 || (outputs->len == 1 && text[0] == '\0'))
        return;
    emit_line(out, "%s", "");
    emit_open(out, "Returns:");
    if (outputs->len == 1)
        emit_paragraphs(out, "", text);
    else
        add_results(of, out, outputs, text);
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

static void add_paragraph(const python_package *of, emit *out, const char *text) {
    emit_line(out, "%s", "");
    emit_paragraphs(out, "", python_doc_names(of, text));
}

static emit *start_doc(const python_package *of, const model_doc *doc, const model_marks *marks,
                       const char *otherwise, int width) {
    emit *out = emit_new("    ", width);
    emit_paragraphs(out, "", python_doc_names(of, doc->summary[0] != '\0' ? doc->summary : otherwise));
    if (doc->details[0] != '\0')
        add_paragraph(of, out, doc->details);
    if (marks != NULL && marks->since != NULL)
        add_paragraph(of, out, arena_printf("New in version %s.", marks->since));
    if (marks != NULL && marks->deprecated != NULL)
        add_paragraph(of, out, arena_printf("Deprecated: %s.", marks->deprecated));
    return out;
}

/* As the author wrote it: doctest runs it. */
static void add_example(emit *out, const model_doc *doc) {
    const char *example = doc->examples[MODEL_PYTHON];
    if (example == NULL)
        return;
    emit_line(out, "%s", "");
    emit_open(out, "Example:");
    char **lines = g_strsplit(example, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        emit_line(out, "%s", *line);
    g_strfreev(lines);
    emit_dedent(out);
}

char *python_item_doc(const python_package *of, const model_doc *doc, const model_marks *marks,
                      const char *otherwise, int width) {
    emit *out = start_doc(of, doc, marks, otherwise, width);
    add_example(out, doc);
    return g_strchomp(emit_finish(out));
}

/* What differs from the function that it awaits. */
char *python_async_doc(const python_package *of, const plan_function *function, int width) {
    emit *out = emit_new("    ", width);
    bool is_property = python_shape_of(function) == PYTHON_GETTER;
    const char *name = python_shape_of(function) == PYTHON_NEW ? python_name(of, function->function->owner)
                                                               : python_name(of, function);
    emit_paragraphs(
        out, "",
        arena_printf("As %s%s, on the event loop's default executor.", name, is_property ? "" : "()"));
    emit_line(out, "%s", "");
    emit_paragraphs(out, "",
                    function->token == PLAN_NONE
                        ? "Cancelling ends the await when the call has ended: it cannot be stopped."
                        : "Cancelling asks the call to stop, and ends the await when it has ended.");
    return g_strchomp(emit_finish(out));
}

char *python_function_doc(const python_package *of, const plan_function *function, int width) {
    const model_function *described = function->function;
    emit *out = start_doc(of, described->doc, &described->marks, described->c_name, width);
    add_arguments(of, out, function);
    add_returns(of, out, function);
    add_raises(of, out, function);
    add_example(out, described->doc);
    return g_strchomp(emit_finish(out));
}

/* A line that its quotes make too long becomes two: ruff would put the closing quotes back behind one. */
static char **doc_lines(const emit *out, const char *text) {
    char **lines = g_strsplit(text, "\n", -1);
    bool is_one = lines[0] != NULL && lines[1] == NULL;
    if (!is_one || emit_fits(out, arena_printf("\"\"\"%s\"\"\"", lines[0])))
        return lines;
    const char *blank = strrchr(lines[0], ' ');
    while (blank != NULL && !emit_fits(out, arena_printf("\"\"\"%.*s", (int)(blank - lines[0]), lines[0])))
        blank = g_strrstr_len(lines[0], blank - lines[0], " ");
    if (blank == NULL)
        return lines;
    char *both = g_strdup_printf("%.*s\n%s", (int)(blank - lines[0]), lines[0], blank + 1);
    g_strfreev(lines);
    lines = g_strsplit(both, "\n", -1);
    g_free(both);
    return lines;
}

void python_emit_doc(emit *out, const char *text) {
    char **lines = doc_lines(out, python_doc_text(text));
    if (lines[0] != NULL && lines[1] == NULL) {
        emit_line(out, "\"\"\"%s\"\"\"", lines[0]);
        g_strfreev(lines);
        return;
    }
    /* A line that only the quotes behind it make too long: ruff would put them there all the same. */
    char *last_blank = lines[1] == NULL ? strrchr(lines[0], ' ') : NULL;
    if (last_blank != NULL)
        *last_blank = '\0';
    emit_line(out, "\"\"\"%s", lines[0]);
    if (last_blank != NULL)
        emit_line(out, "%s", last_blank + 1);
    for (char **line = lines + 1; *line != NULL; line++)
        emit_line(out, "%s", *line);
    emit_line(out, "\"\"\"");
    g_strfreev(lines);
}

/* A literal that is too long is split behind a blank, as clang-format splits it. */
static void add_literal(GPtrArray *literals, const char *literal, int width) {
    while (g_utf8_strlen(literal, -1) > width) {
        const char *end = g_utf8_offset_to_pointer(literal, width - 1);
        while (end > literal + 1 && end[-1] != ' ')
            end--;
        if (end <= literal + 1)
            break;
        g_ptr_array_add(literals, arena_printf("%.*s\"", (int)(end - literal), literal));
        literal = arena_printf("\"%s", end);
    }
    g_ptr_array_add(literals, (gpointer)(uintptr_t)literal);
}

void python_emit_c_doc(emit *out, const char *name, const char *text) {
    char **lines = g_strsplit(text, "\n", -1);
    GPtrArray *literals = arena_array();
    size_t longest = 0;
    for (char **line = lines; *line != NULL; line++) {
        char *literal = python_c_literal(line[1] == NULL ? *line : arena_printf("%s\n", *line));
        longest = MAX(longest, (size_t)g_utf8_strlen(literal, -1) + (line[1] == NULL ? 1 : 0));
        add_literal(literals, literal, PYTHON_C_WIDTH - 4 - (line[1] == NULL ? 1 : 0));
    }
    g_strfreev(lines);
    const char *head = arena_printf("static const char %s[] = ", name);
    /* clang-format starts behind the equals sign where every line then fits */
    bool aligned = strlen(head) + longest <= PYTHON_C_WIDTH;
    size_t indent = aligned ? strlen(head) : 4;
    if (!aligned)
        emit_line(out, "static const char %s[] =", name);
    for (guint i = 0; i < literals->len; i++) {
        bool is_last = i + 1 == literals->len;
        const char *before = aligned && i == 0 ? head : arena_printf("%*s", (int)indent, "");
        emit_line(out, "%s%s%s", before, (const char *)g_ptr_array_index(literals, i), is_last ? ";" : "");
    }
}
