#include "wide.h"

#include "arguments.h"

static PyObject *shifted(PyObject *number, PyObject *(*shift)(PyObject *, PyObject *)) {
    PyObject *bits = PyLong_FromLong(64);
    PyObject *result = bits == NULL || number == NULL ? NULL : shift(number, bits);
    Py_XDECREF(bits);
    return result;
}

/* The lower half, and the upper one as a new reference; null with an exception raised. */
static PyObject *split(PyObject *value, tn_place place, uint64_t *low) {
    PyObject *number = tn_integer(value, place);
    if (number == NULL)
        return NULL;
    *low = PyLong_AsUnsignedLongLongMask(number);
    PyObject *high = shifted(number, PyNumber_Rshift);
    Py_DECREF(number);
    return high;
}

bool tn_i128_in(PyObject *value, tn_place place, tenon_int128 *out) {
    PyObject *high = split(value, place, &out->low);
    int overflow = 0;
    out->high = high == NULL ? 0 : PyLong_AsLongLongAndOverflow(high, &overflow);
    Py_XDECREF(high);
    if (overflow != 0)
        return tn_wrong_value(PyExc_OverflowError, place, "must be an integer from -2**127 to 2**127 - 1");
    return high != NULL;
}

bool tn_u128_in(PyObject *value, tn_place place, tenon_uint128 *out) {
    PyObject *high = split(value, place, &out->low);
    if (high == NULL)
        return false;
    out->high = PyLong_AsUnsignedLongLong(high);
    Py_DECREF(high);
    if (out->high != UINT64_MAX || !PyErr_Occurred())
        return true;
    PyErr_Clear();
    return tn_wrong_value(PyExc_OverflowError, place, "must be an integer from 0 to 2**128 - 1");
}

/* Takes the upper half over. */
static PyObject *joined(PyObject *high, uint64_t low) {
    PyObject *upper = shifted(high, PyNumber_Lshift);
    PyObject *lower = PyLong_FromUnsignedLongLong(low);
    PyObject *number = upper == NULL || lower == NULL ? NULL : PyNumber_Or(upper, lower);
    Py_XDECREF(high);
    Py_XDECREF(upper);
    Py_XDECREF(lower);
    return number;
}

PyObject *tn_i128_out(tenon_int128 value) {
    if (value.high == (value.low > INT64_MAX ? -1 : 0))
        return PyLong_FromLongLong((int64_t)value.low);
    return joined(PyLong_FromLongLong(value.high), value.low);
}

PyObject *tn_u128_out(tenon_uint128 value) {
    if (value.high == 0)
        return PyLong_FromUnsignedLongLong(value.low);
    return joined(PyLong_FromUnsignedLongLong(value.high), value.low);
}

/* ---- Fields ---- */

static bool i128_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                          void *out) {
    (void)state;
    (void)field;
    return tn_i128_in(value, place, out);
}

static PyObject *i128_field_out(const tn_state *state, const tn_field *field, const void *data) {
    (void)state;
    (void)field;
    return tn_i128_out(*(const tenon_int128 *)data);
}

static bool u128_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                          void *out) {
    (void)state;
    (void)field;
    return tn_u128_in(value, place, out);
}

static PyObject *u128_field_out(const tn_state *state, const tn_field *field, const void *data) {
    (void)state;
    (void)field;
    return tn_u128_out(*(const tenon_uint128 *)data);
}

const tn_field_kind tn_i128_field = {.out = i128_field_out, .in = i128_field_in};
const tn_field_kind tn_u128_field = {.out = u128_field_out, .in = u128_field_in};
