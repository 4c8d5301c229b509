#include "results.h"

static bool has_all(PyObject *const *results, Py_ssize_t count) {
    for (Py_ssize_t i = 0; i < count; i++) {
        if (results[i] == NULL)
            return false;
    }
    return true;
}

bool tn_may_ask(PyObject *from) {
    if (from != NULL && PyErr_Occurred() == NULL)
        return true;
    Py_XDECREF(from);
    return false;
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

void *tn_no_memory(size_t count) {
    PyErr_Format(PyExc_MemoryError, "no memory for %zu elements", count);
    return NULL;
}

void *tn_scratch_new(size_t count, size_t size) {
    void *memory = count < PY_SSIZE_T_MAX / size ? PyMem_Calloc(count + 1, size) : NULL;
    return memory != NULL ? memory : tn_no_memory(count);
}

PyObject *tn_bytes_new(size_t count) {
    PyObject *bytes = count <= PY_SSIZE_T_MAX ? PyBytes_FromStringAndSize(NULL, (Py_ssize_t)count) : NULL;
    return bytes != NULL ? bytes : tn_no_memory(count);
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
