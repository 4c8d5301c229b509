/**
 * @file
 * Reads a contract with libclang into a model.
 */
#ifndef TENON_COMPILER_READER_H
#define TENON_COMPILER_READER_H

#include "model/model.h"
#include "reader/findings.h"

/**
 * Read a contract.
 * @param include_dirs char *: further directories to search for headers (`-I`).
 * @param all Gets everything that is wrong; the model may only be used when it stays empty.
 * @return The model, never null; incomplete where there are findings.
 */
const model_library *read_contract(const char *header, const GPtrArray *include_dirs, findings *all);

#endif /* TENON_COMPILER_READER_H */
