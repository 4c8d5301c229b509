/*
 * Doc comments. The author's text is Markdown only as far as code spans, lists and indented code go:
 * everything else that Markdown or rustdoc would read as markup (links, HTML, headings) is escaped, so that
 * it is shown as written and no lint of rustdoc or clippy fires.
 */
#include <string.h>

#include "backends/rust/rust.h"
#include "memory/arena.h"

/* Stands for a blank at which a line must not break: those inside a code span. */
enum { UNBREAKABLE = '\x01' };

static void append_visible(GString *to, gunichar character) {
    if (character < 0x20)
        g_string_append_c(to, ' ');
    else if (rust_is_invisible(character))
        g_string_append_printf(to, "U+%04X", character);
    else
        g_string_append_unichar(to, character);
}

/* Length of the code span that starts here, or 0. */
static size_t code_span(const char *at) {
    if (at[0] != '`' || at[1] == '`' || at[1] == '\0')
        return 0;
    const char *end = strchr(at + 1, '`');
    return end == NULL || end[1] == '`' ? 0 : (size_t)(end + 1 - at);
}

/* Length of the address that starts here, or 0. */
static size_t web_address(const char *at) {
    if (!g_str_has_prefix(at, "https://") && !g_str_has_prefix(at, "http://"))
        return 0;
    size_t length = strcspn(at, " \n\t<>`\"'");
    while (length > 0 && strchr(".,;:!?)]", at[length - 1]) != NULL)
        length--;
    return length;
}

static bool is_inside_word(const char *text, const char *at) {
    return at > text && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(at[1]);
}

static void append_code(GString *to, const char *code, size_t length) {
    for (const char *at = code; at < code + length; at = g_utf8_next_char(at)) {
        if (*at == ' ' || *at == '\n')
            g_string_append_c(to, UNBREAKABLE);
        else
            append_visible(to, g_utf8_get_char(at));
    }
}

static const char *escape(const char *text) {
    GString *escaped = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        size_t code = code_span(at), address = web_address(at);
        if (code > 0) {
            append_code(escaped, at, code);
            at += code;
            continue;
        }
        if (address > 0) {
            g_string_append_printf(escaped, "<%.*s>", (int)address, at);
            at += address;
            continue;
        }
        bool is_markup = strchr("\\`*[]<>|~", *at) != NULL || (*at == '_' && !is_inside_word(text, at)) ||
                         (*at == '&' && (g_ascii_isalnum(at[1]) || at[1] == '#'));
        if (is_markup)
            g_string_append_c(escaped, '\\');
        append_visible(escaped, g_utf8_get_char(at));
        at = g_utf8_next_char(at);
    }
    return arena_take(g_string_free(escaped, FALSE));
}

/* A word that would make a heading, list or rule of the line that it starts. */
static const char *protect_start(const char *word) {
    size_t digits = strspn(word, "0123456789");
    if (digits > 0 && (word[digits] == '.' || word[digits] == ')') && word[digits + 1] == '\0')
        return arena_printf("%.*s\\%s", (int)digits, word, word + digits);
    bool is_mark = word[0] == '#' || word[strspn(word, "-")] == '\0' || word[strspn(word, "=")] == '\0' ||
                   strcmp(word, "+") == 0 || word[0] == ':';
    return is_mark ? arena_printf("\\%s", word) : word;
}

/* Wider blanks, which end no word: rustfmt takes them off the end of a line. */
static void trim_end(GString *line) {
    const char *last = g_utf8_find_prev_char(line->str, line->str + line->len);
    while (last != NULL && g_unichar_isspace(g_utf8_get_char(last))) {
        g_string_truncate(line, (gsize)(last - line->str));
        last = g_utf8_find_prev_char(line->str, line->str + line->len);
    }
}

static void put_line(emit *out, const char *mark, const char *lead, GString *line) {
    trim_end(line);
    for (char *c = line->str; *c != '\0'; c++) {
        if (*c == UNBREAKABLE)
            *c = ' ';
    }
    emit_line(out, "%s %s%s", mark, lead, line->str);
    g_string_truncate(line, 0);
}

/* Wraps escaped text; the first line starts with `lead`, the others with as many blanks. */
static void wrap(emit *out, const char *mark, const char *lead, const char *text) {
    glong room = out->width - out->depth * out->tab_width - (int)(strlen(mark) + 1 + strlen(lead));
    const char *hang = arena_printf("%*s", (int)strlen(lead), "");
    char **words = g_strsplit_set(text, " \n\t", -1);
    GString *line = g_string_new(NULL);
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0')
            continue;
        if (line->len > 0 && g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(*word, -1) > room) {
            put_line(out, mark, lead, line);
            lead = hang;
        }
        if (line->len > 0)
            g_string_append_c(line, ' ');
        g_string_append(line, line->len == 0 ? protect_start(*word) : *word);
    }
    if (line->len > 0)
        put_line(out, mark, lead, line);
    g_string_free(line, TRUE);
    g_strfreev(words);
}

