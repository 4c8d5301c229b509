/**
 * @file
 * What the reader's files share.
 */
#ifndef TENON_COMPILER_READER_INTERNAL_H
#define TENON_COMPILER_READER_INTERNAL_H

#include <clang-c/Index.h>

#include "model/model.h"
#include "reader/findings.h"

/** The state of reading one contract. */
typedef struct reader {
    CXTranslationUnit unit;
    CXFile contract;      /**< Only declarations of this file belong to the contract. */
    GPtrArray *arguments; /**< char *: libclang's command line. */
    findings *all;
    model_library *library;
    GHashTable *types;   /**< USR of a struct or enum -> model_type *. */
    GHashTable *ignored; /**< USR of structs and enums under TENON_IGNORE. */
    bool compiles;       /**< The compiler found no error: what is missing is not just a follow-up. */
} reader;

/** A libclang string as one that the arena owns. */
const char *reader_take(CXString string);

/** Where a cursor stands in the contract; a macro's place is where it is used. */
model_location reader_location(CXCursor cursor);

/** Add a finding at a cursor. */
void reader_find(reader *in, CXCursor cursor, const char *message, const char *remedy);

/** The cleaned doc comment of a cursor. Never null. */
const model_doc *reader_doc(CXCursor cursor);

/** The same for a comment's text. */
const model_doc *reader_doc_of_text(const char *comment);

/** The text of `@param name` in a cursor's doc comment, or "". */
const char *reader_parameter_doc(CXCursor cursor, const char *name);

/** The doc comment with `@file`, from the contract's text. Never null. */
const model_doc *reader_file_doc(const char *header);

/** A name in lower case without the prefix, where it has it and something remains that can start a name. */
const char *reader_short_name(const char *c_name, const char *prefix);

/* One pass each over the contract's declarations, in this order. */
void read_library(reader *in);   /**< TENON_LIBRARY, TENON_SOURCES ... */
void read_types(reader *in);     /**< Enums, records and classes. */
void read_functions(reader *in); /**< Functions; needs every type. */
void read_constants(reader *in); /**< Macros and const variables. */

/** Two items that one language would have to call the same are findings. */
void check_names(reader *in);

/** A C type taken apart. */
typedef struct read_type {
    model_type type;
    bool is_void;  /**< `void`; type says nothing. */
    bool is_known; /**< False: `problem` and `remedy` say why the contract cannot have it. */
    int pointer_depth;
    bool is_const;       /**< The element is const. */
    bool is_inner_const; /**< The pointer to the element is const (`const char *const *`). */
    const char *c_type;  /**< As spelled, without qualifiers of the whole. */
    const char *problem;
    const char *remedy;
} read_type;

/** Take a C type apart. */
read_type reader_type(reader *in, CXType type);

/** Call `visit` for each declaration that stands in the contract itself. */
void reader_each(reader *in, void (*visit)(reader *in, CXCursor cursor));

#endif /* TENON_COMPILER_READER_INTERNAL_H */
