#include "results.h"

static bool has_all(PyObject *const *results, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (results[i] == NULL)
            return false;
    }
    return true;
}

PyObject *tn_tuple(PyObject **results, Py_ssize_t count) {
    PyObject *tuple = has_all(results, count) ? PyTuple_New(count) : NULL;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (tuple == NULL)
            Py_XDECREF(results[i]);
        else
            PyTuple_SetItem(tuple, i, results[i]);
    }
    return tuple;
}

PyObject *tn_bytes_shorten(PyObject *bytes, size_t count) {
    PyObject *shorter =
        bytes == NULL ? NULL : PyBytes_FromStringAndSize(PyBytes_AsString(bytes), (Py_ssize_t)count);
    Py_XDECREF(bytes);
    return shorter;
}

PyObject *tn_block_bytes(const tenon_block *block) {
    PyObject *bytes = PyBytes_FromStringAndSize(block->data, (Py_ssize_t)block->count);
    tn_block_drop(block);
    return bytes;
}
