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
bool tn_f32_in(PyObject *value, tn_place place, float *out);

/* Those that are no plain int or do not fit: the slow path of the functions below. */
bool tn_i8_in_slow(PyObject *value, tn_place place, int8_t *out);
bool tn_i16_in_slow(PyObject *value, tn_place place, int16_t *out);
bool tn_i32_in_slow(PyObject *value, tn_place place, int32_t *out);
bool tn_i64_in_slow(PyObject *value, tn_place place, int64_t *out);
bool tn_u8_in_slow(PyObject *value, tn_place place, uint8_t *out);
bool tn_u16_in_slow(PyObject *value, tn_place place, uint16_t *out);
bool tn_u32_in_slow(PyObject *value, tn_place place, uint32_t *out);
bool tn_u64_in_slow(PyObject *value, tn_place place, uint64_t *out);
bool tn_size_in_slow(PyObject *value, tn_place place, size_t *out);
bool tn_f64_in_slow(PyObject *value, tn_place place, double *out);

/* An int of its own type that fits costs one call of Python's. The largest and -1 may be an error of that
 * call, which the slow path tells. `out` stays as it was where the value does not fit: it may be a record's
 * own.
 */
#define TN_SIGNED_IN(name, type)                                                                             \
    static inline bool name(PyObject *value, tn_place place, type *out) {                                    \
        long long wide = PyLong_CheckExact(value) ? PyLong_AsLongLong(value) : -1;                           \
        if (TENON_UNLIKELY(wide == -1 || (type)wide != wide))                                                \
            return name##_slow(value, place, out);                                                           \
        *out = (type)wide;                                                                                   \
        return true;                                                                                         \
    }
#define TN_UNSIGNED_IN(name, type)                                                                           \
    static inline bool name(PyObject *value, tn_place place, type *out) {                                    \
        unsigned long long wide = PyLong_CheckExact(value) ? PyLong_AsUnsignedLongLong(value) : ULLONG_MAX;  \
        if (TENON_UNLIKELY(wide == ULLONG_MAX || (type)wide != wide))                                        \
            return name##_slow(value, place, out);                                                           \
        *out = (type)wide;                                                                                   \
        return true;                                                                                         \
    }
TN_SIGNED_IN(tn_i8_in, int8_t)
TN_SIGNED_IN(tn_i16_in, int16_t)
TN_SIGNED_IN(tn_i32_in, int32_t)
TN_SIGNED_IN(tn_i64_in, int64_t)
TN_UNSIGNED_IN(tn_u8_in, uint8_t)
TN_UNSIGNED_IN(tn_u16_in, uint16_t)
TN_UNSIGNED_IN(tn_u32_in, uint32_t)
TN_UNSIGNED_IN(tn_u64_in, uint64_t)
TN_UNSIGNED_IN(tn_size_in, size_t)
#undef TN_SIGNED_IN
#undef TN_UNSIGNED_IN

static inline bool tn_f64_in(PyObject *value, tn_place place, double *out) {
    double wide = PyFloat_AsDouble(value);
    if (TENON_UNLIKELY(wide == -1.0))
        return tn_f64_in_slow(value, place, out);
    *out = wide;
    return true;
}

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
