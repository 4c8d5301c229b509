/**
 * @file
 * The Rust backend, inside: what its files share.
 *
 * Generated locals start with `tn_`. The prefix is reserved because a parameter of the author's may have any
 * other name: without it a parameter called `status` would be shadowed by the status of its own call.
 */
#ifndef TENON_COMPILER_BACKENDS_RUST_H
#define TENON_COMPILER_BACKENDS_RUST_H

#include "emit/emit.h"
#include "package/package.h"
#include "plan/features.h"
#include "plan/plan.h"

enum { RUST_WIDTH = 100 };

/** The list's element as a pointer to `type`. */
#define RUST_AT(type, list, index) ((const type *)g_ptr_array_index(list, index))

/* ---- formatter.c: the only door for names and literals ---- */

/** A function, parameter, field or module: snake_case, keywords with a trailing underscore. */
const char *rust_name(const char *word);
/** A class, record or enum: PascalCase, never a name that the package or Rust's prelude needs. */
const char *rust_type_name(const char *word);
/** A constant of an enum, or an error. */
const char *rust_variant_name(const char *word);
/** A constant: UPPER_CASE. */
const char *rust_constant_name(const char *word);
/** The package: a name that Cargo takes and that hides no crate of Rust's own. */
const char *rust_crate_name(const char *word);
/** What the items of a contract are called: their own name in Rust, or the usual one. */
const char *rust_class_name(const model_class *class_of);
const char *rust_error_name(const plan_error *error);
const char *rust_record_name(const model_record *record);
const char *rust_enum_name(const model_enum *item);
const char *rust_union_name(const model_variant *variant);
const char *rust_exact_name(const model_exact *exact);
const char *rust_interface_name(const model_interface *interface);
/** A constant of an enum: PascalCase; of flags: UPPER_CASE. */
const char *rust_case_name(const model_enum_constant *constant);
/** A case of a variant: its constant, without what only repeats the variant's name. */
const char *rust_variant_case(const model_variant *variant, const model_case *item);
const char *rust_flag_name(const model_enum_constant *constant);
const char *rust_field_name(const model_field *field);
/** The file of a class, without ".rs". */
const char *rust_module_name(const model_class *class_of);
/** Name of a function in its class: setters get their prefix. */
const char *rust_function_name(const model_function *function);
/** The names of a function's values, by index; unique. */
const char **rust_value_names(const plan_function *call);
/** The name of a slot in `sys`. */
const char *rust_slot_name(const plan_function *call, guint index);
/** A string literal with its quotes. */
const char *rust_string(const char *text);
/** A string in TOML. */
const char *rust_toml_string(const char *text);
/** The fingerprint inside a C string literal, a line of it per line. */
const char *rust_fingerprint(const plan_library *plan);
/** An integer literal with digit groups. */
const char *rust_integer(int64_t bits, bool is_unsigned);
/** A float literal that reads back to the same bits. */
const char *rust_float(double number);
/** Whether a character reorders or hides text: never written as itself. */
bool rust_is_invisible(gunichar character);

/* ---- docs.c: the only door for doc comments ---- */

/** Paragraphs as a doc comment; `mark` is a comment mark for items or for the file ("///" or a "//" with
 * "!"). */
void rust_doc(emit *out, const char *mark, const char *text);
/** One item of a list in a doc comment: "- label: text", the label as it is. */
void rust_doc_item(emit *out, const char *mark, const char *label, const char *text);
/** The empty line between parts of a doc comment. */
void rust_doc_gap(emit *out, const char *mark);
/** Docs of a type or constant: summary and details, or a stand-in that names the C item. */
void rust_doc_of(emit *out, const char *mark, const model_doc *doc, const char *c_name);
/** One paragraph of the author's, escaped, for a file of Markdown. */
const char *rust_markdown(const char *text);
/** Docs of a function: summary, parameters, results, errors. */
void rust_function_doc(emit *out, const plan_library *plan, const plan_function *call);

/** What a declaration carries for its readers: "Since 1.2" in the docs, and the attribute where it is
 * deprecated. */
