/**
 * @file
 * The driver that tries the abuse cases in Rust: one function per case, and two programs that must not
 * compile: one for types, one for borrows (the compiler looks at borrows only where all types are right).
 */
#ifndef TENON_BACKENDS_RUST_ABUSE_H
#define TENON_BACKENDS_RUST_ABUSE_H

#include "abuse/abuse.h"
#include "backends/rust/rust.h"

/** The driver's files: see `abuse` in backends/backend.h. */
void rust_add_abuse(const plan_library *plan, const GPtrArray *cases, package *files);

/** How a case is tried. */
typedef enum rust_trial_kind {
    RUST_RUN,   /**< By a function of src/cases.rs. */
    RUST_TYPES, /**< By a function of examples/types.rs, whose types must be wrong. */
    RUST_BORROWS /**< By one of examples/borrows.rs, which must borrow wrongly. */,
    RUST_NOTHING /**< Not at all: `why` says why. */
} rust_trial_kind;

/** What the case puts in the place of its value, and how. */
typedef struct rust_trial {
    rust_trial_kind kind;
    const char *bad; /**< The expression, or null where the value stays valid. */
    const char *why;
} rust_trial;

/** "fn case_7() ... {" and its body, for how the case is tried. */
void rust_put_case(emit *out, const plan_library *plan, const abuse_case *tried, rust_trial how);

/** A function that leaves the library without the driver's callbacks, for src/cases.rs. */
void rust_put_forget(emit *out, const plan_library *plan);

/** Valid values of the package's types, for src/cases.rs. */
void rust_put_benign_types(emit *out, const plan_library *plan);

/** Types that implement the contract's interfaces: "WithBook". @param answer What their methods return. */
void rust_put_implementers(emit *out, const plan_library *plan, const char *answer);

rust_trial rust_plan_trial(const plan_library *plan, const abuse_case *tried);

/** A function under construction: "fn case_7() { ... }". */
typedef struct rust_scene {
    emit *out;
    const plan_library *plan;
    const char *benign; /**< What gives a valid value of a type: "support::benign", or "any". */
    bool makes;         /**< Whether objects are made, or only of the right type. */
    guint objects;      /**< How many there are. */
} rust_scene;

/** The valid arguments of a call, by value: char *; objects are made first. Null for what is not passed. */
const char **rust_valid_arguments(rust_scene *scene, const plan_function *call);

/** The object of that argument as an expression of its own: "tn_1". */
const char *rust_object_of(const char *argument);

/** The call with these arguments: "List::add(&mut tn_1, ...)". */
const char *rust_call_with(const rust_scene *scene, const plan_function *call, const char **arguments);

/** An object of a class: the name of its variable, or null where nothing makes one. */
const char *rust_make_object(rust_scene *scene, const model_class *class_of);

/** The one that this function makes of these arguments. */
const char *rust_object_made_by(rust_scene *scene, const plan_function *maker, const model_class *class_of,
                                const char **arguments);

/** `value` passed as the function takes that object. */
const char *rust_passed_object(const plan_value *value, const char *object);

/** A valid value of a type. */
const char *rust_benign(const rust_scene *scene, const char *type);

/** An expression for a record or variant in which the end of the way is `bad`. */
const char *rust_spoiled(const rust_scene *scene, const model_type *type, const abuse_leaf *leaf,
                         const char *bad);

/** `expression` as the function takes that value: behind a reference, in an array, in an Option. */
const char *rust_passed(const plan_function *call, const plan_value *value, const char *expression);

#endif /* TENON_BACKENDS_RUST_ABUSE_H */
