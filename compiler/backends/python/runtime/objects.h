/**
 * @file
 * Objects of the library: a handle in a Python object, closed by close(), by `with`, or at the latest when
 * Python drops the object.
 */
#ifndef TN_OBJECTS_H
#define TN_OBJECTS_H

#include "state.h"

#include <structmember.h>

struct tn_file;

/** One class of the contract. */
typedef struct tn_class {
    const tenon_class *native;
    const tn_word *shown;       /**< The properties that repr() shows, ended by a null. */
    const struct tn_file *file; /**< Of a stream of bytes, otherwise null. */
} tn_class;

/** An object. */
typedef struct tn_object {
    PyObject_HEAD tenon_handle
        handle;            /**< It stays after the end, so that a later use is reported as such. */
    const tn_state *state; /**< Of the module, which the type keeps alive. */
    const tn_class *class_of;
    PyObject *weak_references;
} tn_object;

/** A new object that owns the handle; None for 0. The handle is dropped where there is no memory. */
PyObject *tn_object_new(PyTypeObject *type, const tn_state *state, const tn_class *class_of,
                        tenon_handle handle);

/** End the object where it has not ended: whoever wants to know calls close(). */
void tn_object_end(tn_object *self);

/** An instance of the class. */
bool tn_object_in(PyObject *value, tn_place place, PyObject *type, tenon_handle *out);

/** As tn_object_in(), or None: 0. */
bool tn_optional_object_in(PyObject *value, tn_place place, PyObject *type, tenon_handle *out);

/** The module's state from a type of the module or a subclass of one. */
TN_SLOW const tn_state *tn_find_state(PyTypeObject *type, PyModuleDef *module);

/** The same, where the type is nearly always that of the latest module. @param ref Where its state keeps it.
 */
static inline const tn_state *tn_state_of(PyTypeObject *type, int ref, PyModuleDef *module) {
    const tn_state *latest = tn_latest.state;
    bool is_latest = latest != NULL && latest->refs[ref] == (PyObject *)type;
    return TENON_LIKELY(is_latest) ? latest : tn_find_state(type, module);
}

/** Add functions of the module to a class, as its static methods. */
bool tn_add_statics(PyObject *module, PyObject *type, PyMethodDef *functions);

/** TypeError: "'graph.Walk' has no constructor: <hint>". @return null */
PyObject *tn_no_constructor(PyTypeObject *type, const char *hint);

/* What every class has. */
extern PyMemberDef tn_object_members[];
void tn_object_dealloc(PyObject *self);
PyObject *tn_object_repr(PyObject *self);
PyObject *tn_object_close(PyObject *self, PyObject *unused);
PyObject *tn_object_enter(PyObject *self, PyObject *unused);
PyObject *tn_object_exit(PyObject *self, PyObject *args);
PyObject *tn_object_closed(PyObject *self, void *closure);

/** Their rows in a class's tables. */
#define TN_OBJECT_METHODS                                                                                    \
    {"close", tn_object_close, METH_NOARGS,                                                                  \
     "close($self, /)\n--\n\nEnd the object; a second time does nothing."},                                  \
        {"__enter__", tn_object_enter, METH_NOARGS, "__enter__($self, /)\n--\n\nThe object itself."}, {      \
        "__exit__", tn_object_exit, METH_VARARGS, "__exit__($self, /, *args)\n--\n\nEnd the object."         \
    }
#define TN_OBJECT_PROPERTIES                                                                                 \
    { "closed", tn_object_closed, NULL, "Whether the object has ended.", NULL }
#define TN_OBJECT_SLOTS                                                                                      \
    {Py_tp_dealloc, (void *)tn_object_dealloc}, {Py_tp_repr, (void *)tn_object_repr}, {                      \
        Py_tp_members, (void *)tn_object_members                                                             \
    }

#endif /* TN_OBJECTS_H */