void rust_put_marks(emit *out, const char *mark, const model_marks *marks);
/** The attribute alone. */
void rust_put_attributes(emit *out, const model_marks *marks);
/** "In milliseconds.", of a number that is a span of time; or null. */
const char *rust_unit_note(const model_type *type);
/** The example of an item in Rust, which rustdoc compiles and runs. */
void rust_put_example(emit *out, const char *mark, const model_doc *doc);

/* ---- types.c: types in public and where they cross, and from one to the other ---- */

/** In public: "f64", "Direction", "SystemTime", "String". */
const char *rust_type(const model_type *type);
/** Where it crosses: enums as i32, objects as u64, records as they are or as their mirrors. */
const char *rust_raw_type(const model_type *type);
/** The type of a value, or of an array's elements. */
model_type rust_element_type(const plan_value *value);
/** That in public. */
const char *rust_element(const plan_value *value);
bool rust_is_unsigned(const model_type *type);
/** Whether C and Rust have the same bits for it. */
bool rust_is_plain(const model_type *type);
bool rust_has_text(const model_type *type);
/** Whether the values of this type include bit patterns that Rust must never see. */
bool rust_has_enums(const model_type *type);
/** Whether the public type is `Copy`. */
bool rust_is_copy(const model_type *type);
/** Whether C takes the record by value. */
bool rust_is_by_value(const plan_function *call, const plan_value *value);
/** What crosses for an expression in public, and the other way round; a `Result` where it can fail. */
const char *rust_lend(const model_type *type, const char *value);
const char *rust_take(const model_type *type, const char *raw);
bool rust_lend_can_fail(const model_type *type);
bool rust_take_can_fail(const model_type *type);
/** The same as functions, for `map`. */
const char *rust_lender(const model_type *type);
const char *rust_taker(const model_type *type);
/** What a variable that crosses starts from. */
const char *rust_zero(const model_type *type);
/** Any value in public. */
const char *rust_sample(const model_type *type);

/* ---- publics.c: the types of public functions ---- */

/** A parameter of the boundary in `sys`. */
const char *rust_slot_type(const plan_slot *slot, const plan_value *value);
/** A parameter of the public function; `lifetime` is "" or "'a ". */
const char *rust_input_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                            const char *lifetime);
/** A result of the public function; `lifetime` is "'_" or "'a". */
const char *rust_output_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                             const char *lifetime);
/** Whether a value may be missing. */
bool rust_is_optional(const plan_value *value);
/** The outputs that the public function returns: those it writes through `&mut` are not among them. */
GPtrArray *rust_returned(const plan_function *call);
/** Whether there are several, and one bool says of all that they are there: an `Option` of a tuple. */
bool rust_are_together(const plan_function *call);
/** Whether the class borrows from another object for as long as it lives. */
bool rust_has_lifetime(const plan_library *plan, const model_class *class_of);
/** Whether a result borrows from the value of this index for as long as it lives. */
bool rust_is_lender(const plan_function *call, int index);
/** Whether a step of the plan can fail when Rust is the caller. */
bool rust_can_fail(const plan_function *call, const plan_step *step);
/** Whether some step can. */
bool rust_is_fallible(const plan_function *call);
/** Whether the function makes the handshake where none was made: with bridged functions that is not when the
 * program is loaded, but before the first call; this one could be the first to cross, as it needs no object.
 */
bool rust_asks_handshake(const plan_library *plan, const plan_function *call);

/** Whether the boundary has nothing to do in a call that Rust's types do not do already: it then goes
 * straight to the library. */
bool rust_is_direct(const plan_library *plan, const plan_function *call);

/** Declare the library's function of a direct call. */
void rust_declare_direct(emit *out, const plan_function *call);

/* ---- options.c: arguments that may be left out ---- */

