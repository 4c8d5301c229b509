/**
 * @file
 * TENON_EXCEPTIONS and TENON_JUMPS: how the library's functions may end besides returning.
 */
#ifndef TENON_COMPILER_GUARDS_H
#define TENON_COMPILER_GUARDS_H

#include "reader/reader_internal.h"

/** TENON_EXCEPTIONS(how). */
void exceptions_read(reader *in, CXCursor cursor, const char *how);

/** TENON_JUMPS(frame, message). */
void jumps_read(reader *in, CXCursor cursor, const char *functions);

/** Whether TENON_JUMPS names this function. */
bool guards_name(const reader *in, const char *function);

/** What can only be said of the whole contract. Needs the functions. */
void check_guards(reader *in);

#endif /* TENON_COMPILER_GUARDS_H */
