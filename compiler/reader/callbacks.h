/**
 * @file
 * Callbacks, contexts, drop functions and tokens among the parameters of the library's functions.
 */
#ifndef TENON_COMPILER_CALLBACKS_H
#define TENON_COMPILER_CALLBACKS_H

#include "reader/parameters.h"
#include "reader/reader_internal.h"

/** The type of a parameter with TENON_DROP_OF, which needs no typedef; findings where it is another one. */
void read_drop_parameter(reader *in, read_parameter *read);

/** Resolve TENON_CALLED, TENON_PROGRESS, TENON_CONTEXT_OF and TENON_DROP_OF of a function's parameters. */
void resolve_callbacks(reader *in, GPtrArray *parameters);

/** After resolving: findings about what has to do with callbacks or tokens.
 * @return whether the parameter is such a one: nothing else need be said of it. */
bool check_callback(reader *in, const read_parameter *read);

/** What holds for the callbacks and the token of a function whose kind is known. */
void check_callbacks_of(reader *in, CXCursor cursor, const model_function *function,
                        const GPtrArray *parameters);

#endif /* TENON_COMPILER_CALLBACKS_H */
