#include "start.h"

#include "calls.h"
#include "diagnostics.h"

struct tn_latest tn_latest;

bool tn_start(PyObject *module, int ref_count, int name_count) {
    tn_state *state = PyModule_GetState(module);
    state->module = module;
    state->count = ref_count;
    tn_latest = (struct tn_latest){module, state};
    tn_start_diagnostics();
    tn_start_calls();
    for (int i = 0; i < name_count; i++) {
        state->refs[tn_ref_names + i] = PyUnicode_InternFromString(tn_names[i].text);
        if (state->refs[tn_ref_names + i] == NULL)
            return false;
    }
    return true;
}

PyObject *tn_handshake(PyObject *module, PyObject *expected, int32_t (*compare)(const char *expected)) {
    (void)module;
    const char *text = PyUnicode_AsUTF8AndSize(expected, NULL);
    if (text == NULL)
        return NULL;
    if (compare(text) >= 0)
        Py_RETURN_NONE;
    const tenon_error *error = tenon_error_take();
    PyErr_SetString(PyExc_ImportError, error != NULL ? error->message : "built for another contract");
    tenon_error_free(error);
    return NULL;
}

int tn_traverse(PyObject *module, visitproc visit, void *arg) {
    tn_state *state = PyModule_GetState(module);
    for (Py_ssize_t i = 0; state != NULL && i < state->count; i++)
        Py_VISIT(state->refs[i]);
    return 0;
}

int tn_clear(PyObject *module) {
    tn_state *state = PyModule_GetState(module);
    for (Py_ssize_t i = 0; state != NULL && i < state->count; i++)
        Py_CLEAR(state->refs[i]);
    return 0;
}

void tn_free(void *module) {
    if (module == tn_latest.module)
        tn_latest = (struct tn_latest){NULL, NULL};
    tn_clear(module);
}
