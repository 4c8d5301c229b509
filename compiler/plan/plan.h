/**
 * @file
 * The call plan: per function, what the host passes and gets, what crosses the boundary, and the ordered
 * steps of a call.
 *
 * Built once from the model (plan_build), then only read. Backends render it; they decide nothing about
 * safety: a check that is not a step here does not exist.
 */
#ifndef TENON_COMPILER_PLAN_H
#define TENON_COMPILER_PLAN_H

#include "model/model.h"

/** How a value crosses the boundary. `in` and `out` name the C types of the boundary's parameters. */
typedef enum plan_form {
    PLAN_SCALAR, /**< in: the C scalar by value; out and inout: pointer to it. size_t, bool, intN_t, double
                    ... */
    PLAN_ENUM,   /**< in: int32_t by value; out and inout: int32_t *. */
    PLAN_RECORD, /**< in: const record * (null where nullable); out and inout: record *. */
    PLAN_TEXT,   /**< in: const char *x, size_t x_length (x null: none); out: tenon_text *. */
    PLAN_OBJECT, /**< in: tenon_handle (0: none); out: tenon_handle * (0: none). */
    PLAN_ARRAY, /**< in: const T *x, size_t x_count; inout: T *x, size_t x_count; out: filled by the callee, T
                 *x, size_t x_count. T is a scalar, an enum (int32_t) or a record. */
    PLAN_TEXT_ARRAY, /**< in only: const tenon_text_view *x, size_t x_count. */
    PLAN_BLOCK       /**< out only: tenon_block *: an array the caller then owns, or a view. */
} plan_form;

typedef enum plan_direction { PLAN_IN, PLAN_OUT, PLAN_INOUT } plan_direction;

/** How an object that is passed in is used. */
typedef enum plan_use { PLAN_USE_SHARED, PLAN_USE_EXCLUSIVE, PLAN_USE_CONSUME } plan_use;

enum { PLAN_NONE = -1 };

/** One value that the host passes, gets, or both. */
typedef struct plan_value {
    const char *name; /**< The author's name, snake_case. */
    plan_form form;
    plan_direction direction;
    model_type type; /**< Of the value, or of an array's elements. */
    bool nullable;
    plan_use use;         /**< For an object passed in. */
    bool is_self;         /**< The object of a method. */
    bool is_view;         /**< A block that is a view, not an owned array. */
    bool is_bytes;        /**< An array or block of uint8_t or void: the host's bytes type. */
    bool is_return;       /**< The C function's return value, not a parameter. */
    bool is_counted_text; /**< Text whose C parameter has a count: it needs no NUL. */
    int parameter;        /**< Index of the C parameter; PLAN_NONE for the return value. */
    int count_parameter;  /**< Index of the C parameter that counts it, or PLAN_NONE. */
    /** For a PLAN_ARRAY that only goes out: the index in `values` that says how long it must be: an array
     *  (same length) or a scalar (its value). PLAN_NONE otherwise. */
    int length_from;
    /** A PLAN_ARRAY going out whose count is in/out: boundary has one more parameter `size_t *x_filled`,
     * which says how many were written; the host shortens the array to it. */
    bool is_filled_partly;
    const char *freed_by; /**< C name of the function that frees an owned text or block. Or null. */
    int keeps_value; /**< For a new object: index in `values` of the object it keeps alive; for a view: of its
                        owner. Or PLAN_NONE. */
    bool freezes;
    bool keeps_exclusively; /**< The kept object was passed as non-const. */
    const char *doc;
} plan_value;

/** Which part of a value a parameter of the boundary carries. */
typedef enum plan_part { PLAN_PART_DATA, PLAN_PART_LENGTH, PLAN_PART_FILLED } plan_part;

/** A parameter of the generated boundary function. */
typedef struct plan_slot {
    const char
        *name; /**< "nodes", "nodes_count", "key_length" ... unique in the function, never a C keyword. */
    const char *c_type; /**< "const uint64_t *", "size_t", "tenon_text *" ... without the name. */
    int value;          /**< Index in `values`. */
    plan_part part;
} plan_slot;

/** Steps in the order in which they run. Those of the host stand around PLAN_CROSS; the boundary's are inside
 * it. */
