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
    /** PLAN_RECORD is also the form of a variant (its type says so). Where the type has text: in, every text
     * ends with a NUL and lives during the call; out, the host owns the texts and gives them back with
     * boundary_release_<c_name>(). */
    PLAN_RECORD, /**< in: const record * (null where nullable); out and inout: record *. */
    PLAN_TEXT,   /**< in: const char *x, size_t x_length (x null: none); out: tenon_text *. */
    PLAN_OBJECT, /**< in: tenon_handle (0: none); out: tenon_handle * (0: none). */
    PLAN_ARRAY, /**< in: const T *x, size_t x_count; inout: T *x, size_t x_count; out: filled by the callee, T
                 *x, size_t x_count. T is a scalar, an enum (int32_t) or a record. */
    PLAN_TEXT_ARRAY, /**< in: const tenon_text_view *x, size_t x_count; out: tenon_texts *. */
    PLAN_BLOCK,      /**< out only: tenon_block *: an array the caller then owns, or a view. */
    PLAN_CALLBACK,   /**< in only: const tenon_callback * (null: none). The boundary takes its host part over,
                      * always:   `drop` is called exactly once, when the library cannot call any more. */
    PLAN_CANCEL,     /**< in only: tenon_handle of a token (0: none) from tenon_token_new(). */
    PLAN_STREAM, /**< in: struct ArrowArrayStream *, moved: released (release == NULL) afterwards, whatever
                  * happens; out: struct ArrowArrayStream *, the host then owns it and calls its release. */
    PLAN_DYNAMIC /**< A dynamic value as MessagePack. in: const uint8_t *x, size_t x_length (x null: none);
                  * out: tenon_block * of bytes. */
} plan_form;

typedef enum plan_direction { PLAN_IN, PLAN_OUT, PLAN_INOUT } plan_direction;

/** How an object that is passed in is used. */
typedef enum plan_use { PLAN_USE_SHARED, PLAN_USE_EXCLUSIVE, PLAN_USE_CONSUME } plan_use;

enum { PLAN_NONE = -1 };

