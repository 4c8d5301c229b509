/* The small library with SWIG: classes by %extend, exceptions by %exception, numpy by its own numpy.i's ways. */
%module swig_tally

%{
#define PY_SSIZE_T_CLEAN
#include <stdbool.h>
#define NPY_NO_DEPRECATED_API NPY_1_7_API_VERSION
#include <numpy/arrayobject.h>

#include "tally.h"

typedef struct tally Tally;
typedef tally_point Point;
static PyObject *no_such_column;
static PyObject *refused;

static int64_t Tally_value(const Tally *self) {
    return tally_value(self);
}

static double Tally_column(const Tally *self, const char *name) {
    double found = 0;
    if (tally_column(self, name, &found) != TALLY_OK)
        PyErr_SetString(no_such_column, "No column has that name.");
    return found;
}

static void free_capsule(PyObject *capsule) {
    free(PyCapsule_GetPointer(capsule, NULL));
}
%}

%include <stdint.i>

%init %{
    import_array();
    no_such_column = PyErr_NewException("swig_tally.NoSuchColumnError", PyExc_LookupError, NULL);
    refused = PyErr_NewException("swig_tally.RefusedError", PyExc_ValueError, NULL);
    PyModule_AddObjectRef(m, "NoSuchColumnError", no_such_column);
    PyModule_AddObjectRef(m, "RefusedError", refused);
%}

%typemap(in) (const double *values, size_t count) (Py_buffer buffer) {
    if (PyObject_GetBuffer($input, &buffer, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT) != 0)
        SWIG_fail;
    if (buffer.ndim != 1 || buffer.itemsize != sizeof(double) || strcmp(buffer.format, "d") != 0) {
        PyBuffer_Release(&buffer);
        SWIG_exception_fail(SWIG_TypeError, "expected one dimension of doubles");
    }
    $1 = (double *)buffer.buf;
    $2 = (size_t)buffer.len / sizeof(double);
}
%typemap(freearg) (const double *values, size_t count) {
    PyBuffer_Release(&buffer$argnum);
}

/* As ARGOUTVIEWM_ARRAY1 of numpy.i: an array over the library's memory, which a capsule frees. */
%typemap(in, numinputs=0) (double **values, size_t *made) (double *memory, size_t count) {
    memory = NULL;
    count = 0;
    $1 = &memory;
    $2 = &count;
}
%typemap(argout) (double **values, size_t *made) {
    npy_intp shape[1] = {(npy_intp)*$2};
    PyObject *array = PyArray_SimpleNewFromData(1, shape, NPY_DOUBLE, *$1);
    PyObject *owner = array == NULL ? NULL : PyCapsule_New(*$1, NULL, free_capsule);
    if (owner == NULL || PyArray_SetBaseObject((PyArrayObject *)array, owner) != 0) {
        free(*$1);
        Py_XDECREF(array);
        SWIG_fail;
    }
    $result = array;
}

%typemap(in) (tally_change change, void *context) {
    if (!PyCallable_Check($input))
        SWIG_exception_fail(SWIG_TypeError, "change must be callable");
    $1 = call_python;
    $2 = $input;
}

%{
static int64_t call_python(int64_t number, void *context) {
    int64_t changed = 0;
    PyObject *made = PyErr_Occurred() ? NULL : PyObject_CallFunction((PyObject *)context, "L", (long long)number);
    if (made != NULL)
        changed = PyLong_AsLongLong(made);
    Py_XDECREF(made);
    return changed;
}
%}

%exception tally_call_back {
    $action
    if (PyErr_Occurred())
        SWIG_fail;
}

%typemap(out) tally_status tally_fail {
    if ($1 != TALLY_OK) {
        PyErr_SetString(refused, "The call was asked to fail.");
        SWIG_fail;
    }
    $result = Py_NewRef(Py_None);
}
%typemap(out) tally_status tally_values {
    if ($1 != TALLY_OK) {
        PyErr_NoMemory();
        SWIG_fail;
    }
    $result = NULL;
}

%thread;
%nothread;
%thread tally_add_slowly;

%rename("%(strip:[tally_])s") "";

typedef struct {
    double x;
    double y;
    int64_t weight;
} Point;

typedef struct {
} Tally;

%exception Tally::column {
    $action
    if (PyErr_Occurred())
        SWIG_fail;
}

%extend Point {
    Point(double x, double y, int64_t weight) {
        Point *made = (Point *)malloc(sizeof(Point));
        if (made != NULL)
            *made = (Point){x, y, weight};
        return made;
    }
}

%extend Tally {
    Tally(int64_t start) {
        return tally_new(start);
    }
    ~Tally() {
        tally_free($self);
    }
    int64_t value() const;
    double column(const char *name) const;
}

void tally_nothing(void);
int64_t tally_add(int64_t left, int64_t right);
size_t tally_text_size(const char *text);
const char *tally_short_text(void);
const char *tally_long_text(void);
double tally_point_sum(Point point);
Point tally_point_at(double distance);
double tally_ends(const double *values, size_t count);
tally_status tally_values(size_t count, double **values, size_t *made);
int64_t tally_call_back(int64_t number, tally_change change, void *context);
tally_status tally_fail(void);
int64_t tally_add_slowly(int64_t left, int64_t right);

%pythoncode %{
from _swig_tally import NoSuchColumnError, RefusedError
%}
