/**
 * @file
 * How the module starts and ends: its state, and the check that both halves of the package belong together.
 */
#ifndef TN_START_H
#define TN_START_H

#include "state.h"

/** Set the state up and intern the parameter names. */
bool tn_start(PyObject *module, int ref_count, int name_count);

/** ImportError where the Python files were generated for another contract than the native module. */
PyObject *tn_handshake(PyObject *module, PyObject *expected, int32_t (*compare)(const char *expected));

/* PyModuleDef's own. */
int tn_traverse(PyObject *module, visitproc visit, void *arg);
int tn_clear(PyObject *module);
void tn_free(void *module);

#endif /* TN_START_H */
