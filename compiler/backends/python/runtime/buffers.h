/**
 * @file
 * Arrays on their way in: buffers of the right element type without a copy, and plain sequences converted
 * item by item.
 */
#ifndef TN_BUFFERS_H
#define TN_BUFFERS_H

#include "numbers.h"
#include "state.h"
#include "tensors.h"

/** Elements for the time of one call. Start with `{0}`, end with tn_input_release(). */
typedef struct tn_input {
    const void *data; /**< Null only for None. */
    size_t count;
    void *writable;   /**< `data` again where it may be written, otherwise null. */
    void *owned;      /**< The converted copy of a sequence, or null. */
    PyObject *items;  /**< What the copy points into, or null. */
    PyObject *kept;   /**< What the texts of records in it lie in, or null. */
    Py_buffer buffer; /**< Held where `has_buffer`. */
    bool has_buffer;
    tn_tensor tensor; /**< Held where it is one. */
} tn_input;

/** A one-dimensional, contiguous buffer or tensor of that element type, or a sequence of numbers. */
bool tn_array_in(PyObject *value, tn_place place, tn_element element, tn_input *out);

/** A buffer or tensor as tn_array_in() takes, that can be written. */
bool tn_writable_array_in(PyObject *value, tn_place place, tn_element element, tn_input *out);

/** Any buffer of bytes: bytes, bytearray, memoryview, an array or tensor of uint8. */
bool tn_bytes_in(PyObject *value, tn_place place, tn_input *out);

/** A sequence of str; `data` is an array of tenon_text_view. */
bool tn_text_array_in(PyObject *value, tn_place place, tn_input *out);

/**
 * A sequence whose items `convert` puts one by one into a copy.
 * @param expected What it is a sequence of, for the TypeError.
 */
bool tn_sequence_in(PyObject *value, tn_place place, const char *expected, size_t size,
                    bool (*convert)(PyObject *item, tn_place place, const void *context, void *out),
                    const void *context, tn_input *out);

/** Give everything back. */
void tn_input_release(tn_input *input);

#endif /* TN_BUFFERS_H */
