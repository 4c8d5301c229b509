/**
 * @file
 * Reads a contract with libclang into a model.
 */
#ifndef TENON_COMPILER_READER_H
#define TENON_COMPILER_READER_H

#include "model/model.h"
#include "reader/findings.h"

/** Whether a contract differs between languages: its text asks for TENON_LANGUAGE_PYTHON or one of its like.
 */
bool contract_differs(const char *header);

/**
 * Read a contract.
 * @param language For whose package: TENON_LANGUAGE_PYTHON, _NODE, _GO or _RUST is defined; MODEL_LANGUAGES:
 * for none.
 * @param include_dirs char *: further directories to search for headers (`-I`).
 * @param all Gets everything that is wrong; the model may only be used when it stays empty.
 * @return The model, never null; incomplete where there are findings.
 */
const model_library *read_contract(const char *header, model_language language, const GPtrArray *include_dirs,
                                   findings *all);

/**
 * The same without the library's own files: neither the C files and directories that the contract names nor
 * what packages carry besides need be there. For a contract of an earlier version, which may lie anywhere.
 */
const model_library *read_contract_alone(const char *header, model_language language,
                                         const GPtrArray *include_dirs, findings *all);

#endif /* TENON_COMPILER_READER_H */
