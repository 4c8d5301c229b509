#include "backends/go/formatter.h"

#include <string.h>

#include "memory/arena.h"
#include "model/languages.h"

static const char *const initialisms[] = {
    "ascii", "api",  "bfs",   "cpu",  "crc",   "css",  "csv",  "dfs", "dns", "eof", "gpu",
    "html",  "http", "https", "id",   "io",    "ip",   "json", "os",  "pdf", "ram", "rgb",
    "rsa",   "rpc",  "sha",   "sql",  "ssh",   "tcp",  "tls",  "ttl", "udp", "ui",  "uri",
    "url",   "utc",  "utf",   "utf8", "utf16", "uuid", "xml",  "xmp", NULL,
};

/* Shadowing these is legal Go and yet breaks a generated body, or a reader's expectation. */
static const char *const declared_by_go[] = {
    "any",        "append",    "bool",  "byte",   "cap",    "clear",   "close",   "comparable", "complex",
    "complex128", "complex64", "copy",  "delete", "error",  "false",   "float32", "float64",    "imag",
    "int",        "int16",     "int32", "int64",  "int8",   "iota",    "len",     "make",       "max",
    "min",        "new",       "nil",   "panic",  "print",  "println", "real",    "recover",    "rune",
    "string",     "true",      "uint",  "uint16", "uint32", "uint64",  "uint8",   "uintptr",    NULL,
};

/* Packages that generated files import, and what generated bodies declare. */
static const char *const declared_by_us[] = {
    "atomic",  "big",    "cgo",     "embed", "errors", "fmt",  "fs",  "iter",  "math", "os",
    "runtime", "slices", "strings", "time",  "unsafe", "call", "err", "unfit", "_",    NULL,
};

/* Package and folder names that mean something to the go command. */
static const char *const special_words[] = {"documentation", "internal", "main", "testdata", "vendor", NULL};

static bool is_among(const char *const *words, const char *word) {
    return g_strv_contains(words, word);
}

emit *go_emit(void) {
    emit *out = emit_new("\t", GO_WIDTH);
    out->tab_width = GO_TAB_WIDTH;
    return out;
}

void go_gap(emit *out) {
    emit_line(out, "%s", "");
}

/* ---- Names ---- */

/* Length of the initialism a word begins with, its plural's "s" left out: "ids" -> 2. 0 where it is none. */
static size_t initialism_length(const char *word) {
    size_t length = strlen(word);
    char *singular = g_strndup(word, length > 0 && word[length - 1] == 's' ? length - 1 : length);
    size_t found = is_among(initialisms, word)       ? length
                   : is_among(initialisms, singular) ? strlen(singular)
                                                     : 0;
    g_free(singular);
    return found;
}

static void append_capitalised(GString *name, const char *word) {
    size_t upper = initialism_length(word);
    if (upper == 0)
        upper = 1;
    for (size_t i = 0; i < upper; i++)
        g_string_append_c(name, g_ascii_toupper(word[i]));
    g_string_append(name, word + upper);
}

static const char *join_words(const char *snake, bool exported) {
    GString *name = g_string_new(NULL);
    char **words = g_strsplit(snake, "_", -1);
    for (char **word = words; *word != NULL; word++) {
        if ((*word)[0] == '\0')
            continue;
        if (name->len == 0 && !exported)
            g_string_append_printf(name, "%c%s", g_ascii_tolower((*word)[0]), *word + 1);
        else
            append_capitalised(name, *word);
    }
    g_strfreev(words);
    if (name->len == 0 || g_ascii_isdigit(name->str[0]))
        g_string_prepend_c(name, exported ? 'X' : 'x');
    return arena_take(g_string_free(name, FALSE));
}

const char *go_exported(const char *snake) {
    return join_words(snake, true);
}

/* Everything unexported that the fixed files declare begins with "tenon", so that no parameter can hide it.
 */
const char *go_local(const char *snake) {
    const char *name = join_words(snake, false);
    return g_str_has_prefix(name, "tenon") ? arena_printf("%s_", name) : name;
}

const char *go_word(const char *snake) {
    GString *word = g_string_new(NULL);
    for (const char *c = snake; *c != '\0'; c++) {
        if (*c != '_')
            g_string_append_c(word, g_ascii_tolower(*c));
    }
    if (language_has_keyword(MODEL_GO, word->str) || is_among(declared_by_go, word->str) ||
        is_among(special_words, word->str))
        g_string_append(word, "lib");
    return arena_take(g_string_free(word, FALSE));
}

bool go_has(const GPtrArray *scope, const char *name) {
    for (guint i = 0; i < scope->len; i++) {
        if (strcmp(g_ptr_array_index(scope, i), name) == 0)
            return true;
    }
    return false;
}

const char *go_claim(GPtrArray *scope, const char *name) {
    while (go_has(scope, name))
        name = arena_printf("%s_", name);
    g_ptr_array_add(scope, (gpointer)(uintptr_t)name);
    return name;
}

static void add_all(GPtrArray *scope, const char *const *words) {
    for (; *words != NULL; words++)
        g_ptr_array_add(scope, (gpointer)(uintptr_t)*words);
}

GPtrArray *go_scope(const char *const *words) {
    GPtrArray *scope = arena_array();
    add_all(scope, words);
    return scope;
}

GPtrArray *go_parameter_scope(void) {
    GPtrArray *scope = go_scope(language_keywords(MODEL_GO));
    add_all(scope, declared_by_go);
    add_all(scope, declared_by_us);
    return scope;
}

const char *go_c_field(const char *c_name) {
    return language_has_keyword(MODEL_GO, c_name) ? arena_printf("_%s", c_name) : c_name;
}

/* ---- Literals ---- */

/* GLib counts the two separators of lines as printable. */
static bool is_visible(gunichar c) {
    return g_unichar_isprint(c) && c != 0x2028 && c != 0x2029;
}

static void append_escaped(GString *literal, gunichar c) {
    if (c == '"' || c == '\\')
        g_string_append_printf(literal, "\\%c", (char)c);
    else if (c == '\n')
        g_string_append(literal, "\\n");
    else if (c == '\t')
        g_string_append(literal, "\\t");
    else if (c < 0x80 && !g_ascii_isprint((char)c))
        g_string_append_printf(literal, "\\x%02x", (unsigned)c);
    else if (is_visible(c))
        g_string_append_unichar(literal, c);
    else
        g_string_append_printf(literal, c > 0xFFFF ? "\\U%08x" : "\\u%04x", (unsigned)c);
}

const char *go_string(const char *text) {
    GString *literal = g_string_new("\"");
    for (const char *at = text; *at != '\0';) {
        gunichar c = g_utf8_get_char_validated(at, -1);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(literal, "\\x%02x", (unsigned)(unsigned char)*at++);
            continue;
        }
        append_escaped(literal, c);
        at = g_utf8_next_char(at);
    }
    g_string_append_c(literal, '"');
    return arena_take(g_string_free(literal, FALSE));
}

const char *go_float(double number) {
    char digits[64];
    for (int precision = 15; precision <= 17; precision++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", precision);
        g_ascii_formatd(digits, sizeof digits, format, number);
        if (g_ascii_strtod(digits, NULL) == number)
            break;
    }
    bool is_float = strpbrk(digits, ".e") != NULL;
    return arena_printf("%s%s", digits, is_float ? "" : ".0");
}
