/**
 * @file
 * Tensors of other libraries on their way in: whatever has `__dlpack__` and no buffer.
 */
#ifndef TN_TENSORS_H
#define TN_TENSORS_H

#include "numbers.h"
#include "state.h"

/** A tensor that is held. */
typedef struct tn_tensor {
    void *managed; /**< tn_dl_versioned or tn_dl_managed; null: none. */
    bool is_versioned;
    const void *data;
    size_t count;
    tn_element element;
    bool is_readonly;
} tn_tensor;

/** Whether the object says that it is one. */
bool tn_is_tensor(PyObject *value);

/** One with a single dimension, contiguous, in the CPU's memory, of one of our element types. */
bool tn_tensor_in(PyObject *value, tn_place place, tn_tensor *out);

/** Give it back. */
void tn_tensor_release(tn_tensor *tensor);

#endif /* TN_TENSORS_H */
