/**
 * @file
 * Objects that keep callbacks: Python's collector sees what those keep, so that an object whose callback
 * refers to it goes away.
 */
#ifndef TN_CYCLES_H
#define TN_CYCLES_H

#include "objects.h"

/** An object that the collector looks into. */
typedef struct tn_tied_object {
    tn_object base;
    /** The object that this one keeps alive in the library, or null: so that the collector sees what its
     * callbacks keep for as long as they may be called. */
    PyObject *parent;
} tn_tied_object;

/** Let a new object, which may be None or null, keep another one. @return `object`. */
PyObject *tn_tie(PyObject *object, PyObject *parent);

/* What every such class has besides. */
void tn_tied_dealloc(PyObject *self);
int tn_tied_traverse(PyObject *self, visitproc visit, void *arg);
int tn_tied_clear(PyObject *self);

/** In place of TN_OBJECT_SLOTS. */
#define TN_TIED_OBJECT_SLOTS                                                                                 \
    {Py_tp_dealloc, (void *)tn_tied_dealloc}, {Py_tp_traverse, (void *)tn_tied_traverse},                    \
        {Py_tp_clear, (void *)tn_tied_clear}, {Py_tp_repr, (void *)tn_object_repr}, {                        \
        Py_tp_members, (void *)tn_object_members                                                             \
    }

#endif /* TN_CYCLES_H */