/** One value that the host passes, gets, or both. */
typedef struct plan_value {
    const char *name;  /**< The author's name, snake_case. */
    model_marks marks; /**< Of the parameter: its names per language; nothing for the return value. */
    plan_form form;
    plan_direction direction;
    model_type type; /**< Of the value, or of an array's elements. */
    bool nullable;
    plan_use use; /**< For an object passed in. */
    bool is_self; /**< The object of a method. */
    bool is_view; /**< A block that is a view, not an owned array. */
    /** A view of memory that neither the object's nor the array's const protects, of an object that no other
     * one keeps or is kept by: the host writes through it, and nobody else uses the object meanwhile. */
    bool is_written;
    bool is_bytes;  /**< An array or block of uint8_t or void: the host's bytes type. */
    bool is_return; /**< The C function's return value, not a parameter. */
    /** It has one slot more, PLAN_PART_PRESENT: a nullable scalar, enum or (unless it only goes in: then it
     * is null) record. Everything else that is nullable says by its data, or by the handle, that it is
     * missing. Whether C says it with a bool or a null pointer is the boundary's affair. */
    bool is_optional;
    model_scope scope; /**< Of a callback. */
    bool is_progress;
    const char *default_value;             /**< What a caller may leave out: as the contract writes it (see
                                              plan_default()). Or null. */
    const model_default *default_constant; /**< The same, worked out. */
    int keys_value;       /**< For the values of a map: index in `values` of its keys. PLAN_NONE otherwise. */
    bool is_keys;         /**< The keys of a map: the host passes the map where the values stand. */
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
typedef enum plan_part {
    PLAN_PART_DATA,
    PLAN_PART_LENGTH,
    PLAN_PART_FILLED,
    PLAN_PART_PRESENT /**< Of an optional value: in, bool; out, bool *. Without it, the data says nothing. */
} plan_part;

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
    /** value: a callback in gets its handle, which the library gets as its context. Stands before everything
     * that can fail, so that every way out only has to release; where one fails, those behind it are dropped.
     */
    PLAN_OPEN_CALLBACK,
    PLAN_CHECK_POINTER, /**< value: array or record in is there (where not nullable) and aligned. */
    /** value and other: arrays that share a count have the same length. Where the first of them may be
     * missing, the others are compared with each other as well. */
    PLAN_CHECK_COUNT,
    PLAN_CHECK_COUNT_FITS, /**< value: the length fits the count parameter's C type. */
    PLAN_CHECK_TEXT, /**< value: UTF-8, no NUL where C reads up to one, not null unless nullable. Text arrays:
                        each. */
    PLAN_CHECK_ENUM, /**< value: a constant of its enum. Arrays: each element. */
    PLAN_CHECK_RECORD,   /**< value: the record's enum fields hold constants. Arrays: each element. */
    PLAN_DECODE,         /**< value: a dynamic value in is well-formed, and made into a tenon_value. */
    PLAN_HOLD_TOKEN,     /**< value: a token in is one; it lives during the call. */
    PLAN_BORROW,         /**< value: object in, by its `use`; `guarded`: see below. */
    PLAN_TERMINATE_TEXT, /**< value: a copy that ends with a NUL. Text arrays: each. */
    /** value: an object that the call takes over becomes the library's; not where children keep it alive. The
     * last thing that can fail before the call: what stands before it and was taken over ends where it does.
     */
    PLAN_CONSUME,
    /** value: an array that the library fills. Where the monitor watches, the library fills another one with
     * canaries around; nothing happens otherwise. */
    PLAN_FENCE_OUTPUT,
    /** Blocking calls, and those that may be called back on other threads: around the author's function
     * alone, so that borrows are taken and given back under the lock. */
    PLAN_RELEASE_HOST_LOCK,
    PLAN_CALL, /**< The author's function. */
    PLAN_TAKE_HOST_LOCK,
    PLAN_CHECK_FENCE, /**< value: the fenced array becomes the host's; what was written outside is told. */
    PLAN_CHECK_CALLBACKS, /**< What a callback failed with is what the call fails with. */
    PLAN_CHECK_GUARD,     /**< What the library threw, or why it jumped, is what the call fails with. */
    PLAN_CHECK_STATUS,    /**< A failing status becomes an error. */
    PLAN_CHECK_RESULT,    /**< value: a null the contract rules out, or an unknown enum constant, is a broken
                             contract. */
    PLAN_COPY_TEXT,       /**< value: text out is checked and copied; `lends`: see below. */
    PLAN_FREE_RESULT,     /**< value: the library's owned text is freed after the copy. */
    PLAN_WRAP_OBJECT,     /**< value: a new object gets its handle and keeps its parent. */
    PLAN_WRAP_BLOCK,  /**< value: owned array or view gets its handle; a stream that is a view holds one. */
    PLAN_COPY_RECORD, /**< value: the texts of a record or variant out are checked and copied. */
    PLAN_ENCODE,      /**< value: a dynamic value out becomes bytes; the tenon_value is freed. */
    /** value: a callback that outlives the call. `other` is the object that it lives no longer than: the
     * method's, or the one that a constructor makes; PLAN_NONE: the library. until_replaced: in the place of
     * what the same parameter of the same function attached there before; none at all ends that one, too.
     * until_dropped: left to the library. */
    PLAN_KEEP_CALLBACK,
    /* boundary, in the function of an interface that the library calls. CHECK_RESULT and WRAP_OBJECT of what
     * the library passes stand between ENTER and CALL_HOST: null or no UTF-8 where the contract rules it out,
     * an enum's or record's unknown constant, a negative length. Checks of what the host gave stand behind
     * CALL_HOST: CHECK_ENUM, CHECK_RECORD, CHECK_TEXT, CHECK_COUNT (`other` PLAN_NONE: it filled no more than
     * there is room for); then COPY_TEXT, which the library frees with free(). On every failure the library
     * gets on_error, out-parameters that are null or zero, and the length 0 for what is filled. */
    PLAN_ENTER_CALLBACK, /**< The context's handle is live, on the right thread, and no earlier call of it has
                            failed. */
    PLAN_CALL_HOST,      /**< The host's function; its failure is kept for the caller (CHECK_CALLBACKS). */
    PLAN_LEAVE_CALLBACK, /**< A `once` callback ends. */
    /** value: give the borrow or token back, free the terminated copy, close the callback that was not kept.
     * Runs on every path. */
    PLAN_RELEASE,
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
    /** PLAN_RELEASE_HOST_LOCK and PLAN_TAKE_HOST_LOCK: only where measurements say so. PLAN_BORROW: of such a
     * call; where it is guarded, checking is enough only where they do not. Hosts without a lock have no such
     * steps. */
    bool adaptive;
    /** PLAN_COPY_TEXT: the text can only be the object's that the call borrows, or nobody's, and it is all
     * that the call gives. A host that reads it at once reads the library's own bytes, and the borrow lasts
     * until it has. */
    bool lends;
    unsigned wait; /**< PLAN_BORROW: for how many milliseconds it waits for a busy object. */
} plan_step;

