/**
 * @file
 * Comments: the contract's words as Go's doc comments, which begin with the name of what they describe.
 */
#ifndef TENON_BACKENDS_GO_DOCS_H
#define TENON_BACKENDS_GO_DOCS_H

#include "backends/go/names.h"
#include "emit/emit.h"

/** What a comment describes, which decides the verb between the name and the author's words. */
typedef enum go_subject {
    GO_IS,       /**< A type or constant: "List is a list ..." */
    GO_RETURNS,  /**< A function with results: "Size returns how many ..." */
    GO_DOES,     /**< A function without: "Add adds an item." */
    GO_PROVIDES, /**< The package. */
    GO_ACTS      /**< A function that the host writes: "VisitorFunc looks at a number." */
} go_subject;

/** The first sentence; "" where the author wrote nothing. */
const char *go_summary(const go_module *module, const char *name, go_subject subject, const char *text);

/** Paragraphs behind "// ", with C names replaced and nothing that gofmt would take for markup by accident.
 */
void go_comment(emit *out, const go_module *module, const char *text);

/** An empty comment line. */
void go_comment_gap(emit *out);

/** One item of a list in a comment. */
void go_comment_item(emit *out, const go_module *module, const char *text);

/** "The" -> "the", but "PageRank" and "UTF-8" stay. */
const char *go_lower_first(const char *text);

/** As go_lower_first(), and "Number of" -> "the number of". */
const char *go_noun(const char *text);

/** With a full stop where it has no mark at its end. */
const char *go_full_stop(const char *text);

/** The last paragraphs of a comment: since when, and what to use instead. */
void go_comment_marks(emit *out, const go_module *module, const model_marks *marks);

#endif /* TENON_BACKENDS_GO_DOCS_H */
