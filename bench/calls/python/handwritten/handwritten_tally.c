/*
 * The floor of the benchmark: the small library as a careful author binds it by hand to CPython's full API,
 * with raw pointers, a state per module, vectorcall where classes are called, and the errors that Python's
 * users expect. No handles, borrows or traces.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <stdbool.h>
#include <stddef.h>
#include <structmember.h>

#include "tally.h"

typedef struct module_state {
    PyTypeObject *tally_class;
    PyTypeObject *point_class;
    PyTypeObject *array_class;
    PyObject *no_such_column;
    PyObject *refused;
} module_state;

typedef struct tally_object {
    PyObject_HEAD tally *tally;
} tally_object;

typedef struct point_object {
    PyObject_HEAD tally_point point;
} point_object;

typedef struct array_object {
    PyObject_HEAD double *values;
    Py_ssize_t count;
} array_object;

/* ---- Arguments ---- */

static bool check_count(const char *function, Py_ssize_t count, Py_ssize_t expected) {
    if (count == expected)
        return true;
    PyErr_Format(PyExc_TypeError, "%s() takes %zd arguments, not %zd", function, expected, count);
    return false;
}

static bool integer_in(PyObject *value, int64_t *out) {
    *out = PyLong_AsLongLong(value);
    return *out != -1 || !PyErr_Occurred();
}

static bool number_in(PyObject *value, double *out) {
    *out = PyFloat_AsDouble(value);
    return *out != -1.0 || !PyErr_Occurred();
}

/* C's text ends at the first NUL: one in the middle would cut it short. */
static const char *text_in(PyObject *value) {
    if (!PyUnicode_Check(value)) {
        PyErr_Format(PyExc_TypeError, "expected str, not %s", Py_TYPE(value)->tp_name);
        return NULL;
    }
    Py_ssize_t length = 0;
    const char *text = PyUnicode_AsUTF8AndSize(value, &length);
    if (text != NULL && strlen(text) != (size_t)length) {
        PyErr_SetString(PyExc_ValueError, "the text holds a NUL character");
        return NULL;
    }
    return text;
}

/* ---- Tally ---- */

static PyObject *make_tally(PyTypeObject *type, PyObject *start) {
    int64_t number = 0;
    if (!integer_in(start, &number))
        return NULL;
    tally *made = tally_new(number);
    if (made == NULL)
        return PyErr_NoMemory();
    tally_object *self = PyObject_New(tally_object, type);
    if (self == NULL) {
        tally_free(made);
        return NULL;
    }
    self->tally = made;
    return (PyObject *)self;
}

static PyObject *call_tally(PyObject *type, PyObject *const *args, size_t flags, PyObject *keywords) {
    if (keywords != NULL && PyTuple_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "Tally() takes no keyword arguments");
        return NULL;
    }
    if (!check_count("Tally", PyVectorcall_NARGS(flags), 1))
        return NULL;
    return make_tally((PyTypeObject *)type, args[0]);
}

static void tally_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    tally_free(((tally_object *)self)->tally);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyObject *value(PyObject *self, PyObject *Py_UNUSED(unused)) {
    return PyLong_FromLongLong(tally_value(((tally_object *)self)->tally));
}

static PyObject *column(PyObject *self, PyObject *name) {
    const char *text = text_in(name);
    if (text == NULL)
        return NULL;
    double found = 0;
    if (tally_column(((tally_object *)self)->tally, text, &found) != TALLY_OK) {
        const module_state *state = PyType_GetModuleState(Py_TYPE(self));
        PyErr_SetString(state->no_such_column, "No column has that name.");
        return NULL;
    }
    return PyFloat_FromDouble(found);
}

