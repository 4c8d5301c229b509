/**
 * @file
 * What a backend is: one language's rendering of a plan as a package.
 */
#ifndef TENON_COMPILER_BACKEND_H
#define TENON_COMPILER_BACKEND_H

#include "package/package.h"
#include "plan/features.h"
#include "plan/plan.h"
#include "reader/findings.h"

/** One language. */
typedef struct backend {
    model_language language;
    const char *install; /**< How a person installs the folder, for the closing message: "pip install %s";
                            LIBRARY stands for its name. */
    void (*generate)(const plan_library *plan, package *files);
    const feature_support *features; /**< By plan_feature. */
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

/** plan_refuse_missing() for the languages of these names, ended by null; null for all. */
void refuse_missing_features(const plan_library *plan, char *const *languages, findings *all);

/** The boundary's header and source: used by package_add_native() for every language. */
char *boundary_header(const plan_library *plan, native_host host);
char *boundary_source(const plan_library *plan, native_host host);

/** For a library that throws C++ exceptions: guard_<library>.h and guard_<library>.cpp, which the boundary
 * needs. */
char *boundary_guard_header(const plan_library *plan);
char *boundary_guard_source(const plan_library *plan);

#endif /* TENON_COMPILER_BACKEND_H */
