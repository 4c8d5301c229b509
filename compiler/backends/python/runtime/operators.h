/**
 * @file
 * Operators: what Python's slots make of methods of the class.
 */
#ifndef TN_OPERATORS_H
#define TN_OPERATORS_H

#include "state.h"

/** A method that takes an argument. */
typedef PyObject *(*tn_method)(PyObject *self, PyObject *const *args, Py_ssize_t count, PyObject *keywords);

/**
 * The comparison of two objects of a class; NotImplemented for anything else.
 * @param equal Says whether they are equal, or null where `order` says it.
 * @param order Gives a number below, at or above 0, or null where there is no order.
 */
PyObject *tn_compare(PyObject *self, PyObject *other, int operation, PyObject *type, tn_method equal,
                     tn_method order);

/** A hash from the number that a method gave, which is taken over; null is an error already raised. */
Py_hash_t tn_hash(PyObject *number);

/** A length, as tn_hash(). */
Py_ssize_t tn_length(PyObject *number);

/** A truth value, as tn_hash(). */
int tn_truth(PyObject *answer);

/** The item of a number, which counts from the end where it is negative. */
PyObject *tn_item_from_end(PyObject *self, PyObject *key, tn_method index);

/** The item of a number as sequences are asked for it: an IndexError from `length` on. */
PyObject *tn_item_at(PyObject *self, Py_ssize_t at, tn_method index);

#endif /* TN_OPERATORS_H */
