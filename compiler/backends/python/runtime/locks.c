#include "locks.h"

#include "errors.h"

static const char *python_name(const tn_lock_name *names, const char *c_name) {
    while (names->c_name != NULL && strcmp(names->c_name, c_name) != 0)
        names++;
    return names->name;
}

static PyObject *describe(const tenon_adaptive *function) {
    return Py_BuildValue("(KKKIN)", (unsigned long long)atomic_load(&function->calls),
                         (unsigned long long)atomic_load(&function->released),
                         (unsigned long long)atomic_load(&function->duration.typical),
                         (unsigned int)atomic_load(&function->mode),
                         PyBool_FromLong(atomic_load(&function->releases) != 0));
}

PyObject *tn_lock_statistics(const tenon_lock_statistics *statistics, const tn_lock_name *names) {
    PyObject *functions = PyDict_New();
    for (size_t i = 0; functions != NULL && i < statistics->count; i++) {
        const tenon_adaptive_entry *entry = &statistics->entries[i];
        PyObject *described = describe(entry->adaptive);
        if (described == NULL ||
            PyDict_SetItemString(functions, python_name(names, entry->function), described) != 0)
            Py_CLEAR(functions);
        Py_XDECREF(described);
    }
    if (functions == NULL)
        return NULL;
    return Py_BuildValue("(KN)", (unsigned long long)tenon_lock_threshold(statistics->costs), functions);
}

PyObject *tn_set_lock_mode(PyObject *module, PyObject *args, const tn_lock_name *names,
                           int32_t (*set)(const char *function, tenon_lock_mode mode)) {
    int mode = 0;
    const char *name = NULL;
    if (!PyArg_ParseTuple(args, "iz:set_lock_mode", &mode, &name))
        return NULL;
    while (name != NULL && names->name != NULL && strcmp(names->name, name) != 0)
        names++;
    if (name != NULL && names->name == NULL)
        return PyErr_Format(PyExc_ValueError, "measurements decide about no function called '%s'", name);
    const char *function = name == NULL ? NULL : names->c_name;
    if (tn_failed(PyModule_GetState(module), set(function, (tenon_lock_mode)mode)))
        return NULL;
    Py_RETURN_NONE;
}