/** The plan of one function. Destructors have none: closing goes through tenon_drop(). */
typedef struct plan_function {
    const model_function *function;
    const char *boundary_name; /**< "boundary_graph_node_count"; a method of an interface: "host_sink_put" */
    GPtrArray *values;         /**< plan_value, in C order; the return value last. */
    GPtrArray *inputs;  /**< plan_value the host passes (IN, INOUT), in order, the object of a method included
                           first. */
    GPtrArray *outputs; /**< plan_value the host gets (OUT, INOUT), the return value first, then in C order.
                           Several: a tuple. */
    GPtrArray *slots;   /**< plan_slot, in order. */
    GPtrArray *steps;   /**< plan_step. */
    bool blocks;        /**< Said to be TENON_BLOCKING: the host offers an awaitable form as well. */
    bool adapts;        /**< Neither brief nor blocking: lock steps by measurement (tenon/adaptive.h). */
    bool
        calls_back; /**< Some callback can run during it: one of its own, or one that the library has kept. */
    bool is_bridged; /**< Called through a slot: `bridged_f` of bridges_<library>.h in the place of `f`. */
    bool is_guarded_call; /**< Called through a guard: exceptions or longjmp of the library become errors. */
    int token;            /**< Index in `values` of the cancellation token, or PLAN_NONE. */
    int progress;         /**< Index in `values` of the progress callback, or PLAN_NONE. */
    const struct plan_interface
        *implements; /**< A method of an interface: see plan_interface. Null otherwise. */
} plan_function;

/**
 * An interface (or callback): what a host implements. Per method a plan_function whose inputs the library
 * passes and whose outputs the host gives. The boundary's header declares
 *
 *   typedef struct boundary_<c_name> { int32_t (*<method>)(void *host, <slots>); ... } boundary_<c_name>;
 *
 * A host's function gets its own `host` and the slots, writes the out slots and returns 0; or records why it
 * failed (tenon_fail_foreign()) and returns -TENON_KIND_INTERNAL. The slots have the types of a call in the
 * other direction: text is `const char *x, size_t x_length` and arrays `const T *x, size_t x_count`, both
 * only valid during the call; text that the host gives is `tenon_text *`, filled with tenon_text_copy(); an
 * array that it fills `T *x, size_t x_count, size_t *x_filled`. The steps are those of the boundary's
 * function that the library calls.
 */
typedef struct plan_interface {
    const model_interface *model;
    GPtrArray *methods; /**< plan_function; function->kind is MODEL_IMPLEMENTED. */
} plan_interface;

/** What a language may have or lack. See features.h. */
typedef struct plan_feature_use plan_feature_use;

/** An error that a package can raise: a failing status constant of the library, or one of the boundary's own
 * codes. */
typedef struct plan_error {
    int32_t code;        /**< The status value, or a tenon_code. */
    int32_t kind;        /**< tenon_kind */
    const char *c_name;  /**< "GRAPH_NO_SUCH_NODE" or "TENON_CLOSED". */
    const char *name;    /**< "no_such_node" or "closed". Unique among the errors. */
    model_marks marks;   /**< Of the status constant; nothing for the boundary's own. */
    bool is_boundary;    /**< One of the boundary's own. */
    const char *summary; /**< One sentence. */
} plan_error;

