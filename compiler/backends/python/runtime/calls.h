/**
 * @file
 * Calls of Python's objects with arguments by position.
 */
#ifndef TN_CALLS_H
#define TN_CALLS_H

#include "state.h"

/** Find out how this Python is called best. Once, before any call. */
void tn_start_calls(void);

/** Call an object. @return What it gave, or null with an exception raised. */
PyObject *tn_call(PyObject *called, PyObject *const *args, Py_ssize_t count);

#endif /* TN_CALLS_H */
