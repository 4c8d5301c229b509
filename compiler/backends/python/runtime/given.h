/**
 * @file
 * What crosses in a call of the library's: copies of what it lends for the call, and what Python gives back.
 */
#ifndef TN_GIVEN_H
#define TN_GIVEN_H

#include "buffers.h"
#include "state.h"

#include "tenon/callback.h"

/** A str, or None for null. */
PyObject *tn_str(const char *data, size_t length);

/** A list of str. */
PyObject *tn_str_list(const tenon_text_view *texts, size_t count);

/** A copy of bytes. */
PyObject *tn_bytes_copy(const void *data, size_t size);

/** A str for the library. */
bool tn_text_given(PyObject *value, tn_place place, tenon_text *out);

/** As tn_text_given(), or None. */
bool tn_optional_text_given(PyObject *value, tn_place place, tenon_text *out);

/**
 * Copy what was given into an array of the library's.
 * @param size Of an element.
 * @param filled How many were given, at most `count`; null where it must be `count`.
 */
bool tn_input_fill(const tn_input *input, tn_place place, size_t size, void *data, size_t count,
                   size_t *filled);

#endif /* TN_GIVEN_H */
