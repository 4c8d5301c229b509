/**
 * @file
 * The Makefile of a generated program in C that holds a contract's native code.
 */
#ifndef TENON_COMPILER_DRIVING_MAKEFILE_H
#define TENON_COMPILER_DRIVING_MAKEFILE_H

#include "package/package.h"

/** Fill a template: @OBJECTS@ and @INCLUDES@ of the native code below `native`, @LINKS@, @LINKER@ and the
 * library's
 * @NAME@. */
char *driving_makefile(const char *template, const plan_library *plan, const native_code *native);

#endif /* TENON_COMPILER_DRIVING_MAKEFILE_H */
