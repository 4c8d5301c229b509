/**
 * @file
 * The author's texts in every place of a contract, as nasty as bytes can be: doc comments, constants, advice,
 * names.
 *
 * The same contract is generated twice, with the texts of the input and with plain words in their places.
 * Without comments and literals the files must be the same: then every comment and literal ends where it was
 * meant to. A constant's text must come back from the literals of every package. What takes the files apart
 * is lexer.h.
 */
#include "input.h"
#include "lexer.h"
#include "package/embedded.h"
#include "pipeline.h"

/* ---- What is in the input ---- */

enum { DOCS = 14, NAMES = 6, LONGEST = 64 };

/* Words that some language has, and C does not. */
static const char *const words[] = {
    "plain",       "type",      "def",     "class",  "lambda",    "async",  "await",    "yield",
    "fn",          "impl",      "crate",   "self",   "super",     "func",   "go",       "chan",
    "defer",       "map",       "range",   "select", "var",       "let",    "function", "prototype",
    "eval",        "None",      "True",    "match",  "dyn",       "string", "error",    "len",
    "nil",         "iota",      "init",    "main",   "str",       "new",    "delete",   "this",
    "undefined",   "NaN",       "package", "import", "interface", "close",  "next",     "then",
    "constructor", "arguments", "where",   "ref",    "move",      "object", "toString", "__init__",
    "__proto__",   "loop",      "pub",     "use",    "mod",       "trait",  "final",
};

typedef struct texts {
    char *docs[DOCS];
    bool in_lines[DOCS]; /* as `///` and not as a block */
    unsigned names_from;
    const char *names[NAMES];
    char *constant;
    char *advice;
} texts;

static char *take_text(input *from) {
    size_t length;
    char *bytes = take_copy(from, take_below(from, LONGEST), &length);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\0')
            g_string_append_c(text, bytes[i]);
    }
    free(bytes);
    char *valid = g_utf8_make_valid(text->str, -1);
    g_string_free(text, TRUE);
    return valid;
}

/* Few enough combinations to remember what each makes of plain texts; the first is all plain. */
static void take_names(texts *said) {
    for (size_t i = 0; i < NAMES; i++)
        said->names[i] = words[said->names_from == 0 ? 0 : (said->names_from + i * 11) % G_N_ELEMENTS(words)];
}

static texts take_texts(input *from) {
    texts said = {.names_from = take_below(from, G_N_ELEMENTS(words))};
    take_names(&said);
    said.constant = take_text(from);
    said.advice = take_text(from);
    for (size_t i = 0; i < DOCS; i++) {
        said.in_lines[i] = take_bool(from);
        said.docs[i] = take_text(from);
    }
    return said;
}

static void free_texts(texts *said) {
    for (size_t i = 0; i < DOCS; i++)
        g_free(said->docs[i]);
    g_free(said->constant);
    g_free(said->advice);
}

/* ---- The contract ---- */

/* What would end a block comment must stand in lines. A word first, so that every doc says something. */
static char *comment(const texts *said, size_t which) {
    char **lines = g_strsplit(said->docs[which], "\n", -1);
    GString *text = g_string_new(NULL);
    if (said->in_lines[which]) {
        g_string_append(text, "/// Word ");
        for (char **line = lines; *line != NULL; line++)
            g_string_append_printf(text, "%s%s\n", line == lines ? "" : "/// ", *line);
        g_string_append(text, "///\n"); /* behind a backslash */
    } else {
        char *body = g_strjoinv("\n * ", lines);
        GString *safe = g_string_new(body);
        while (strstr(safe->str, "*/") != NULL)
            g_string_replace(safe, "*/", "* /", 0);
        if (g_str_has_suffix(safe->str, "*"))
            g_string_append_c(safe, '.');
        g_string_append_printf(text, "/**\n * Word %s\n */\n", safe->str);
        g_string_free(safe, TRUE);
        g_free(body);
    }
    g_strfreev(lines);
    return g_string_free(text, FALSE);
}

/* In a literal of C's, byte by byte. */
static char *c_literal(const char *text) {
    GString *literal = g_string_new("\"");
    for (const char *c = text; *c != '\0'; c++)
        g_string_append_printf(literal, "\\%03o", (unsigned)(unsigned char)*c);
    return g_string_free(g_string_append_c(literal, '"'), FALSE);
}

