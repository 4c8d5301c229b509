#include "reader/examples.h"

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"

static const char *const endings[] = {
    [MODEL_PYTHON] = ".py",
    [MODEL_NODE] = ".js",
    [MODEL_GO] = ".go",
    [MODEL_RUST] = ".rs",
};

/* What Doxygen also knows: examples for those who read the header. */
static const char *const other_endings[] = {"", ".c", ".h", ".cpp", ".unparsed", ".sh", NULL};

/* What follows "@code" or "\\code" on a line, or null where it does not start with that. */
static const char *after_command(const char *bare, const char *command) {
    size_t length = strlen(command);
    bool is_command = (bare[0] == '@' || bare[0] == '\\') && strncmp(bare + 1, command, length) == 0;
    return is_command && !g_ascii_isalnum(bare[1 + length]) ? bare + 1 + length : NULL;
}

/* ".py" of "{.py}" */
static const char *ending_of(const char *rest) {
    const char *end = rest[0] == '{' ? strchr(rest, '}') : NULL;
    return end == NULL ? "" : arena_take(g_strndup(rest + 1, (gsize)(end - rest - 1)));
}

static model_language language_of(const char *ending) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (strcmp(endings[language], ending) == 0)
            return language;
    }
    return MODEL_LANGUAGES;
}

/* A line of code without the comment's star or slashes and the blank after them. */
static const char *code_of(const char *raw) {
    const char *start = raw + strspn(raw, " \t");
    if (start[0] == '*')
        start += 1;
    else if (g_str_has_prefix(start, "///") || g_str_has_prefix(start, "//!"))
        start += 3;
    else
        start = raw;
    if (start != raw && start[0] == ' ')
        start += 1;
    return arena_take(g_strchomp(g_strdup(start)));
}

static size_t shared_indent(const GPtrArray *lines) {
    size_t shared = SIZE_MAX;
    for (guint i = 0; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);
        size_t indent = strspn(line, " \t");
        if (line[indent] != '\0' && indent < shared)
            shared = indent;
    }
    return shared;
}

static const char *text_of(const GPtrArray *lines) {
    size_t indent = shared_indent(lines);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);
        g_string_append_printf(text, "%s\n", line[0] == '\0' ? "" : line + indent);
    }
    g_string_erase(text, 0, (gssize)strspn(text->str, "\n"));
    return arena_take(g_strchomp(g_string_free(text, FALSE)));
}

bool example_takes(example *open, const char *raw, const char *bare, const char **texts) {
    const char *rest = after_command(bare, "code");
    if (open->lines == NULL) {
        if (rest == NULL)
            return after_command(bare, "endcode") != NULL;
        *open = (example){.language = language_of(ending_of(rest)), .lines = arena_array()};
        return true;
    }
    if (after_command(bare, "endcode") == NULL) {
        g_ptr_array_add(open->lines, (gpointer)(uintptr_t)code_of(raw));
        return true;
    }
    const char *text = text_of(open->lines);
    if (open->language != MODEL_LANGUAGES && texts[open->language] == NULL && text[0] != '\0')
        texts[open->language] = text;
    open->lines = NULL;
    return true;
}

/* ---- What is wrong with them ---- */

/* Where the check is in the contract's text. */
struct scan {
    reader *in;
    model_location at;
    bool is_open;
    model_location opened_at;
    bool has[MODEL_LANGUAGES]; /* of the comment */
};

static void close_comment(struct scan *scan) {
    if (scan->is_open)
        findings_add(scan->in->all, scan->opened_at, "the example does not end in its comment",
                     "@endcode after it");
    scan->is_open = false;
    memset(scan->has, 0, sizeof scan->has);
}

static void open_example(struct scan *scan, const char *rest) {
    const char *ending = ending_of(rest);
    model_language language = language_of(ending);
    bool is_known = language != MODEL_LANGUAGES || g_strv_contains(other_endings, ending);
    if (!is_known)
        findings_add(scan->in->all, scan->at,
                     arena_printf("@code{%s} is an example in no language of a package", ending),
                     "@code{.py}, @code{.js}, @code{.go} or @code{.rs}; @code alone for C");
    else if (language != MODEL_LANGUAGES && scan->has[language])
        findings_add(scan->in->all, scan->at,
                     arena_printf("a second example in %s for one declaration", language_title(language)),
                     "one example that shows both");
    if (language != MODEL_LANGUAGES)
        scan->has[language] = true;
    scan->is_open = true;
    scan->opened_at = scan->at;
}

static void scan_line(struct scan *scan, const char *line) {
    const char *start = line + strspn(line, " \t");
    bool is_line_comment = g_str_has_prefix(start, "//");
    bool opens_comment = g_str_has_prefix(start, "/*");
    const char *bare = start + strspn(start, "/*! \t");
    const char *rest = after_command(bare, "code");
    scan->at.column = (unsigned)(bare - line) + 1;
    if (opens_comment)
        close_comment(scan);
    if (!scan->is_open && rest != NULL)
        open_example(scan, rest);
    else if (scan->is_open && after_command(bare, "endcode") != NULL)
        scan->is_open = false;
    if (strstr(line, "*/") != NULL ||
        (!is_line_comment && !opens_comment && start[0] != '*' && !scan->is_open))
        close_comment(scan);
}

void check_examples(reader *in) {
    char *contents = NULL;
    struct scan scan = {.in = in, .at = {.file = in->library->header}};
    if (!g_file_get_contents(in->library->header, &contents, NULL, NULL))
        return;
    char **lines = g_strsplit(contents, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        scan.at.line++;
        scan_line(&scan, *line);
    }
    close_comment(&scan);
    g_strfreev(lines);
    g_free(contents);
}
