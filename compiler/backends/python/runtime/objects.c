#include "objects.h"

#include <stddef.h>

#include "arguments.h"
#include "errors.h"

PyMemberDef tn_object_members[] = {
    {"__weaklistoffset__", T_PYSSIZET, offsetof(tn_object, weak_references), READONLY, NULL},
    {NULL, 0, 0, 0, NULL},
};

static bool is_live(const tn_object *self) {
    return tenon_is_live(self->class_of->native, self->handle);
}

static bool is_collected(PyTypeObject *type) {
    return (PyType_GetFlags(type) & Py_TPFLAGS_HAVE_GC) != 0;
}

/* A subclass of Python's is collected, and may have more to it. Any other is of the size of this one. */
static tn_object *allocate(PyTypeObject *type) {
    if (is_collected(type))
        return (tn_object *)((allocfunc)PyType_GetSlot(type, Py_tp_alloc))(type, 0);
    tn_object *self = PyObject_New(tn_object, type);
    if (self != NULL)
        self->weak_references = NULL;
    return self;
}

PyObject *tn_object_new(PyTypeObject *type, const tn_state *state, const tn_class *class_of,
                        tenon_handle handle) {
    if (handle == 0)
        Py_RETURN_NONE;
    tn_object *self = allocate(type);
    if (self == NULL) {
        tenon_drop(handle);
        return NULL;
    }
    self->handle = handle;
    self->state = state;
    self->class_of = class_of;
    return (PyObject *)self;
}

void tn_object_end(tn_object *self) {
    if (self->class_of != NULL)
        tenon_end(self->handle);
}

void tn_object_dealloc(PyObject *object) {
    tn_object *self = (tn_object *)object;
    PyTypeObject *type = Py_TYPE(object);
    if (self->weak_references != NULL)
        PyObject_ClearWeakRefs(object);
    tn_object_end(self);
    if (is_collected(type))
        ((freefunc)PyType_GetSlot(type, Py_tp_free))(object);
    else
        PyObject_Free(object);
    Py_DECREF(type);
}

bool tn_object_in(PyObject *value, tn_place place, PyObject *type, tenon_handle *out) {
    if (TENON_UNLIKELY(!PyObject_TypeCheck(value, (PyTypeObject *)type)))
        return tn_wrong_class(place, type, false, value);
    *out = ((tn_object *)value)->handle;
    return true;
}

bool tn_optional_object_in(PyObject *value, tn_place place, PyObject *type, tenon_handle *out) {
    *out = 0;
    if (value == Py_None)
        return true;
    if (!PyObject_TypeCheck(value, (PyTypeObject *)type))
        return tn_wrong_class(place, type, true, value);
    *out = ((tn_object *)value)->handle;
    return true;
}

/* A subclass written in Python has no module state of its own: look among its bases. */
const tn_state *tn_find_state(PyTypeObject *type, PyModuleDef *definition) {
    for (; type != NULL; type = PyType_GetSlot(type, Py_tp_base)) {
        PyObject *module = PyType_GetModule(type);
        if (module != NULL && PyModule_GetDef(module) == definition)
            return PyModule_GetState(module);
        PyErr_Clear();
    }
    PyErr_SetString(PyExc_SystemError, "a type without its module");
    return NULL;
}

/* METH_STATIC would give the functions nothing to find the module's state by. */
bool tn_add_statics(PyObject *module, PyObject *type, PyMethodDef *functions) {
    PyObject *make = PyMapping_GetItemString(PyEval_GetBuiltins(), "staticmethod");
    PyObject *name = make == NULL ? NULL : PyModule_GetNameObject(module);
    bool worked = name != NULL;
    for (PyMethodDef *row = functions; worked && row->ml_name != NULL; row++) {
        PyObject *function = PyCFunction_NewEx(row, module, name);
        PyObject *method = function == NULL ? NULL : PyObject_CallFunctionObjArgs(make, function, NULL);
        worked = method != NULL && PyObject_SetAttrString(type, row->ml_name, method) == 0;
        Py_XDECREF(function);
        Py_XDECREF(method);
    }
    Py_XDECREF(make);
    Py_XDECREF(name);
    return worked;
}

PyObject *tn_no_constructor(PyTypeObject *type, const char *hint) {
    PyObject *name = PyType_GetName(type);
    if (name != NULL)
        PyErr_Format(PyExc_TypeError, "%U has no constructor: %s", name, hint);
    Py_XDECREF(name);
    return NULL;
}

PyObject *tn_object_close(PyObject *object, PyObject *unused) {
    (void)unused;
    tn_object *self = (tn_object *)object;
    if (is_live(self) && tn_failed(self->state, tenon_drop(self->handle)))
        return NULL;
    Py_RETURN_NONE;
}

PyObject *tn_object_enter(PyObject *self, PyObject *unused) {
    (void)unused;
    return Py_NewRef(self);
}

PyObject *tn_object_exit(PyObject *self, PyObject *args) {
    (void)args;
    return tn_object_close(self, NULL);
}

PyObject *tn_object_closed(PyObject *self, void *closure) {
    (void)closure;
    return PyBool_FromLong(!is_live((tn_object *)self));
}

/* " name='x'" for a property; one that cannot be read now is left out. */
static PyObject *show_property(PyObject *self, const char *name) {
    PyObject *value = PyObject_GetAttrString(self, name);
    if (value == NULL) {
        PyErr_Clear();
        return PyUnicode_FromString("");
    }
    PyObject *text = PyUnicode_FromFormat(" %s=%R", name, value);
    Py_DECREF(value);
    return text;
}

static PyObject *show_properties(tn_object *self) {
    PyObject *text = PyUnicode_FromString("");
    for (const tn_word *name = self->class_of->shown; text != NULL && name->text != NULL; name++) {
        PyObject *part = show_property((PyObject *)self, name->text);
        PyObject *longer = part == NULL ? NULL : PyUnicode_Concat(text, part);
        Py_XDECREF(part);
        Py_DECREF(text);
        text = longer;
    }
    return text;
}

PyObject *tn_object_repr(PyObject *object) {
    tn_object *self = (tn_object *)object;
    PyObject *module = PyObject_GetAttrString((PyObject *)Py_TYPE(object), "__module__");
    PyObject *name = PyType_GetQualName(Py_TYPE(object));
    PyObject *rest = is_live(self) ? show_properties(self) : PyUnicode_FromString(" closed");
    PyObject *text = NULL;
    if (module != NULL && name != NULL && rest != NULL)
        text = PyUnicode_FromFormat("<%S.%U%U>", module, name, rest);
    Py_XDECREF(module);
    Py_XDECREF(name);
    Py_XDECREF(rest);
    return text;
}
