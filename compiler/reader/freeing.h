/**
 * @file
 * Functions that TENON_FREED_BY names.
 */
#ifndef TENON_COMPILER_FREEING_H
#define TENON_COMPILER_FREEING_H

#include "reader/reader_internal.h"

/** Collect every declared function, and the names that TENON_FREED_BY gives in the contract. */
void read_freers(reader *in);

/** Whether TENON_FREED_BY names this function, and it frees a text or array rather than an object. */
bool is_freer(reader *in, CXCursor function);

/** Fill the model's list of those that free(). Once the functions are read. */
void list_freers(reader *in);

/** Why `freed_by` cannot free the text or array that a parameter or function result gives, or null. */
const char *freeing_problem(reader *in, CXCursor cursor, bool is_result, const char *freed_by);

#endif /* TENON_COMPILER_FREEING_H */
