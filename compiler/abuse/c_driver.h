/**
 * @file
 * The driver in C: a program that calls the boundary's functions, and tables that describe them.
 */
#ifndef TENON_COMPILER_C_DRIVER_H
#define TENON_COMPILER_C_DRIVER_H

#include "abuse/abuse.h"
#include "emit/emit.h"
#include "package/package.h"

/**
 * Add a folder's files: the boundary with the library (or what stands in for it: package_use_stand_in()), the
 * driver, and `run JOURNAL FIRST [LAST]`, which builds it with sanitizers and starts it.
 */
void c_driver_generate(const plan_library *plan, const GPtrArray *cases, package *files);

/* ---- c_values.c: the tables of values ---- */

/**
 * What the tables of one function's (or method's) values need before them, and then they.
 * @param label Unique: "12" for the function of that index.
 * @param has_places Whether its arguments are a struct arguments_LABEL.
 */
void c_driver_values(emit *out, const plan_library *plan, const plan_function *function, const char *label,
                     bool has_places);

/** "&class_graph" */
const char *c_driver_class(const model_class *class_of);

/** A right value of a type as C: "1", "{.x = 1, .name = \"text\"}". */
const char *c_right_literal(const model_type *type);

#endif /* TENON_COMPILER_C_DRIVER_H */
