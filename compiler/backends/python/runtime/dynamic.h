/**
 * @file
 * Dynamic values: None, bool, int, float, str, bytes, lists and dicts, which cross as MessagePack.
 */
#ifndef TN_DYNAMIC_H
#define TN_DYNAMIC_H

#include "buffers.h"
#include "state.h"

/** The bytes of a value; None is a value, too. */
bool tn_dynamic_in(PyObject *value, tn_place place, tn_input *out);

/** As tn_dynamic_in(), but None is no value. */
bool tn_optional_dynamic_in(PyObject *value, tn_place place, tn_input *out);

/** The value of a block of bytes, which is dropped; None for none. */
PyObject *tn_dynamic_out(const tenon_block *block);

#endif /* TN_DYNAMIC_H */
