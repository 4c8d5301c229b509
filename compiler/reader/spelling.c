/* Annotations that are misspelled: the compiler only sees a strange word and stumbles over what follows, so
 * they are looked for in the contract's words, and named instead of the compiler's complaints. */

#include <string.h>

#include "memory/arena.h"
#include "reader/annotations.h"
#include "reader/reader_internal.h"

#define PREFIX "TENON_"

static enum CXChildVisitResult visit_macro(CXCursor cursor, CXCursor parent, CXClientData data) {
    (void)parent;
    GHashTable *macros = data;
    if (clang_getCursorKind(cursor) == CXCursor_MacroDefinition)
        g_hash_table_add(macros, (gpointer)(uintptr_t)reader_take(clang_getCursorSpelling(cursor)));
    return CXChildVisit_Continue;
}

static void find_at(reader *in, CXToken token, const char *message, const char *remedy) {
    findings_add(in->all, reader_place(clang_getTokenLocation(in->unit, token)), message, remedy);
}

static void check_word(reader *in, GHashTable *macros, CXToken token, const char *word, const char *next) {
    bool has_argument = false;
    bool is_known = annotation_known(word, &has_argument);
    bool is_called = strcmp(next, "(") == 0;
    if (is_known && has_argument && !is_called) {
        find_at(in, token, arena_printf("%s lacks what it is about, in parentheses", word),
                arena_printf("%s(...)", word));
    } else if (is_known && !has_argument && is_called) {
        find_at(in, token, arena_printf("%s takes nothing in parentheses", word), word);
    } else if (!is_known && !g_hash_table_contains(macros, word)) {
        const char *meant = annotation_like(word);
        find_at(in, token, arena_printf("%s is not an annotation", word),
                meant != NULL ? arena_printf("%s (did you mean that?)", meant)
                              : "one of the annotations of tenon/contract.h");
    }
}

static void check_words(reader *in, GHashTable *macros, CXToken *tokens, unsigned count) {
    bool has_contract_h = g_hash_table_contains(macros, "TENON_LIBRARY");
    for (unsigned i = 0; i < count; i++) {
        const char *word = reader_take(clang_getTokenSpelling(in->unit, tokens[i]));
        if (clang_getTokenKind(tokens[i]) != CXToken_Identifier || !g_str_has_prefix(word, PREFIX))
            continue;
        if (!has_contract_h) {
            find_at(in, tokens[i], "the annotations are unknown: tenon/contract.h is not included before",
                    "#include <tenon/contract.h> above this line");
            return;
        }
        const char *next = i + 1 < count ? reader_take(clang_getTokenSpelling(in->unit, tokens[i + 1])) : "";
        check_word(in, macros, tokens[i], word, next);
    }
}

bool report_misspellings(reader *in) {
    size_t size = 0;
    if (in->contract == NULL || clang_getFileContents(in->unit, in->contract, &size) == NULL ||
        size > G_MAXUINT32)
        return false;
    GHashTable *macros = g_hash_table_new(g_str_hash, g_str_equal);
    clang_visitChildren(clang_getTranslationUnitCursor(in->unit), visit_macro, macros);
    CXSourceRange whole = clang_getRange(clang_getLocationForOffset(in->unit, in->contract, 0),
                                         clang_getLocationForOffset(in->unit, in->contract, (unsigned)size));
    CXToken *tokens = NULL;
    unsigned count = 0;
    guint before = in->all->list->len;
    clang_tokenize(in->unit, whole, &tokens, &count);
    if (tokens != NULL) {
        check_words(in, macros, tokens, count);
        clang_disposeTokens(in->unit, tokens, count);
    }
    g_hash_table_unref(macros);
    return in->all->list->len > before;
}
