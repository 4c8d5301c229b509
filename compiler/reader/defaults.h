/**
 * @file
 * TENON_DEFAULT: what a caller may leave out.
 */
#ifndef TENON_COMPILER_DEFAULTS_H
#define TENON_COMPILER_DEFAULTS_H

#include "reader/reader_internal.h"

/** Work out every default and check it against its parameter's type; after everything else was read. */
void check_defaults(reader *in);

#endif /* TENON_COMPILER_DEFAULTS_H */
