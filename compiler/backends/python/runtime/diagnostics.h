/**
 * @file
 * What the package's diagnostics.py asks, and what the debug runtime is told of Python.
 */
#ifndef TN_DIAGNOSTICS_H
#define TN_DIAGNOSTICS_H

#include "state.h"

/** Where TENON_DEBUG asked for the monitor, tell it how to find Python's line and whether this thread has
 * Python's lock. */
void tn_start_diagnostics(void);

/** What the runtime gave as JSON, which ends here; null: there was no memory for it. */
PyObject *tn_given_json(const char *text);

/** The ledger as JSON. */
PyObject *tn_ledger_json(PyObject *module, PyObject *unused);

#endif /* TN_DIAGNOSTICS_H */
