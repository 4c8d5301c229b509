#include "emit/emit.h"

#include <stdarg.h>
#include <string.h>

#include "memory/arena.h"
#include "package/embedded.h"

emit *emit_new(const char *indent_unit, int width) {
    emit *out = ARENA_NEW(emit);
    out->text = g_string_new(NULL);
    out->indent_unit = indent_unit;
    out->width = width;
    out->tab_width = indent_unit[0] == '\t' ? 8 : (int)strlen(indent_unit);
    return out;
}

static void append_line(emit *out, const char *line) {
    if (line[0] != '\0') {
        for (int i = 0; i < out->depth; i++)
            g_string_append(out->text, out->indent_unit);
        g_string_append(out->text, line);
    }
    g_string_append_c(out->text, '\n');
}

static void append_formatted(emit *out, const char *format, va_list arguments) {
    char *line = g_strdup_vprintf(format, arguments);
    append_line(out, line);
    g_free(line);
}

void emit_line(emit *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    append_formatted(out, format, arguments);
    va_end(arguments);
}

void emit_raw(emit *out, const char *text) {
    g_string_append(out->text, text);
}

void emit_indent(emit *out) {
    out->depth++;
}

void emit_dedent(emit *out) {
    g_assert(out->depth > 0);
    out->depth--;
}

void emit_open(emit *out, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    append_formatted(out, format, arguments);
    va_end(arguments);
    emit_indent(out);
}

void emit_close(emit *out, const char *format, ...) {
    emit_dedent(out);
    va_list arguments;
    va_start(arguments, format);
    append_formatted(out, format, arguments);
    va_end(arguments);
}

bool emit_fits(const emit *out, const char *text) {
    return out->depth * out->tab_width + (int)g_utf8_strlen(text, -1) <= out->width;
}

char *emit_join(const GPtrArray *items, const char *separator) {
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < items->len; i++) {
        if (i > 0)
            g_string_append(joined, separator);
        g_string_append(joined, g_ptr_array_index(items, i));
    }
    return arena_take(g_string_free(joined, FALSE));
}

void emit_list(emit *out, const char *head, const GPtrArray *items, const char *tail, bool trailing_comma) {
    const char *line = arena_printf("%s%s%s", head, emit_join(items, ", "), tail);
    if (items->len == 0 || emit_fits(out, line)) {
        append_line(out, line);
        return;
    }
    append_line(out, head);
    emit_indent(out);
    for (guint i = 0; i < items->len; i++) {
        bool comma = i + 1 < items->len || trailing_comma;
        emit_line(out, "%s%s", (const char *)g_ptr_array_index(items, i), comma ? "," : "");
    }
    emit_dedent(out);
    append_line(out, tail);
}

/* Breaks one paragraph's words greedily; `room` is what is left for them on a line. */
static void wrap_paragraph(emit *out, const char *prefix, const char *paragraph, int room) {
    char **words = g_strsplit_set(paragraph, " \n", -1);
    GString *line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        glong needed = g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(*word, -1);
        if (line->len > 0 && needed > room) {
            emit_line(out, "%s%s", prefix, line->str);
            g_string_truncate(line, 0);
        }
        if (line->len > 0)
            g_string_append_c(line, ' ');
        g_string_append(line, *word);
    }
    if (line->len > 0)
        emit_line(out, "%s%s", prefix, line->str);
    g_string_free(line, TRUE);
    g_strfreev(words);
}

static bool is_preformatted(const char *paragraph) {
    return g_str_has_prefix(paragraph, "    ") || g_str_has_prefix(paragraph, "- ") ||
           g_str_has_prefix(paragraph, "* ");
}

void emit_paragraphs(emit *out, const char *prefix, const char *text) {
    int room = out->width - out->depth * out->tab_width - (int)strlen(prefix);
    char *bare_prefix = g_strchomp(g_strdup(prefix));
    char **paragraphs = g_strsplit(text, "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        if (paragraph != paragraphs)
            emit_line(out, "%s", bare_prefix);
        if (!is_preformatted(*paragraph)) {
            wrap_paragraph(out, prefix, *paragraph, room);
            continue;
        }
        char **lines = g_strsplit(*paragraph, "\n", -1);
        for (char **line = lines; *line != NULL; line++)
            emit_line(out, "%s%s", prefix, *line);
        g_strfreev(lines);
    }
    g_strfreev(paragraphs);
    g_free(bare_prefix);
}

char *emit_finish(emit *out) {
    return arena_take(g_string_free(g_steal_pointer(&out->text), FALSE));
}

static const char *find_pair(const char *const *pairs, const char *name, size_t length, size_t *index) {
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        if (strlen(pairs[i]) == length && strncmp(pairs[i], name, length) == 0) {
            *index = i / 2;
            return pairs[i + 1];
        }
    }
    return NULL;
}

char *emit_template(const char *path, const char *const *pairs) {
    const char *rest = embedded_text(path);
    GString *filled = g_string_new(NULL);
    bool used[64] = {false};
    for (const char *at = strchr(rest, '@'); at != NULL; at = strchr(rest, '@')) {
        g_string_append_len(filled, rest, at - rest);
        size_t length = strspn(at + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
        bool is_placeholder = at[1 + length] == '@';
        size_t index = 0;
        const char *value = !is_placeholder || length == 0 ? "@" : find_pair(pairs, at + 1, length, &index);
        if (value == NULL)
            g_error("template %s: no value for %.*s", path, (int)length + 2, at);
        if (is_placeholder && length > 0)
            used[index] = true;
        g_string_append(filled, value);
        rest = is_placeholder ? at + length + 2 : at + 1;
    }
    g_string_append(filled, rest);
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        if (!used[i / 2])
            g_error("template %s: %s is never used", path, pairs[i]);
    }
    return arena_take(g_string_free(filled, FALSE));
}

static char *join_capitalised(const char *snake, bool first_too) {
    GString *result = g_string_new(NULL);
    bool capital = first_too;
    for (const char *c = snake; *c != '\0'; c++) {
        if (*c == '_' && result->len > 0) {
            capital = true;
            continue;
        }
        g_string_append_c(result, capital ? g_ascii_toupper(*c) : *c);
        capital = false;
    }
    return arena_take(g_string_free(result, FALSE));
}

char *emit_pascal_case(const char *snake) {
    return join_capitalised(snake, true);
}

char *emit_camel_case(const char *snake) {
    return join_capitalised(snake, false);
}

char *emit_upper_case(const char *snake) {
    return arena_take(g_ascii_strup(snake, -1));
}
