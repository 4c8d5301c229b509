/**
 * @file
 * Maps: any mapping on its way in, a dict on its way out. In C each is two arrays of one length.
 */
#ifndef TN_MAPS_H
#define TN_MAPS_H

#include "numbers.h"
#include "state.h"

/** Keys and values for the time of one call: two lists. Start with `{0}`, end with tn_map_release(). */
typedef struct tn_map {
    PyObject *keys;
    PyObject *values;
} tn_map;

/** A dict, or anything with items(). */
bool tn_map_in(PyObject *value, tn_place place, tn_map *out);

/** Give both lists back. */
void tn_map_release(tn_map *map);

/** The same argument, for what is said about a key of it. */
static inline tn_place tn_keys_of(tn_place place) {
    place.item = tn_keys;
    return place;
}

/** A dict of two sequences, which are taken over; null where one of them could not be made. */
PyObject *tn_map_out(PyObject *keys, PyObject *values);

/** A list of the numbers of a block, which is dropped. */
PyObject *tn_block_numbers(tn_element element, const tenon_block *block);

#endif /* TN_MAPS_H */
