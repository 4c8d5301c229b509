/**
 * @file
 * What the guard in C++ needs of the runtime, whose other headers are C's alone.
 */
#ifndef TENON_THROWN_H
#define TENON_THROWN_H

#include <stdbool.h>

#include "tenon/error.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Record that something was thrown.
 * @param code A tenon_code.
 * @param has_cause What was recorded before is its cause; otherwise it is forgotten.
 * @param type Its type's name.
 * @param message What it says of itself, or null.
 * @return The negative kind.
 */
int32_t tenon_thrown(int32_t code, bool has_cause, const char *type, const char *message);

#ifdef __cplusplus
}
#endif

#endif /* TENON_THROWN_H */
