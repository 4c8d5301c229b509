#include "callbacks.h"

#include <stdio.h>

#include "arguments.h"
#include "calls.h"
#include "errors.h"

/* ---- On their way in ---- */

/* The one that is at hand, or a new one. */
static tn_host *take_host(tn_interpreter *interpreter) {
    void *spare = atomic_exchange(&interpreter->spare, NULL);
    return TENON_LIKELY(spare != NULL) ? spare : malloc(sizeof(tn_host));
}

static void give_host_back(tn_interpreter *interpreter, tn_host *host) {
    void *another = atomic_exchange(&interpreter->spare, host);
    if (TENON_UNLIKELY(another != NULL))
        free(another);
    tn_interpreter_leave(interpreter);
}

static void drop_host(void *of) {
    tn_host *host = of;
    tn_attachment attachment;
    /* Where the interpreter has ended there is nothing to give back to. */
    if (TENON_LIKELY(tn_attach(&attachment, host->interpreter, host->lender))) {
        Py_DECREF(host->target);
        Py_DECREF(host->module);
        tn_detach(&attachment);
    }
    give_host_back(host->interpreter, host);
}

bool tn_host_new(PyObject *target, const tn_state *state, const void *functions, tenon_callback *out) {
    tn_host *host = take_host(state->interpreter);
    if (TENON_UNLIKELY(host == NULL)) {
        PyErr_NoMemory();
        return false;
    }
    host->target = Py_NewRef(target);
    host->module = Py_NewRef(state->module);
    host->state = state;
    host->interpreter = tn_interpreter_use(state->interpreter);
    host->lender = NULL;
    *out = (tenon_callback){functions, host, drop_host};
    return true;
}

void tn_callback_unused(tenon_callback *callback) {
    if (callback->host != NULL)
        callback->drop(callback->host);
}

bool tn_callback_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                    tenon_callback *out) {
    if (!PyCallable_Check(value))
        return tn_wrong_type(place, "callable", value);
    return tn_host_new(value, state, interface->functions, out);
}

bool tn_optional_callback_in(PyObject *value, tn_place place, const tn_state *state,
                             const tn_interface *interface, tenon_callback *out) {
    *out = (tenon_callback){0};
    if (value != Py_None && !PyCallable_Check(value))
        return tn_wrong_type(place, "callable or None", value);
    return value == Py_None || tn_callback_in(value, place, state, interface, out);
}

int tn_has_method(PyObject *value, PyObject *name) {
    PyObject *method = PyObject_GetAttr(value, name);
    if (method == NULL && !PyErr_ExceptionMatches(PyExc_AttributeError))
        return -1;
    PyErr_Clear();
    bool is_one = method != NULL && PyCallable_Check(method);
    Py_XDECREF(method);
    return is_one;
}

bool tn_interface_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                     tenon_callback *out) {
    for (int i = 0; i < interface->method_count; i++) {
        int has = tn_has_method(value, state->refs[tn_ref_names + interface->methods[i]]);
        if (has > 0)
            continue;
        char expected[200];
        PyOS_snprintf(expected, sizeof(expected), "a %s with a method %s()", interface->name,
                      tn_names[interface->methods[i]].text);
        return has == 0 && tn_wrong_type(place, expected, value);
    }
    return tn_host_new(value, state, interface->functions, out);
}

bool tn_optional_interface_in(PyObject *value, tn_place place, const tn_state *state,
                              const tn_interface *interface, tenon_callback *out) {
    *out = (tenon_callback){0};
    return value == Py_None || tn_interface_in(value, place, state, interface, out);
}

/* ---- Collecting ---- */

typedef struct visit {
    visitproc visit;
    void *arg;
    int result;
} visit;

static void visit_host(void *of, void *argument) {
    const tn_host *host = of;
    visit *running = argument;
    if (running->result == 0)
        running->result = running->visit(host->target, running->arg);
    if (running->result == 0)
        running->result = running->visit(host->module, running->arg);
}

int tn_visit_attached(tenon_handle owner, visitproc visit_object, void *arg) {
    visit running = {visit_object, arg, 0};
    tenon_visit_attached(owner, visit_host, &running);
    return running.result;
}

/* ---- A call ---- */

bool tn_upcall_begin(tn_upcall *call, void *of) {
    call->host = of;
    call->state = call->host->state;
    if (tn_attach(&call->attachment, call->host->interpreter, call->host->lender))
        return true;
    tenon_refuse(TENON_CALLBACK_FAILED, "the Python interpreter that passed the callback has ended");
    return false;
}

/* Of the stable ABI's calls of methods this one alone makes no bound method. It takes a list that ends with a
 * null. */
static PyObject *call_few(PyObject *target, PyObject *name, PyObject **args, Py_ssize_t count) {
    PyObject *one = count > 0 ? args[0] : NULL;
    PyObject *two = count > 1 ? args[1] : NULL;
    PyObject *three = count > 2 ? args[2] : NULL;
    PyObject *four = count > 3 ? args[3] : NULL;
    return PyObject_CallMethodObjArgs(target, name, one, two, three, four, NULL);
}

