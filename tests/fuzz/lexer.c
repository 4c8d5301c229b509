#include "lexer.h"

#include <string.h>

typedef enum language { C, PYTHON, SCRIPT, GO, RUST, NONE } language;

typedef struct lexer {
    language language;
    const char *start;
    const char *at;
    lexed *file;
    bool after_literal; /* nothing but blanks and comments since */
    char last;          /* the last character of code */
} lexer;

static language language_of(const char *path) {
    static const struct {
        const char *ending;
        language language;
    } known[] = {{".c", C},       {".h", C},        {".cpp", C},     {".hpp", C},
                 {".py", PYTHON}, {".pyi", PYTHON}, {".js", SCRIPT}, {".mjs", SCRIPT},
                 {".ts", SCRIPT}, {".go", GO},      {".rs", RUST}};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (g_str_has_suffix(path, known[i].ending))
            return known[i].language;
    }
    return NONE;
}

bool can_lex(const char *path) {
    return language_of(path) != NONE;
}

static bool sees(const lexer *in, const char *text) {
    size_t i = 0;
    while (text[i] != '\0' && in->at[i] == text[i])
        i++;
    return text[i] == '\0';
}

static void complain(lexer *in, const char *start, const char *what) {
    in->file->problem = what;
    in->file->line = 1;
    for (const char *c = in->start; c < start; c++)
        in->file->line += *c == '\n';
}

/* ---- Comments ---- */

/* What ends a line differs: JavaScript has two more, and a backslash of C's takes it away. */
static size_t line_end(const lexer *in) {
    if (in->at[0] == '\n')
        return 1;
    if (in->at[0] == '\r' && in->language != GO && in->language != RUST)
        return 1;
    if (in->language == SCRIPT && (sees(in, "\u2028") || sees(in, "\u2029")))
        return 3;
    return 0;
}

static void skip_line(lexer *in) {
    while (*in->at != '\0' && line_end(in) == 0) {
        bool is_spliced = in->language == C && (sees(in, "\\\n") || sees(in, "\\\r"));
        in->at += is_spliced ? 2 : 1;
    }
}

static void skip_block(lexer *in) {
    const char *start = in->at;
    int depth = 0;
    do {
        if (*in->at == '\0') {
            complain(in, start, "a comment never ends");
            return;
        }
        if (sees(in, "/*") && (in->language == RUST || depth == 0)) {
            depth++;
            in->at += 2;
        } else if (sees(in, "*/")) {
            depth--;
            in->at += 2;
        } else {
            in->at++;
        }
    } while (depth > 0);
}

static bool skip_comment(lexer *in) {
    if (in->language == PYTHON ? *in->at == '#' : sees(in, "//"))
        skip_line(in);
    else if (in->language != PYTHON && sees(in, "/*"))
        skip_block(in);
    else
        return false;
    return true;
}

/* ---- Literals ---- */

static unsigned digits(lexer *in, unsigned base, int most) {
    unsigned number = 0;
    for (int i = 0; i < most; i++) {
        int digit = g_ascii_xdigit_value(*in->at);
        if (digit < 0 || (unsigned)digit >= base)
            break;
        number = number * base + (unsigned)digit;
        in->at++;
    }
    return number;
}

static void append(GString *value, unsigned number, bool is_byte) {
    if (is_byte || number == 0)
        g_string_append_c(value, (char)number);
    else
        g_string_append_unichar(value, number);
}

/* Behind a backslash. */
static void read_escape(lexer *in, GString *value) {
    static const char plain[] = "n\nt\tr\ra\ab\bf\fv\v";
    char c = *in->at++;
    if (c == 'x') {
        append(value, digits(in, 16, 2), in->language == C || in->language == GO);
    } else if (c == 'u' && *in->at == '{') {
        in->at++;
        append(value, digits(in, 16, 6), false);
        in->at++;
    } else if (c == 'u' || c == 'U') {
        append(value, digits(in, 16, c == 'u' ? 4 : 8), false);
    } else if (c >= '0' && c <= '7') {
        in->at--;
        append(value, digits(in, 8, 3), in->language == C || in->language == GO);
    } else if (c == '\n') {
        while (in->language == RUST && g_ascii_isspace(*in->at))
            in->at++;
    } else {
        const char *found = g_ascii_isalpha(c) ? strchr(plain, c) : NULL;
        g_string_append_c(value, found == NULL ? c : found[1]);
    }
}

/* From the opening quotes on. `end` closes it. */
static void read_text(lexer *in, const char *end, bool has_escapes, bool spans_lines, GString *value) {
    const char *start = in->at;
    in->at += strlen(end);
    while (!sees(in, end)) {
        if (*in->at == '\0' || (!spans_lines && line_end(in) == 1)) {
            complain(in, start, "a text never ends");
            return;
        }
        if (*in->at == '\\' && in->at[1] != '\0') {
            in->at++;
            if (has_escapes) {
                read_escape(in, value);
            } else {
                g_string_append_c(value, '\\');
                if (end[0] != '`')
                    g_string_append_c(value, *in->at++);
            }
        } else {
            g_string_append_c(value, *in->at++);
        }
    }
    in->at += strlen(end);
}

