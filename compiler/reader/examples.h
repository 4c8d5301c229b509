/**
 * @file
 * Examples in doc comments: `@code{.py}` ... `@endcode`, kept as they are written.
 */
#ifndef TENON_COMPILER_EXAMPLES_H
#define TENON_COMPILER_EXAMPLES_H

#include "reader/reader_internal.h"

/** One comment's example that is being read, from its `@code` to its `@endcode`. */
typedef struct example {
    model_language language; /**< MODEL_LANGUAGES: in a language of no package, as C. */
    GPtrArray *lines;        /**< char *; null where none is open. */
} example;

/**
 * Whether a comment's line belongs to an example: its first, one of its lines, or its last.
 * @param raw The line as it stands in the header.
 * @param bare The same without what decorates a comment.
 * @param texts Where a finished example goes, by language.
 */
bool example_takes(example *open, const char *raw, const char *bare, const char **texts);

/** Examples that do not end, in no known language, or twice in one; reads the contract's text. */
void check_examples(reader *in);

#endif /* TENON_COMPILER_EXAMPLES_H */
