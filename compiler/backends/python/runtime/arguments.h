/**
 * @file
 * Arguments by position and by name, and the errors for those that do not fit.
 */
#ifndef TN_ARGUMENTS_H
#define TN_ARGUMENTS_H

#include "state.h"

/** Whether every argument was given, all of them by position. */
static inline bool tn_is_plain(const tn_signature *signature, Py_ssize_t count, PyObject *keywords) {
    return TENON_LIKELY(keywords == NULL && count == signature->count && signature->by_name == 0);
}

/** What a function does with one argument per parameter, in their order. */
typedef PyObject *tn_function(PyObject *self, PyObject *const *given);

/** Call it with what is no plain call: put in order, what was left out filled in; or TypeError is raised. */
TN_SLOW PyObject *tn_call_in_order(const tn_state *state, const tn_signature *signature,
                                   tn_function *function, PyObject *self, PyObject *const *args,
                                   Py_ssize_t count, PyObject *keywords);

/** tn_tuple_arguments(), where not all are given by position. */
TN_SLOW bool tn_tuple_in_order(const tn_state *state, const tn_signature *signature, PyObject *args,
                               PyObject *keywords, PyObject **space);

/** One argument per parameter, in `space`, from a tuple and a dict (or null), as tp_new gets them. */
static inline bool tn_tuple_arguments(const tn_state *state, const tn_signature *signature, PyObject *args,
                                      PyObject *keywords, PyObject **space) {
    if (!tn_is_plain(signature, PyTuple_Size(args), keywords))
        return tn_tuple_in_order(state, signature, args, keywords, space);
    for (int i = 0; i < signature->count; i++)
        space[i] = PyTuple_GetItem(args, i);
    return true;
}

/** TypeError: "add() argument 'name' must be str, not int". @return false */
TN_SLOW bool tn_wrong_type(tn_place place, const char *expected, PyObject *value);

/** As tn_wrong_type() where an instance of a class is expected, or None where `optional`. @return false */
TN_SLOW bool tn_wrong_class(tn_place place, PyObject *type, bool optional, PyObject *value);

/** An error about an argument: "add() argument 'values' <what>", "attribute 'name' <what>". @return false */
TN_SLOW bool tn_wrong_value(PyObject *exception, tn_place place, const char *what);

#endif /* TN_ARGUMENTS_H */
