/**
 * @file
 * The package's exceptions: one class per error of the contract, each also the built-in that fits its kind.
 */
#ifndef TN_ERRORS_H
#define TN_ERRORS_H

#include "state.h"

/** An exception class. */
typedef struct tn_error_class {
    int32_t code; /**< The library's status or a tenon_code. */
    int32_t kind;
    int ref;              /**< Where the state keeps it. */
    const char *name;     /**< "graph.NoSuchNodeError" */
    const char *constant; /**< "GRAPH_NO_SUCH_NODE" */
    const char *doc;
} tn_error_class;

/** Every error of the package (generated). */
extern const tn_error_class tn_error_classes[];
extern const size_t tn_error_class_count;

/**
 * Make the exception classes and add them to the module.
 * @param name Of the base class, for instance "graph.GraphError".
 * @return Whether that worked.
 */
bool tn_add_errors(PyObject *module, const char *name, const char *doc);

/** Raise what this thread's failed call recorded, with its causes. @return null */
TN_SLOW PyObject *tn_raise(const tn_state *state);

/** Raise a chain of errors, which is freed. */
void tn_raise_chain(const tn_state *state, const tenon_error *chain);

/** Whether a call failed, with its error raised. A macro, so that the state is looked for only where it did.
 */
#define tn_failed(state, status) (TENON_UNLIKELY((status) < 0) && (tn_raise(state), true))

/** Put something into the module; the reference is taken over, null is an error already raised. */
bool tn_add(PyObject *module, const char *name, PyObject *value);

/** What an exception is on its way through the library: tenon_error.foreign. */
typedef struct tn_thrown {
    PyObject *exception;
    struct tn_interpreter *interpreter; /**< It belongs there. */
} tn_thrown;

#endif /* TN_ERRORS_H */
