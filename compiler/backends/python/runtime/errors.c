#include "errors.h"

#include "calls.h"

enum { NAP = 20000 }; /* nanoseconds: long enough for another thread to wake up */

/* The name of a kind, and the built-in exception that people expect for it. */
static const char *kind_name(int32_t kind) {
    static const char *const names[] = {"",
                                        "not_found",
                                        "invalid_argument",
                                        "invalid_state",
                                        "out_of_range",
                                        "already_exists",
                                        "permission",
                                        "timeout",
                                        "busy",
                                        "out_of_memory",
                                        "io",
                                        "unsupported",
                                        "internal",
                                        "cancelled"};
    return kind > 0 && (size_t)kind < sizeof(names) / sizeof(names[0]) ? names[kind] : "internal";
}

static PyObject *kind_exception(int32_t kind) {
    switch (kind) {
    case TENON_KIND_NOT_FOUND:
        return PyExc_KeyError;
    case TENON_KIND_INVALID_ARGUMENT:
    case TENON_KIND_ALREADY_EXISTS: /* FileExistsError is for files */
        return PyExc_ValueError;
    case TENON_KIND_OUT_OF_RANGE:
        return PyExc_IndexError;
    case TENON_KIND_PERMISSION:
        return PyExc_PermissionError;
    case TENON_KIND_TIMEOUT:
        return PyExc_TimeoutError;
    case TENON_KIND_OUT_OF_MEMORY:
        return PyExc_MemoryError;
    case TENON_KIND_IO:
        return PyExc_OSError;
    case TENON_KIND_UNSUPPORTED:
        return PyExc_NotImplementedError;
    default: /* SystemError would blame the interpreter, BlockingIOError would speak of a file */
        return PyExc_RuntimeError;
    }
}

bool tn_add(PyObject *module, const char *name, PyObject *value) {
    if (value == NULL)
        return false;
    int status = PyModule_AddObjectRef(module, name, value);
    Py_DECREF(value);
    return status == 0;
}

static bool set_text(PyObject *object, const char *name, const char *text) {
    PyObject *value = PyUnicode_FromString(text);
    int status = value == NULL ? -1 : PyObject_SetAttrString(object, name, value);
    Py_XDECREF(value);
    return status == 0;
}

/* KeyError shows its message in quotes, OSError an errno: here a message is a sentence, so it stays as it is.
 */
static PyObject *error_str(PyObject *self) {
    reprfunc plain = (reprfunc)PyType_GetSlot((PyTypeObject *)PyExc_Exception, Py_tp_str);
    return plain(self);
}

static PyObject *make_base(PyObject *module, const char *name, const char *doc) {
    PyType_Slot slots[] = {{Py_tp_str, (void *)error_str}, {Py_tp_doc, (void *)(uintptr_t)doc}, {0, NULL}};
    PyType_Spec spec = {name, 0, 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, slots};
    PyObject *base = PyType_FromModuleAndSpec(module, &spec, PyExc_Exception);
    if (base != NULL && set_text(base, "code", "") && set_text(base, "kind", "") &&
        set_text(base, "function", ""))
        return base;
    Py_XDECREF(base);
    return NULL;
}

static PyObject *make_class(const tn_state *state, const tn_error_class *row) {
    PyObject *bases = PyTuple_Pack(2, state->refs[tn_ref_error], kind_exception(row->kind));
    if (bases == NULL)
        return NULL;
    PyObject *made = PyErr_NewExceptionWithDoc(row->name, row->doc, bases, NULL);
    Py_DECREF(bases);
    if (made != NULL && set_text(made, "code", row->constant) && set_text(made, "kind", kind_name(row->kind)))
        return made;
    Py_XDECREF(made);
    return NULL;
}

/* "graph.GraphError" -> "GraphError" */
static const char *last_part(const char *name) {
    return strrchr(name, '.') + 1;
}

bool tn_add_errors(PyObject *module, const char *name, const char *doc) {
    tn_state *state = PyModule_GetState(module);
    PyObject *base = make_base(module, name, doc);
    state->refs[tn_ref_error] = base;
    state->refs[tn_ref_function] = PyUnicode_InternFromString("function");
    if (base == NULL || state->refs[tn_ref_function] == NULL ||
        !tn_add(module, last_part(name), Py_NewRef(base)))
        return false;
    for (size_t i = 0; i < tn_error_class_count; i++) {
        const tn_error_class *row = &tn_error_classes[i];
        PyObject *made = make_class(state, row);
        state->refs[row->ref] = made;
        if (made == NULL || !tn_add(module, last_part(row->name), Py_NewRef(made)))
            return false;
    }
    return true;
}

static PyObject *find_class(const tn_state *state, int32_t code) {
    for (size_t i = 0; i < tn_error_class_count; i++) {
        if (tn_error_classes[i].code == code)
            return state->refs[tn_error_classes[i].ref];
    }
    return NULL;
}

