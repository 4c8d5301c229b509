/**
 * @file
 * Lengths of arrays and texts among the parameters of a function.
 */
#ifndef TENON_COMPILER_LENGTHS_H
#define TENON_COMPILER_LENGTHS_H

#include "model/model.h"

/** Whether the host passes the length at `index`: it counts what the function fills, and nothing that the
 * host passes has that length already. */
bool model_passes_length(const model_function *function, guint index);

#endif /* TENON_COMPILER_LENGTHS_H */
