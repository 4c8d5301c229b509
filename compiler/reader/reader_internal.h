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
    GHashTable *types;     /**< USR of a struct or enum, or of a callback's typedef -> model_type *. */
    GHashTable *unions;    /**< USR of unions in variants. */
    GHashTable *meanings;  /**< Name of a typedef of a number -> model_type * that says what it means. */
    GHashTable *ignored;   /**< USR of structs and enums under TENON_IGNORE. */
    GHashTable *declared;  /**< C name -> CXCursor * of every function, also those of included headers. */
    GHashTable *functions; /**< C name -> model_function * of those read so far. */
    GHashTable *freers;    /**< C names that TENON_FREED_BY gives. */
    bool is_alone;         /**< Without the files that it names: see read_contract_alone(). */
    bool says_sources;     /**< There is a TENON_SOURCES or TENON_LINKS, right or wrong. */
    bool says_exceptions;  /**< There is a TENON_EXCEPTIONS. */
} reader;

/** A libclang string as one that the arena owns. */
const char *reader_take(CXString string);

/** Where a cursor stands in the contract; a macro's place is where it is used. */
model_location reader_location(CXCursor cursor);

/** The same for a libclang location. */
model_location reader_place(CXSourceLocation at);

/** Add a finding at a cursor. */
void reader_find(reader *in, CXCursor cursor, const char *message, const char *remedy);

/** What model_doc.throws holds until the whole contract is read. */
typedef struct read_throw {
    model_throw thrown; /**< First, so that a pointer to it is one to this. */
    bool is_retval;     /**< Said with `@retval`: perhaps no failure at all. */
} read_throw;

/** The cleaned doc comment of a cursor. Never null. */
const model_doc *reader_doc(CXCursor cursor);

/** The same for a comment's text. */
const model_doc *reader_doc_of_text(const char *comment);

/** The text of `@param name` in a cursor's doc comment, or "". */
const char *reader_parameter_doc(CXCursor cursor, const char *name);

/** The doc comment with `@file`, from the contract's text. Never null. */
const model_doc *reader_file_doc(const char *header);

/** A C name in snake_case: "AddItem" and "ADD_ITEM" are "add_item". */
const char *reader_words(const char *c_name);

/** Its words without the prefix, where it has it and something remains that can start a name. */
const char *reader_short_name(const char *c_name, const char *prefix);

/** The same for a type: also without `_t`. */
const char *reader_type_name(const char *c_name, const char *prefix);

/** Equal for two names that some language writes alike: "item_1" and "item1", "a__b" and "a_b". */
const char *reader_same_words(const char *name);

/** Small letters, digits and single underscores between them. */
bool reader_is_plain_name(const char *name);

/** Whether some language could not have a package of that name, or C a library. */
bool reader_is_reserved_library(const char *name);

/** Whether a language could not have a package of that name. */
bool reader_is_reserved_in(model_language language, const char *name);

/** Whether no library can have that name, because of its C code. */
bool reader_is_reserved_in_c(const char *name);

/** Report words that look like annotations but are none; only where the contract does not compile.
 * @return whether there were any: they explain the compiler's complaints. */
bool report_misspellings(reader *in);

/* One pass each over the contract's declarations, in this order. */
void read_library(reader *in);   /**< TENON_LIBRARY, TENON_SOURCES ... */
void read_types(reader *in);     /**< Enums, records, classes, callbacks and interfaces. */
void read_functions(reader *in); /**< Functions; needs every type. */
void read_constants(reader *in); /**< Macros and const variables. */

/** TENON_PROPERTY(name) on a function whose kind and parameters are known; nothing where `name` is null. */
void read_property(reader *in, CXCursor cursor, model_function *function, const char *name);

/** Setters without a getter, or for another type. */
void check_properties(reader *in, const model_class *class_of);

/** Read a struct with fields. */
void read_record(reader *in, CXCursor cursor, CXType type, const char *c_name);

/** The doc comment of a typedef, or of the struct behind it. */
const model_doc *reader_type_doc(CXCursor cursor, CXType type);

/** Where the fields of a struct lie if a compiler puts them there by itself. */
typedef struct read_layout {
    long long end; /**< In bytes: where the next field may start at the earliest. */
    long long alignment;
    bool is_odd; /**< A field does not lie where it would by itself. */
} read_layout;

void reader_add_layout(read_layout *layout, CXCursor field);
bool reader_is_odd_layout(const read_layout *layout, size_t size, size_t alignment);

/** What libclang knows a type by, whatever its typedefs are called. */
const char *reader_usr(CXType type);

/** Whether text lies in a value of this type. */
bool reader_has_text(const model_type *type);

/** What a struct or enum is in the contract, for reader_type(). */
void reader_declare(reader *in, CXType type, model_type declared);

/** The same for a typedef itself, where the name rather than the type counts. */
void reader_declare_typedef(reader *in, CXCursor cursor, model_type declared);

/** The tag of a new class's or interface's handles. */
uint16_t reader_tag(const model_library *library, const char *c_name);

/** Two items that one language would have to call the same are findings. */
void check_names(reader *in);

/** A C type taken apart. */
typedef struct read_type {
    model_type type;
    bool is_void;  /**< `void`; type says nothing. */
    bool is_known; /**< False: `problem` and `remedy` say why the contract cannot have it. */
    int pointer_depth;
    bool is_const;        /**< The element is const. */
    bool is_target_const; /**< What the outermost pointer points to is const: it cannot be written. */
    const char *c_type;   /**< As spelled, without qualifiers of the whole. */
    const char *problem;
    const char *remedy;
} read_type;

/** What neither a field of a record nor a case of a variant can be, or null; `remedy` is set with it. */
const char *reader_member_problem(const reader *in, CXCursor cursor, const char *name, const read_type *type,
                                  const char **remedy);

/** Take a C type apart. */
read_type reader_type(reader *in, CXType type);

/** What the compiler worked out for a variable's value; null where it is no number or text. */
model_constant *reader_evaluate(reader *in, CXCursor cursor, const char *c_name);

/** Read the contract once more with these declarations behind it; what does not compile of them is left out.
 */
void reader_try(reader *in, const char *declarations, CXCursorVisitor visit, void *data);

/** Call `visit` for each declaration that stands in the contract itself. */
void reader_each(reader *in, void (*visit)(reader *in, CXCursor cursor));

#endif /* TENON_COMPILER_READER_INTERNAL_H */
