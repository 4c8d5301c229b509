/**
 * @file
 * Providers: what `tenon build --lang c-impl,rust-impl` writes for those who implement functions of a
 * contract, in C or in Rust, to be put in the place of the library's own (tenon/provider.h, tenon/bridge.h).
 */
#ifndef TENON_COMPILER_PROVIDER_H
#define TENON_COMPILER_PROVIDER_H

#include "emit/emit.h"
#include "package/package.h"
#include "plan/plan.h"

/** One language to implement a contract in. */
typedef struct provider_language {
    const char *name;  /**< For --lang, and of the folder: "c-impl". */
    const char *title; /**< "C" */
    void (*generate)(const plan_library *plan, package *files);
} provider_language;

/** All of them, ended by one without a name. */
extern const provider_language provider_languages[];

/** The one of that name, or null. */
const provider_language *provider_language_named(const char *name);

/** model_function: the contract's bridged functions, its destructors included, in its order: their indices
 * are the numbers of the operations. */
GPtrArray *provider_operations(const plan_library *plan);

/** `static const tenon_provider_layout NAME[]` of the contract's records and variants, with its fields;
 * nothing where there are none. @return How many. */
guint provider_put_layouts(emit *out, const plan_library *plan, const char *name);

void provider_generate_c(const plan_library *plan, package *files);
void provider_generate_rust(const plan_library *plan, package *files);

#endif /* TENON_COMPILER_PROVIDER_H */
