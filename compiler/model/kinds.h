/**
 * @file
 * The kinds of failure by name, for the reader, inspect and the backends.
 */
#ifndef TENON_COMPILER_KINDS_H
#define TENON_COMPILER_KINDS_H

#include <stdint.h>

/** The kind of that name, or TENON_KIND_NONE. */
int32_t kind_named(const char *name);

/** "not_found" for TENON_KIND_NOT_FOUND. */
const char *kind_name(int32_t kind);

/** All names, with the separator between them. */
const char *kind_names_joined(const char *separator);

#endif /* TENON_COMPILER_KINDS_H */
