/**
 * @file
 * What a caller passes to a method besides its object, and what comes back.
 */
#ifndef TENON_COMPILER_TRAFFIC_H
#define TENON_COMPILER_TRAFFIC_H

#include "model/model.h"

/** Lengths, presences and contexts, which no caller sees, and the keys of a map, which come with its
 * values, do not count. */
typedef struct method_traffic {
    guint inputs; /**< An array that the library fills counts too: the caller says how long it is. */
    guint outputs;
    const model_parameter *input;  /**< The last of them, or null. */
    const model_parameter *output; /**< The last of them, the returned value before all, or null. */
} method_traffic;

/** Of a function whose first parameter is the object. */
method_traffic traffic_of(const model_function *function);

#endif /* TENON_COMPILER_TRAFFIC_H */
