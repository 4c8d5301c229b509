#include "operators.h"

static PyObject *answer(long order, int operation) {
    switch (operation) {
    case Py_LT:
        return PyBool_FromLong(order < 0);
    case Py_LE:
        return PyBool_FromLong(order <= 0);
    case Py_EQ:
        return PyBool_FromLong(order == 0);
    case Py_NE:
        return PyBool_FromLong(order != 0);
    case Py_GT:
        return PyBool_FromLong(order > 0);
    default:
        return PyBool_FromLong(order >= 0);
    }
}

PyObject *tn_compare(PyObject *self, PyObject *other, int operation, PyObject *type, tn_method equal,
                     tn_method order) {
    bool is_equality = operation == Py_EQ || operation == Py_NE;
    tn_method method = is_equality && equal != NULL ? equal : order;
    if (method == NULL || !PyObject_TypeCheck(other, (PyTypeObject *)type))
        Py_RETURN_NOTIMPLEMENTED;
    PyObject *given = method(self, &other, 1, NULL);
    if (given == NULL)
        return NULL;
    long order_of = method == equal ? given != Py_True : PyLong_AsLong(given);
    Py_DECREF(given);
    return answer(order_of, operation);
}

Py_hash_t tn_hash(PyObject *number) {
    Py_hash_t hash = number == NULL ? -1 : PyObject_Hash(number);
    Py_XDECREF(number);
    return hash;
}

Py_ssize_t tn_length(PyObject *number) {
    Py_ssize_t length = number == NULL ? -1 : PyLong_AsSsize_t(number);
    Py_XDECREF(number);
    return length;
}

int tn_truth(PyObject *value) {
    int is_true = value == NULL ? -1 : value == Py_True;
    Py_XDECREF(value);
    return is_true;
}

PyObject *tn_item_from_end(PyObject *self, PyObject *key, tn_method index) {
    if (!PyIndex_Check(key))
        return index(self, &key, 1, NULL);
    Py_ssize_t at = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (at == -1 && PyErr_Occurred())
        return NULL;
    if (at >= 0)
        return index(self, &key, 1, NULL);
    Py_ssize_t length = PyObject_Size(self);
    if (length < 0)
        return NULL;
    return tn_item_at(self, at + length, index);
}

PyObject *tn_item_at(PyObject *self, Py_ssize_t at, tn_method index) {
    Py_ssize_t length = PyObject_Size(self);
    if (length < 0)
        return NULL;
    if (at < 0 || at >= length) {
        PyErr_SetString(PyExc_IndexError, "index out of range");
        return NULL;
    }
    PyObject *key = PyLong_FromSsize_t(at);
    PyObject *item = key == NULL ? NULL : index(self, &key, 1, NULL);
    Py_XDECREF(key);
    return item;
}