/** Whether a value is a field of the function's options. */
bool rust_has_option(const plan_value *value);
/** The struct's name, or null where nothing may be left out. */
const char *rust_options_name(const plan_function *call);
/** With its lifetime, where it has one. */
const char *rust_options_type(const plan_function *call, const char *lifetime);
/** "let Options { names } = options;" */
void rust_put_options(emit *out, const plan_function *call, const char **names);

/* ---- callbacks.c: callbacks where they are passed; interfaces.c: where they are implemented ---- */

const char *rust_callback_type(const plan_library *plan, const plan_function *call, const plan_value *value);
/** For the awaited form. */
const char *rust_awaited_callback_type(const plan_library *plan, const plan_function *call,
                                       const plan_value *value);
const char *rust_callback_argument(const plan_value *value, const char *name);
/** Whether the library keeps it beyond the call. */
bool rust_is_stored(const plan_value *value);
/** Whether it is a closure whose result is a parameter of the function's type. */
bool rust_is_generic_callback(const plan_value *value);
/** That parameter: "R". */
const char *rust_outcome_name(const plan_function *call, const plan_value *value);
/** All of them, with their bounds; "" where there are none. */
const char *rust_outcome_parameters(const plan_library *plan, const plan_function *call);
/** "Fn(i64, &str) -> R" */
const char *rust_closure_type(const plan_function *method, const char *trait, const char *result);
/** char *: what a method takes. */
GPtrArray *rust_implemented_types(const plan_function *method);
/** What it gives: "()", "bool", "(i64, bool)". */
const char *rust_implemented_result(const plan_function *method);

/** "fn put(&self, name: &str) -> Result<bool, CallbackError>" and `tail`. */
void rust_put_method_head(emit *out, const plan_interface *interface, const plan_function *method,
                          const char *tail);

/* ---- arguments.c ---- */

/** Whether what crosses has another type than what the caller passes or gets. */
bool rust_is_converted(const plan_value *value);
/** Whether the value has a local of its own, `tn_` and its name. */
bool rust_has_local(const plan_value *value);

/* ---- calls.c: the plan renderer ---- */

/** A public function with its docs, at the current depth. */
void rust_function(emit *out, const plan_library *plan, const plan_function *call);
/** "head { field, field }tail" on one line where it fits, otherwise a field per line. */
void rust_put_fields(emit *out, const char *head, const GPtrArray *fields, const char *tail);
/** What the crossing passes in a slot. */
const char *rust_argument(const plan_function *call, const plan_slot *slot, const char *name);
/** Whether rustfmt leaves "x = expression;" on one line: it wants room behind a chain that ends with "?". */
bool rust_fits_assignment(const emit *out, const char *line);
/** "let tn_status = unsafe { ... };" */
void rust_put_crossing(emit *out, const char *head, const GPtrArray *arguments);

/* ---- asyncs.c ---- */

/** Whether the function has an awaited form. */
bool rust_is_awaitable(const plan_library *plan, const plan_function *call);
/** Whether that can be stopped. */
bool rust_is_cancellable(const plan_function *call);
void rust_awaited_function(emit *out, const plan_library *plan, const plan_function *call);

/* ---- operators.c ---- */

/** The methods that a class has under Rust's usual names besides its own, inside its `impl`. */
void rust_class_methods(emit *out, const plan_library *plan, const model_class *class_of);
/** The traits that it has, behind its `impl`. */
void rust_class_traits(emit *out, const plan_library *plan, const model_class *class_of);

/* ---- classes.c ---- */

/** The strictest rule among the class and all that it keeps alive. */
model_threads rust_threads_of(const plan_library *plan, const model_class *class_of);

/* ---- signatures.c ---- */

/** "pub fn name(parameters) -> result {" */
void rust_signature(emit *out, const plan_library *plan, const plan_function *call);
/** "Result<f64>" */
const char *rust_result_type(const plan_library *plan, const plan_function *call, const char *lifetime);

/* ---- imports.c: what code brings into scope ---- */

/** Whether the word stands on some line that is no comment. */
bool rust_mentions(const char *code, const char *word);
/** "module::Type", or a list in braces: filled line by line where it is long, as rustfmt does it. */
const char *rust_use_path(const char *module, GPtrArray *names);

