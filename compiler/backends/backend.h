/**
 * @file
 * What a backend is: one language's rendering of a plan as a package.
 */
#ifndef TENON_COMPILER_BACKEND_H
#define TENON_COMPILER_BACKEND_H

#include <jansson.h>

#include "package/package.h"
#include "plan/features.h"
#include "plan/plan.h"
#include "reader/findings.h"

/** One language. */
typedef struct backend {
    model_language language;
    const char *install; /**< How a person installs the folder, for the closing message: "pip install %s". */
    /** What MODULE in `install` stands for; null where that does not say it. */
    const char *(*module)(const model_library *model);
    void (*generate)(const plan_library *plan, package *files);
    const feature_support *features; /**< By plan_feature. */
    /** What the package calls the items of the contract: an item of the model, a plan_function or a
     * plan_error -> its name. For refuse_taken_names(), which frees the table. */
    GHashTable *(*names)(const plan_library *plan);
    /** Whether a call gives an error beside its results, where that is part of a function's type; null where
     * it never is. */
    bool (*is_fallible)(const plan_function *plan);
    /** All names of the package as JSON (words.h), for drivers that read; null where drivers are generated.
     */
    json_t *(*words)(const plan_library *plan);
    /** The driver of `tenon test`: adds the files of a folder with an executable `run` that is started as
     * `run PACKAGE JOURNAL FIRST_CASE`, PACKAGE being the folder of the built package of this language, in a
     * folder of its own that is kept between starts (compile only where that is not done yet). See
     * abuse/abuse.h for the journal. Null: this language cannot be tried yet. */
    void (*abuse)(const plan_library *plan, const GPtrArray *cases, package *files);
} backend;

extern const backend backend_python;
extern const backend backend_node;
extern const backend backend_go;
extern const backend backend_rust;

/** Their tables, each in the features.c of its backend. */
extern const feature_support python_features[FEATURES];
extern const feature_support node_features[FEATURES];
extern const feature_support go_features[FEATURES];
extern const feature_support rust_features[FEATURES];

/** All of them, by model_language. */
extern const backend *const backends[MODEL_LANGUAGES];

/**
 * Refuse what a contract asks of a language that the language cannot do, and each TENON_NAME that would not
 * come out as it stands because the package has something of that name by itself.
 * @param languages The names of those asked for, ended by null; null for all.
 */
void refuse_for_languages(const plan_library *plan, char *const *languages, findings *all);

/** The boundary's header and source: used by package_add_native() for every language. */
char *boundary_header(const plan_library *plan, native_host host);
char *boundary_source(const plan_library *plan, native_host host);

/** For a library that throws C++ exceptions: guard_<library>.h and guard_<library>.cpp, which the boundary
 * needs. */
char *boundary_guard_header(const plan_library *plan);
char *boundary_guard_source(const plan_library *plan);

#endif /* TENON_COMPILER_BACKEND_H */