static char *contract_of(const texts *said) {
    char *docs[DOCS];
    for (size_t i = 0; i < DOCS; i++)
        docs[i] = comment(said, i);
    char *constant = c_literal(said->constant);
    char *advised = g_strconcat("use ", said->advice, NULL);
    char *advice = c_literal(advised);
    g_free(advised);
    const char *const *names = said->names;
    char *text = g_strdup_printf(
        "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <tenon/contract.h>\n"
        "TENON_LIBRARY(shop, 1, 0)\nTENON_SOURCES(\"shop.c\")\n%s#define SHOP_TEXT %s\n"
        "%stypedef enum TENON_STATUS shop_status {\nSHOP_OK = 0,\n%sSHOP_GONE TENON_KIND(not_found) = 1,\n} "
        "shop_status;\n"
        "%stypedef enum shop_colour {\n%sSHOP_%s = 0,\nSHOP_OTHER = 1,\n} shop_colour;\n"
        "%stypedef struct shop_point {\n%sint32_t %s;\ndouble other;\n} shop_point;\n"
        "%stypedef struct shop_item shop_item;\n"
        "%stypedef bool (*shop_visitor)(const char *%s, void *context TENON_CONTEXT) "
        "TENON_ON_ERROR(false);\n"
        "%sTENON_OWNED shop_item *shop_item_new(void);\n"
        "/** Closes. */\nvoid shop_item_free(shop_item *item TENON_DESTROYS);\n"
        "%sshop_status shop_item_%s(const shop_item *item, const char *%s, shop_point *point TENON_OUT, "
        "shop_colour "
        "colour) TENON_DEPRECATED(%s);\n"
        "%sshop_status shop_item_visit(shop_item *item, shop_visitor visitor TENON_CALLED(during_call), void "
        "*context "
        "TENON_CONTEXT_OF(visitor));\n"
        "%ssize_t shop_%s(void) TENON_BRIEF;\n",
        docs[0], constant, docs[1], docs[2], docs[3], docs[4], names[0], docs[5], docs[6], names[1], docs[7],
        docs[8], names[2], docs[9], docs[10], names[3], names[4], advice, docs[11], docs[12], names[5]);
    for (size_t i = 0; i < DOCS; i++)
        g_free(docs[i]);
    g_free(constant);
    g_free(advice);
    return text;
}

/* ---- The files ---- */

static const pipeline_file *file_at(const pipeline *made, guint index) {
    return g_ptr_array_index(made->files, index);
}

static bool is_generated(const pipeline_file *file) {
    for (size_t i = 0; i < embedded_file_count; i++) {
        if (embedded_files[i].text == file->text)
            return false;
    }
    return can_lex(file->path) && strstr(file->path, "/library/") == NULL;
}

/* The code of every file, by language and path. @param found Whose literals have the constant's text. */
static GHashTable *code_of(const pipeline *made, const char *constant, bool *found) {
    GHashTable *codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < made->files->len; i++) {
        const pipeline_file *file = file_at(made, i);
        if (!is_generated(file))
            continue;
        lexed pieces = lex_file(file->path, file->text);
        for (guint j = 0; j < pieces.literals->len; j++) {
            if (strcmp(g_ptr_array_index(pieces.literals, j), constant) == 0)
                found[file->language] = true;
        }
        g_hash_table_insert(codes, g_strdup_printf("%d %s", (int)file->language, file->path),
                            g_strdup(pieces.code->str));
        lexed_free(&pieces);
    }
    return codes;
}

static void require_same(const char *path, const char *code, const char *expected) {
    size_t same = 0;
    while (code[same] != '\0' && code[same] == expected[same])
        same++;
    size_t start = same > 60 ? same - 60 : 0;
    REQUIRE(strcmp(code, expected) == 0,
            "%s: the texts are part of the code:\n  %.160s\ninstead of\n  %.160s", path, code + start,
            expected + start);
}

static void require_same_codes(GHashTable *codes, GHashTable *expected) {
    GHashTableIter each;
    gpointer path, code;
    g_hash_table_iter_init(&each, codes);
    while (g_hash_table_iter_next(&each, &path, &code))
        require_same(path, code, g_hash_table_lookup(expected, path));
}

/* What plain texts come to under these names, made once; null where a name clashes with another. */
static GHashTable *plain_codes(unsigned names_from) {
    static GHashTable *known[G_N_ELEMENTS(words)];
    static bool is_known[G_N_ELEMENTS(words)];
    bool found[MODEL_LANGUAGES];
    if (is_known[names_from])
        return known[names_from];
    texts said = {.names_from = names_from, .constant = g_strdup("x"), .advice = g_strdup("x")};
    take_names(&said);
    for (size_t i = 0; i < DOCS; i++)
        said.docs[i] = g_strdup("x");
    char *contract = contract_of(&said);
    pipeline made = pipeline_run(contract, strlen(contract));
    if (made.files->len > 0)
        known[names_from] = code_of(&made, "", found);
    REQUIRE(made.files->len > 0 || names_from != 0, "plain words are refused:\n%s", made.findings);
    is_known[names_from] = true;
    pipeline_end(&made);
    g_free(contract);
    free_texts(&said);
    return known[names_from];
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    input from = {.bytes = bytes, .left = size};
    texts said = take_texts(&from);
    char *contract = contract_of(&said);
    pipeline made = pipeline_run(contract, strlen(contract));
    pipeline_check(&made);
    bool found[MODEL_LANGUAGES] = {false};
    GHashTable *codes = made.files->len == 0 ? NULL : code_of(&made, said.constant, found);
    pipeline_end(&made);
    GHashTable *expected = plain_codes(said.names_from);
    for (size_t language = 0; language < MODEL_LANGUAGES && codes != NULL; language++)
        REQUIRE(found[language], "language %zu: the constant's text does not come back", language);
    if (codes != NULL && expected != NULL)
        require_same_codes(codes, expected);
    g_clear_pointer(&codes, g_hash_table_unref);
    g_free(contract);
    free_texts(&said);
    return 0;
}
