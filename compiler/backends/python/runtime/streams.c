#include "streams.h"

#include "arguments.h"

/* ---- On their way in ---- */

static int has_callable(PyObject *value, const char *name) {
    PyObject *text = PyUnicode_InternFromString(name);
    int has = text == NULL ? -1 : tn_has_method(value, text);
    Py_XDECREF(text);
    return has;
}

bool tn_reader_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                  tenon_callback *out) {
    int has = has_callable(value, "readinto");
    if (has == 0)
        has = has_callable(value, "read");
    if (has == 0)
        return tn_wrong_type(place, "a binary stream with readinto() or read()", value);
    return has > 0 && tn_host_new(value, state, interface->functions, out);
}

bool tn_optional_reader_in(PyObject *value, tn_place place, const tn_state *state,
                           const tn_interface *interface, tenon_callback *out) {
    *out = (tenon_callback){0};
    return value == Py_None || tn_reader_in(value, place, state, interface, out);
}

bool tn_writer_in(PyObject *value, tn_place place, const tn_state *state, const tn_interface *interface,
                  tenon_callback *out) {
    int has = has_callable(value, "write");
    if (has == 0)
        return tn_wrong_type(place, "a binary stream with write()", value);
    return has > 0 && tn_host_new(value, state, interface->functions, out);
}

bool tn_optional_writer_in(PyObject *value, tn_place place, const tn_state *state,
                           const tn_interface *interface, tenon_callback *out) {
    *out = (tenon_callback){0};
    return value == Py_None || tn_writer_in(value, place, state, interface, out);
}

/* ---- Counts ---- */

static bool would_block(const char *what) {
    PyErr_Format(PyExc_BlockingIOError, "the stream has nothing to %s now: it must be a blocking one", what);
    return false;
}

/* How many bytes a method says it read or wrote: 0 to `most`. */
static bool count_in(PyObject *given, const char *method, size_t most, size_t *count) {
    if (!PyIndex_Check(given)) {
        PyObject *name = PyType_GetName(Py_TYPE(given));
        if (name != NULL)
            PyErr_Format(PyExc_TypeError, "%s() result must be int, not %U", method, name);
        Py_XDECREF(name);
        return false;
    }
    Py_ssize_t number = PyNumber_AsSsize_t(given, NULL);
    if (number == -1 && PyErr_Occurred())
        return false;
    if (number < 0 || (size_t)number > most) {
        PyErr_Format(PyExc_ValueError, "%s() result must be from 0 to %zu, not %zd", method, most, number);
        return false;
    }
    *count = (size_t)number;
    return true;
}

/* ---- Reading ---- */

/* What a bytearray holds goes to the library's buffer. */
static bool take_filled(PyObject *bytes, void *buffer, size_t filled) {
    if ((size_t)PyByteArray_Size(bytes) < filled) {
        PyErr_SetString(PyExc_ValueError, "readinto() made the buffer smaller");
        return false;
    }
    memcpy(buffer, PyByteArray_AsString(bytes), filled);
    return true;
}

/* Into memory of Python's: the stream may keep what it was given, and slices of it. */
static bool read_into(PyObject *method, void *buffer, size_t size, size_t *filled) {
    PyObject *bytes = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)size);
    PyObject *window = bytes == NULL ? NULL : PyMemoryView_FromObject(bytes);
    PyObject *given = window == NULL ? NULL : PyObject_CallFunctionObjArgs(method, window, NULL);
    bool fits = false;
    if (given == Py_None)
        fits = would_block("read");
    else if (given != NULL)
        fits = count_in(given, "readinto", size, filled) && take_filled(bytes, buffer, *filled);
    Py_XDECREF(given);
    Py_XDECREF(window);
    Py_XDECREF(bytes);
    return fits;
}

static bool copy_bytes(PyObject *given, void *buffer, size_t size, size_t *filled) {
    if (given == Py_None)
        return would_block("read");
    Py_buffer bytes;
    if (!PyObject_CheckBuffer(given)) {
        PyObject *name = PyType_GetName(Py_TYPE(given));
        if (name != NULL)
            PyErr_Format(PyExc_TypeError, "read() result must be bytes, not %U", name);
        Py_XDECREF(name);
        return false;
    }
    if (PyObject_GetBuffer(given, &bytes, PyBUF_SIMPLE) != 0)
        return false;
    bool fits = (size_t)bytes.len <= size;
    if (fits) {
        memcpy(buffer, bytes.buf, (size_t)bytes.len);
        *filled = (size_t)bytes.len;
    } else {
        PyErr_Format(PyExc_ValueError, "read() result must have at most %zu bytes, not %zd", size, bytes.len);
    }
    PyBuffer_Release(&bytes);
    return fits;
}

bool tn_read_from(const tn_upcall *call, void *buffer, size_t size, size_t *filled) {
    PyObject *stream = call->host->target;
    if (size > PY_SSIZE_T_MAX)
        size = PY_SSIZE_T_MAX;
    PyObject *method = PyObject_GetAttrString(stream, "readinto");
    if (method != NULL) {
        bool fits = read_into(method, buffer, size, filled);
        Py_DECREF(method);
        return fits;
    }
    if (!PyErr_ExceptionMatches(PyExc_AttributeError))
        return false;
    PyErr_Clear();
    PyObject *given = PyObject_CallMethod(stream, "read", "n", (Py_ssize_t)size);
    bool fits = given != NULL && copy_bytes(given, buffer, size, filled);
    Py_XDECREF(given);
    return fits;
}

/* ---- Writing ---- */

/* A raw stream may take a part only; many objects with a write() say nothing: they took all. */
static bool write_once(PyObject *method, const char *data, size_t size, size_t *written) {
    PyObject *given = NULL;
    PyObject *bytes = PyBytes_FromStringAndSize(data, (Py_ssize_t)size);
    if (bytes != NULL)
        given = PyObject_CallFunctionObjArgs(method, bytes, NULL);
    Py_XDECREF(bytes);
    *written = size;
    bool fits = given != NULL && (given == Py_None || count_in(given, "write", size, written));
    Py_XDECREF(given);
    return fits && (*written > 0 || would_block("write"));
}

bool tn_write_to(const tn_upcall *call, const void *data, size_t size) {
    PyObject *method = PyObject_GetAttrString(call->host->target, "write");
    bool fits = method != NULL;
    size_t written = 0;
    for (size_t at = 0; fits && at < size; at += written) {
        size_t piece = size - at < PY_SSIZE_T_MAX ? size - at : PY_SSIZE_T_MAX;
        fits = write_once(method, (const char *)data + at, piece, &written);
    }
    Py_XDECREF(method);
    return fits;
}