/* Without a fence rustdoc would compile the author's indented code as a Rust test. */
static void put_code(emit *out, const char *mark, const char *paragraph) {
    const char *fence = "```";
    while (strstr(paragraph, fence) != NULL)
        fence = arena_printf("%s`", fence);
    emit_line(out, "%s %stext", mark, fence);
    char **lines = g_strsplit(paragraph, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        GString *visible = g_string_new(NULL);
        const char *code = g_str_has_prefix(*line, "    ") ? *line + 4 : *line;
        for (const char *at = code; *at != '\0'; at = g_utf8_next_char(at))
            append_visible(visible, g_utf8_get_char(at));
        emit_line(out, "%s", g_strchomp(arena_printf("%s %s", mark, visible->str)));
        g_string_free(visible, TRUE);
    }
    g_strfreev(lines);
    emit_line(out, "%s %s", mark, fence);
}

/* Text and the items of a list that follows it. */
static void put_paragraph(emit *out, const char *mark, const char *paragraph) {
    char **lines = g_strsplit(paragraph, "\n", -1);
    GString *part = g_string_new(NULL);
    const char *lead = "";
    for (char **line = lines; *line != NULL; line++) {
        bool is_item = g_str_has_prefix(*line, "- ");
        if (is_item) {
            wrap(out, mark, lead, escape(part->str));
            g_string_truncate(part, 0);
            lead = "- ";
        }
        g_string_append_printf(part, "%s ", is_item ? *line + 2 : *line);
    }
    wrap(out, mark, lead, escape(part->str));
    g_string_free(part, TRUE);
    g_strfreev(lines);
}

void rust_doc_gap(emit *out, const char *mark) {
    emit_line(out, "%s", mark);
}

void rust_doc(emit *out, const char *mark, const char *text) {
    char **paragraphs = g_strsplit(arena_take(g_utf8_make_valid(text, -1)), "\n\n", -1);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        if (paragraph != paragraphs)
            rust_doc_gap(out, mark);
        if (g_str_has_prefix(*paragraph, "    "))
            put_code(out, mark, *paragraph);
        else
            put_paragraph(out, mark, *paragraph);
    }
    g_strfreev(paragraphs);
}

const char *rust_markdown(const char *text) {
    char *escaped = g_strdup(escape(arena_take(g_utf8_make_valid(text, -1))));
    return arena_take(g_strdelimit(escaped, "\x01\n", ' '));
}

void rust_doc_item(emit *out, const char *mark, const char *label, const char *text) {
    const char *valid = arena_take(g_utf8_make_valid(text, -1));
    wrap(out, mark, "- ", arena_printf("%s%s", label, escape(valid)));
}

void rust_doc_of(emit *out, const char *mark, const model_doc *doc, const char *c_name) {
    rust_doc(out, mark,
             doc->summary[0] != '\0' ? doc->summary : arena_printf("`%s` of the contract.", c_name));
    if (doc->details[0] == '\0')
        return;
    rust_doc_gap(out, mark);
    rust_doc(out, mark, doc->details);
}

/* ---- What any declaration may carry ---- */

void rust_put_attributes(emit *out, const model_marks *marks) {
    if (marks->deprecated == NULL)
        return;
    const char *note = rust_string(marks->deprecated);
    const char *line = arena_printf("#[deprecated(note = %s)]", note);
    if (emit_fits(out, line)) {
        emit_line(out, "%s", line);
        return;
    }
    emit_open(out, "#[deprecated(");
    emit_line(out, "note = %s", note);
    emit_close(out, ")]");
}

void rust_put_marks(emit *out, const char *mark, const model_marks *marks) {
    if (marks->since != NULL) {
        rust_doc_gap(out, mark);
        emit_line(out, "%s Since version %s.", mark, marks->since);
    }
    rust_put_attributes(out, marks);
}

void rust_put_example(emit *out, const char *mark, const model_doc *doc) {
    const char *example = doc->examples[MODEL_RUST];
    if (example == NULL)
        return;
    rust_doc_gap(out, mark);
    emit_line(out, "%s # Examples", mark);
    rust_doc_gap(out, mark);
    emit_line(out, "%s ```", mark);
    char **lines = g_strsplit(arena_take(g_strchomp(g_strdup(example))), "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        emit_line(out, "%s", g_strchomp(arena_printf("%s %s", mark, *line)));
    g_strfreev(lines);
    emit_line(out, "%s ```", mark);
}
