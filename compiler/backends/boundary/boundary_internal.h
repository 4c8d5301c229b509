/**
 * @file
 * Shared by the files that generate the boundary.
 */
#ifndef TENON_COMPILER_BOUNDARY_INTERNAL_H
#define TENON_COMPILER_BOUNDARY_INTERNAL_H

#include "emit/emit.h"
#include "package/package.h"
#include "plan/plan.h"

/** What .clang-format says. */
enum { C_WIDTH = 110 };

/* ---- names.c: the only door for names, C types, comments and wrapped code ---- */

/** The names that something new must not take. */
typedef struct scope scope;

/** A scope that knows every name of the contract: a parameter `graph` must not hide the type `graph`. */
scope *scope_of_library(const plan_library *plan);

/** A scope inside another. */
scope *scope_inside(const scope *outer);

/** The wanted name, with underscores behind it where it is taken; taken from now on. */
const char *scope_take(scope *names, const char *wanted);

/** A C type as libclang spells it, as a person does. */
const char *c_plain_type(const char *c_type);

/** "double x", "double *x" */
const char *c_declaration(const char *c_type, const char *name);

/** What a function returns: "void", the status, or what it gives. */
const char *c_result_type(const model_library *model, const model_function *function);

/** The parameters of a function of the contract, "const uint8_t *data" and "size_t size" or "void" alone, and
 * in `names` what they are called: as in the contract, unless that is taken. */
GPtrArray *c_parameters(const model_function *function, scope *taken, GPtrArray *names);

/** "double *" for "double **": what a parameter for writing points to. */
const char *c_pointee(const char *c_type);

/** What a scalar is initialised to: "false", "0" or "{0}". */
const char *c_zero(const model_type *type);

/** The same as an expression. */
const char *c_zero_value(const model_type *type);

/** Text inside a block comment: nothing in it ends the comment or turns the direction of reading. */
const char *c_comment_text(const char *text);

/** A doc comment of paragraphs separated by empty lines; nothing where all is empty. */
void c_doc_comment(emit *out, const char *paragraphs);

void c_empty_line(emit *out);

/** `head item, item tail`, broken between items as clang-format does. The head ends with what opens the list.
 */
void c_wrapped(emit *out, const char *head, const GPtrArray *items, const char *tail);

/** As c_wrapped() with the items given one by one, ended by NULL. */
void c_wrapped_words(emit *out, const char *head, const char *tail, ...) G_GNUC_NULL_TERMINATED;

/* ---- needs.c: what the generated source uses ---- */

/** Which static parts the boundary of a contract needs. */
typedef struct boundary_needs {
    GPtrArray *enums;    /**< model_enum whose values are checked. */
    GPtrArray *records;  /**< model_type of records and variants whose fields are checked. */
    GPtrArray *copies;   /**< model_type of records and variants whose texts are copied. */
    GPtrArray *freed_by; /**< char *: functions that free arrays, other than free(). */
    bool blocks;         /**< Some call blocks. */
    bool callbacks;      /**< Some value is one of tenon/callback.h. */
    bool waits;          /**< Some call waits for objects. */
    bool statuses;       /**< Some failure is looked up in the table of status constants. */
} boundary_needs;

boundary_needs boundary_find_needs(const plan_library *plan);

/** Whether a record or variant has texts of its own. */
bool boundary_has_text(const model_type *type);

/* ---- assertions.c, parts.c, function.c: sections of the source ---- */

void boundary_emit_assertions(emit *out, const plan_library *plan);
void boundary_emit_classes(emit *out, const plan_library *plan);
void boundary_emit_statuses(emit *out, const plan_library *plan);
void boundary_emit_checks(emit *out, const boundary_needs *needs);
void boundary_emit_record_check(emit *out, const model_type *type);
void boundary_emit_record_copy(emit *out, const model_type *type);
void boundary_emit_freeing(emit *out, const boundary_needs *needs);
/** `static const char *const NAME`, what the code is built for: see tenon_handshake(). */
void boundary_emit_fingerprint(emit *out, const plan_library *plan, const char *name);
void boundary_emit_handshake(emit *out, const plan_library *plan);

/** The text of the fingerprint, a literal per line, followed by `tail`. */
void boundary_emit_fingerprint_text(emit *out, const plan_library *plan, const char *tail);

void boundary_emit_function(emit *out, const plan_library *plan, const plan_function *function,
                            native_host host);

