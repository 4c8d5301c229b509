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

/** The languages of the packages, to index what differs between them. */
typedef enum model_language {
    MODEL_PYTHON,
    MODEL_NODE,
    MODEL_GO,
    MODEL_RUST,
    MODEL_LANGUAGES /**< How many. */
} model_language;

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
    /** `@code{.py}`, `{.js}`, `{.go}` or `{.rs}` ... `@endcode`: an example in that language, with its line
     * breaks; null where there is none. Not part of `details`. */
    const char *examples[MODEL_LANGUAGES];
} model_doc;

/** What any declaration may carry for its readers, and its names where a language wants another. */
typedef struct model_marks {
    const char *deprecated;             /**< What to use instead, or null where it is not deprecated. */
    const char *since;                  /**< "1.2", or null. */
    const char *names[MODEL_LANGUAGES]; /**< TENON_NAME, as that language writes it; null: the usual one. */
} model_marks;

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
    MODEL_F64,
    MODEL_I128, /**< tenon_int128: see tenon/int128.h. */
    MODEL_U128
} model_scalar;

/** Names one constant of an enum; also a status constant. */
typedef struct model_enum_constant {
    const char *c_name; /**< "GRAPH_NO_SUCH_NODE" */
    const char *name;   /**< "no_such_node": lower case, without the common prefix */
    int32_t value;
    int32_t kind; /**< A tenon_kind for a failing status constant, otherwise 0. */
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_enum_constant;

/** An enum: one of the constants and nothing else is a valid value; with flags, any combination of them. */
typedef struct model_enum {
    const char *c_name;
    const char *name;
    bool is_flags; /**< Every constant is one bit, or a combination of constants, or 0. */
    model_marks marks;
    GPtrArray *constants; /**< model_enum_constant */
    const model_doc *doc;
    model_location location;
} model_enum;

typedef enum model_type_kind {
    MODEL_SCALAR,
    MODEL_ENUM,
    MODEL_RECORD,
    MODEL_CLASS,
    MODEL_TEXT,
    MODEL_VARIANT,   /**< A tagged union. */
    MODEL_INTERFACE, /**< A callback's function pointer, or a struct of them. */
    MODEL_CANCEL,    /**< tenon_cancel */
    MODEL_STREAM,    /**< struct ArrowArrayStream */
    MODEL_DYNAMIC    /**< tenon_value */
} model_type_kind;

struct model_record;
struct model_class;
struct model_variant;
struct model_interface;

/** What a whole number means. */
typedef enum model_meaning {
    MODEL_PLAIN,
    MODEL_INSTANT,  /**< Time since 1970-01-01T00:00:00Z, int64_t. */
    MODEL_DURATION, /**< A span of time. */
    MODEL_EXACT     /**< A number of its own type, in units of 10^-digits. */
} model_meaning;

/** Units of instants and durations. */
typedef enum model_unit {
    MODEL_SECONDS,
    MODEL_MILLISECONDS,
    MODEL_MICROSECONDS,
    MODEL_NANOSECONDS
} model_unit;

/** A typedef with TENON_EXACT: a nominal number that no float converts into. */
typedef struct model_exact {
    const char *c_name;
    const char *name;
    unsigned digits; /**< After the decimal point: 0..18. */
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_exact;

/** The type of one element (the pointee, where the C type is a pointer). */
typedef struct model_type {
    model_type_kind kind;
    model_scalar scalar;                     /**< For MODEL_SCALAR. */
    const model_enum *enumeration;           /**< For MODEL_ENUM. */
    const struct model_record *record;       /**< For MODEL_RECORD. */
    const struct model_class *class_of;      /**< For MODEL_CLASS. */
    const struct model_variant *variant;     /**< For MODEL_VARIANT. */
    const struct model_interface *interface; /**< For MODEL_INTERFACE. */
    model_meaning meaning;                   /**< Of a whole number. */
    model_unit unit;                         /**< Of an instant or duration. */
    const model_exact *exact;                /**< Of an exact number. */
    const char
        *c_name; /**< The element's C type without qualifiers: "double", "graph_stats", "char", "void". */
} model_type;

enum { MODEL_NO_FIELD = -1 };

/** A field of a record. Its type is a scalar, an enum, a record, a variant or text (`const char *`, ended by
 * a NUL). */
typedef struct model_field {
    const char *name; /**< As in C. */
    model_type type;
    bool nullable;    /**< A text that may be null. */
    int present_if;   /**< Index of the bool field that says whether this one is there, or MODEL_NO_FIELD. */
    bool is_presence; /**< It is such a bool: the host never sees it. */
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_field;

/** A plain struct, copied by value into and out of the library. */
typedef struct model_record {
    const char *c_name;
    const char *name;
    GPtrArray *fields; /**< model_field */
    bool has_text;     /**< Some text lies in it, or in a record or variant inside it. */
    model_marks marks;
    size_t size; /**< Of the C struct, on the machine that read the contract. */
    size_t alignment;
    const model_doc *doc;
    model_location location;
} model_record;

/** One case of a variant. */
typedef struct model_case {
    const model_enum_constant *constant; /**< Of the tag's enum; names the case in every language. */
    const char *member;                  /**< Of the union, as in C; null where the case has no payload. */
    model_type type;                     /**< Of the payload: scalar, enum, record or text. */
    bool nullable;                       /**< A text that may be null. */
    const model_doc *doc;                /**< Of the member, else of the constant. */
} model_case;

/** A tagged union: a struct of an enum and a union, of which the enum says the valid member. */
typedef struct model_variant {
    const char *c_name;
    const char *name;
    const char *tag_field;   /**< As in C. */
    const char *union_field; /**< As in C; "" where the union has no name. */
    const model_enum *tag;
    GPtrArray *cases;    /**< model_case, in the order of the enum's constants: one each. */
    size_t tag_offset;   /**< On the machine that read the contract, as the other sizes. */
    size_t union_offset; /**< Of every member. */
    size_t size;
    size_t alignment;
    bool has_text;
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_variant;

/** Who may use an object at the same time: TENON_THREADS. Same order as tenon_threads of the runtime. */
typedef enum model_threads { MODEL_THREADS_ANY, MODEL_THREADS_SERIAL, MODEL_THREADS_ONE } model_threads;

/** An opaque struct whose objects live in the library. */
typedef struct model_class {
    const char *c_name;
    const char *name; /**< Without the library's prefix; the library's own name where nothing remains. */
    uint16_t tag;     /**< Of its handles: from a hash of library and class name, unique in the library. */
    model_threads threads;
    model_marks marks;
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
    MODEL_COUNT,    /**< The length of an array or text of this function: the host never sees it. */
    MODEL_PRESENCE, /**< The bool that says whether another value is there; may also be the result. Never
                       seen. */
    MODEL_CONTEXT,  /**< The `void *` for a callback: see model_parameter.context_of. Never seen. */
    MODEL_DROP      /**< The drop function of a callback. Never seen. */
} model_role;

typedef enum model_ownership {
    MODEL_UNOWNED,  /**< A value, or something lent for the time of the call. */
    MODEL_OWNED,    /**< The caller owns the result. */
    MODEL_BORROWED, /**< The library owns the result; text, copied at once. */
    MODEL_VIEWED,   /**< TENON_VIEW */
    MODEL_DESTROYED,
    MODEL_CONSUMED
} model_ownership;

enum { MODEL_NO_PARAMETER = -1, MODEL_BY_RESULT = -2 };

/** How long a library may call a callback. */
typedef enum model_scope {
    MODEL_SCOPE_UNSAID,
    MODEL_DURING_CALL,
    MODEL_ONCE,           /**< Once, perhaps after the call; or never, where the call fails. */
    MODEL_UNTIL_REPLACED, /**< By the same function on the same object, or until that object ends. */
    MODEL_UNTIL_DROPPED   /**< Until the library calls the drop function. */
} model_scope;

/** What a caller who leaves an argument out passes. */
typedef struct model_default {
    enum {
        MODEL_DEFAULT_NONE, /**< Nothing: NULL, or an optional value that is not there. */
        MODEL_DEFAULT_BOOL,
        MODEL_DEFAULT_INTEGER,
        MODEL_DEFAULT_NUMBER,
        MODEL_DEFAULT_ENUM,
        MODEL_DEFAULT_TEXT
    } kind;
    int64_t integer; /**< Also the bits of an unsigned one, 0 or 1 for bool, and the value of an enum. */
    bool is_unsigned;
    double number;
    const model_enum_constant *constant; /**< Of an enum; null for flags that no constant is. */
    const char *text;                    /**< Without its quotes. */
} model_default;

/** A parameter of a C function, or its result. */
typedef struct model_parameter {
    const char *name; /**< "result" for a function's result. */
    model_type type;
    model_role role;
    bool is_array;     /**< TENON_COUNTED_BY on something that is not text. */
    bool is_const;     /**< The pointee (a class: `const graph *`), or a value. */
    int pointer_depth; /**< Stars in the C type. */
    bool nullable;
    model_ownership ownership;
    const char *freed_by; /**< C name of the function that frees an owned text or array; "free" is allowed. Or
                             null. */
    int count_parameter;  /**< Index of the parameter that counts this one, or MODEL_NO_PARAMETER. */
    int keeps_parameter;  /**< Index of the parameter that this new object keeps alive, or MODEL_NO_PARAMETER.
                           */
    bool freezes;         /**< TENON_FREEZES rather than TENON_KEEPS. */
    model_scope scope;    /**< Of a callback or interface. */
    bool is_progress;     /**< TENON_PROGRESS: during the call, may be left out. */
    /** Index of the bool parameter that says whether this value is there, MODEL_BY_RESULT where the
     * function's result says it, or MODEL_NO_PARAMETER. */
    int present_if;
    int context_of;            /**< MODEL_CONTEXT and MODEL_DROP: index of the callback they belong to. */
    int keyed_by;              /**< Index of the array with the keys of this one, or MODEL_NO_PARAMETER. */
    model_marks marks;         /**< Only names. */
    const char *default_value; /**< TENON_DEFAULT as the contract writes it, or null. */
    const model_default *default_constant; /**< The same, worked out and checked against the type. */
    const char *doc;                       /**< Of `@param`; "" where there is none. */
    const char *c_type; /**< The whole C type as a cast or declaration can use it: "const double **". */
    model_location location;
} model_parameter;

typedef enum model_function_kind {
    MODEL_CONSTRUCTOR, /**< Makes an object of its class; the one named "new" is the class's primary
                          constructor. */
    MODEL_DESTRUCTOR,
    MODEL_METHOD,
    MODEL_FREE_FUNCTION, /**< Or a static function of `owner`: see is_static. */
    MODEL_IMPLEMENTED    /**< Of an interface: the host implements it. */
} model_function_kind;

/** What a method is besides a method. */
typedef enum model_operator {
    MODEL_NO_OPERATOR,
    MODEL_EQUAL,    /**< (const x *, const x *) -> bool */
    MODEL_ORDER,    /**< (const x *, const x *) -> int32_t: negative, 0, positive */
    MODEL_HASH,     /**< (const x *) -> uint64_t */
    MODEL_LENGTH,   /**< (const x *) -> size_t */
    MODEL_INDEX,    /**< (const x *, key) -> value; fails with not_found or out_of_range */
    MODEL_CONTAINS, /**< (const x *, key) -> bool */
    MODEL_ITERATE,  /**< (x *) -> a new object of a class with a `next` */
    MODEL_STRING    /**< (const x *) -> text */
} model_operator;

/** How a class is a stream of bytes, or which streams a callback's type accepts. */
typedef enum model_flow { MODEL_NO_FLOW, MODEL_READS, MODEL_WRITES } model_flow;

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
    bool has_body; /**< In the contract itself: `static inline`. */
    model_lock lock;
    bool is_static;  /**< A function of its class without an object. */
    bool is_next;    /**< TENON_NEXT: the class is an iterator. Its one optional output group is the value. */
    model_flow flow; /**< TENON_READS: (x *, void *buffer OUT, size_t *size INOUT), 0 written means the end;
                        TENON_WRITES: (x *, const void *data, size_t size): takes all or fails. */
    model_operator operation;
    unsigned wait; /**< TENON_WAITS, in milliseconds; 0: not at all. */
    bool
        varies; /**< TENON_VARIES: of a bridged function, whose results two implementations need not share. */
    bool is_bridged; /**< TENON_BRIDGED: called through a slot, and of a class all functions or none. */
    model_marks marks;
    /** Of a method of an interface: what it gives the library where the host failed, as C; null for void. */
    const char *on_error;
    GPtrArray *parameters;   /**< model_parameter, in C order; a method's first is the object. */
    model_parameter *result; /**< Role MODEL_OUT; null where the function returns void or the status. */
    const model_doc *doc;
    model_location location;
} model_function;

/** A callback's type, or a struct of function pointers: what a host implements. */
typedef struct model_interface {
    const char *c_name; /**< Of the typedef. */
    const char *name;
    bool is_callback; /**< One function pointer rather than a struct. Its only method is called "call". */
    model_threads threads; /**< MODEL_THREADS_ANY or MODEL_THREADS_ONE. */
    model_flow flow;       /**< Of a callback: it reads from, or writes to, a stream of the host. */
    /** model_function of kind MODEL_IMPLEMENTED: parameters in C order without the context. What the library
     * passes has the role MODEL_IN; what the host gives back MODEL_OUT. */
    GPtrArray *methods;
    GPtrArray
        *context_at; /**< GINT_TO_POINTER: per method, the index of the context among its C parameters. */
    const char *context_field; /**< Of a struct: its `void *` member. */
    const char *drop_field;    /**< Of a struct: its TENON_DROP member, or null. */
    uint16_t tag;              /**< Of its handles: unique among classes and interfaces. */
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_interface;

/** A function that TENON_FREED_BY names, and that is neither free() nor in the other languages. */
typedef struct model_freer {
    const char *c_name;
    const char *c_type;      /**< Of the pointer it takes. */
    const char *result_type; /**< What it returns, hardly ever anything but "void". */
} model_freer;

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
    model_marks marks;
    const model_doc *doc;
    model_location location;
} model_constant;

/** One contract. */
typedef struct model_library {
    const char *name;
    unsigned major;
    unsigned minor;
    model_location location;  /**< Of TENON_LIBRARY. */
    const char *header;       /**< Path of the contract as given. */
    const char *header_name;  /**< Its file name, as packages include it. */
    const model_doc *doc;     /**< The file comment (`@file`), for package descriptions. */
    const model_enum *status; /**< The status enum without its zero constant's meaning removed, or null. */
    GPtrArray *constants;
    GPtrArray *enums; /**< Without the status enum. */
    GPtrArray *exacts;
    GPtrArray *records; /**< What a record holds stands before it. */
    GPtrArray *variants;
    GPtrArray *interfaces; /**< Those that some function takes. */
    GPtrArray *classes;
    GPtrArray *functions; /**< Every function, in header order, also those of the classes. */
    GPtrArray *freers;    /**< model_freer, by name. */
    GPtrArray *sources;   /**< char *: absolute paths of the C and C++ files, patterns expanded, sorted. */
    GPtrArray *includes;  /**< char *: absolute paths of include directories. */
    GPtrArray
        *headers; /**< char *: absolute paths of every header of the author's that the contract or its sources
                     need: all *.h below the include directories and beside the contract, sorted. */
    GPtrArray *links; /**< char *: system libraries. */
    bool throws_cxx;  /**< TENON_EXCEPTIONS(cxx) */
    const char
        *jump_frame; /**< TENON_JUMPS: C name of the function that gives the thread's jmp_buf, or null. */
    const char *jump_message;              /**< C name of the function that says why. */
    const char *packages[MODEL_LANGUAGES]; /**< TENON_PACKAGE, or null for the usual name. */
    GPtrArray *additions[MODEL_LANGUAGES]; /**< char *: absolute paths of the files that TENON_ADDS names. */
    model_location package_location;       /**< Of the first TENON_PACKAGE. */
    model_location exceptions_location;
    model_location jumps_location;
} model_library;

#endif /* TENON_COMPILER_MODEL_H */
