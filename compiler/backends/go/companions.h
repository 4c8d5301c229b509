/**
 * @file
 * Methods that Go's own packages and Go people look for, beside those of the contract: Len and Equal for
 * operators, All for iterators.
 */
#ifndef TENON_BACKENDS_GO_COMPANIONS_H
#define TENON_BACKENDS_GO_COMPANIONS_H

#include "backends/go/names.h"
#include "emit/emit.h"

/** The method that Go people expect beside this one ("Len"), or null. */
const char *go_companion_of(const model_function *function);

/** Whether the method itself is called so, and then gets a name that only its package sees. */
bool go_is_hidden(const go_module *module, const model_function *function);

/** The method that says what the object is as text, or null. */
const model_function *go_string_method(const model_class *class);

/** All of a class. */
void go_write_companions(emit *out, go_module *module, const model_class *class);

#endif /* TENON_BACKENDS_GO_COMPANIONS_H */
