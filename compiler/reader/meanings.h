/**
 * @file
 * What a whole number means: instants, durations and exact numbers.
 */
#ifndef TENON_COMPILER_MEANINGS_H
#define TENON_COMPILER_MEANINGS_H

#include "reader/annotations.h"
#include "reader/reader_internal.h"

/** What a typedef says of its numbers, for every use of its name. */
void read_meaning(reader *in, CXCursor cursor, CXType type, const annotations *said);

/** What a parameter, result or field says of its own number: sets it in `type`. @param what For findings:
 * "the field x" */
void apply_meaning(reader *in, CXCursor cursor, const char *what, const annotations *said, model_type *type);

#endif /* TENON_COMPILER_MEANINGS_H */
