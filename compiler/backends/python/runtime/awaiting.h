/**
 * @file
 * The awaitable forms of functions that block. What they do is Python, in the package's _awaiting.py; this
 * finds it, and the function that is meant.
 */
#ifndef TN_AWAITING_H
#define TN_AWAITING_H

#include "state.h"

/** The awaitable form of a function. */
typedef struct tn_awaitable {
    const char *package;  /**< "graph" */
    const char *function; /**< Its name; null for the object itself, which is a class. */
    bool is_property;
    const char *cancel; /**< Names of its keywords, or null. */
    const char *progress;
} tn_awaitable;

/** A coroutine that calls the function with these arguments. */
PyObject *tn_await(const tn_state *state, const tn_awaitable *awaitable, PyObject *self,
                   PyObject *const *args, Py_ssize_t count, PyObject *keywords);

#endif /* TN_AWAITING_H */