/* r"..." and r#"..."# */
static void read_raw(lexer *in, GString *value) {
    const char *start = in->at;
    GString *end = g_string_new("\"");
    for (in->at++; *in->at == '#'; in->at++)
        g_string_append_c(end, '#');
    for (in->at++; !sees(in, end->str); in->at++) {
        if (*in->at == '\0') {
            complain(in, start, "a text never ends");
            break;
        }
        g_string_append_c(value, *in->at);
    }
    in->at += *in->at == '\0' ? 0 : end->len;
    g_string_free(end, TRUE);
}

static bool is_word(char c) {
    return g_ascii_isalnum(c) || c == '_';
}

static void end_literal(lexer *in, GString *value, bool joins) {
    GPtrArray *literals = in->file->literals;
    if (in->after_literal && joins && literals->len > 0) {
        char **last = (char **)&literals->pdata[literals->len - 1];
        char *joined = g_strconcat(*last, value->str, NULL);
        g_free(*last);
        *last = joined;
    } else {
        g_ptr_array_add(literals, g_strdup(value->str));
    }
    if (!in->after_literal)
        g_string_append_c(in->file->code, '"');
    in->after_literal = true;
    in->last = '"';
    g_string_free(value, TRUE);
}

/* A slash begins a regular expression where no value stands before it. */
static bool is_pattern(const lexer *in) {
    return in->language == SCRIPT && *in->at == '/' && in->last != '\0' &&
           strchr("(,=:[!&|?{};+>", in->last) != NULL;
}

static void read_pattern(lexer *in, GString *value) {
    const char *start = in->at;
    bool in_class = false;
    for (in->at++; *in->at != '/' || in_class; in->at++) {
        if (line_end(in) > 0 || *in->at == '\0') {
            complain(in, start, "a pattern never ends");
            return;
        }
        in_class = *in->at == '[' ? true : *in->at == ']' ? false : in_class;
        in->at += *in->at == '\\' && in->at[1] != '\0';
    }
    in->at++;
    g_string_append(value, "pattern");
}

/* 'a', '\n', '\u{1}': a character and no lifetime. */
static bool is_character(const lexer *in) {
    if (in->language != RUST)
        return true;
    if (in->at[1] == '\\')
        return true;
    const char *next = g_utf8_next_char(in->at + 1);
    return in->at[1] != '\0' && *next == '\'';
}

static bool read_literal(lexer *in) {
    bool is_raw = in->language == RUST && (sees(in, "r\"") || sees(in, "r#\"") || sees(in, "r##\"")) &&
                  !is_word(in->last);
    bool is_raw_python = in->language == PYTHON && (in->last == 'r' || in->last == 'R');
    if (!is_raw && strchr("\"'`", *in->at) == NULL && !is_pattern(in))
        return false;
    if (*in->at == '\'' && !is_character(in))
        return false;
    if (*in->at == '`' && in->language != SCRIPT && in->language != GO)
        return false;
    GString *value = g_string_new(NULL);
    bool joins = in->language == C || in->language == PYTHON;
    if (is_raw)
        read_raw(in, value);
    else if (is_pattern(in))
        read_pattern(in, value);
    else if (in->language == PYTHON && sees(in, "\"\"\""))
        read_text(in, "\"\"\"", !is_raw_python, true, value);
    else if (in->language == PYTHON && sees(in, "'''"))
        read_text(in, "'''", !is_raw_python, true, value);
    else if (*in->at == '`')
        read_text(in, "`", in->language == SCRIPT, true, value);
    else
        read_text(in, *in->at == '"' ? "\"" : "'", !is_raw_python, in->language == RUST, value);
    end_literal(in, value, joins);
    return true;
}

/* ---- Code ---- */

static void read_code(lexer *in) {
    char c = *in->at++;
    if (g_ascii_isspace(c)) {
        if (is_word(in->last) && is_word(*in->at))
            g_string_append_c(in->file->code, ' ');
        return;
    }
    /* A comma before the end of a list depends on whether the list fits a line. */
    GString *code = in->file->code;
    if (strchr(")]}", c) != NULL && code->len > 0 && code->str[code->len - 1] == ',')
        g_string_truncate(code, code->len - 1);
    g_string_append_c(code, c);
    in->after_literal = false;
    in->last = c;
}

lexed lex_file(const char *path, const char *text) {
    lexed file = {.code = g_string_new(NULL), .literals = g_ptr_array_new_with_free_func(g_free)};
    lexer in = {.language = language_of(path), .start = text, .at = text, .file = &file};
    while (*in.at != '\0' && file.problem == NULL) {
        if (!skip_comment(&in) && !read_literal(&in))
            read_code(&in);
    }
    return file;
}

void lexed_free(lexed *file) {
    g_string_free(file->code, TRUE);
    g_ptr_array_unref(file->literals);
}