/** The parameters of a boundary function as C declarations. @param names Takes the names used. */
GPtrArray *boundary_parameters(const plan_function *function, scope *names);

/** "TENON_THREADS_ANY" ... */
const char *boundary_threads_constant(model_threads threads);

/** "enum name" -> the function that knows its constants, and so on. */
const char *boundary_enum_check(const model_enum *enumeration);
const char *boundary_record_check(const char *c_name);
const char *boundary_record_copy(const char *c_name);
const char *boundary_record_release(const char *c_name);
const char *boundary_free_function(const char *freed_by);

/** The first line of every generated file. */
void boundary_emit_origin(emit *out, const plan_library *plan, const char *text);

/* ---- call.c: the call of the author's function ---- */

/** The C names that one value has inside a boundary function; null where it has no such part. */
typedef struct value_names {
    const plan_value *value;
    const char *data; /**< Slots. */
    const char *length;
    const char *filled;
    const char *present;
    const char *object; /**< An object passed in. */
    const char *borrow;
    const char *handle; /**< A callback passed in. */
    const char *made;   /**< The struct of functions that the library gets for an interface. */
    const char *
        copy; /**< Text passed in, ended by a NUL; a dynamic value or stream passed in; an enum by pointer. */
    const char *fence;   /**< An array that the library fills: what stands in its place under the monitor. */
    const char *filling; /**< What the library then fills. */
    const char *given; /**< For what the library may leave out: an expression that says whether it gave it; or
                          null. */
    const char *raw;   /**< What the library writes or returns, before it is checked and wrapped. */
    const plan_step *borrowed; /**< How its object is borrowed; null where it is not. */
    bool needs_drop;           /**< The raw result must be freed where an earlier step fails. */
    bool needs_undo;           /**< What was given to the host must be taken back where a later step fails. */
} value_names;

/** One boundary function under construction. */
typedef struct rendering {
    const plan_library *plan;
    const plan_function *function;
    emit *out;
    native_host host;
    bool yields; /**< Objects may be in use by calls that measurements let run: those are waited for. */
    value_names *values; /**< As many as the plan has values. */
    const char **counts; /**< By C parameter: the variable for a length that the library writes, or null. */
    const char **presences; /**< By C parameter: the variable for a bool that says what is there, or null. */
    const char *present;    /**< The same for the function's result. */
    const char *status;
    const char *outcome;  /**< The library's status. */
    const char *thrown;   /**< Whether the library threw or jumped. */
    const char *requests; /**< What is borrowed together. */
    const char *taking;
    const char *measured; /**< What measurements say about the host's lock; null where they are not asked. */
    const char *calling;  /**< What callbacks failed with. */
    const char *unlocked; /**< What brings the host's lock back after a call that blocks. */
    bool takes;           /**< Its objects are borrowed together. */
    bool has_status;      /**< `status` is declared. */
    bool has_done;        /**< Something must be released on every path. */
    bool has_results;     /**< Something must be freed or taken back once the call was made. */
    bool is_called;       /**< The call was rendered. */
    guint step;           /**< Index of the one that is rendered. */
    int jumps_to_done;    /**< How many ways out go to where everything is given back. */
    int jumps_to_free;    /**< How many ways out go to where results are freed. */
    bool can_fail;        /**< Some step can. */
    gsize leave_start;    /**< Where the text of the last way out begins and ends. */
    gsize leave_end;
    bool assigns_result; /**< The return value goes straight into its slot. */
} rendering;

/** The parameters' names; the variables' come on demand. */
void call_names(rendering *call);

/** The variables that the call needs, and the outputs' values for a call that fails. */
void call_declare(rendering *call);

/** PLAN_CALL. */
void call_emit(rendering *call);

/** PLAN_FENCE_OUTPUT and PLAN_CHECK_FENCE. */
void fence_begin(rendering *call, const value_names *value);
void fence_check(rendering *call, const value_names *value);

/** The length of what the library wrote for this value, as an expression of type size_t. */
const char *call_written_count(const rendering *call, const value_names *value);

/** Whether C gives the value by a pointer, from which it is copied. */
bool call_is_pointed_to(const rendering *call, const plan_value *value);

/** What the library gave, where it gave it: "point_value", "*point_value". */
const char *call_given_value(const rendering *call, const value_names *value);