static PyObject *call_many(PyObject *target, PyObject *name, PyObject **args, Py_ssize_t count) {
    PyObject *function = PyObject_GetAttr(target, name);
    PyObject *made = function == NULL ? NULL : tn_call(function, args, count);
    Py_XDECREF(function);
    return made;
}

static PyObject *call_method(PyObject *target, PyObject *name, PyObject **args, Py_ssize_t count) {
    return count <= 4 ? call_few(target, name, args, count) : call_many(target, name, args, count);
}

PyObject *tn_upcall_make(const tn_upcall *call, int method, PyObject **args, Py_ssize_t count) {
    PyObject *target = Py_NewRef(call->host->target);
    PyObject *made = NULL;
    bool is_whole = true;
    for (Py_ssize_t i = 0; i < count; i++)
        is_whole = is_whole && args[i] != NULL;
    if (is_whole && method == tn_itself)
        made = tn_call(target, args, count);
    else if (is_whole)
        made = call_method(target, call->state->refs[tn_ref_names + method], args, count);
    Py_DECREF(target);
    for (Py_ssize_t i = 0; i < count; i++)
        Py_XDECREF(args[i]);
    return made;
}

bool tn_unpack(PyObject *tuple, tn_place place, PyObject **results, Py_ssize_t count) {
    if (!PyTuple_Check(tuple) || PyTuple_Size(tuple) != count) {
        char expected[40];
        PyOS_snprintf(expected, sizeof(expected), "a tuple of %zd", count);
        return tn_wrong_type(place, expected, tuple);
    }
    for (Py_ssize_t i = 0; i < count; i++)
        results[i] = PyTuple_GetItem(tuple, i);
    return true;
}

/* ---- Exceptions ---- */

static void release_thrown(void *of) {
    tn_thrown *thrown = of;
    tn_attachment attachment;
    if (tn_attach(&attachment, thrown->interpreter, NULL)) {
        Py_DECREF(thrown->exception);
        tn_detach(&attachment);
    }
    tn_interpreter_leave(thrown->interpreter);
    free(thrown);
}

/* "ValueError: no such thing", for languages that see the error without the exception. */
static PyObject *describe_exception(PyObject *exception) {
    PyObject *name = PyType_GetName(Py_TYPE(exception));
    PyObject *text = name == NULL ? NULL : PyObject_Str(exception);
    PyObject *described = text == NULL ? NULL : PyUnicode_FromFormat("%U: %U", name, text);
    Py_XDECREF(name);
    Py_XDECREF(text);
    return described;
}

/* Takes the exception over. */
static int32_t record_exception(const tn_state *state, PyObject *exception) {
    PyObject *described = describe_exception(exception);
    const char *message = described == NULL ? NULL : PyUnicode_AsUTF8AndSize(described, NULL);
    PyErr_Clear(); /* an exception that cannot be shown is one all the same */
    tn_thrown *thrown = malloc(sizeof(*thrown));
    if (thrown == NULL)
        Py_DECREF(exception);
    else
        *thrown = (tn_thrown){exception, tn_interpreter_use(state->interpreter)};
    int32_t status = tenon_fail_foreign(message != NULL ? message : "a callback raised an exception", thrown,
                                        thrown == NULL ? NULL : release_thrown);
    Py_XDECREF(described);
    return status;
}

int32_t tn_throw(const tn_state *state) {
    PyObject *type, *exception, *traceback;
    PyErr_Fetch(&type, &exception, &traceback);
    PyErr_NormalizeException(&type, &exception, &traceback);
    if (traceback != NULL)
        PyException_SetTraceback(exception, traceback);
    Py_XDECREF(type);
    Py_XDECREF(traceback);
    return record_exception(state, exception);
}

int32_t tn_upcall_end(tn_upcall *call, PyObject *made, bool fits) {
    Py_XDECREF(made);
    int32_t status = fits ? 0 : -TENON_KIND_INTERNAL;
    if (!fits && PyErr_Occurred())
        status = tn_throw(call->state);
    tn_detach(&call->attachment);
    return status;
}

/* ---- Failures that no caller waits for ---- */

/* Where the interpreter has ended, nobody wants to know any more. */
static void show_inside(tn_host *host, const tenon_error *error) {
    tn_attachment attachment;
    if (!tn_attach(&attachment, host->interpreter, NULL)) {
        tenon_error_free(error);
        return;
    }
    tn_raise_chain(host->state, error);
    PyErr_WriteUnraisable(host->target);
    tn_detach(&attachment);
}

void tn_unraisable(const void *functions, void *host, const tenon_error *error) {
    (void)functions;
    if (host != NULL) {
        show_inside(host, error);
        return;
    }
    (void)fprintf(stderr, "Failure of a callback ignored: %s\n", error->message);
    tenon_error_free(error);
}
