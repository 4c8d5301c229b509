#include "calls.h"

#include <stdatomic.h>

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

/* PyObject_Vectorcall(): every Python from 3.9 on has it, as one of 3.12's stable ABI. The header of an older
 * stable ABI does not name it. */
typedef PyObject *vectorcall(PyObject *called, PyObject *const *args, size_t count, PyObject *keywords);

static _Atomic(vectorcall *) fast;

void tn_start_calls(void) {
#if !defined(_WIN32)
    void *found = dlsym(RTLD_DEFAULT, "PyObject_Vectorcall");
    atomic_store(&fast, (vectorcall *)(uintptr_t)found);
#endif
}

static PyObject *call_with_tuple(PyObject *called, PyObject *const *args, Py_ssize_t count) {
    PyObject *tuple = PyTuple_New(count);
    if (tuple == NULL)
        return NULL;
    for (Py_ssize_t i = 0; i < count; i++)
        PyTuple_SetItem(tuple, i, Py_NewRef(args[i]));
    PyObject *made = PyObject_Call(called, tuple, NULL);
    Py_DECREF(tuple);
    return made;
}

PyObject *tn_call(PyObject *called, PyObject *const *args, Py_ssize_t count) {
    vectorcall *known = atomic_load_explicit(&fast, memory_order_relaxed);
    return TENON_LIKELY(known != NULL) ? known(called, args, (size_t)count, NULL)
                                       : call_with_tuple(called, args, count);
}
