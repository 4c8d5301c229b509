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

/* What the slow paths below give: in registers, so that no number of a call needs an address. */
typedef struct tn_signed {
    int64_t number;
    bool fits;
} tn_signed;
typedef struct tn_unsigned {
    uint64_t number;
    bool fits;
} tn_unsigned;
typedef struct tn_float {
    double number;
    bool fits;
} tn_float;

/* Those that are no plain int or do not fit: the slow path of the functions below. They take the parts of a
 * tn_place, since constants need no register until the call is made. */
TN_SLOW tn_signed tn_i8_in_slow(PyObject *value, long long wide, const tn_signature *signature, int at,
                                int item);
TN_SLOW tn_signed tn_i16_in_slow(PyObject *value, long long wide, const tn_signature *signature, int at,
                                 int item);
TN_SLOW tn_signed tn_i32_in_slow(PyObject *value, long long wide, const tn_signature *signature, int at,
                                 int item);
TN_SLOW tn_signed tn_i64_in_slow(PyObject *value, long long wide, const tn_signature *signature, int at,
                                 int item);
TN_SLOW tn_unsigned tn_u8_in_slow(PyObject *value, const tn_signature *signature, int at, int item);
TN_SLOW tn_unsigned tn_u16_in_slow(PyObject *value, const tn_signature *signature, int at, int item);
TN_SLOW tn_unsigned tn_u32_in_slow(PyObject *value, const tn_signature *signature, int at, int item);
TN_SLOW tn_unsigned tn_u64_in_slow(PyObject *value, const tn_signature *signature, int at, int item);
TN_SLOW tn_unsigned tn_size_in_slow(PyObject *value, const tn_signature *signature, int at, int item);
TN_SLOW tn_float tn_f64_in_slow(PyObject *value, const tn_signature *signature, int at, int item);

/* An int that fits costs one call of Python's. The largest and -1 may be an error of that call, which the
 * slow path tells. `out` stays as it was where the value does not fit: it may be a record's own.
 */
#define TN_SIGNED_IN(name, type)                                                                             \
    static inline bool name(PyObject *value, tn_place place, type *out) {                                    \
        long long wide = PyLong_AsLongLong(value);                                                           \
        if (TENON_UNLIKELY(wide == -1 || (type)wide != wide)) {                                              \
            tn_signed slow = name##_slow(value, wide, place.signature, place.at, place.item);                \
            if (!slow.fits)                                                                                  \
                return false;                                                                                \
            wide = slow.number;                                                                              \
        }                                                                                                    \
        *out = (type)wide;                                                                                   \
        return true;                                                                                         \
    }
#define TN_UNSIGNED_IN(name, type)                                                                           \
    static inline bool name(PyObject *value, tn_place place, type *out) {                                    \
        unsigned long long wide =                                                                            \
            TENON_LIKELY(PyLong_CheckExact(value)) ? PyLong_AsUnsignedLongLong(value) : ULLONG_MAX;          \
        if (TENON_UNLIKELY(wide == ULLONG_MAX || (type)wide != wide)) {                                      \
            tn_unsigned slow = name##_slow(value, place.signature, place.at, place.item);                    \
            if (!slow.fits)                                                                                  \
                return false;                                                                                \
            wide = slow.number;                                                                              \
        }                                                                                                    \
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
    if (TENON_UNLIKELY(wide == -1.0)) {
        tn_float slow = tn_f64_in_slow(value, place.signature, place.at, place.item);
        if (!slow.fits)
            return false;
        wide = slow.number;
    }
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
