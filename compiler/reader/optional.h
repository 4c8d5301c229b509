/**
 * @file
 * TENON_PRESENT_IF and TENON_KEYED_BY: what one parameter says about another besides its length.
 */
#ifndef TENON_COMPILER_OPTIONAL_H
#define TENON_COMPILER_OPTIONAL_H

#include "reader/parameters.h"

/** The bool that says whether `read` is there. @param result The function's result; its parameter may be
 * null. */
void resolve_presence(reader *in, GPtrArray *parameters, read_parameter *read, read_parameter *result);

/** The keys of a map, once all lengths are resolved. */
void resolve_keys(reader *in, GPtrArray *parameters, read_parameter *read);

#endif /* TENON_COMPILER_OPTIONAL_H */
