/**
 * @file
 * Arguments by position and by name, and the errors for those that do not fit.
 */
#ifndef TN_ARGUMENTS_H
#define TN_ARGUMENTS_H

#include "state.h"

/** The slow path of tn_arguments(). */
PyObject *const *tn_arguments_slow(const tn_state *state, const tn_signature *signature,
                                   PyObject *const *args, Py_ssize_t count, PyObject *keywords,
                                   PyObject **space);

/**
 * One argument per parameter, in order.
 * @param space Room for `signature->count` of them.
 * @return `args` itself where all were given by position, else `space`; null with TypeError raised.
 */
static inline PyObject *const *tn_arguments(const tn_state *state, const tn_signature *signature,
                                            PyObject *const *args, Py_ssize_t count, PyObject *keywords,
                                            PyObject **space) {
    if (TENON_LIKELY(keywords == NULL && count == signature->count && signature->by_name == 0))
        return args;
    return tn_arguments_slow(state, signature, args, count, keywords, space);
}

/** As tn_arguments() for a tuple and a dict (or null), as tp_new gets them. */
bool tn_tuple_arguments(const tn_state *state, const tn_signature *signature, PyObject *args,
                        PyObject *keywords, PyObject **space);

/** TypeError: "add() argument 'name' must be str, not int". @return false */
bool tn_wrong_type(tn_place place, const char *expected, PyObject *value);

/** As tn_wrong_type() where an instance of a class is expected, or None where `optional`. @return false */
bool tn_wrong_class(tn_place place, PyObject *type, bool optional, PyObject *value);

/** An error about an argument: "add() argument 'values' <what>", "attribute 'name' <what>". @return false */
bool tn_wrong_value(PyObject *exception, tn_place place, const char *what);

#endif /* TN_ARGUMENTS_H */
