#include "arrow.h"

#include "arguments.h"

static const char capsule_name[] = "arrow_array_stream";

typedef struct tn_stream {
    PyObject_HEAD struct ArrowArrayStream stream;
} tn_stream;

static PyObject *capsule_of(PyObject *value, tn_place place, const char *expected) {
    PyObject *method = PyObject_GetAttrString(value, "__arrow_c_stream__");
    if (method == NULL) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
            PyErr_Clear();
            tn_wrong_type(place, expected, value);
        }
        return NULL;
    }
    PyObject *capsule = PyObject_CallNoArgs(method);
    Py_DECREF(method);
    return capsule;
}

static bool stream_in(PyObject *value, tn_place place, const char *expected, struct ArrowArrayStream *out) {
    PyObject *capsule = capsule_of(value, place, expected);
    if (capsule == NULL)
        return false;
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, capsule_name);
    bool is_open = stream != NULL && stream->release != NULL;
    if (is_open) {
        *out = *stream;
        stream->release = NULL;
    } else if (stream != NULL) {
        tn_wrong_value(PyExc_ValueError, place, "is a stream that was used already");
    }
    Py_DECREF(capsule);
    return is_open;
}

bool tn_stream_in(PyObject *value, tn_place place, struct ArrowArrayStream *out) {
    return stream_in(value, place, "an object with __arrow_c_stream__()", out);
}

bool tn_optional_stream_in(PyObject *value, tn_place place, struct ArrowArrayStream *out) {
    return value == Py_None || stream_in(value, place, "an object with __arrow_c_stream__() or None", out);
}

/* Its producer may run Python code, which must not see why the call failed, nor forget it. */
void tn_stream_end(struct ArrowArrayStream *stream) {
    if (stream->release == NULL)
        return;
    PyObject *type, *exception, *traceback;
    PyErr_Fetch(&type, &exception, &traceback);
    stream->release(stream);
    PyErr_Restore(type, exception, traceback);
}

PyObject *tn_stream_out(const tn_state *state, struct ArrowArrayStream *stream) {
    tn_stream *self = PyObject_New(tn_stream, (PyTypeObject *)state->refs[tn_ref_stream]);
    if (self == NULL)
        tn_stream_end(stream);
    else
        self->stream = *stream;
    return (PyObject *)self;
}

static void stream_dealloc(PyObject *object) {
    PyTypeObject *type = Py_TYPE(object);
    tn_stream_end(&((tn_stream *)object)->stream);
    PyObject_Free(object);
    Py_DECREF(type);
}

/* Nobody took the stream out of the capsule, or its consumer moved it and left it released. */
static void free_capsule(PyObject *capsule) {
    struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, capsule_name);
    tn_stream_end(stream);
    PyMem_Free(stream);
}

static PyObject *stream_export(PyObject *object, PyObject *args, PyObject *keywords) {
    static char schema_name[] = "requested_schema";
    static char *names[] = {schema_name, NULL};
    tn_stream *self = (tn_stream *)object;
    PyObject *schema = Py_None; /* a hint, which a stream may leave aside */
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:__arrow_c_stream__", names, &schema))
        return NULL;
    if (self->stream.release == NULL) {
        PyErr_SetString(PyExc_ValueError, "the stream was used already, or closed");
        return NULL;
    }
    struct ArrowArrayStream *moved = PyMem_Malloc(sizeof(*moved));
    if (moved == NULL)
        return PyErr_NoMemory();
    PyObject *capsule = PyCapsule_New(moved, capsule_name, free_capsule);
    if (capsule == NULL) {
        PyMem_Free(moved);
        return NULL;
    }
    *moved = self->stream;
    self->stream.release = NULL;
    return capsule;
}

static PyObject *stream_close(PyObject *object, PyObject *unused) {
    (void)unused;
    tn_stream_end(&((tn_stream *)object)->stream);
    Py_RETURN_NONE;
}

static PyObject *stream_enter(PyObject *object, PyObject *unused) {
    (void)unused;
    return Py_NewRef(object);
}

static PyObject *stream_closed(PyObject *object, void *closure) {
    (void)closure;
    return PyBool_FromLong(((tn_stream *)object)->stream.release == NULL);
}

static PyMethodDef stream_methods[] = {
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))stream_export, METH_VARARGS | METH_KEYWORDS,
     "__arrow_c_stream__($self, /, requested_schema=None)\n--\n\n"
     "The stream as a PyCapsule, once; the requested schema is left aside."},
    {"close", stream_close, METH_NOARGS,
     "close($self, /)\n--\n\nRelease the stream; a second time does nothing."},
    {"__enter__", stream_enter, METH_NOARGS, "__enter__($self, /)\n--\n\nThe stream itself."},
    {"__exit__", stream_close, METH_VARARGS, "__exit__($self, /, *args)\n--\n\nRelease the stream."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef stream_properties[] = {
    {"closed", stream_closed, NULL, "Whether it was used or closed.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char stream_doc[] =
    "A table or column of Arrow's, without a copy.\n\n"
    "pyarrow.RecordBatchReader.from_stream(stream), polars.from_arrow(stream) and whatever else\n"
    "knows the Arrow PyCapsule interface reads it, once.";

static PyType_Slot stream_slots[] = {
    {Py_tp_dealloc, (void *)stream_dealloc},
    {Py_tp_doc, (void *)(uintptr_t)stream_doc},
    {Py_tp_methods, (void *)stream_methods},
    {Py_tp_getset, (void *)stream_properties},
    {0, NULL},
};

bool tn_add_stream(PyObject *module, const char *name) {
    PyType_Spec spec = {name, sizeof(tn_stream), 0, Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                        stream_slots};
    tn_state *state = PyModule_GetState(module);
    state->refs[tn_ref_stream] = PyType_FromModuleAndSpec(module, &spec, NULL);
    return state->refs[tn_ref_stream] != NULL &&
           PyModule_AddType(module, (PyTypeObject *)state->refs[tn_ref_stream]) == 0;
}
