/**
 * @file
 * What is known of functions for which measurements decide whether Python's lock is released, for the
 * package's locks.py.
 */
#ifndef TN_LOCKS_H
#define TN_LOCKS_H

#include "state.h"

#include "tenon/adaptive.h"

/** What a function is called in C and in Python. */
typedef struct tn_lock_name {
    const char *c_name;
    const char *name; /**< "Graph.sort" */
} tn_lock_name;

/** (threshold, {name: (calls, released, nanoseconds, mode, releases)}). @param names Ended by nulls. */
PyObject *tn_lock_statistics(const tenon_lock_statistics *statistics, const tn_lock_name *names);

/** (mode, name or None) for the boundary's own function. */
PyObject *tn_set_lock_mode(PyObject *module, PyObject *args, const tn_lock_name *names,
                           int32_t (*set)(const char *function, tenon_lock_mode mode));

#endif /* TN_LOCKS_H */
