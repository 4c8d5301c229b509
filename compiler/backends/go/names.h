/**
 * @file
 * What each thing of a contract is called in the Go package: one namespace, so everything is named before
 * anything is written.
 */
#ifndef TENON_BACKENDS_GO_NAMES_H
#define TENON_BACKENDS_GO_NAMES_H

#include "plan/plan.h"

/** A Go package under construction. */
typedef struct go_module {
    const plan_library *plan;
    const model_library *model;
    const char *name;                 /**< Of the package: "mtproxy". */
    const char *path;                 /**< Of the module: "tenon.example/mtproxy". */
    const char *banner;               /**< The first line of each file, without comment marks. */
    GHashTable *names;                /**< What go_name() names -> char * */
    GHashTable *links;                /**< C name -> char *: how a comment refers to it. */
    const struct go_call *documented; /**< The function whose comment is being written, or null. */
    GHashTable *features;             /**< Set of char *: which parts of the fixed files this package uses. */
} go_module;

/** Whether the contract says the module's path. */
bool go_has_own_path(const model_library *model);

/** The module's path: "tenon.example/graph" where the contract says none. */
const char *go_module_path(const model_library *model);

/** Name everything. */
go_module *go_module_new(const plan_library *plan);

/** Free what the arena does not own. */
void go_module_free(go_module *module);

/** The Go name of a class, enum, exact number, record, field, variant, case, interface, constant, plan_error
 * or function; of a plan_function: of the struct with what may be left out; of a plan_value: its field there.
 */
const char *go_name(const go_module *module, const void *what);

/** What a comment calls the thing with this C name ("Graph.NodeCount"), or null. */
const char *go_link(const go_module *module, const char *c_name);

/** Note that the package uses a part of the fixed files. */
void go_use(go_module *module, const char *feature);

/** Whether it was noted. */
bool go_uses(const go_module *module, const char *feature);

#endif /* TENON_BACKENDS_GO_NAMES_H */