/* ---- the modules of a package ---- */

/** What a package needs: decided once, asked by every file. */
typedef struct rust_needs {
    bool handles;        /**< Classes or blocks. */
    bool blocks;         /**< Arrays or views. */
    bool arrays;         /**< Owned blocks. */
    bool views;          /**< Views that are read. */
    bool writable_views; /**< Views that are written. */
    bool text_out;       /**< tenon_text. */
    bool text_views;     /**< Arrays of texts that go in. */
    bool text_lists;     /**< Arrays of texts that come out. */
    bool listed;         /**< Arrays of texts that the library makes, wherever it passes them. */
    bool record_texts;   /**< Texts in records. */
    bool optional_texts; /**< Some of them may be missing. */
    bool taken_texts;    /**< Some come out of the library. */
    bool lent_texts;     /**< Some go into it. */
    bool raw;            /**< Records that are something else in Rust. */
    bool times;          /**< Instants, or durations that may not fit. */
    bool wide;           /**< Numbers of 128 bits. */
    bool flags;
    bool exacts;
    bool options;
    bool dynamic;   /**< Dynamic values. */
    bool arrow;     /**< Streams of Arrow's. */
    bool callbacks; /**< Any interface. */
    bool outcomes;  /**< Closures that the caller chooses the result of. */
    bool lent;      /**< Callbacks during a call. */
    bool stored;    /**< Callbacks that are kept. */
    bool exclusive; /**< Callbacks of one thread. */
    bool locked;    /**< Streams, and what is called once. */
    bool once;
    bool passed;             /**< Texts or arrays that callbacks get. */
    bool given;              /**< Texts that callbacks give. */
    bool streams;            /**< Streams of the caller's. */
    bool stream_classes;     /**< Classes that are streams. */
    bool items;              /**< Collections that are iterated. */
    bool cancels;            /**< Tokens. */
    bool pending;            /**< Awaited calls. */
    bool cancellable;        /**< Some of which can be stopped. */
    bool aliases;            /**< Some of which use objects. */
    bool examples;           /**< Docs with examples in Rust. */
    bool buffers;            /**< Arrays that a call fills, as long as a number says. */
    bool handshake_fallible; /**< Some function that returns Result asks for the handshake. */
    bool handshake_plain;    /**< Some function without Result does. */
    bool free_functions;
} rust_needs;

rust_needs rust_find_needs(const plan_library *plan);

/** "Generated by tenon from graph.h (graph 1.0). Do not edit." */
const char *rust_origin(const plan_library *plan);
/** That as a comment line. */
const char *rust_head(const plan_library *plan, const char *mark);
/** That and an empty line. */
void rust_file_head(emit *out, const plan_library *plan, const char *mark);
/** A module: head, the "use" lines for what the body mentions, body. */
void rust_add_module(const plan_library *plan, package *files, const char *name, const char *title,
                     emit *body);
/** The variant of an error's code: "BadValue". */
const char *rust_error_variant(const plan_library *plan, int32_t code);

void rust_add_constants(const plan_library *plan, package *files);
void rust_add_enums(const plan_library *plan, package *files);
void rust_add_records(const plan_library *plan, package *files);
void rust_add_variants(const plan_library *plan, package *files);
void rust_add_exacts(const plan_library *plan, package *files);
void rust_add_raw(const plan_library *plan, package *files);
void rust_add_options(const plan_library *plan, package *files);
void rust_add_interfaces(const plan_library *plan, package *files);
void rust_add_errors(const plan_library *plan, package *files, const rust_needs *needs);
void rust_add_classes(const plan_library *plan, package *files);
void rust_add_functions(const plan_library *plan, package *files);
void rust_add_sys(const plan_library *plan, package *files, const rust_needs *needs);
void rust_add_lib(const plan_library *plan, package *files, const rust_needs *needs);
void rust_add_packaging(const plan_library *plan, package *files, const rust_needs *needs);

#endif /* TENON_COMPILER_BACKENDS_RUST_H */