/* The exception that a callback raised, where it belongs to this interpreter. */
static PyObject *thrown_exception(const tn_state *state, const tenon_error *error) {
    const tn_thrown *thrown = error->foreign;
    return thrown != NULL && thrown->interpreter == state->interpreter ? Py_NewRef(thrown->exception) : NULL;
}

#ifdef Py_GIL_DISABLED
/* Without Python's lock nobody can say whether what is kept is still there. */
static PyObject *text_again(const tn_state *state, int ref, const char *text) {
    (void)state;
    (void)ref;
    return PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
}
#else
static bool is_text(PyObject *known, const char *text) {
    const char *words = known == NULL ? NULL : PyUnicode_AsUTF8AndSize(known, NULL);
    if (known != NULL && words == NULL)
        PyErr_Clear(); /* no memory: then it is made anew */
    return words != NULL && strcmp(words, text) == 0;
}

/* What is told of errors is often what was told of the last one: that text is kept. */
static PyObject *text_again(const tn_state *state, int ref, const char *text) {
    enum { long_text = 256 };
    PyObject **last = &((tn_state *)(uintptr_t)state)->refs[ref];
    if (is_text(*last, text))
        return Py_NewRef(*last);
    size_t length = strlen(text);
    PyObject *made = PyUnicode_DecodeUTF8(text, (Py_ssize_t)length, "replace");
    if (made == NULL || length >= long_text)
        return made;
    PyObject *before = *last;
    *last = Py_NewRef(made);
    Py_XDECREF(before);
    return made;
}
#endif

static bool set_function(const tn_state *state, PyObject *exception, const char *function) {
    PyObject *value = text_again(state, tn_ref_last_failed, function);
    int status = value == NULL ? -1 : PyObject_SetAttr(exception, state->refs[tn_ref_function], value);
    Py_XDECREF(value);
    return status == 0;
}

static PyObject *make_exception(const tn_state *state, const tenon_error *error) {
    PyObject *known = find_class(state, error->code);
    PyObject *message = text_again(state, tn_ref_last_message, error->message);
    if (message == NULL)
        return NULL;
    PyObject *class = known != NULL ? known : state->refs[tn_ref_error];
    PyObject *exception = tn_call(class, &message, 1);
    Py_DECREF(message);
    if (exception != NULL && set_function(state, exception, error->function) &&
        (known != NULL ||
         (set_text(exception, "code", error->name) && set_text(exception, "kind", kind_name(error->kind)))))
        return exception;
    Py_XDECREF(exception);
    return NULL;
}

/* The newest exception of a chain, the others as its causes. What a callback raised goes out as it came in.
 */
static PyObject *make_exceptions(const tn_state *state, const tenon_error *chain) {
    PyObject *first = NULL;
    PyObject *last = NULL;
    bool is_thrown = false;
    for (const tenon_error *link = chain; link != NULL && !is_thrown; link = link->cause) {
        PyObject *exception = thrown_exception(state, link);
        is_thrown = exception != NULL;
        if (!is_thrown)
            exception = make_exception(state, link);
        if (exception == NULL)
            break;
        if (last == NULL)
            first = exception;
        else
            PyException_SetCause(last, exception);
        last = exception;
    }
    return first;
}

/* A thrown exception passes through: its traceback and context are those it had in the callback. */
static void raise_exception(PyObject *exception, bool was_thrown) {
    PyObject *type = (PyObject *)Py_TYPE(exception);
    if (was_thrown)
        PyErr_Restore(Py_NewRef(type), Py_NewRef(exception), PyException_GetTraceback(exception));
    else
        PyErr_SetObject(type, exception);
}

void tn_raise_chain(const tn_state *state, const tenon_error *chain) {
    PyObject *exception = make_exceptions(state, chain);
    bool was_thrown = chain != NULL && chain->foreign != NULL;
    tenon_error_free(chain);
    if (exception != NULL && !PyErr_Occurred())
        raise_exception(exception, was_thrown);
    else if (!PyErr_Occurred())
        PyErr_SetString(state->refs[tn_ref_error], "the call failed and nothing was recorded");
    Py_XDECREF(exception);
}

/* Who uses the object may be waiting for Python's lock, to give it back. That lock is not fair: callers that
   try again at once would hand it to each other, and never to that one. */
static void let_others_run(void) {
    PyThreadState *unlocked = PyEval_SaveThread();
    tenon_nap(NAP);
    PyEval_RestoreThread(unlocked);
}

PyObject *tn_raise(const tn_state *state) {
    const tenon_error *chain = tenon_error_take();
    if (chain != NULL && chain->code == TENON_BUSY)
        let_others_run();
    tn_raise_chain(state, chain);
    return NULL;
}
