/**
 * @file
 * Numbers and truth values. Integers come through __index__, floating point through __float__ or __index__,
 * as in Python's own functions; truth values are True and False only.
 */
#ifndef TN_NUMBERS_H
#define TN_NUMBERS_H

#include "state.h"

/** The element types, as arrays and fields name them. */
typedef enum tn_element {
    tn_bool,
    tn_i8,
    tn_i16,
    tn_i32,
    tn_i64,
    tn_u8,
    tn_u16,
    tn_u32,
    tn_u64,
    tn_f32,
    tn_f64,
    tn_i128, /* only fields, by a kind of their own: see wide.h */
    tn_u128,
    tn_size = sizeof(size_t) == 8 ? tn_u64 : tn_u32
} tn_element;

/* Each converts `value` and returns whether it fitted; where not, TypeError or OverflowError is raised. */
bool tn_bool_in(PyObject *value, tn_place place, bool *out);
bool tn_i8_in(PyObject *value, tn_place place, int8_t *out);
bool tn_i16_in(PyObject *value, tn_place place, int16_t *out);
bool tn_i32_in(PyObject *value, tn_place place, int32_t *out);
bool tn_i64_in(PyObject *value, tn_place place, int64_t *out);
bool tn_u8_in(PyObject *value, tn_place place, uint8_t *out);
bool tn_u16_in(PyObject *value, tn_place place, uint16_t *out);
bool tn_u32_in(PyObject *value, tn_place place, uint32_t *out);
bool tn_u64_in(PyObject *value, tn_place place, uint64_t *out);
bool tn_size_in(PyObject *value, tn_place place, size_t *out);
bool tn_f32_in(PyObject *value, tn_place place, float *out);
bool tn_f64_in(PyObject *value, tn_place place, double *out);

/** A new reference to an int, by __index__, or null with TypeError raised. */
PyObject *tn_integer(PyObject *value, tn_place place);

/** Bytes of one element. */
size_t tn_element_size(tn_element element);

/** "float64" */
const char *tn_element_name(tn_element element);

/** The element at `out` from a Python value. */
bool tn_element_in(tn_element element, PyObject *value, tn_place place, void *out);

/** A Python value from the element at `data`. */
PyObject *tn_element_out(tn_element element, const void *data);

#endif /* TN_NUMBERS_H */
