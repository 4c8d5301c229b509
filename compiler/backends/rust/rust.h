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

/* ---- types.c: what the plan's forms are in Rust ---- */

/** An element or value: "f64", "Direction", "Point", "List". */
const char *rust_element(const plan_value *value);
/** What crosses instead of it: enums as i32, objects as u64. */
const char *rust_crossing_element(const plan_value *value);
/** A parameter of the boundary in `sys`. */
const char *rust_slot_type(const plan_slot *slot, const plan_value *value);
/** A parameter of the public function; `lifetime` is "" or "'a ". */
const char *rust_input_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                            const char *lifetime);
/** A result of the public function; `lifetime` is "'_" or "'a". */
const char *rust_output_type(const plan_library *plan, const plan_function *call, const plan_value *value,
                             const char *lifetime);
/** The outputs that the public function returns: those it writes through `&mut` are not among them. */
GPtrArray *rust_returned(const plan_function *call);
/** Whether the values of this type include bit patterns that Rust must never see. */
bool rust_has_enums(const model_type *type);
/** Whether C takes the record by value. */
bool rust_is_by_value(const plan_function *call, const plan_value *value);
/** Whether the class borrows from another object for as long as it lives. */
bool rust_has_lifetime(const plan_library *plan, const model_class *class_of);
/** Whether a result borrows from the value of this index for as long as it lives. */
bool rust_is_lender(const plan_function *call, int index);
/** Whether a step of the plan can fail when Rust is the caller. */
bool rust_can_fail(const plan_function *call, const plan_step *step);
/** Whether some step can. */
bool rust_is_fallible(const plan_function *call);
/** Whether the function could be the first to cross: it needs no object. */
bool rust_needs_handshake(const plan_function *call);

/* ---- calls.c: the plan renderer ---- */

/** A public function with its docs, at the current depth. */
void rust_function(emit *out, const plan_library *plan, const plan_function *call);
/** What the crossing passes in a slot. */
const char *rust_argument(const plan_function *call, const plan_slot *slot, const char *name);

/* ---- signatures.c ---- */

/** "pub fn name(parameters) -> result {" */
void rust_signature(emit *out, const plan_library *plan, const plan_function *call);

/* ---- the modules of a package ---- */

/** What a package needs: decided once, asked by every file. */
typedef struct rust_needs {
    bool handles;            /**< Classes or blocks. */
    bool blocks;             /**< Arrays or views. */
    bool arrays;             /**< Owned blocks. */
    bool views;              /**< Views. */
    bool text_out;           /**< tenon_text. */
    bool text_views;         /**< Arrays of texts. */
    bool buffers;            /**< Arrays that a call fills, as long as a number says. */
    bool handshake_fallible; /**< Some function that returns Result may cross first. */
    bool handshake_plain;    /**< Some function without Result may cross first. */
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
void rust_add_errors(const plan_library *plan, package *files);
void rust_add_classes(const plan_library *plan, package *files);
void rust_add_functions(const plan_library *plan, package *files);
void rust_add_sys(const plan_library *plan, package *files, const rust_needs *needs);
void rust_add_lib(const plan_library *plan, package *files, const rust_needs *needs);
void rust_add_packaging(const plan_library *plan, package *files);

#endif /* TENON_COMPILER_BACKENDS_RUST_H */