typedef enum plan_step_kind {
    /* host, before */
    PLAN_CONVERT_INPUT, /**< value: host value to the boundary's form; the host's own type error where it does
                           not fit. */
    PLAN_ALLOCATE_OUTPUT, /**< value: a caller-filled array of the length of `other`. */
    PLAN_CROSS,           /**< Call the boundary function. */
    /* boundary */
    PLAN_CLEAR_ERROR, /**< Forget what an earlier call recorded. Only where the library can record errors. */
    PLAN_CHECK_POINTER,    /**< value: array or record in is there (where not nullable) and aligned. */
    PLAN_CHECK_COUNT,      /**< value and other: arrays that share a count have the same length. */
    PLAN_CHECK_COUNT_FITS, /**< value: the length fits the count parameter's C type. */
    PLAN_CHECK_TEXT, /**< value: UTF-8, no NUL where C reads up to one, not null unless nullable. Text arrays:
                        each. */
    PLAN_CHECK_ENUM, /**< value: a constant of its enum. Arrays: each element. */
    PLAN_CHECK_RECORD,      /**< value: the record's enum fields hold constants. Arrays: each element. */
    PLAN_BORROW,            /**< value: object in, by its `use`; `guarded`: see below. */
    PLAN_TERMINATE_TEXT,    /**< value: a copy that ends with a NUL. Text arrays: each. */
    PLAN_RELEASE_HOST_LOCK, /**< Blocking calls only: around the author's function alone, so that borrows are
                               taken and given back under the lock. */
    PLAN_CALL,              /**< The author's function. */
    PLAN_TAKE_HOST_LOCK,
    PLAN_CHECK_STATUS, /**< A failing status becomes an error. */
    PLAN_CHECK_RESULT, /**< value: a null the contract rules out, or an unknown enum constant, is a broken
                          contract. */
    PLAN_COPY_TEXT,    /**< value: text out is checked and copied. */
    PLAN_FREE_RESULT,  /**< value: the library's owned text is freed after the copy. */
    PLAN_WRAP_OBJECT,  /**< value: a new object gets its handle and keeps its parent. */
    PLAN_WRAP_BLOCK,   /**< value: owned array or view gets its handle. */
    PLAN_RELEASE,      /**< value: give the borrow back, free the terminated copy. Runs on every path. */
    /* host, after */
    PLAN_TAKE_ERROR,    /**< A negative status: take the chain in the same crossing and raise it. */
    PLAN_CONVERT_OUTPUT /**< value: the boundary's form to the host's value. */
} plan_step_kind;

typedef struct plan_step {
    plan_step_kind kind;
    int value; /**< Index in `values`, or PLAN_NONE. */
    int other; /**< A second index in `values`, or PLAN_NONE. */
    /** PLAN_BORROW: the call neither blocks nor calls back and its objects cannot be the same one twice, so a
     * host that holds a lock for the whole call may check without holding (tenon_peek_object). */
    bool guarded;
} plan_step;

/** The plan of one function. Destructors have none: closing goes through tenon_drop(). */
typedef struct plan_function {
    const model_function *function;
    const char *boundary_name; /**< "boundary_graph_node_count" */
    GPtrArray *values;         /**< plan_value, in C order; the return value last. */
    GPtrArray *inputs;  /**< plan_value the host passes (IN, INOUT), in order, the object of a method included
                           first. */
    GPtrArray *outputs; /**< plan_value the host gets (OUT, INOUT), the return value first, then in C order.
                           Several: a tuple. */
    GPtrArray *slots;   /**< plan_slot, in order. */
    GPtrArray *steps;   /**< plan_step. */
    bool blocks;        /**< Said to be TENON_BLOCKING. */
} plan_function;

/** An error that a package can raise: a failing status constant of the library, or one of the boundary's own
 * codes. */
typedef struct plan_error {
    int32_t code;        /**< The status value, or a tenon_code. */
    int32_t kind;        /**< tenon_kind */
    const char *c_name;  /**< "GRAPH_NO_SUCH_NODE" or "TENON_CLOSED". */
    const char *name;    /**< "no_such_node" or "closed". Unique among the errors. */
    bool is_boundary;    /**< One of the boundary's own. */
    const char *summary; /**< One sentence. */
} plan_error;

/** The plan of one contract. */
typedef struct plan_library {
    const model_library *model;
    GPtrArray *functions; /**< plan_function, in header order, without destructors. */
    GPtrArray *errors;    /**< plan_error: the library's in order of the header, then the boundary's own. */
    const char *fingerprint; /**< For tenon_handshake(): see runtime.h. */
    const char *hash;        /**< 16 hex digits over the whole fingerprint. */
    bool uses_blocks;        /**< Some function gives a block: packages contain block support only then. */
    bool uses_views;
    bool uses_text_out;
    bool uses_records;
    GHashTable *by_function; /**< model_function -> plan_function, for plan_of(). */
} plan_library;

/** Build the plan of a model without findings. */
const plan_library *plan_build(const model_library *model);

/** The plan of a function of the model, or null (a destructor). */
const plan_function *plan_of(const plan_library *plan, const model_function *function);

/** plan_value: what the host passes besides a method's object, in order. */
GPtrArray *plan_arguments(const plan_function *plan);

/** Whether a step of the boundary can end in an error. */
bool plan_step_can_fail(plan_step_kind kind);

/** "convert_input", "borrow" ...: the step's name in `tenon inspect`. */
const char *plan_step_name(plan_step_kind kind);

#endif /* TENON_COMPILER_PLAN_H */