/** The plan of one contract. */
typedef struct plan_library {
    const model_library *model;
    GPtrArray *functions;  /**< plan_function, in header order, without destructors. */
    GPtrArray *interfaces; /**< plan_interface, in the order of the model. */
    GPtrArray *
        features; /**< plan_feature_use: what the contract uses, each feature once, where it is used first. */
    GPtrArray *errors; /**< plan_error: the library's in order of the header, then the boundary's own. */
    const char *fingerprint; /**< For tenon_handshake(): see runtime.h. */
    const char *hash;        /**< 16 hex digits over the whole fingerprint. */
    bool uses_blocks;        /**< Some function gives a block: packages contain block support only then. */
    bool uses_views;
    bool uses_text_out;
    bool uses_records;
    bool keeps_callbacks; /**< Some callback outlives its call: any call, also a destructor, may call it. */
    /** One of those may be called on any thread: whoever drops an object lets others run meanwhile. */
    bool keeps_threaded_callbacks;
    bool bridges;   /**< Some function is bridged: packages contain the bridges of the runtime only then. */
    bool stands_in; /**< Packages carry a library written from the contract, not the author's:
                       abuse/standin.h. */
    /** Each check of the boundary can be ignored when it runs (TENON_REMOVE_STEP=function:step): in the
     * boundary's source the status of each step goes through TENON_VERDICT of abuse/templates/removable.h. */
    bool removable;
    GHashTable *by_function;     /**< model_function -> plan_function, for plan_of(). */
    GHashTable *by_owner;        /**< model_class -> array of plan_function, for plan_functions_of(). */
    GHashTable *passed;          /**< model_class: those of which some function takes another object. */
    GHashTable *passed_nullable; /**< model_class: those of which some function takes one or none. */
    GHashTable
        *freezing; /**< model_class: those whose objects freeze another one for as long as they live. */
    GHashTable
        *rendered; /**< What is made of the plan once and used again and again, by a text that says what. */
    /** Every C name that the contract speaks of, as a set of texts: what is declared beside it is called
     * something else. */
    GHashTable *c_names;
} plan_library;

/** Build the plan of a model without findings. */
const plan_library *plan_build(const model_library *model);

/** The plan of a function of the model, or null (a destructor). */
const plan_function *plan_of(const plan_library *plan, const model_function *function);

/** The functions of a class, or those of none (`owner` null), in header order, without destructors. */
const GPtrArray *plan_functions_of(const plan_library *plan, const model_class *owner);

/** The plan of an interface of the model. */
const plan_interface *plan_of_interface(const plan_library *plan, const model_interface *interface);

/** What a default is, read from the contract's text by the value's type. */
typedef struct plan_constant {
    enum plan_default_kind {
        PLAN_NO_DEFAULT,
        PLAN_DEFAULT_NONE,
        PLAN_DEFAULT_BOOL,
        PLAN_DEFAULT_INTEGER,
        PLAN_DEFAULT_NUMBER,
        PLAN_DEFAULT_ENUM,
        PLAN_DEFAULT_TEXT
    } kind;
    int64_t integer; /**< Also the bits of an unsigned one, 0 or 1 for bool, and the value of an enum. */
    bool is_unsigned;
    double number;
    const model_enum_constant *constant; /**< Null for flags that no constant is. */
    const char *text;
} plan_constant;

/** What a caller who leaves the value out passes; kind PLAN_NO_DEFAULT where nothing may be left out. A
 * nullable callback, token or progress needs no default to be left out: its kind is PLAN_DEFAULT_NONE. */
plan_constant plan_default(const plan_value *value);

/** plan_value: what the host passes besides a method's object, in order; of a map only its values. */
GPtrArray *plan_arguments(const plan_function *plan);

/**
 * Whether the boundary would only pass the values of a call on, for a host that type-checks its calls, whose
 * references are never null and always aligned, and that has no lock: it may call the library itself, where
 * it also has the values in C's own form. Nothing of such a call is checked, recorded or counted.
 */
bool plan_is_direct(const plan_library *library, const plan_function *plan);

/** Whether a step of the boundary can end in an error. */
bool plan_step_can_fail(plan_step_kind kind);

/** "convert_input", "borrow" ...: the step's name in `tenon inspect`. */
const char *plan_step_name(plan_step_kind kind);

#endif /* TENON_COMPILER_PLAN_H */
