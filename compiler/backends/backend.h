/**
 * @file
 * What a backend is: one language's rendering of a plan as a package.
 */
#ifndef TENON_COMPILER_BACKEND_H
#define TENON_COMPILER_BACKEND_H

#include "package/package.h"
#include "plan/plan.h"

/** One language. */
typedef struct backend {
    const char *name;    /**< What `--lang` calls it, and the name of its folder below `--out`. */
    const char *title;   /**< "Python" */
    const char *install; /**< How a person installs the folder, for the closing message: "pip install %s"; LIBRARY stands for its name. */
    void (*generate)(const plan_library *plan, package *files);
} backend;

extern const backend backend_python;
extern const backend backend_node;
extern const backend backend_go;
extern const backend backend_rust;

/** The boundary's header and source: used by package_add_native() for every language. */
char *boundary_header(const plan_library *plan);
char *boundary_source(const plan_library *plan);

#endif /* TENON_COMPILER_BACKEND_H */
