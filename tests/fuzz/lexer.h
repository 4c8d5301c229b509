/**
 * @file
 * Takes generated files apart as their languages do: code, comments, literals. Knows nothing of what wrote
 * them.
 */
#ifndef TENON_FUZZ_LEXER_H
#define TENON_FUZZ_LEXER_H

#include <glib.h>
#include <stdbool.h>

/** A file in pieces. */
typedef struct lexed {
    GString *code;       /**< Without comments and blanks; literals that follow each other are one quote. */
    GPtrArray *literals; /**< char *: what each stands for, literals that follow each other joined. */
    const char *problem; /**< What never ends, or null. */
    unsigned line;       /**< Where that begins. */
} lexed;

/** Whether there is a lexer for files with this name. */
bool can_lex(const char *path);

/** Take a file apart. Free with lexed_free(). */
lexed lex_file(const char *path, const char *text);

void lexed_free(lexed *file);

#endif /* TENON_FUZZ_LEXER_H */
