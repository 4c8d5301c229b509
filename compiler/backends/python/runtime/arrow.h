/**
 * @file
 * Arrow's streams, in and out by the Arrow PyCapsule interface.
 */
#ifndef TN_ARROW_H
#define TN_ARROW_H

#include "state.h"

#include "tenon/arrow.h"

/** Make the type ArrowStream and add it to the module. */
bool tn_add_stream(PyObject *module, const char *name);

/** The stream of an object with `__arrow_c_stream__`, which is used up. End it with tn_stream_end(). */
bool tn_stream_in(PyObject *value, tn_place place, struct ArrowArrayStream *out);

/** As tn_stream_in(), or None. */
bool tn_optional_stream_in(PyObject *value, tn_place place, struct ArrowArrayStream *out);

/** An ArrowStream that owns the stream, which is released where there is no memory. */
PyObject *tn_stream_out(const tn_state *state, struct ArrowArrayStream *stream);

/** Release what is not released yet. */
void tn_stream_end(struct ArrowArrayStream *stream);

#endif /* TN_ARROW_H */
