/**
 * @file
 * What a host implements: callbacks, which are typedefs of function pointers, and interfaces, which are
 * structs of function pointers.
 */
#ifndef TENON_COMPILER_INTERFACES_H
#define TENON_COMPILER_INTERFACES_H

#include "reader/parameters.h"
#include "reader/reader_internal.h"

/** Whether a typedef is one of a callback or interface. */
bool is_interface(CXCursor cursor);

/** Read it where it is one; needs every other type. */
void read_interface(reader *in, CXCursor cursor);

/** Leave those out that no function takes: their types serve interfaces, or C alone. Needs every function. */
void drop_unused_interfaces(reader *in);

/** Whether a type is that of a function that only ends a context: `void (*)(void *)`. */
bool is_drop_type(CXType type);

/** Findings for what cannot pass between a library and the function that a host implements. */
void check_implemented(reader *in, const read_parameter *read);

/** TENON_ON_ERROR of a method whose result is known: sets `on_error`, as C. */
void read_on_error(reader *in, CXCursor cursor, model_function *method, const char *what, const char *said);

#endif /* TENON_COMPILER_INTERFACES_H */
