#include "model/languages.h"

#include <string.h>

/* In the order of model_language. */
static const struct {
    const char *name;
    const char *title;
} languages[] = {
    [MODEL_PYTHON] = {"python", "Python"},
    [MODEL_NODE] = {"node", "Node.js"},
    [MODEL_GO] = {"go", "Go"},
    [MODEL_RUST] = {"rust", "Rust"},
};

static const char *const python_keywords[] = {
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield",    NULL};

/* Of strict code in modules: also what cannot be the name of a variable there. */
static const char *const node_keywords[] = {
    "arguments", "await",      "break",   "case",    "catch",      "class",     "const",
    "continue",  "debugger",   "default", "delete",  "do",         "else",      "enum",
    "eval",      "export",     "extends", "false",   "finally",    "for",       "function",
    "if",        "implements", "import",  "in",      "instanceof", "interface", "let",
    "new",       "null",       "package", "private", "protected",  "public",    "return",
    "static",    "super",      "switch",  "this",    "throw",      "true",      "try",
    "typeof",    "var",        "void",    "while",   "with",       "yield",     NULL};

static const char *const go_keywords[] = {
    "break", "case",   "chan",   "const",  "continue", "default", "defer",     "else", "fallthrough",
    "for",   "func",   "go",     "goto",   "if",       "import",  "interface", "map",  "package",
    "range", "return", "select", "struct", "switch",   "type",    "var",       NULL};

/* Strict, reserved and edition-2024 keywords; "self" and "Self" cannot even be written as raw identifiers. */
static const char *const rust_keywords[] = {
    "Self",     "abstract", "as",     "async",   "await",    "become", "box",    "break", "const",
    "continue", "crate",    "do",     "dyn",     "else",     "enum",   "extern", "false", "final",
    "fn",       "for",      "gen",    "if",      "impl",     "in",     "let",    "loop",  "macro",
    "match",    "mod",      "move",   "mut",     "override", "priv",   "pub",    "ref",   "return",
    "self",     "static",   "struct", "super",   "trait",    "true",   "try",    "type",  "typeof",
    "unsafe",   "unsized",  "use",    "virtual", "where",    "while",  "yield",  NULL};

static const char *const *const keywords[] = {
    [MODEL_PYTHON] = python_keywords,
    [MODEL_NODE] = node_keywords,
    [MODEL_GO] = go_keywords,
    [MODEL_RUST] = rust_keywords,
};

const char *language_name(model_language language) {
    return languages[language].name;
}

const char *language_title(model_language language) {
    return languages[language].title;
}

model_language language_named(const char *name) {
    for (model_language language = 0; language < MODEL_LANGUAGES; language++) {
        if (strcmp(languages[language].name, name) == 0)
            return language;
    }
    return MODEL_LANGUAGES;
}

const char *language_names_joined(void) {
    return "python, node, go, rust";
}

const char *const *language_keywords(model_language language) {
    return keywords[language];
}

bool language_has_keyword(model_language language, const char *word) {
    return g_strv_contains(keywords[language], word);
}

const char *model_name_in(const model_marks *marks, model_language language, const char *usual) {
    return marks->names[language] != NULL ? marks->names[language] : usual;
}
