#include "times.h"

#include "arguments.h"
#include "results.h"

enum { day_seconds = 86400, second_micros = 1000000 };

enum { at_datetime, at_timedelta, at_epoch };

/* By tn_unit. */
static const int64_t per_second[] = {1, 1000, 1000000};
static const char *const unit_names[] = {"seconds", "milliseconds", "microseconds"};

static PyObject *known(const tn_state *state, int at) {
    return PyTuple_GetItem(state->refs[tn_ref_times], at);
}

bool tn_start_times(PyObject *module) {
    tn_state *state = PyModule_GetState(module);
    PyObject *times = PyImport_ImportModule("datetime");
    PyObject *moment = times == NULL ? NULL : PyObject_GetAttrString(times, "datetime");
    PyObject *span = times == NULL ? NULL : PyObject_GetAttrString(times, "timedelta");
    PyObject *zones = times == NULL ? NULL : PyObject_GetAttrString(times, "timezone");
    PyObject *utc = zones == NULL ? NULL : PyObject_GetAttrString(zones, "utc");
    PyObject *epoch = moment == NULL || utc == NULL
                          ? NULL
                          : PyObject_CallFunction(moment, "iiiiiiiO", 1970, 1, 1, 0, 0, 0, 0, utc);
    if (epoch != NULL && span != NULL)
        state->refs[tn_ref_times] = PyTuple_Pack(3, moment, span, epoch);
    PyObject *const made[] = {times, moment, span, zones, utc, epoch};
    for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++)
        Py_XDECREF(made[i]);
    return state->refs[tn_ref_times] != NULL;
}

/* ---- From Python ---- */

static bool get_part(PyObject *span, const char *name, int64_t *out) {
    PyObject *part = PyObject_GetAttrString(span, name);
    *out = part == NULL ? 0 : PyLong_AsLongLong(part);
    Py_XDECREF(part);
    return part != NULL && !PyErr_Occurred();
}

/* Whole seconds, rounded down, and the microseconds after them. */
static bool split(PyObject *span, int64_t *seconds, int64_t *micros) {
    int64_t days = 0;
    if (!get_part(span, "days", &days) || !get_part(span, "seconds", seconds) ||
        !get_part(span, "microseconds", micros))
        return false;
    *seconds += days * day_seconds;
    return true;
}

static bool check_class(PyObject *value, tn_place place, const tn_state *state, int at, const char *name) {
    int is = PyObject_IsInstance(value, known(state, at));
    return is == 1 || (is == 0 && tn_wrong_type(place, name, value));
}

bool tn_instant_in(PyObject *value, tn_place place, const tn_state *state, tn_unit unit, int64_t *out) {
    if (!check_class(value, place, state, at_datetime, "datetime"))
        return false;
    PyObject *zone = PyObject_GetAttrString(value, "tzinfo");
    Py_XDECREF(zone);
    if (zone == Py_None)
        return tn_wrong_value(PyExc_ValueError, place, "must have a time zone");
    PyObject *span = zone == NULL ? NULL : PyNumber_Subtract(value, known(state, at_epoch));
    int64_t seconds = 0;
    int64_t micros = 0;
    bool ok = span != NULL && split(span, &seconds, &micros);
    Py_XDECREF(span);
    /* Python's calendar has a few thousand years: nothing can overflow */
    *out = seconds * per_second[unit] + micros / (second_micros / per_second[unit]);
    return ok;
}

static bool is_signed(tn_element element) {
    return element <= tn_i64;
}

static unsigned bits_of(tn_element element) {
    return (unsigned)tn_element_size(element) * 8;
}

static bool out_of_range(tn_place place, tn_unit unit, tn_element element) {
    uint64_t high = UINT64_MAX >> (64 - bits_of(element));
    char what[100];
    if (is_signed(element))
        PyOS_snprintf(what, sizeof(what), "must be from -%llu to %llu %s", (unsigned long long)high / 2 + 1,
                      (unsigned long long)(high / 2), unit_names[unit]);
    else
        PyOS_snprintf(what, sizeof(what), "must be from 0 to %llu %s", (unsigned long long)high,
                      unit_names[unit]);
    return tn_wrong_value(PyExc_OverflowError, place, what);
}

