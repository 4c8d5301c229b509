/**
 * @file
 * The model: what a contract says, after parsing and checking.
 *
 * The reader builds it from the header; everything later (plan, backends, inspect) reads it and never changes
 * it. All names are the author's words in snake_case without the library's or class's prefix: turning them
 * into a language's style is the job of that backend's formatter. All memory belongs to the arena
 * (memory/arena.h). Arrays are GPtrArray of pointers to the named struct, in the order of the header.
 */
#ifndef TENON_COMPILER_MODEL_H
#define TENON_COMPILER_MODEL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/** A place in the contract. */
typedef struct model_location {
    const char *file;
    unsigned line;
    unsigned column;
} model_location;

/** One `@throws CONSTANT text` of a doc comment. */
typedef struct model_throw {
    const char *constant; /**< As written, for instance "GRAPH_NO_SUCH_NODE". */
    const char *text;
} model_throw;

/** A doc comment, cleaned: no comment marks, lines joined into paragraphs. Texts may be "" but never null. */
typedef struct model_doc {
    const char *summary; /**< The first paragraph. */
    const char *details; /**< The other paragraphs, separated by "\n\n". */
    const char *returns; /**< Of `@return`. */
    GPtrArray *throws;   /**< model_throw. */
} model_doc;

/** The numbers and bool. */
typedef enum model_scalar {
    MODEL_BOOL,
    MODEL_I8,
    MODEL_I16,
    MODEL_I32,
    MODEL_I64,
    MODEL_U8,
    MODEL_U16,
    MODEL_U32,
    MODEL_U64,
    MODEL_SIZE,
    MODEL_F32,
    MODEL_F64
} model_scalar;

/** Names one constant of an enum; also a status constant. */
typedef struct model_enum_constant {
    const char *c_name; /**< "GRAPH_NO_SUCH_NODE" */
    const char *name;   /**< "no_such_node": lower case, without the common prefix */
    int32_t value;
    int32_t kind; /**< A tenon_kind for a failing status constant, otherwise 0. */
    const model_doc *doc;
    model_location location;
} model_enum_constant;

/** An enum: one of the constants and nothing else is a valid value. */
typedef struct model_enum {
    const char *c_name;
    const char *name;
    GPtrArray *constants; /**< model_enum_constant */
    const model_doc *doc;
    model_location location;
} model_enum;

typedef enum model_type_kind {
    MODEL_SCALAR,
    MODEL_ENUM,
    MODEL_RECORD,
    MODEL_CLASS,
    MODEL_TEXT
} model_type_kind;

struct model_record;
struct model_class;

/** The type of one element (the pointee, where the C type is a pointer). */
typedef struct model_type {
    model_type_kind kind;
    model_scalar scalar;                /**< For MODEL_SCALAR. */
    const model_enum *enumeration;      /**< For MODEL_ENUM. */
    const struct model_record *record;  /**< For MODEL_RECORD. */
    const struct model_class *class_of; /**< For MODEL_CLASS. */
    const char
        *c_name; /**< The element's C type without qualifiers: "double", "graph_stats", "char", "void". */
} model_type;

/** A field of a record. Its type is a scalar or an enum. */
typedef struct model_field {
    const char *name; /**< As in C. */
    model_type type;
    const model_doc *doc;
    model_location location;
} model_field;

/** A plain struct, copied by value into and out of the library. */
typedef struct model_record {
    const char *c_name;
    const char *name;
    GPtrArray *fields; /**< model_field */
    size_t size;       /**< Of the C struct, on the machine that read the contract. */
    size_t alignment;
    const model_doc *doc;
    model_location location;
} model_record;

/** Who may use an object at the same time: TENON_THREADS. Same order as tenon_threads of the runtime. */
typedef enum model_threads { MODEL_THREADS_ANY, MODEL_THREADS_SERIAL, MODEL_THREADS_ONE } model_threads;

/** An opaque struct whose objects live in the library. */
typedef struct model_class {
    const char *c_name;
    const char *name; /**< Without the library's prefix; the library's own name where nothing remains. */
    uint16_t tag;     /**< Of its handles: from a hash of library and class name, unique in the library. */
    model_threads threads;
    const struct model_function *destructor; /**< Never null in a model without findings. */
    GPtrArray
        *functions; /**< model_function: its constructors, methods and properties, not the destructor. */
    const model_doc *doc;
    model_location location;
} model_class;

