/* Doc comments: Doxygen's and Javadoc's common subset, cleaned of marks and joined into paragraphs. */

#include <string.h>

#include "memory/arena.h"
#include "reader/reader_internal.h"

/* One line without what decorates a comment: the opening, the closing, and a leading star. */
static char *clean_line(const char *line) {
    char *text = g_strstrip(g_strdup(line));
    const char *start = text;
    if (g_str_has_prefix(start, "/**<"))
        start += 4;
    else if (g_str_has_prefix(start, "///<"))
        start += 4;
    else if (g_str_has_prefix(start, "/**"))
        start += 3;
    else if (g_str_has_prefix(start, "///"))
        start += 3;
    else if (start[0] == '*' && start[1] != '/')
        start += 1;
    char *result = g_strdup(start[0] == ' ' ? start + 1 : start);
    g_free(text);
    char *end = g_strrstr(result, "*/");
    if (end != NULL && end[2] == '\0')
        *end = '\0';
    return g_strchomp(result);
}

/* What a doc comment is made of while it is read. `target` is where the next line belongs. */
struct comment {
    GString *body;
    GString *returns;
    GHashTable *parameters; /* name -> GString */
    GPtrArray *throws;      /* model_throw, text still a GString */
    GString *target;
};

static void append_line(GString *to, const char *line) {
    if (line[0] == '\0') {
        if (to->len > 0 && !g_str_has_suffix(to->str, "\n\n"))
            g_string_append(to, "\n\n");
        return;
    }
    bool is_item = g_str_has_prefix(line, "- ") || g_str_has_prefix(line, "    ");
    if (to->len > 0 && !g_str_has_suffix(to->str, "\n\n"))
        g_string_append_c(to, is_item ? '\n' : ' ');
    g_string_append(to, is_item ? line : line + strspn(line, " "));
}

static GString *start_throw(struct comment *in, const char *constant) {
    model_throw *thrown = ARENA_NEW(model_throw);
    GString *text = g_string_new(NULL);
    thrown->constant = arena_strdup(constant);
    thrown->text = (const char *)(void *)text;
    g_ptr_array_add(in->throws, thrown);
    return text;
}

static GString *parameter_text(struct comment *in, const char *name) {
    GString *text = g_hash_table_lookup(in->parameters, name);
    if (text == NULL) {
        text = g_string_new(NULL);
        g_hash_table_insert(in->parameters, arena_strdup(name), text);
    }
    return text;
}

/* A line that starts with a command: "@param name text", "@return text", "@throws NAME text", "@file" ... */
static void read_command(struct comment *in, const char *line) {
    char **words = g_strsplit(line + 1, " ", 3);
    const char *command = words[0] == NULL ? "" : words[0];
    const char *first = command[0] == '\0' || words[1] == NULL ? "" : words[1];
    const char *rest = first[0] == '\0' || words[2] == NULL ? "" : words[2];
    if (g_str_has_prefix(command, "param")) {
        in->target = parameter_text(in, first);
        append_line(in->target, rest);
    } else if (strcmp(command, "throws") == 0 || strcmp(command, "throw") == 0 ||
               strcmp(command, "exception") == 0 || strcmp(command, "retval") == 0) {
        in->target = start_throw(in, first);
        append_line(in->target, rest);
    } else if (strcmp(command, "return") == 0 || strcmp(command, "returns") == 0) {
        in->target = in->returns;
        append_line(in->target, arena_printf("%s%s%s", first, rest[0] == '\0' ? "" : " ", rest));
    } else if (strcmp(command, "file") == 0 || strcmp(command, "brief") == 0) {
        in->target = in->body;
        append_line(in->target, strcmp(command, "file") == 0
                                    ? ""
                                    : arena_printf("%s%s%s", first, rest[0] == '\0' ? "" : " ", rest));
    } else {
        append_line(in->target, line);
    }
    g_strfreev(words);
}

/* "@throws" may stand in the middle of a one-line comment: it starts a line of its own. */
static char *break_before_commands(const char *raw) {
    GString *text = g_string_new(raw);
    g_string_replace(text, " @throws ", "\n@throws ", 0);
    g_string_replace(text, " @return ", "\n@return ", 0);
    g_string_replace(text, " @param ", "\n@param ", 0);
    return g_string_free(text, FALSE);
}

static const char *finish(GString *text) {
    return arena_take(g_strstrip(g_string_free(text, FALSE)));
}

static struct comment read_comment(const char *raw) {
    struct comment in = {.body = g_string_new(NULL),
                         .returns = g_string_new(NULL),
                         .parameters = g_hash_table_new(g_str_hash, g_str_equal),
                         .throws = arena_array()};
    in.target = in.body;
    char *broken = break_before_commands(raw);
    char **lines = g_strsplit(broken, "\n", -1);
    for (char **line = lines; *line != NULL; line++) {
        char *clean = clean_line(*line);
        const char *bare = clean + strspn(clean, " ");
        if ((bare[0] == '@' || bare[0] == '\\') && g_ascii_isalpha(bare[1]))
            read_command(&in, bare);
        else
            append_line(in.target, clean);
        g_free(clean);
    }
    g_strfreev(lines);
    g_free(broken);
    for (guint i = 0; i < in.throws->len; i++) {
        model_throw *thrown = g_ptr_array_index(in.throws, i);
        thrown->text = finish((GString *)(void *)thrown->text);
    }
    return in;
}

static void free_parameters(struct comment *in, const char *wanted, const char **found) {
    GHashTableIter each;
    gpointer name, text;
    g_hash_table_iter_init(&each, in->parameters);
    while (g_hash_table_iter_next(&each, &name, &text)) {
        const char *finished = finish(text);
        if (wanted != NULL && strcmp(name, wanted) == 0)
            *found = finished;
    }
    g_hash_table_unref(in->parameters);
}

static const model_doc *doc_of(const char *raw, const char *parameter, const char **parameter_doc) {
    struct comment in = read_comment(raw == NULL ? "" : raw);
    free_parameters(&in, parameter, parameter_doc);
    model_doc *doc = ARENA_NEW(model_doc);
    const char *body = finish(in.body);
    const char *rest = strstr(body, "\n\n");
    doc->summary = rest == NULL ? body : arena_take(g_strndup(body, (gsize)(rest - body)));
    doc->details = rest == NULL ? "" : arena_take(g_strchug(g_strdup(rest)));
    doc->returns = finish(in.returns);
    doc->throws = in.throws;
    return doc;
}

static const char *raw_comment(CXCursor cursor) {
    return reader_take(clang_Cursor_getRawCommentText(cursor));
}

const model_doc *reader_doc_of_text(const char *comment) {
    const char *unused = "";
    return doc_of(comment, NULL, &unused);
}

const model_doc *reader_doc(CXCursor cursor) {
    return reader_doc_of_text(raw_comment(cursor));
}

const char *reader_parameter_doc(CXCursor cursor, const char *name) {
    const char *text = "";
    doc_of(raw_comment(cursor), name, &text);
    return text;
}

const model_doc *reader_file_doc(const char *header) {
    char *contents = NULL;
    const char *unused = "";
    const char *comment = NULL;
    if (g_file_get_contents(header, &contents, NULL, NULL)) {
        const char *mark = strstr(contents, "@file");
        const char *end = mark == NULL ? NULL : strstr(mark, "*/");
        const char *start = end == NULL ? NULL : g_strrstr_len(contents, mark - contents, "/**");
        if (start != NULL)
            comment = arena_take(g_strndup(start, (gsize)(end + 2 - start)));
    }
    g_free(contents);
    return doc_of(comment, NULL, &unused);
}