static void store(uint64_t bits, tn_element element, void *out) {
    const uint8_t small = (uint8_t)bits;
    const uint16_t medium = (uint16_t)bits;
    const uint32_t large = (uint32_t)bits;
    const size_t size = tn_element_size(element);
    memcpy(out,
           size == 1   ? (const void *)&small
           : size == 2 ? &medium
           : size == 4 ? &large
                       : (void *)&bits,
           size);
}

bool tn_duration_in(PyObject *value, tn_place place, const tn_state *state, tn_unit unit, tn_element element,
                    void *out) {
    int64_t seconds = 0;
    int64_t micros = 0;
    if (!check_class(value, place, state, at_timedelta, "timedelta") || !split(value, &seconds, &micros))
        return false;
    bool is_negative = seconds < 0;
    if (is_negative && micros > 0) { /* towards zero: the sign and the size apart */
        seconds++;
        micros = second_micros - micros;
    }
    uint64_t whole = (uint64_t)(is_negative ? -seconds : seconds);
    uint64_t scale = (uint64_t)per_second[unit];
    uint64_t high = UINT64_MAX >> (64 - bits_of(element));
    if (is_signed(element))
        high = high / 2 + (is_negative ? 1 : 0);
    uint64_t rest = (uint64_t)micros / (second_micros / scale);
    if (is_negative && !is_signed(element))
        high = 0;
    if (rest > high || whole > (high - rest) / scale)
        return out_of_range(place, unit, element);
    uint64_t size = whole * scale + rest;
    store(is_negative ? 0 - size : size, element, out);
    return true;
}

/* ---- To Python ---- */

static PyObject *span_of(const tn_state *state, tn_unit unit, PyObject *number) {
    /* timedelta(days, seconds, microseconds, milliseconds) */
    static const char *const formats[] = {"iO", "iiiO", "iiO"};
    PyObject *class = known(state, at_timedelta);
    return unit == tn_seconds        ? PyObject_CallFunction(class, formats[unit], 0, number)
           : unit == tn_milliseconds ? PyObject_CallFunction(class, formats[unit], 0, 0, 0, number)
                                     : PyObject_CallFunction(class, formats[unit], 0, 0, number);
}

/* What was made of the number, which ends here, or an error that says of which number there is none. */
static PyObject *held(PyObject *made, tn_unit unit, PyObject *number, const char *beyond) {
    if (made == NULL && PyErr_ExceptionMatches(PyExc_OverflowError)) {
        PyErr_Clear();
        PyErr_Format(PyExc_OverflowError, "%S %s %s", number, unit_names[unit], beyond);
    }
    Py_DECREF(number);
    return made;
}

PyObject *tn_duration_out(const tn_state *state, tn_unit unit, PyObject *number) {
    if (!tn_may_ask(number))
        return NULL;
    return held(span_of(state, unit, number), unit, number, "are beyond what a timedelta holds");
}

PyObject *tn_instant_out(const tn_state *state, tn_unit unit, PyObject *number) {
    if (!tn_may_ask(number))
        return NULL;
    PyObject *span = span_of(state, unit, number);
    PyObject *moment = span == NULL ? NULL : PyNumber_Add(known(state, at_epoch), span);
    Py_XDECREF(span);
    return held(moment, unit, number, "since 1970 are beyond what a datetime holds");
}

/* ---- Fields ---- */

static bool instant_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                             void *out) {
    return tn_instant_in(value, place, state, (tn_unit)field->unit, out);
}

static PyObject *instant_field_out(const tn_state *state, const tn_field *field, const void *data) {
    return tn_instant_out(state, (tn_unit)field->unit, tn_element_out(field->element, data));
}

static bool duration_field_in(const tn_state *state, const tn_field *field, PyObject *value, tn_place place,
                              void *out) {
    return tn_duration_in(value, place, state, (tn_unit)field->unit, field->element, out);
}

static PyObject *duration_field_out(const tn_state *state, const tn_field *field, const void *data) {
    return tn_duration_out(state, (tn_unit)field->unit, tn_element_out(field->element, data));
}

const tn_field_kind tn_instant_field = {.out = instant_field_out, .in = instant_field_in};
const tn_field_kind tn_duration_field = {.out = duration_field_out, .in = duration_field_in};
