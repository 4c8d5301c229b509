/**
 * @file
 * Reads variants: structs of an enum and a union, of which the enum says the valid member.
 */
#ifndef TENON_COMPILER_VARIANTS_H
#define TENON_COMPILER_VARIANTS_H

#include "reader/reader_internal.h"

/** Whether a struct holds a union with TENON_TAGGED_BY. */
bool is_variant(reader *in, CXType type);

/** Read it. */
void read_variant(reader *in, CXCursor cursor, CXType type, const char *c_name);

#endif /* TENON_COMPILER_VARIANTS_H */
