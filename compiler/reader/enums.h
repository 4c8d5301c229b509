/**
 * @file
 * Reads enums, the status enum among them.
 */
#ifndef TENON_COMPILER_ENUMS_H
#define TENON_COMPILER_ENUMS_H

#include "reader/reader_internal.h"

/**
 * Read the enum behind a typedef.
 * @param cursor The typedef, for its place and comment.
 * @param declaration The enum.
 * @param type Set where the enum is part of the contract.
 * @return false where it is under TENON_IGNORE.
 */
bool read_enum(reader *in, CXCursor cursor, CXCursor declaration, const char *c_name, model_type *type);

#endif /* TENON_COMPILER_ENUMS_H */
