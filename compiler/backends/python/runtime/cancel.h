/**
 * @file
 * Cancel: what a caller keeps to stop a running call.
 */
#ifndef TN_CANCEL_H
#define TN_CANCEL_H

#include "state.h"

#include "tenon/callback.h"

/** Make the type and add it to the module. @param name "graph.Cancel" */
bool tn_add_cancel(PyObject *module, const char *name);

/** A Cancel, or None: 0. */
bool tn_cancel_in(PyObject *value, tn_place place, const tn_state *state, tenon_handle *out);

#endif /* TN_CANCEL_H */
