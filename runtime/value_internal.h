/**
 * @file
 * What the decoder needs of dynamic values besides tenon/value.h.
 */
#ifndef TENON_VALUE_INTERNAL_H
#define TENON_VALUE_INTERNAL_H

#include "internal.h"
#include "tenon/value.h"

/** As tenon_map_set() without a look at the keys that are there: for many keys, which are compared once at
 * the end. */
bool tenon_map_append(tenon_value *map, const char *key, tenon_value *item);

/** A key that the map has twice, or null. @return 0 or a negative kind where memory is used up. */
int32_t tenon_map_find_twice(const tenon_value *map, const char **twice);

#endif /* TENON_VALUE_INTERNAL_H */
