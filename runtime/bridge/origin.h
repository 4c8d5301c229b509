/**
 * @file
 * Where code comes from. Only for candidate.c.
 */
#ifndef TENON_BRIDGE_ORIGIN_H
#define TENON_BRIDGE_ORIGIN_H

#include "bridge_internal.h"

/** Loads a shared library so that its names and those of the program do not meet. @return Null, and the error
 * is recorded. */
void *tenon_bridge_load(const char *path);

/** A function's address as an object pointer, which dladdr() wants. */
const void *tenon_bridge_address(tenon_any_function function);

/** The file whose code an address is, as its place in memory; null where it is nobody's. @param[out] file Its
 * name; may be null. */
const void *tenon_bridge_file_of(const void *address, const char **file);

/**
 * Whether a provider's library takes functions of the contract from others, or gives them away: a name of
 * the contract among its dynamic symbols would be bound to whoever has it, which may be the reference.
 * @param[out] is_import It takes it; otherwise it exports it.
 * @return The first such name, null where there is none.
 */
const char *tenon_bridge_shared_name(const tenon_bridges *bridges, const void *file, bool *is_import);

#endif /* TENON_BRIDGE_ORIGIN_H */
