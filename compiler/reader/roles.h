/**
 * @file
 * What a function is besides a function: an operator, an iterator's next, a stream, a static function of a
 * class.
 */
#ifndef TENON_COMPILER_ROLES_H
#define TENON_COMPILER_ROLES_H

#include "reader/annotations.h"

/** TENON_STATIC, TENON_OPERATOR, TENON_NEXT, TENON_READS, TENON_WRITES and TENON_WAITS on a function whose
 * kind and parameters are known. */
void read_roles(reader *in, CXCursor cursor, model_function *function, const annotations *said);

/** What only the whole class shows: an operator twice, one that lacks another, iterate without an iterator.
 */
void check_roles(reader *in, const model_class *class_of);

#endif /* TENON_COMPILER_ROLES_H */