static PyMethodDef tally_methods[] = {
    {"value", value, METH_NOARGS, "Where it stands."},
    {"column", column, METH_O, "The value of a column."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot tally_slots[] = {
    {Py_tp_dealloc, tally_dealloc},
    {Py_tp_methods, tally_methods},
    {Py_tp_doc, "A count with named columns."},
    {0, NULL},
};

static PyType_Spec tally_spec = {"handwritten_tally.Tally", sizeof(tally_object), 0, Py_TPFLAGS_DEFAULT,
                                 tally_slots};

/* ---- Point ---- */

static PyObject *make_point(PyTypeObject *type, tally_point point) {
    point_object *self = PyObject_New(point_object, type);
    if (self != NULL)
        self->point = point;
    return (PyObject *)self;
}

static PyObject *call_point(PyObject *type, PyObject *const *args, size_t flags, PyObject *keywords) {
    if (keywords != NULL && PyTuple_GET_SIZE(keywords) > 0) {
        PyErr_SetString(PyExc_TypeError, "Point() takes no keyword arguments");
        return NULL;
    }
    tally_point point = {0};
    if (!check_count("Point", PyVectorcall_NARGS(flags), 3) || !number_in(args[0], &point.x) ||
        !number_in(args[1], &point.y) || !integer_in(args[2], &point.weight))
        return NULL;
    return make_point((PyTypeObject *)type, point);
}

static void point_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyMemberDef point_members[] = {
    {"x", T_DOUBLE, offsetof(point_object, point.x), 0, "To the right."},
    {"y", T_DOUBLE, offsetof(point_object, point.y), 0, "Upwards."},
    {"weight", T_LONGLONG, offsetof(point_object, point.weight), 0, "How much lies there."},
    {NULL, 0, 0, 0, NULL},
};

static PyType_Slot point_slots[] = {
    {Py_tp_dealloc, point_dealloc},
    {Py_tp_members, point_members},
    {Py_tp_doc, "A place with a weight."},
    {0, NULL},
};

static PyType_Spec point_spec = {"handwritten_tally.Point", sizeof(point_object), 0, Py_TPFLAGS_DEFAULT,
                                 point_slots};

/* ---- Array: the library's memory as a sequence and a buffer ---- */

static PyObject *make_array(PyTypeObject *type, double *values, size_t count) {
    array_object *self = PyObject_New(array_object, type);
    if (self == NULL) {
        free(values);
        return NULL;
    }
    self->values = values;
    self->count = (Py_ssize_t)count;
    return (PyObject *)self;
}

static void array_dealloc(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    free(((array_object *)self)->values);
    PyObject_Free(self);
    Py_DECREF(type);
}

static Py_ssize_t array_length(PyObject *self) {
    return ((array_object *)self)->count;
}

static PyObject *array_item(PyObject *object, Py_ssize_t index) {
    array_object *self = (array_object *)object;
    if (index < 0 || index >= self->count) {
        PyErr_SetString(PyExc_IndexError, "array index out of range");
        return NULL;
    }
    return PyFloat_FromDouble(self->values[index]);
}

static int array_get_buffer(PyObject *object, Py_buffer *buffer, int flags) {
    static Py_ssize_t stride = sizeof(double);
    array_object *self = (array_object *)object;
    *buffer = (Py_buffer){
        .buf = self->values,
        .obj = Py_NewRef(object),
        .len = self->count * stride,
        .itemsize = stride,
        .ndim = 1,
        .format = flags & PyBUF_FORMAT ? "d" : NULL,
        .shape = flags & PyBUF_ND ? &self->count : NULL,
        .strides = (flags & PyBUF_STRIDES) == PyBUF_STRIDES ? &stride : NULL,
    };
    return 0;
}

static PyType_Slot array_slots[] = {
    {Py_tp_dealloc, array_dealloc},
    {Py_sq_length, array_length},
    {Py_sq_item, array_item},
    {Py_bf_getbuffer, array_get_buffer},
    {Py_tp_doc, "Numbers in native memory, without a copy."},
    {0, NULL},
};

static PyType_Spec array_spec = {"handwritten_tally.Array", sizeof(array_object), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, array_slots};

/* ---- Functions ---- */

static PyObject *nothing(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    tally_nothing();
    Py_RETURN_NONE;
}

static PyObject *add(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count) {
    int64_t left = 0;
    int64_t right = 0;
    if (!check_count("add", count, 2) || !integer_in(args[0], &left) || !integer_in(args[1], &right))
        return NULL;
    return PyLong_FromLongLong(tally_add(left, right));
}

static PyObject *text_size(PyObject *Py_UNUSED(module), PyObject *argument) {
    const char *text = text_in(argument);
    return text == NULL ? NULL : PyLong_FromSize_t(tally_text_size(text));
}

static PyObject *short_text(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    return PyUnicode_FromString(tally_short_text());
}

static PyObject *long_text(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused)) {
    return PyUnicode_FromString(tally_long_text());
}

static PyObject *point_sum(PyObject *module, PyObject *argument) {
    const module_state *state = PyModule_GetState(module);
    if (!Py_IS_TYPE(argument, state->point_class)) {
        PyErr_Format(PyExc_TypeError, "expected Point, not %s", Py_TYPE(argument)->tp_name);
        return NULL;
    }
    return PyFloat_FromDouble(tally_point_sum(((point_object *)argument)->point));
}

static PyObject *point_at(PyObject *module, PyObject *argument) {
    const module_state *state = PyModule_GetState(module);
    double distance = 0;
    if (!number_in(argument, &distance))
        return NULL;
    return make_point(state->point_class, tally_point_at(distance));
}

static PyObject *ends(PyObject *Py_UNUSED(module), PyObject *argument) {
    Py_buffer buffer;
    if (PyObject_GetBuffer(argument, &buffer, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT) != 0)
        return NULL;
    PyObject *result = NULL;
    if (buffer.ndim != 1 || buffer.itemsize != sizeof(double) || strcmp(buffer.format, "d") != 0)
        PyErr_SetString(PyExc_TypeError, "expected a one-dimensional buffer of doubles");
    else
        result = PyFloat_FromDouble(tally_ends(buffer.buf, (size_t)buffer.len / sizeof(double)));
    PyBuffer_Release(&buffer);
    return result;
}

static PyObject *values(PyObject *module, PyObject *argument) {
    const module_state *state = PyModule_GetState(module);
    size_t count = PyLong_AsSize_t(argument);
    if (count == (size_t)-1 && PyErr_Occurred())
        return NULL;
    double *made = NULL;
    size_t made_count = 0;
    if (tally_values(count, &made, &made_count) != TALLY_OK)
        return PyErr_NoMemory();
    return make_array(state->array_class, made, made_count);
}

/* An exception of the callable waits until the library has returned. */
static int64_t change(int64_t number, void *context) {
    int64_t changed = 0;
    PyObject *given = PyErr_Occurred() ? NULL : PyLong_FromLongLong(number);
    PyObject *made = given == NULL ? NULL : PyObject_CallOneArg(context, given);
    if (made != NULL && !integer_in(made, &changed))
        changed = 0;
    Py_XDECREF(given);
    Py_XDECREF(made);
    return changed;
}

static PyObject *call_back(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count) {
    int64_t number = 0;
    if (!check_count("call_back", count, 2) || !integer_in(args[0], &number))
        return NULL;
    if (!PyCallable_Check(args[1])) {
        PyErr_SetString(PyExc_TypeError, "change must be callable");
        return NULL;
    }
    int64_t result = tally_call_back(number, change, args[1]);
    return PyErr_Occurred() ? NULL : PyLong_FromLongLong(result);
}

static PyObject *fail(PyObject *module, PyObject *Py_UNUSED(unused)) {
    const module_state *state = PyModule_GetState(module);
    if (tally_fail() == TALLY_OK)
        Py_RETURN_NONE;
    PyErr_SetString(state->refused, "The call was asked to fail.");
    return NULL;
}

static PyObject *add_slowly(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t count) {
    int64_t left = 0;
    int64_t right = 0;
    if (!check_count("add_slowly", count, 2) || !integer_in(args[0], &left) || !integer_in(args[1], &right))
        return NULL;
    int64_t sum;
    Py_BEGIN_ALLOW_THREADS;
    sum = tally_add_slowly(left, right);
    Py_END_ALLOW_THREADS;
    return PyLong_FromLongLong(sum);
}

#define FAST(function) (PyCFunction)(void (*)(void))(function), METH_FASTCALL

static PyMethodDef functions[] = {
    {"nothing", nothing, METH_NOARGS, "Does nothing."},
    {"add", FAST(add), "The sum of two numbers."},
    {"text_size", text_size, METH_O, "How many bytes a text has."},
    {"short_text", short_text, METH_NOARGS, "A text of 11 bytes."},
    {"long_text", long_text, METH_NOARGS, "A text of 1,024 bytes."},
    {"point_sum", point_sum, METH_O, "The sum of what a place is made of."},
    {"point_at", point_at, METH_O, "A place on the diagonal."},
    {"ends", ends, METH_O, "The sum of the first and the last value."},
    {"values", values, METH_O, "Values, of which the first and the last are 1."},
    {"call_back", FAST(call_back), "What a function makes of a number."},
    {"fail", fail, METH_NOARGS, "Fails."},
    {"add_slowly", FAST(add_slowly), "The sum of two numbers; other threads run meanwhile."},
    {NULL, NULL, 0, NULL},
};

/* ---- The module ---- */

static PyTypeObject *add_class(PyObject *module, PyType_Spec *spec, vectorcallfunc call) {
    PyTypeObject *type = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
    if (type == NULL)
        return NULL;
    type->tp_vectorcall = call;
    if (PyModule_AddType(module, type) < 0)
        Py_CLEAR(type);
    return type;
}

static PyObject *add_error(PyObject *module, const char *name, PyObject *base) {
    PyObject *error = PyErr_NewException(name, base, NULL);
    if (error != NULL && PyModule_AddObjectRef(module, strchr(name, '.') + 1, error) < 0)
        Py_CLEAR(error);
    return error;
}

static int exec_module(PyObject *module) {
    module_state *state = PyModule_GetState(module);
    state->tally_class = add_class(module, &tally_spec, call_tally);
    state->point_class = add_class(module, &point_spec, call_point);
    state->array_class = add_class(module, &array_spec, NULL);
    state->no_such_column = add_error(module, "handwritten_tally.NoSuchColumnError", PyExc_LookupError);
    state->refused = add_error(module, "handwritten_tally.RefusedError", PyExc_ValueError);
    return PyErr_Occurred() ? -1 : 0;
}

static int traverse_module(PyObject *module, visitproc visit, void *arg) {
    const module_state *state = PyModule_GetState(module);
    Py_VISIT(state->tally_class);
    Py_VISIT(state->point_class);
    Py_VISIT(state->array_class);
    Py_VISIT(state->no_such_column);
    Py_VISIT(state->refused);
    return 0;
}

static int clear_module(PyObject *module) {
    module_state *state = PyModule_GetState(module);
    Py_CLEAR(state->tally_class);
    Py_CLEAR(state->point_class);
    Py_CLEAR(state->array_class);
    Py_CLEAR(state->no_such_column);
    Py_CLEAR(state->refused);
    return 0;
}

static void free_module(void *module) {
    clear_module(module);
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, exec_module},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,   .m_name = "handwritten_tally", .m_size = sizeof(module_state),
    .m_methods = functions,  .m_slots = module_slots,       .m_traverse = traverse_module,
    .m_clear = clear_module, .m_free = free_module,
};

PyMODINIT_FUNC PyInit_handwritten_tally(void) {
    return PyModuleDef_Init(&definition);
}
