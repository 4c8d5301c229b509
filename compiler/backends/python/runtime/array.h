/**
 * @file
 * Array: elements in native memory, as Python sees them without a copy. It owns them, or is a view that keeps
 * the object alive which they belong to.
 */
#ifndef TN_ARRAY_H
#define TN_ARRAY_H

#include "numbers.h"
#include "state.h"

/** Make the type and add it to the module. */
bool tn_add_array(PyObject *module, const char *name);

/** A new array of `count` zeros, to be filled by the library. @param data Set to its elements. */
PyObject *tn_array_new(const tn_state *state, tn_element element, size_t count, void **data);

/** A new array with a copy of `count` elements. */
static inline PyObject *tn_array_copy(const tn_state *state, tn_element element, const void *data,
                                      size_t count) {
    void *copy = NULL;
    PyObject *array = tn_array_new(state, element, count, &copy);
    if (array != NULL && count > 0)
        memcpy(copy, data, count * tn_element_size(element));
    return array;
}

/** Keep only the first `count` elements; null is passed through. */
PyObject *tn_array_shorten(PyObject *array, size_t count);

/** The elements of a block, which belongs to the array from now on. */
PyObject *tn_array_of_block(const tn_state *state, tn_element element, const tenon_block *block,
                            bool is_readonly);

#endif /* TN_ARRAY_H */
