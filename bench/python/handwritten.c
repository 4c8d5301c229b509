/*
 * What a careful person writes by hand: node_count() and get_f64() of the graph library as methods of an
 * extension type, on CPython's full API, with a raw pointer and no handles. The yardstick of run.py.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "graph/graph.h"

typedef struct graph_object {
    PyObject_HEAD graph *graph;
} graph_object;

static PyObject *graph_object_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    static char *names[] = {"directed", NULL};
    int directed = 0;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "p", names, &directed))
        return NULL;
    graph_object *self = (graph_object *)type->tp_alloc(type, 0);
    if (self != NULL)
        self->graph = graph_new(directed != 0);
    return (PyObject *)self;
}

static void graph_object_dealloc(PyObject *self) {
    graph_free(((graph_object *)self)->graph);
    Py_TYPE(self)->tp_free(self);
}

static PyObject *closed(void) {
    PyErr_SetString(PyExc_ValueError, "the graph is closed");
    return NULL;
}

static PyObject *node_count(PyObject *object, PyObject *Py_UNUSED(unused)) {
    graph_object *self = (graph_object *)object;
    if (self->graph == NULL)
        return closed();
    return PyLong_FromSize_t(graph_node_count(self->graph));
}

static PyObject *add_nodes(PyObject *object, PyObject *argument) {
    graph_object *self = (graph_object *)object;
    size_t count = PyLong_AsSize_t(argument);
    uint64_t first = 0;
    if (count == (size_t)-1 && PyErr_Occurred())
        return NULL;
    if (graph_add_nodes(self->graph, count, &first) != GRAPH_OK)
        return PyErr_NoMemory();
    return PyLong_FromUnsignedLongLong(first);
}

static const char *text_of(PyObject *value) {
    if (!PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, "column must be str");
        return NULL;
    }
    Py_ssize_t length = 0;
    const char *text = PyUnicode_AsUTF8AndSize(value, &length);
    if (text != NULL && strlen(text) != (size_t)length) {
        PyErr_SetString(PyExc_ValueError, "column holds a NUL");
        return NULL;
    }
    return text;
}

static PyObject *get_f64(PyObject *object, PyObject *const *args, Py_ssize_t count) {
    graph_object *self = (graph_object *)object;
    if (count != 3) {
        PyErr_SetString(PyExc_TypeError, "get_f64() takes 3 arguments");
        return NULL;
    }
    if (self->graph == NULL)
        return closed();
    long of = PyLong_AsLong(args[0]);
    if (of == -1 && PyErr_Occurred())
        return NULL;
    if (of != GRAPH_NODES && of != GRAPH_EDGES) {
        PyErr_SetString(PyExc_ValueError, "of must be nodes or edges");
        return NULL;
    }
    const char *column = text_of(args[1]);
    if (column == NULL)
        return NULL;
    uint64_t id = PyLong_AsUnsignedLongLong(args[2]);
    if (id == (uint64_t)-1 && PyErr_Occurred())
        return NULL;
    double value = 0;
    if (graph_get_f64(self->graph, (graph_entity)of, column, id, &value) != GRAPH_OK) {
        PyErr_SetObject(PyExc_KeyError, args[1]);
        return NULL;
    }
    return PyFloat_FromDouble(value);
}

static PyObject *set_f64(PyObject *object, PyObject *args) {
    int of = 0;
    const char *column = NULL;
    unsigned long long id = 0;
    double value = 0;
    if (!PyArg_ParseTuple(args, "isKd", &of, &column, &id, &value))
        return NULL;
    if (graph_set_f64(((graph_object *)object)->graph, (graph_entity)of, column, id, value) != GRAPH_OK) {
        PyErr_SetString(PyExc_ValueError, column);
        return NULL;
    }
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"node_count", node_count, METH_NOARGS, NULL},
    {"add_nodes", add_nodes, METH_O, NULL},
    {"get_f64", (PyCFunction)(void (*)(void))get_f64, METH_FASTCALL, NULL},
    {"set_f64", set_f64, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject handwritten_graph = {
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = "handwritten.Graph",
    .tp_basicsize = sizeof(graph_object),
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_new = graph_object_new,
    .tp_dealloc = graph_object_dealloc,
    .tp_methods = methods,
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "handwritten", .m_size = -1};

PyMODINIT_FUNC PyInit_handwritten(void) {
    PyObject *module = PyModule_Create(&definition);
    if (module != NULL && PyModule_AddType(module, &handwritten_graph) < 0)
        Py_CLEAR(module);
    return module;
}
