#include "numbers.h"

#include <math.h>

#include "arguments.h"

bool tn_bool_in(PyObject *value, tn_place place, bool *out) {
    if (value != Py_True && value != Py_False)
        return tn_wrong_type(place, "bool", value);
    *out = value == Py_True;
    return true;
}

PyObject *tn_integer(PyObject *value, tn_place place) {
    if (PyLong_Check(value)) /* a subclass */
        return Py_NewRef(value);
    PyObject *number = PyNumber_Index(value);
    if (number == NULL && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        tn_wrong_type(place, "int", value);
    }
    return number;
}

static bool out_of_range(tn_place place, const char *range) {
    return tn_wrong_value(PyExc_OverflowError, place, range);
}

/* @param wide What Python made of the value: a number that does not fit; or -1, which may be an error. */
static bool signed_in(PyObject *value, long long wide, tn_place place, int64_t low, int64_t high,
                      const char *range) {
    if (!PyErr_Occurred())
        return (wide >= low && wide <= high) || out_of_range(place, range);
    if (PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        return tn_wrong_type(place, "int", value);
    }
    if (!PyErr_ExceptionMatches(PyExc_OverflowError))
        return false;
    PyErr_Clear();
    PyObject *number = tn_integer(value, place); /* again: it may be what raised the error */
    if (number == NULL)
        return false;
    Py_DECREF(number);
    return out_of_range(place, range);
}

static bool unsigned_in(PyObject *value, tn_place place, uint64_t high, const char *range, uint64_t *out) {
    PyErr_Clear(); /* the fast path's */
    PyObject *number = tn_integer(value, place);
    if (number == NULL)
        return false;
    uint64_t wide = PyLong_AsUnsignedLongLong(number);
    Py_DECREF(number);
    if (TENON_UNLIKELY(wide == UINT64_MAX && PyErr_Occurred())) {
        PyErr_Clear();
        return out_of_range(place, range);
    }
    if (TENON_UNLIKELY(wide > high))
        return out_of_range(place, range);
    *out = wide;
    return true;
}

#define TN_SIGNED(name, low, high, range)                                                                    \
    tn_signed name(PyObject *value, long long wide, const tn_signature *signature, int at, int item) {       \
        tn_place place = {signature, at, item};                                                              \
        bool fits = signed_in(value, wide, place, low, high, "must be an integer from " range);              \
        return (tn_signed){wide, fits};                                                                      \
    }

#define TN_UNSIGNED(name, high, range)                                                                       \
    tn_unsigned name(PyObject *value, const tn_signature *signature, int at, int item) {                     \
        tn_place place = {signature, at, item};                                                              \
        tn_unsigned given = {0, false};                                                                      \
        given.fits = unsigned_in(value, place, high, "must be an integer from 0 to " range, &given.number);  \
        return given;                                                                                        \
    }

TN_SIGNED(tn_i8_in_slow, INT8_MIN, INT8_MAX, "-128 to 127")
TN_SIGNED(tn_i16_in_slow, INT16_MIN, INT16_MAX, "-32768 to 32767")
TN_SIGNED(tn_i32_in_slow, INT32_MIN, INT32_MAX, "-2147483648 to 2147483647")
TN_SIGNED(tn_i64_in_slow, INT64_MIN, INT64_MAX, "-9223372036854775808 to 9223372036854775807")
TN_UNSIGNED(tn_u8_in_slow, UINT8_MAX, "255")
TN_UNSIGNED(tn_u16_in_slow, UINT16_MAX, "65535")
TN_UNSIGNED(tn_u32_in_slow, UINT32_MAX, "4294967295")
TN_UNSIGNED(tn_u64_in_slow, UINT64_MAX, "18446744073709551615")
#if SIZE_MAX == UINT64_MAX
TN_UNSIGNED(tn_size_in_slow, SIZE_MAX, "18446744073709551615")
#else
TN_UNSIGNED(tn_size_in_slow, SIZE_MAX, "4294967295")
#endif

tn_float tn_f64_in_slow(PyObject *value, const tn_signature *signature, int at, int item) {
    tn_place place = {signature, at, item};
    tn_float given = {-1.0, !PyErr_Occurred()};
    if (!given.fits && PyErr_ExceptionMatches(PyExc_TypeError)) {
        PyErr_Clear();
        tn_wrong_type(place, "float", value);
    }
    return given;
}

bool tn_f32_in(PyObject *value, tn_place place, float *out) {
    double wide = 0;
    if (!tn_f64_in(value, place, &wide))
        return false;
    *out = (float)wide;
    if (isinf(*out) && !isinf(wide))
        return out_of_range(place, "is too large for single precision");
    return true;
}

size_t tn_element_size(tn_element element) {
    static const uint8_t sizes[] = {sizeof(bool),   1,  2, 4, 8, 1, 2, 4, 8, sizeof(float),
                                    sizeof(double), 16, 16};
    return sizes[element];
}

const char *tn_element_name(tn_element element) {
    static const char *const names[] = {"bool",    "int8",   "int16",  "int32",  "int64",
                                        "uint8",   "uint16", "uint32", "uint64", "float32",
                                        "float64", "int128", "uint128"};
    return names[element];
}

bool tn_element_in(tn_element element, PyObject *value, tn_place place, void *out) {
    switch (element) {
    case tn_bool:
        return tn_bool_in(value, place, out);
    case tn_i8:
        return tn_i8_in(value, place, out);
    case tn_i16:
        return tn_i16_in(value, place, out);
    case tn_i32:
        return tn_i32_in(value, place, out);
    case tn_i64:
        return tn_i64_in(value, place, out);
    case tn_u8:
        return tn_u8_in(value, place, out);
    case tn_u16:
        return tn_u16_in(value, place, out);
    case tn_u32:
        return tn_u32_in(value, place, out);
    case tn_u64:
        return tn_u64_in(value, place, out);
    case tn_f32:
        return tn_f32_in(value, place, out);
    case tn_f64:
        return tn_f64_in(value, place, out);
    case tn_i128:
    case tn_u128:
        break;
    }
    Py_UNREACHABLE();
}

PyObject *tn_element_out(tn_element element, const void *data) {
    switch (element) {
    case tn_bool:
        return PyBool_FromLong(*(const bool *)data);
    case tn_i8:
        return PyLong_FromLong(*(const int8_t *)data);
    case tn_i16:
        return PyLong_FromLong(*(const int16_t *)data);
    case tn_i32:
        return PyLong_FromLong(*(const int32_t *)data);
    case tn_i64:
        return PyLong_FromLongLong(*(const int64_t *)data);
    case tn_u8:
        return PyLong_FromLong(*(const uint8_t *)data);
    case tn_u16:
        return PyLong_FromLong(*(const uint16_t *)data);
    case tn_u32:
        return PyLong_FromUnsignedLong(*(const uint32_t *)data);
    case tn_u64:
        return PyLong_FromUnsignedLongLong(*(const uint64_t *)data);
    case tn_f32:
        return PyFloat_FromDouble((double)*(const float *)data);
    case tn_f64:
        return PyFloat_FromDouble(*(const double *)data);
    case tn_i128:
    case tn_u128:
        break;
    }
    Py_UNREACHABLE();
}
