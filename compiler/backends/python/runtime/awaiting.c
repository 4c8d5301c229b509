#include "awaiting.h"

static PyObject *positional(PyObject *const *args, Py_ssize_t count) {
    PyObject *tuple = PyTuple_New(count);
    for (Py_ssize_t i = 0; tuple != NULL && i < count; i++)
        PyTuple_SetItem(tuple, i, Py_NewRef(args[i]));
    return tuple;
}

static PyObject *named(PyObject *const *args, PyObject *keywords) {
    PyObject *dict = PyDict_New();
    Py_ssize_t count = keywords == NULL ? 0 : PyTuple_Size(keywords);
    for (Py_ssize_t i = 0; dict != NULL && i < count; i++) {
        if (PyDict_SetItem(dict, PyTuple_GetItem(keywords, i), args[i]) != 0)
            Py_CLEAR(dict);
    }
    return dict;
}

/* The name of the keyword and what makes the object for it, or None. */
static PyObject *describe_cancel(const tn_state *state, const tn_awaitable *awaitable) {
    if (awaitable->cancel == NULL)
        return Py_NewRef(Py_None);
    return Py_BuildValue("(sO)", awaitable->cancel, state->refs[tn_ref_cancel]);
}

static PyObject *find_caller(const tn_awaitable *awaitable) {
    PyObject *name = PyUnicode_FromFormat("%s._awaiting", awaitable->package);
    PyObject *module = name == NULL ? NULL : PyImport_Import(name);
    PyObject *caller = module == NULL ? NULL : PyObject_GetAttrString(module, "call");
    Py_XDECREF(name);
    Py_XDECREF(module);
    return caller;
}

/* Borrowed. An import runs code of Python's, so that another thread may have found it meanwhile. */
static PyObject *caller_of(const tn_state *state, const tn_awaitable *awaitable) {
    PyObject **refs = ((tn_state *)PyModule_GetState(state->module))->refs;
    PyObject *found = refs[tn_ref_await] == NULL ? find_caller(awaitable) : NULL;
    if (refs[tn_ref_await] == NULL)
        refs[tn_ref_await] = found;
    else
        Py_XDECREF(found);
    return refs[tn_ref_await];
}

/* The function, and for a property the arguments that read it. */
static PyObject *find_function(const tn_awaitable *awaitable, PyObject *self) {
    if (awaitable->is_property)
        return PyMapping_GetItemString(PyEval_GetBuiltins(), "getattr");
    return awaitable->function == NULL ? Py_NewRef(self) : PyObject_GetAttrString(self, awaitable->function);
}

PyObject *tn_await(const tn_state *state, const tn_awaitable *awaitable, PyObject *self,
                   PyObject *const *args, Py_ssize_t count, PyObject *keywords) {
    PyObject *caller = caller_of(state, awaitable);
    PyObject *function = caller == NULL ? NULL : find_function(awaitable, self);
    PyObject *given = NULL;
    if (function != NULL)
        given = awaitable->is_property ? Py_BuildValue("(Os)", self, awaitable->function)
                                       : positional(args, count);
    PyObject *by_name = given == NULL ? NULL : named(args + count, keywords);
    PyObject *cancel = by_name == NULL ? NULL : describe_cancel(state, awaitable);
    PyObject *coroutine = NULL;
    if (cancel != NULL)
        coroutine =
            PyObject_CallFunction(caller, "OOOOz", function, given, by_name, cancel, awaitable->progress);
    Py_XDECREF(function);
    Py_XDECREF(given);
    Py_XDECREF(by_name);
    Py_XDECREF(cancel);
    return coroutine;
}
