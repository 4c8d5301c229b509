/* Doc comments: Doxygen's and Javadoc's common subset, cleaned of marks and joined into paragraphs. */

#include <string.h>

#include "memory/arena.h"
#include "reader/examples.h"
#include "reader/reader_internal.h"

/* What opens a doc comment; the longer ones first. */
static const char *const openings[] = {"/**<", "/*!<", "///<", "//!<", "/**", "/*!", "///", "//!"};

/* A line of a block without the block's end; in a comment of lines that is text. */
static char *without_end(const char *line) {
    char *text = g_strchomp(g_strdup(line));
    bool is_line = g_str_has_prefix(text + strspn(text, " \t"), "//");
    if (!is_line && g_str_has_suffix(text, "*/"))
        text[strlen(text) - 2] = '\0';
    return text;
}

/* One line without what else decorates a comment: the opening and a leading star. */
static char *clean_line(const char *line) {
    char *text = g_strstrip(g_strdup(line));
    const char *start = text;
    size_t opening = 0;
    while (opening < G_N_ELEMENTS(openings) && !g_str_has_prefix(start, openings[opening]))
        opening++;
    if (opening < G_N_ELEMENTS(openings))
        start += strlen(openings[opening]);
    else if (start[0] == '*' && start[1] != '/')
        start += 1;
    char *result = g_strdup(start[0] == ' ' ? start + 1 : start);
    g_free(text);
    return g_strchomp(result);
}