typedef enum model_role {
    MODEL_IN,
    MODEL_OUT,
    MODEL_INOUT,
    MODEL_COUNT /**< The length of an array or text of this function: the host never sees it. */
} model_role;

typedef enum model_ownership {
    MODEL_UNOWNED,  /**< A value, or something lent for the time of the call. */
    MODEL_OWNED,    /**< The caller owns the result. */
    MODEL_BORROWED, /**< The library owns the result; text, copied at once. */
    MODEL_VIEWED,   /**< TENON_VIEW */
    MODEL_DESTROYED,
    MODEL_CONSUMED
} model_ownership;

enum { MODEL_NO_PARAMETER = -1 };

/** A parameter of a C function, or its result. */
typedef struct model_parameter {
    const char *name; /**< "result" for a function's result. */
    model_type type;
    model_role role;
    bool is_array;     /**< TENON_COUNTED_BY on something that is not text. */
    bool is_const;     /**< The pointee (a class: `const graph *`). */
    int pointer_depth; /**< Stars in the C type. */
    bool nullable;
    model_ownership ownership;
    const char *freed_by; /**< C name of the function that frees an owned text or array; "free" is allowed. Or
                             null. */
    int count_parameter;  /**< Index of the parameter that counts this one, or MODEL_NO_PARAMETER. */
    int keeps_parameter;  /**< Index of the parameter that this new object keeps alive, or MODEL_NO_PARAMETER.
                           */
    bool freezes;         /**< TENON_FREEZES rather than TENON_KEEPS. */
    const char *doc;      /**< Of `@param`; "" where there is none. */
    const char *c_type;   /**< The whole C type as a cast or declaration can use it: "const double **". */
    model_location location;
} model_parameter;

typedef enum model_function_kind {
    MODEL_CONSTRUCTOR, /**< Makes an object of its class; the one named "new" is the class's primary
                          constructor. */
    MODEL_DESTRUCTOR,
    MODEL_METHOD,
    MODEL_FREE_FUNCTION
} model_function_kind;

typedef enum model_lock { MODEL_LOCK_UNSAID, MODEL_LOCK_BRIEF, MODEL_LOCK_BLOCKING } model_lock;

/** A function of the contract. */
typedef struct model_function {
    const char *c_name;
    const char *name; /**< Without library and class prefix: "node_count"; a property: the property's name. */
    model_function_kind kind;
    const model_class
        *owner; /**< The class of a constructor, destructor or method; null for a free function. */
    bool is_property;
    bool is_setter;
    bool returns_status;
    model_lock lock;
    GPtrArray *parameters;   /**< model_parameter, in C order; a method's first is the object. */
    model_parameter *result; /**< Role MODEL_OUT; null where the function returns void or the status. */
    const model_doc *doc;
    model_location location;
} model_function;

typedef enum model_constant_kind {
    MODEL_INTEGER_CONSTANT,
    MODEL_FLOAT_CONSTANT,
    MODEL_TEXT_CONSTANT
} model_constant_kind;

/** A named constant: an object-like macro, or a const variable with a value. */
typedef struct model_constant {
    const char *c_name;
    const char *name; /**< Lower case, without the library's prefix. */
    model_constant_kind kind;
    bool is_unsigned; /**< The integer is unsigned (and may exceed INT64_MAX). */
    int64_t integer;  /**< Bits of the integer. */
    double number;
    const char *text;
    const model_doc *doc;
    model_location location;
} model_constant;

/** One contract. */
typedef struct model_library {
    const char *name;
    unsigned major;
    unsigned minor;
    const char *header;       /**< Path of the contract as given. */
    const char *header_name;  /**< Its file name, as packages include it. */
    const model_doc *doc;     /**< The file comment (`@file`), for package descriptions. */
    const model_enum *status; /**< The status enum without its zero constant's meaning removed, or null. */
    GPtrArray *constants;
    GPtrArray *enums; /**< Without the status enum. */
    GPtrArray *records;
    GPtrArray *classes;
    GPtrArray *functions; /**< Every function, in header order, also those of the classes. */
    GPtrArray *sources;   /**< char *: absolute paths of the C files, patterns expanded, sorted. */
    GPtrArray *includes;  /**< char *: absolute paths of include directories. */
    GPtrArray
        *headers; /**< char *: absolute paths of every header of the author's that the contract or its sources
                     need: all *.h below the include directories and beside the contract, sorted. */
    GPtrArray *links; /**< char *: system libraries. */
} model_library;

#endif /* TENON_COMPILER_MODEL_H */