/** What the ledger is told who made something: the function's name, quoted. */
const char *call_site(const rendering *call);

/** The C parameter, or the function's result. */
const model_parameter *call_parameter_of(const rendering *call, const plan_value *value);

/** Whether the value shares the length that parameter `count_parameter` carries. */
bool call_is_counted(const plan_value *value, int count_parameter);

/* ---- function.c, for call.c ---- */

/** `status = expression(items)`, and out where it fails. */
void step_check(rendering *call, const char *function, ...) G_GNUC_NULL_TERMINATED;

/** A condition around steps. */
void step_open_condition(rendering *call, const char *condition);

/** `status = expression(items)` without a way out. */
void step_set_items(rendering *call, const char *function, const GPtrArray *items);
void step_set(rendering *call, const char *function, ...) G_GNUC_NULL_TERMINATED;

/** Leave: the status is set. */
void step_leave(rendering *call);

/** Leave where the status is a failure. */
void step_leave_on_failure(rendering *call);

/** In a boundary whose checks are removable (plan.h): the status may be ignored. */
void step_verdict(rendering *call);

/* ---- borrows.c: objects that go in ---- */

/** "&boundary_class_graph" */
const char *borrow_class(const plan_value *value);

/** Where the objects of the call are borrowed together; behind the declarations. */
void borrow_begin(rendering *call);

/** PLAN_BORROW, and PLAN_RELEASE of an object. */
void borrow_render(rendering *call, const plan_step *step);
void borrow_release(rendering *call, const value_names *value);

/** PLAN_CONSUME */
void consume(rendering *call, const plan_step *step);

/* ---- callbacks.c: callbacks and tokens in the functions that take them ---- */

/** The names of the variables of a PLAN_CALLBACK or PLAN_CANCEL. */
void callback_names(value_names *value, scope *names);

void callback_declare(rendering *call, const value_names *value);

/** The call that failures belong to begins; behind the declarations. */
void calling_begin(rendering *call);

/** PLAN_OPEN_CALLBACK. @param index Of the step. */
void callback_open(rendering *call, guint index);

/** PLAN_HOLD_TOKEN. */
void token_hold(rendering *call, const value_names *value);

/** The struct that the library gets for an interface. */
void callback_prepare(rendering *call, const value_names *value);

/** What the library gets for a callback, interface or token. */
const char *callback_argument(const rendering *call, const value_names *value);

/** The same for a parameter with the role MODEL_CONTEXT or MODEL_DROP. */
const char *callback_companion(const rendering *call, int index);

/** PLAN_CHECK_CALLBACKS. */
void callbacks_check(rendering *call);

/** PLAN_KEEP_CALLBACK. */
void callback_keep(rendering *call, const plan_step *step);

/** PLAN_RELEASE of a callback or token. */
void callback_release(rendering *call, const value_names *value);

/** The call that failures belong to ends; the last thing before the return. */
void calling_end(rendering *call);

/* ---- guards.c: around functions that throw or jump ---- */

/** What the boundary calls in the place of a function of the library's. */
const char *guard_callee(const plan_library *plan, const model_function *function);

/** Nothing where the library does not jump. */
void boundary_emit_jump_guards(emit *out, const plan_library *plan);

/** PLAN_CHECK_GUARD. */
void guard_check(rendering *call);

/* ---- locks.c: the host's lock ---- */

/** Whether some function leaves it to measurements. */
bool locks_adapt(const plan_library *plan);

/** The measurements, and the functions that show and override them: in the header and in the source. */
void boundary_emit_lock_prototypes(emit *out, const plan_library *plan);
void boundary_emit_lock_measurements(emit *out, const plan_library *plan);

/** A measured call begins; behind the declarations. */
void lock_begin(rendering *call);

/** PLAN_RELEASE_HOST_LOCK and PLAN_TAKE_HOST_LOCK. */
void lock_release(rendering *call, const plan_step *step);
void lock_take(rendering *call, const plan_step *step);

/* ---- interfaces.c: what hosts implement and the library calls ---- */

/** The struct of a host's functions. */
void boundary_emit_host_functions(emit *out, const plan_library *plan, const plan_interface *interface);

/** Its class, the functions that the library calls, and the struct that it gets. */
void boundary_emit_interface(emit *out, const plan_library *plan, const plan_interface *interface);

#endif /* TENON_COMPILER_BOUNDARY_INTERNAL_H */