/* What a doc comment is made of while it is read. `target` is where the next line belongs. */
struct comment {
    GString *body;
    GString *returns;
    GHashTable *parameters; /* name -> GString */
    GPtrArray *throws;      /* read_throw, text still a GString */
    GString *target;
    example open;
    const char *examples[MODEL_LANGUAGES];
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

static GString *start_throw(struct comment *in, const char *constant, bool is_retval) {
    read_throw *read = ARENA_NEW(read_throw);
    GString *text = g_string_new(NULL);
    read->thrown.constant = arena_strdup(constant);
    read->thrown.text = (const char *)(void *)text;
    read->is_retval = is_retval;
    g_ptr_array_add(in->throws, read);
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

/* Commands that are only a heading for a paragraph. */
static const struct {
    const char *command;
    const char *heading;
} headings[] = {
    {"note", "Note: "},
    {"warning", "Warning: "},
    {"attention", "Attention: "},
    {"see", "See "},
    {"sa", "See "},
    {"since", "Since "},
    {"remark", "Remark: "},
    {"remarks", "Remark: "},
    {"deprecated", "Deprecated: "},
    {"todo", "To do: "},
    {"pre", "Before: "},
    {"post", "After: "},
    {"invariant", "Always: "},
    {"par", ""},
    {"details", ""},
};

/* Takes the first word off a text. */
static const char *take_word(const char **text) {
    const char *start = *text + strspn(*text, " \t");
    size_t length = strcspn(start, " \t");
    *text = start + length + strspn(start + length, " \t");
    return arena_take(g_strndup(start, length));
}

static void read_heading(struct comment *in, const char *command, const char *rest, const char *line) {
    for (size_t i = 0; i < G_N_ELEMENTS(headings); i++) {
        if (strcmp(headings[i].command, command) != 0)
            continue;
        in->target = in->body;
        append_line(in->target, "");
        append_line(in->target, arena_printf("%s%s", headings[i].heading, rest));
        return;
    }
    append_line(in->target, line);
}

static bool is_one_of(const char *command, const char *const *commands) {
    return g_strv_contains(commands, command);
}

/* A line that starts with a command: "@param name text", "@return text", "@throws NAME text", "@file" ... */
static void read_command(struct comment *in, const char *line) {
    static const char *const failing[] = {"throws", "throw", "exception", NULL};
    static const char *const returning[] = {"return", "returns", "result", NULL};
    static const char *const opening[] = {"brief", "short", NULL};
    const char *rest = line + 1;
    const char *command = take_word(&rest);
    if (g_str_has_prefix(command, "param")) {
        const char *name = take_word(&rest);
        if (name[0] == '[') /* "@param [in] name" */
            name = take_word(&rest);
        in->target = parameter_text(in, name);
        append_line(in->target, rest);
    } else if (is_one_of(command, failing) || strcmp(command, "retval") == 0) {
        in->target = start_throw(in, take_word(&rest), strcmp(command, "retval") == 0);
        append_line(in->target, rest);
    } else if (is_one_of(command, returning)) {
        in->target = in->returns;
        append_line(in->target, rest);
    } else if (is_one_of(command, opening)) {
        in->target = in->body;
        append_line(in->target, rest);
    } else if (strcmp(command, "file") == 0) {
        in->target = in->body;
    } else {
        read_heading(in, command, rest, line);
    }
}

/* "@throws" may stand in the middle of a one-line comment: it starts a line of its own. */
static char *break_before_commands(const char *raw) {
    static const char *const commands[] = {"throws", "return", "returns", "param", "retval"};
    GString *text = g_string_new(raw);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        g_string_replace(text, arena_printf(" @%s ", commands[i]), arena_printf("\n@%s ", commands[i]), 0);
        g_string_replace(text, arena_printf(" \\%s ", commands[i]), arena_printf("\n@%s ", commands[i]), 0);
    }
    return g_string_free(text, FALSE);
}

/* "@p name", "@c true", "@ref graph" only ask for another typeface. */
static void drop_typefaces(GString *text) {
    static const char *const typefaces[] = {"p", "c", "a", "e", "b", "em", "ref"};
    for (size_t i = 0; i < G_N_ELEMENTS(typefaces); i++) {
        g_string_replace(text, arena_printf(" @%s ", typefaces[i]), " ", 0);
        g_string_replace(text, arena_printf(" \\%s ", typefaces[i]), " ", 0);
    }
}

static const char *finish(GString *text) {
    drop_typefaces(text);
    return arena_take(g_strstrip(g_string_free(text, FALSE)));
}

/* A line of text, or a command with the text after it. */
static void read_line(struct comment *in, const char *line) {
    char *clean = clean_line(line);
    const char *bare = clean + strspn(clean, " ");
    if ((bare[0] == '@' || bare[0] == '\\') && g_ascii_isalpha(bare[1]))
        read_command(in, bare);
    else
        /* Only in the text itself do four blanks mean that a line stands for itself. */
        append_line(in->target, in->target == in->body ? clean : bare);
    g_free(clean);
}

static bool is_of_an_example(struct comment *in, const char *line) {
    char *ended = without_end(line);
    char *clean = clean_line(ended);
    g_free(ended);
    bool is_taken = example_takes(&in->open, line, clean + strspn(clean, " "), in->examples);
    g_free(clean);
    if (is_taken)
        append_line(in->target, ""); /* The text after an example is another paragraph. */
    return is_taken;
}

static void read_lines(struct comment *in, const char *line) {
    char *ended = without_end(line);
    char *broken = break_before_commands(ended);
    g_free(ended);
    char **lines = g_strsplit(broken, "\n", -1);
    for (char **each = lines; *each != NULL; each++)
        read_line(in, *each);
    g_strfreev(lines);
    g_free(broken);
}

static struct comment read_comment(const char *raw) {
    struct comment in = {.body = g_string_new(NULL),
                         .returns = g_string_new(NULL),
                         .parameters = g_hash_table_new(g_str_hash, g_str_equal),
                         .throws = arena_array()};
    in.target = in.body;
    /* Other blanks than a space or a line end mean something in some language's source. */
    char *spaced = g_strdelimit(g_strdup(raw), "\f\v", ' ');
    char **lines = g_strsplit(spaced, "\n", -1);
    g_free(spaced);
    for (char **line = lines; *line != NULL; line++) {
        if (!is_of_an_example(&in, *line))
            read_lines(&in, *line);
    }
    g_strfreev(lines);
    for (guint i = 0; i < in.throws->len; i++) {
        read_throw *read = g_ptr_array_index(in.throws, i);
        read->thrown.text = finish((GString *)(void *)(uintptr_t)read->thrown.text);
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
    memcpy(doc->examples, in.examples, sizeof doc->examples);
    return doc;
}

/* libclang gives the comment of one enum constant to the next as well, where that has none. */
static bool is_of_an_earlier_constant(CXCursor cursor) {
    if (clang_getCursorKind(cursor) != CXCursor_EnumConstantDecl)
        return false;
    CXFile file = NULL, other = NULL;
    unsigned end = 0, start = 0;
    size_t size = 0;
    clang_getExpansionLocation(clang_getRangeEnd(clang_Cursor_getCommentRange(cursor)), &file, NULL, NULL,
                               &end);
    clang_getExpansionLocation(clang_getCursorLocation(cursor), &other, NULL, NULL, &start);
    const char *contents =
        file == NULL ? NULL : clang_getFileContents(clang_Cursor_getTranslationUnit(cursor), file, &size);
    return contents != NULL && clang_File_isEqual(file, other) && end < start && start <= size &&
           memchr(contents + end, ',', start - end) != NULL;
}

static const char *raw_comment(CXCursor cursor) {
    return is_of_an_earlier_constant(cursor) ? "" : reader_take(clang_Cursor_getRawCommentText(cursor));
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

/* The comment around a mark, from its opening to its end, or null. */
static const char *comment_around(const char *contents, const char *mark) {
    const char *end = strstr(mark, "*/");
    const char *javadoc = g_strrstr_len(contents, mark - contents, "/**");
    const char *qt = g_strrstr_len(contents, mark - contents, "/*!");
    const char *start = javadoc > qt ? javadoc : qt;
    if (end == NULL || start == NULL || g_strstr_len(start, mark - start, "*/") != NULL)
        return NULL;
    return arena_take(g_strndup(start, (gsize)(end + 2 - start)));
}

const model_doc *reader_file_doc(const char *header) {
    char *contents = NULL;
    const char *unused = "";
    const char *comment = NULL;
    if (g_file_get_contents(header, &contents, NULL, NULL)) {
        const char *mark = strstr(contents, "@file");
        if (mark == NULL)
            mark = strstr(contents, "\\file");
        comment = mark == NULL ? NULL : comment_around(contents, mark);
    }
    g_free(contents);
    return doc_of(comment, NULL, &unused);
}
