/**
 * @file
 * What a package calls everything of its contract, as JSON: for drivers that read a contract rather than are
 * generated from it, and for people (`tenon inspect --lang python`).
 *
 * The words come from the backend's own formatter, so that nobody who reads has to know a rule of names.
 */
#ifndef TENON_COMPILER_WORDS_H
#define TENON_COMPILER_WORDS_H

#include <jansson.h>

#include "plan/plan.h"

/** How one backend spells. `of` is its package or context. A null where the package has no such name. */
typedef struct speller {
    const void *of;
    const char *package;    /**< What is imported. */
    const char *error_base; /**< "GraphError" */
    /** A class, enum, exact number, record, variant, interface, constant or plan_error. */
    const char *(*name)(const void *of, const void *item);
    const char *(*constant)(const model_enum_constant *constant);
    const char *(*field)(const model_field *field);
    const char *(*case_name)(const void *of, const model_variant *variant, const model_case *one);
    const char *(*case_field)(const model_case *one);
    /** "method", "getter" ...: how it is called. */
    const char *(*shape)(const plan_function *function);
    const char *(*function)(const void *of, const plan_function *function);
    const char *(*awaited)(const void *of, const plan_function *function);
    /** plan_value: what is passed, in order. */
    GPtrArray *(*arguments)(const plan_function *function);
    const char *(*argument)(const plan_function *function, const plan_value *value);
    /** plan_value: what comes back, in order. */
    GPtrArray *(*results)(const plan_function *function);
    /** The names of several results; null where they are not named. */
    GPtrArray *(*result_names)(const plan_function *function);
} speller;

/**
 * The names of a package: {"package": "graph", "error": "GraphError", "errors": {"TENON_CLOSED":
 * "ClosedError"}, "classes": {"graph": "Graph"}, "functions": {"graph_new": {"name": "Graph", "shape": "new",
 * "arguments": [["directed", "directed"]], "results": ["return"]}}, ...}, keyed by the names of C. Enums,
 * records, variants and interfaces have objects, with the names of what is in them.
 */
json_t *words_json(const plan_library *plan, const speller *with);

#endif /* TENON_COMPILER_WORDS_H */
