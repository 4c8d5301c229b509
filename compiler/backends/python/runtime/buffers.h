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

/** What a tn_input holds. */
typedef enum tn_holds { tn_holds_nothing, tn_holds_buffer, tn_holds_tensor, tn_holds_copy } tn_holds;

/** A copy of a sequence's items. */
typedef struct tn_copy {
    void *elements;
    PyObject *items; /**< What the copy points into, or null. */
    PyObject *kept;  /**< What the texts of records in it lie in, or null. */
} tn_copy;

/** Elements for the time of one call. Start with tn_input_start(), end with tn_input_release(). */
typedef struct tn_input {
    const void *data; /**< Null only for None. */
    size_t count;
    void *writable; /**< `data` again where it may be written, otherwise null. */
    tn_holds holds;
    union {
        Py_buffer buffer;
        tn_tensor tensor;
        tn_copy copy;
    } held; /**< What `holds` says; of the rest nothing is ever set. */
} tn_input;

/** Nothing yet: what is None stays so. */
static inline void tn_input_start(tn_input *input) {
    input->data = NULL;
    input->count = 0;
    input->writable = NULL;
    input->holds = tn_holds_nothing;
}

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

/** The slow path of tn_input_release(). */
void tn_input_release_other(tn_input *input);

/** Give everything back. */
static inline void tn_input_release(tn_input *input) {
    if (TENON_LIKELY(input->holds == tn_holds_buffer))
        PyBuffer_Release(&input->held.buffer);
    else if (input->holds != tn_holds_nothing)
        tn_input_release_other(input);
}

#endif /* TN_BUFFERS_H */
