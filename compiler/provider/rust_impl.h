/**
 * @file
 * Providers in Rust, inside: what the files that generate the crate share.
 */
#ifndef TENON_COMPILER_PROVIDER_RUST_IMPL_H
#define TENON_COMPILER_PROVIDER_RUST_IMPL_H

#include "backends/rust/rust.h"
#include "provider/provider.h"

/* ---- rust_types.c ---- */

/** A value's own type, with C's bits: "u64", "Side", "Point", "Text". */
const char *impl_type(const model_type *type);
/** A C parameter as it crosses: "*const u8", "*mut Point", "usize". */
const char *impl_raw_type(const model_parameter *parameter);
/** Why no value of this type can be implemented in Rust, or null where it can. */
const char *impl_refuses_type(const model_type *type, bool is_out);
/** types.rs */
void impl_add_types(const plan_library *plan, package *files);

/* ---- rust_operations.c ---- */

/** A trait to implement: of a function that has nothing to do with objects, or of a class. */
typedef struct impl_trait {
    const char *name;            /**< "Crc32Partial", "Queue" */
    const char *operation;       /**< What provide! calls it: "crc32_partial", "queue" */
    const model_class *class_of; /**< Null for a function. */
    GPtrArray *functions;        /**< model_function, in the order of the contract. */
} impl_trait;

/** What a contract offers. */
typedef struct impl_offer {
    GPtrArray *traits;  /**< impl_trait */
    GPtrArray *refused; /**< char *: "values_words: a list of texts", for the README. */
} impl_offer;

impl_offer impl_find_offer(const plan_library *plan);

/** The plan of a function with what Rust makes of it. */
void impl_put_method(emit *out, const plan_library *plan, const model_function *function);
/** A statement that was made beforehand: where it is too long, what is behind its `=` goes below. */
void impl_put_statement(emit *out, const char *line);
/** "static NAMES: [&CStr; 2]", "[", what stands in it, "];": on one line, below its `=`, or an item per line. */
void impl_put_list(emit *out, const char *head, const char *opened, const GPtrArray *items,
                   const char *closed);
/** operations.rs and exports.rs */
void impl_add_operations(const plan_library *plan, const impl_offer *offer, package *files);
void impl_add_exports(const plan_library *plan, const impl_offer *offer, package *files);

/* ---- rust_values.c: one function's values ---- */

/** How the parts of one function are called in Rust, and what they are. */
typedef struct impl_call {
    const plan_library *plan;
    const model_function *function;
    const plan_function *call; /**< Null for a destructor. */
    const char **parameters;   /**< Names of the C parameters, by index. */
    GPtrArray *inputs;         /**< char *: "data: &[u8]" */
    GPtrArray *arguments;      /**< char *: what the export passes for them. */
    GPtrArray *lines;          /**< char *: what the export does before. */
    GPtrArray *after;          /**< char *: and behind the call. */
    GPtrArray *outputs;        /**< char *: types of what the method returns. */
    const char *receiver;      /**< "&self", "&mut self", "self" or null. */
} impl_call;

impl_call impl_describe(const plan_library *plan, const model_function *function);
/** Whether a result is a pointer to what the implementation goes on owning. */
bool impl_is_lent(const impl_call *it, const plan_value *value);
/** What the method returns: "u32", "Result<(), Error>", "" */
const char *impl_result(const impl_call *it);
/** Why the function has no form in Rust, or null. */
const char *impl_refuses(const plan_library *plan, const model_function *function);

#endif /* TENON_COMPILER_PROVIDER_RUST_IMPL_H */
