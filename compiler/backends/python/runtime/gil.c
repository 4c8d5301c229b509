#include "gil.h"

_Thread_local PyThreadState *tn_unlocked;

void *tenon_host_unlock(void) {
    return tn_unlocked = PyEval_SaveThread();
}

void tenon_host_lock(void *unlocked) {
    tn_unlocked = NULL;
    PyEval_RestoreThread(unlocked);
}

/* Py_IsFinalizing() is not in the stable ABI of the oldest Python that packages support. */
bool tenon_host_is_ending(void) {
    PyObject *ask = PySys_GetObject("is_finalizing");
    PyObject *said = ask == NULL ? NULL : PyObject_CallNoArgs(ask);
    bool is_ending = said == NULL || PyObject_IsTrue(said) != 0;
    PyErr_Clear();
    Py_XDECREF(said);
    return is_ending;
}
