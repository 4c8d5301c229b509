#include "cycles.h"

#include "callbacks.h"

PyObject *tn_tie(PyObject *object, PyObject *parent) {
    if (object != NULL && object != Py_None && parent != Py_None)
        ((tn_tied_object *)object)->parent = Py_NewRef(parent);
    return object;
}

int tn_tied_traverse(PyObject *object, visitproc visit, void *arg) {
    tn_tied_object *self = (tn_tied_object *)object;
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->parent);
    return self->base.handle == 0 ? 0 : tn_visit_attached(self->base.handle, visit, arg);
}

/* Ending the object ends its callbacks, and so what they keep. */
int tn_tied_clear(PyObject *object) {
    tn_tied_object *self = (tn_tied_object *)object;
    tn_object_end(&self->base);
    Py_CLEAR(self->parent);
    return 0;
}

void tn_tied_dealloc(PyObject *object) {
    tn_tied_object *self = (tn_tied_object *)object;
    PyObject *parent = self->parent;
    PyObject_GC_UnTrack(object);
    self->parent = NULL;
    tn_object_dealloc(object);
    Py_XDECREF(parent);
}
