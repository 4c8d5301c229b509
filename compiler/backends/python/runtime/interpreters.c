#include "interpreters.h"

#include "gil.h"

tn_interpreter *tn_interpreter_use(tn_interpreter *interpreter) {
    atomic_fetch_add(&interpreter->users, 1);
    return interpreter;
}

void tn_interpreter_leave(tn_interpreter *interpreter) {
    if (atomic_fetch_sub(&interpreter->users, 1) != 1)
        return;
    free(atomic_load(&interpreter->spare));
    free(interpreter);
}

/* ---- The end ---- */

enum { turns_to_wait = 1000 };

static const char capsule_name[] = "tn_interpreter";

/* Threads that are inside may finish; a thread that never comes out must not keep the process from ending. */
static PyObject *end_interpreter(PyObject *capsule, PyObject *unused) {
    (void)unused;
    tn_interpreter *interpreter = PyCapsule_GetPointer(capsule, capsule_name);
    atomic_store(&interpreter->has_ended, true);
    PyObject *time = PyImport_ImportModule("time");
    for (int i = 0; time != NULL && i < turns_to_wait && atomic_load(&interpreter->visitors) > 0; i++) {
        PyObject *slept = PyObject_CallMethod(time, "sleep", "d", 0.001);
        if (slept == NULL)
            Py_CLEAR(time);
        Py_XDECREF(slept);
    }
    Py_XDECREF(time);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
}

static PyMethodDef end_method = {"end_interpreter", end_interpreter, METH_NOARGS, NULL};

static bool end_at_exit(PyObject *capsule) {
    PyObject *atexit = PyImport_ImportModule("atexit");
    PyObject *end = atexit == NULL ? NULL : PyCFunction_New(&end_method, capsule);
    PyObject *done = end == NULL ? NULL : PyObject_CallMethod(atexit, "register", "O", end);
    bool worked = done != NULL;
    Py_XDECREF(atexit);
    Py_XDECREF(end);
    Py_XDECREF(done);
    return worked;
}

static void free_capsule(PyObject *capsule) {
    tn_interpreter_leave(PyCapsule_GetPointer(capsule, capsule_name));
}

bool tn_interpreter_start(PyObject *module) {
    tn_state *state = PyModule_GetState(module);
    tn_interpreter *interpreter = calloc(1, sizeof(*interpreter));
    if (interpreter == NULL) {
        PyErr_NoMemory();
        return false;
    }
    interpreter->state = PyInterpreterState_Get();
    atomic_init(&interpreter->users, 1);
    PyObject *capsule = PyCapsule_New(interpreter, capsule_name, free_capsule);
    if (capsule == NULL) {
        tn_interpreter_leave(interpreter);
        return false;
    }
    state->interpreter = interpreter;
    state->refs[tn_ref_interpreter] = capsule;
    return end_at_exit(capsule);
}

/* ---- In and out ---- */

/* With the lock: of this interpreter already, or of another one, which shares the lock. */
static bool enter_from_inside(tn_attachment *attachment) {
    PyInterpreterState *wanted = attachment->interpreter->state;
    attachment->was = tn_was_inside;
    if (TENON_LIKELY(PyInterpreterState_Get() == wanted))
        return true;
    attachment->was = tn_was_elsewhere;
    attachment->before = PyThreadState_Get();
    attachment->made = PyThreadState_New(wanted);
    if (attachment->made == NULL)
        return false;
    PyThreadState_Swap(attachment->made);
    return true;
}

/* Not PyGILState_Ensure(): that enters the main interpreter, whoever passed the callback. */
static bool enter_from_outside(tn_attachment *attachment) {
    tn_interpreter *interpreter = attachment->interpreter;
    attachment->was = tn_was_outside;
    atomic_fetch_add(&interpreter->visitors, 1);
    attachment->made = atomic_load(&interpreter->has_ended) ? NULL : PyThreadState_New(interpreter->state);
    if (attachment->made == NULL) {
        atomic_fetch_sub(&interpreter->visitors, 1);
        return false;
    }
    tn_unlocked = NULL;
    PyEval_AcquireThread(attachment->made);
    return true;
}

static bool is_pythons(const void *lender) {
    return tn_this_thread() == lender || PyGILState_GetThisThreadState() != NULL;
}

bool tn_attach(tn_attachment *attachment, tn_interpreter *interpreter, const void *lender) {
    PyThreadState *unlocked = tn_unlocked;
    bool is_in = true;
    attachment->interpreter = interpreter;
    attachment->unlocked = unlocked;
    attachment->error[0] = NULL;
    if (TENON_LIKELY(unlocked == NULL && is_pythons(lender))) {
        /* A thread of Python's comes here through a call of this module, which did not release the lock. */
        is_in = enter_from_inside(attachment);
    } else if (unlocked != NULL && PyThreadState_GetInterpreter(unlocked) == interpreter->state) {
        attachment->was = tn_was_unlocked;
        tenon_host_lock(unlocked);
    } else {
        is_in = enter_from_outside(attachment);
    }
    if (is_in && PyErr_Occurred())
        PyErr_Fetch(&attachment->error[0], &attachment->error[1], &attachment->error[2]);
    return is_in;
}

/* The exception that was on its way, and none that came meanwhile. */
static void restore_error(const tn_attachment *attachment) {
    if (attachment->error[0] != NULL)
        PyErr_Restore(attachment->error[0], attachment->error[1], attachment->error[2]);
    else if (PyErr_Occurred())
        PyErr_Clear();
}

void tn_detach(tn_attachment *attachment) {
    restore_error(attachment);
    switch (attachment->was) {
    case tn_was_inside:
        return;
    case tn_was_unlocked:
        tenon_host_unlock();
        return;
    case tn_was_elsewhere:
        PyThreadState_Clear(attachment->made);
        PyThreadState_Swap(attachment->before);
        PyThreadState_Delete(attachment->made);
        return;
    case tn_was_outside:
        PyThreadState_Clear(attachment->made);
        PyEval_ReleaseThread(attachment->made);
        PyThreadState_Delete(attachment->made);
        tn_unlocked = attachment->unlocked;
        atomic_fetch_sub(&attachment->interpreter->visitors, 1);
        return;
    }
}
