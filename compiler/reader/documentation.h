/**
 * @file
 * What doc comments promise, held against the contract.
 */
#ifndef TENON_COMPILER_DOCUMENTATION_H
#define TENON_COMPILER_DOCUMENTATION_H

#include "reader/reader_internal.h"

/** `@throws` must name a failing status constant; `@retval` of anything else belongs to what the function
 * returns. */
void check_documentation(reader *in, model_function *function);

#endif /* TENON_COMPILER_DOCUMENTATION_H */
