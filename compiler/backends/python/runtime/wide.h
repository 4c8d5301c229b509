/**
 * @file
 * Whole numbers of 128 bits.
 */
#ifndef TN_WIDE_H
#define TN_WIDE_H

#include "fields.h"
#include "numbers.h"
#include "state.h"

#include "tenon/int128.h"

/** An int, or what has __index__. */
bool tn_i128_in(PyObject *value, tn_place place, tenon_int128 *out);
bool tn_u128_in(PyObject *value, tn_place place, tenon_uint128 *out);

/** An int. */
PyObject *tn_i128_out(tenon_int128 value);
PyObject *tn_u128_out(tenon_uint128 value);

/** Fields of records. */
extern const tn_field_kind tn_i128_field;
extern const tn_field_kind tn_u128_field;

#endif /* TN_WIDE_H */
