#include "diagnostics.h"

#include <dlfcn.h>
#include <stdio.h>

#include "tenon/diagnostics.h"

/* CPython exports it, but does not promise that it always will: it is looked for and not linked. */
static int (*has_gil)(void);

static bool has_lock(void) {
    return has_gil() != 0;
}

/* The attribute's text as UTF-8. @return Whether there is one; no exception is left. */
static bool read_text(PyObject *code, const char *attribute, char *text, size_t room) {
    PyObject *value = PyObject_GetAttrString(code, attribute);
    const char *read = value == NULL ? NULL : PyUnicode_AsUTF8AndSize(value, NULL);
    if (read == NULL)
        PyErr_Clear();
    else
        snprintf(text, room, "%s", read);
    Py_XDECREF(value);
    return read != NULL;
}

/* The innermost line of Python, in the file that a person knows by its last two names. */
static bool describe(PyFrameObject *frame, char *text, size_t room) {
    char file[512];
    char name[64];
    PyObject *code = (PyObject *)PyFrame_GetCode(frame);
    bool is_read = read_text(code, "co_filename", file, sizeof file) &&
                   read_text(code, "co_qualname", name, sizeof name);
    Py_DECREF(code);
    if (!is_read)
        return false;
    const char *start = strrchr(file, '/');
    while (start != NULL && start > file && start[-1] != '/')
        start--;
    snprintf(text, room, "%s:%d in %s", start == NULL ? file : start, PyFrame_GetLineNumber(frame), name);
    return true;
}

static bool place_of_python(char *text, size_t room) {
    if (!Py_IsInitialized() || has_gil == NULL || !has_lock())
        return false;
    PyFrameObject *frame = PyEval_GetFrame();
    if (frame == NULL)
        return false;
    PyObject *type;
    PyObject *value;
    PyObject *traceback;
    PyErr_Fetch(&type, &value, &traceback); /* of what runs just now; it goes on */
    bool is_known = describe(frame, text, room);
    PyErr_Restore(type, value, traceback);
    return is_known;
}

void tn_start_diagnostics(void) {
    if (!tenon_is_monitored())
        return;
    void *found = dlsym(RTLD_DEFAULT, "PyGILState_Check");
    memcpy(&has_gil, &found, sizeof has_gil);
    tenon_set_host(place_of_python, has_gil == NULL ? NULL : has_lock);
}

PyObject *tn_given_json(const char *text) {
    if (text == NULL)
        return PyErr_NoMemory();
    PyObject *json = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
    tenon_text_memory_free(text);
    return json;
}

PyObject *tn_ledger_json(PyObject *module, PyObject *unused) {
    (void)module;
    (void)unused;
    return tn_given_json(tenon_ledger_json());
}
