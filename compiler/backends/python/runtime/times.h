/**
 * @file
 * Moments and spans of time: datetime with a time zone, and timedelta. Both count microseconds, so that
 * nanoseconds are plain integers instead.
 */
#ifndef TN_TIMES_H
#define TN_TIMES_H

#include "fields.h"
#include "numbers.h"
#include "state.h"

/** What C counts. */
typedef enum tn_unit { tn_seconds, tn_milliseconds, tn_microseconds } tn_unit;

/** Look the classes of Python's up. */
bool tn_start_times(PyObject *module);

/** A datetime with a time zone, rounded down to the unit. */
bool tn_instant_in(PyObject *value, tn_place place, const tn_state *state, tn_unit unit, int64_t *out);

/** A timedelta, rounded towards zero to the unit. @param out An integer of that element type. */
bool tn_duration_in(PyObject *value, tn_place place, const tn_state *state, tn_unit unit, tn_element element,
                    void *out);

/** A datetime in UTC of a number, which is taken over; OverflowError where Python's calendar ends. */
PyObject *tn_instant_out(const tn_state *state, tn_unit unit, PyObject *number);

/** A timedelta of a number, which is taken over. */
PyObject *tn_duration_out(const tn_state *state, tn_unit unit, PyObject *number);

/** Fields of records; their `unit` says what C counts. */
extern const tn_field_kind tn_instant_field;
extern const tn_field_kind tn_duration_field;

#endif /* TN_TIMES_H */
