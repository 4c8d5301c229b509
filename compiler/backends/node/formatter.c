/* Literals and docs of the Node.js backend; names are in names.c. */

#include "backends/node/formatter.h"

#include <math.h>
#include <string.h>

#include "memory/arena.h"

/* Characters that change how the text around them is shown. They are written as escapes everywhere. */
static bool is_invisible(gunichar c) {
    return c < 0x20 || c == 0x7F || (c >= 0x80 && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

static void append_escaped(GString *to, gunichar c, char quote) {
    if (c == (gunichar)quote || c == '\\')
        g_string_append_printf(to, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(to, "\\n");
    else if (c == '\t')
        g_string_append(to, "\\t");
    else if (is_invisible(c))
        g_string_append_printf(to, "\\u%04x", (unsigned)c);
    else
        g_string_append_unichar(to, c);
}

static const char *quote_text(const char *text, char quote) {
    GString *quoted = g_string_new(NULL);
    g_string_append_c(quoted, quote);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        append_escaped(quoted, g_utf8_get_char(at), quote);
    g_string_append_c(quoted, quote);
    return arena_take(g_string_free(quoted, FALSE));
}

/* Prettier takes the quotes that need fewer escapes, double ones where it is a draw. */
const char *node_string(const char *text) {
    int doubles = 0, singles = 0;
    for (const char *at = text; *at != '\0'; at++) {
        doubles += *at == '"';
        singles += *at == '\'';
    }
    return quote_text(text, doubles > singles ? '\'' : '"');
}

const char *node_json_string(const char *text) {
    return quote_text(text, '"');
}

const char *node_c_string(const char *text) {
    GString *quoted = g_string_new("\"");
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\')
            g_string_append_printf(quoted, "\\%c", c);
        else if (c < 0x20 || c >= 0x7F)
            g_string_append_printf(quoted, "\\%03o", c);
        else
            g_string_append_c(quoted, (char)c);
    }
    g_string_append_c(quoted, '"');
    return arena_take(g_string_free(quoted, FALSE));
}

bool node_is_bigint(const model_constant *constant) {
    static const int64_t safe = INT64_C(9007199254740991);
    if (constant->kind != MODEL_INTEGER_CONSTANT)
        return false;
    if (constant->is_unsigned)
        return (uint64_t)constant->integer > (uint64_t)safe;
    return constant->integer > safe || constant->integer < -safe;
}

/* As Prettier writes numbers: no plus in the exponent. */
const char *node_number(double number) {
    if (isnan(number))
        return "NaN";
    if (isinf(number))
        return number > 0 ? "Infinity" : "-Infinity";
    char text[64];
    for (int digits = 15; digits <= 17; digits++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", digits);
        g_ascii_formatd(text, sizeof text, format, number);
        if (g_ascii_strtod(text, NULL) == number)
            break;
    }
    GString *literal = g_string_new(text);
    g_string_replace(literal, "e+0", "e", 0);
    g_string_replace(literal, "e+", "e", 0);
    g_string_replace(literal, "e-0", "e-", 0);
    return arena_take(g_string_free(literal, FALSE));
}

const char *node_constant_value(const model_constant *constant) {
    const char *suffix = node_is_bigint(constant) ? "n" : "";
    switch (constant->kind) {
    case MODEL_INTEGER_CONSTANT:
        return constant->is_unsigned
                   ? arena_printf("%" G_GUINT64_FORMAT "%s", (guint64)constant->integer, suffix)
                   : arena_printf("%" G_GINT64_FORMAT "%s", (gint64)constant->integer, suffix);
    case MODEL_FLOAT_CONSTANT:
        return node_number(constant->number);
    case MODEL_TEXT_CONSTANT:
        return node_string(constant->text);
    }
    return "undefined";
}

/* ---- Docs ---- */

/* Text that can neither end a comment nor start a tag nor turn the reading direction. */
static const char *doc_text(const char *text) {
    GString *safe = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\n')
            g_string_append_c(safe, '\n');
        else if (is_invisible(c))
            g_string_append_printf(safe, "U+%04X", (unsigned)c);
        else if (c == '/' && at > text && at[-1] == '*')
            g_string_append(safe, "\\/");
        else if (c == '@')
            g_string_append(safe, "\\@");
        else
            g_string_append_unichar(safe, c);
    }
    return arena_take(g_string_free(safe, FALSE));
}

node_doc *node_doc_new(const char *summary, const char *details) {
    node_doc *doc = ARENA_NEW(node_doc);
    doc->text = g_string_new(doc_text(summary));
    if (details[0] != '\0')
        g_string_append_printf(doc->text, "%s%s", doc->text->len > 0 ? "\n\n" : "", doc_text(details));
    doc->tags = arena_array();
    doc->example = NULL;
    return doc;
}

node_doc *node_doc_own(const char *text) {
    node_doc *doc = node_doc_new("", "");
    g_string_assign(doc->text, text);
    return doc;
}

void node_doc_tag(node_doc *doc, const char *tag, const char *text) {
    const char *safe = doc_text(text);
    g_ptr_array_add(doc->tags, arena_printf("%s%s%s", tag, safe[0] == '\0' ? "" : " ", safe));
}

void node_doc_example(node_doc *doc, const char *code) {
    doc->example = code;
}

/* Code keeps its lines. Only what would end the comment is written otherwise. */
static void emit_example(emit *out, const char *code) {
    emit_line(out, " * @example");
    emit_line(out, " * ```js");
    char **lines = g_strsplit(code, "\n", -1);
    guint count = g_strv_length(lines);
    for (guint i = 0; i < count; i++) {
        char **parts = g_strsplit(lines[i], "*/", -1);
        char *line = g_strjoinv("*\\/", parts);
        if (i + 1 < count || line[0] != '\0')
            emit_line(out, " *%s%s", line[0] == '\0' ? "" : " ", line);
        g_free(line);
        g_strfreev(parts);
    }
    g_strfreev(lines);
    emit_line(out, " * ```");
}

void node_doc_emit(emit *out, const node_doc *doc) {
    const char *text = doc->text->str;
    if (text[0] == '\0' && doc->tags->len == 0 && doc->example == NULL)
        return;
    const char *line = arena_printf("/** %s */", text);
    if (doc->tags->len == 0 && doc->example == NULL && strchr(text, '\n') == NULL && emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_line(out, "/**");
    if (text[0] != '\0')
        emit_paragraphs(out, " * ", text);
    if (text[0] != '\0' && doc->tags->len > 0)
        emit_line(out, " *");
    for (guint i = 0; i < doc->tags->len; i++)
        emit_paragraphs(out, " * ", g_ptr_array_index(doc->tags, i));
    if (doc->example != NULL) {
        if (text[0] != '\0' || doc->tags->len > 0)
            emit_line(out, " *");
        emit_example(out, doc->example);
    }
    emit_line(out, " */");
}
