#include "cancel.h"

#include "arguments.h"
#include "errors.h"

typedef struct tn_cancel {
    PyObject_HEAD tenon_handle token;
    bool is_requested;
} tn_cancel;

bool tn_cancel_in(PyObject *value, tn_place place, const tn_state *state, tenon_handle *out) {
    *out = 0;
    if (value == Py_None)
        return true;
    PyObject *type = state->refs[tn_ref_cancel];
    if (!PyObject_TypeCheck(value, (PyTypeObject *)type))
        return tn_wrong_class(place, type, true, value);
    *out = ((tn_cancel *)value)->token;
    return true;
}

static PyObject *cancel_new(PyTypeObject *type, PyObject *args, PyObject *keywords) {
    if (PyTuple_Size(args) > 0 || (keywords != NULL && PyDict_Size(keywords) > 0)) {
        PyErr_SetString(PyExc_TypeError, "Cancel() takes no arguments");
        return NULL;
    }
    allocfunc allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    tn_cancel *self = (tn_cancel *)allocate(type, 0);
    if (self == NULL)
        return NULL;
    self->token = tenon_token_new();
    if (self->token == 0) {
        Py_DECREF(self);
        tenon_error_clear();
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static void cancel_dealloc(PyObject *object) {
    tn_cancel *self = (tn_cancel *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (self->token != 0)
        tenon_drop(self->token);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(object);
    Py_DECREF(type);
}

static PyObject *cancel_request(PyObject *object, PyObject *unused) {
    (void)unused;
    tn_cancel *self = (tn_cancel *)object;
    self->is_requested = true;
    tenon_token_request(self->token);
    Py_RETURN_NONE;
}

static PyObject *cancel_requested(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(((tn_cancel *)object)->is_requested);
}

static PyObject *cancel_repr(PyObject *object) {
    return PyUnicode_FromString(((tn_cancel *)object)->is_requested ? "<Cancel requested>" : "<Cancel>");
}

static PyMethodDef cancel_methods[] = {
    {"request", cancel_request, METH_NOARGS,
     "request($self, /)\n--\n\nAsk the calls that were given this object to stop. Any thread may."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef cancel_properties[] = {
    {"requested", cancel_requested, NULL, "Whether request() was called.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char cancel_doc[] = "Cancel()\n--\n\n"
                                 "Stops calls that are given it: pass it as `cancel`, and call request().\n\n"
                                 "Nothing takes a request back; a new call needs a new object.";

static PyType_Slot cancel_slots[] = {
    {Py_tp_new, (void *)cancel_new},
    {Py_tp_dealloc, (void *)cancel_dealloc},
    {Py_tp_repr, (void *)cancel_repr},
    {Py_tp_doc, (void *)(uintptr_t)cancel_doc},
    {Py_tp_methods, (void *)cancel_methods},
    {Py_tp_getset, (void *)cancel_properties},
    {0, NULL},
};

bool tn_add_cancel(PyObject *module, const char *name) {
    PyType_Spec spec = {name, sizeof(tn_cancel), 0, Py_TPFLAGS_DEFAULT, cancel_slots};
    tn_state *state = PyModule_GetState(module);
    state->refs[tn_ref_cancel] = PyType_FromModuleAndSpec(module, &spec, NULL);
    return state->refs[tn_ref_cancel] != NULL &&
           PyModule_AddType(module, (PyTypeObject *)state->refs[tn_ref_cancel]) == 0;
}
