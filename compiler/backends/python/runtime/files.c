#include "files.h"

#include "errors.h"

static const tn_file *file_of(PyObject *self) {
    return ((tn_object *)self)->class_of->file;
}

bool tn_register_file(PyObject *type) {
    PyObject *io = PyImport_ImportModule("io");
    PyObject *base = io == NULL ? NULL : PyObject_GetAttrString(io, "RawIOBase");
    PyObject *done = base == NULL ? NULL : PyObject_CallMethod(base, "register", "O", type);
    bool worked = done != NULL;
    Py_XDECREF(io);
    Py_XDECREF(base);
    Py_XDECREF(done);
    return worked;
}

/* ---- Reading ---- */

PyObject *tn_file_readinto(PyObject *self, PyObject *object) {
    Py_buffer buffer;
    if (PyObject_GetBuffer(object, &buffer, PyBUF_WRITABLE | PyBUF_C_CONTIGUOUS) != 0)
        return NULL;
    size_t filled = 0;
    bool worked = file_of(self)->read((tn_object *)self, buffer.buf, (size_t)buffer.len, &filled);
    PyBuffer_Release(&buffer);
    return worked ? PyLong_FromSize_t(filled) : NULL;
}

/* Bytes that nobody else sees yet; null with an exception raised. */
static PyObject *read_chunk(PyObject *self, Py_ssize_t size) {
    PyObject *chunk = PyBytes_FromStringAndSize(NULL, size);
    size_t filled = 0;
    if (chunk == NULL)
        return NULL;
    bool worked = file_of(self)->read((tn_object *)self, PyBytes_AsString(chunk), (size_t)size, &filled);
    PyObject *shorter = NULL;
    if (worked && filled == (size_t)size)
        return chunk;
    if (worked)
        shorter = PyBytes_FromStringAndSize(PyBytes_AsString(chunk), (Py_ssize_t)filled);
    Py_DECREF(chunk);
    return shorter;
}

enum { piece = 65536 };

PyObject *tn_file_readall(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *pieces = PyList_New(0);
    bool is_over = pieces == NULL;
    while (!is_over) {
        PyObject *chunk = read_chunk(self, piece);
        is_over = chunk == NULL || PyBytes_Size(chunk) == 0;
        if (chunk == NULL || PyList_Append(pieces, chunk) != 0) {
            Py_CLEAR(pieces);
            is_over = true;
        }
        Py_XDECREF(chunk);
    }
    PyObject *empty = pieces == NULL ? NULL : PyBytes_FromStringAndSize(NULL, 0);
    PyObject *all = empty == NULL ? NULL : PyObject_CallMethod(empty, "join", "O", pieces);
    Py_XDECREF(empty);
    Py_XDECREF(pieces);
    return all;
}

PyObject *tn_file_read(PyObject *self, PyObject *args) {
    PyObject *given = Py_None;
    if (!PyArg_UnpackTuple(args, "read", 0, 1, &given))
        return NULL;
    Py_ssize_t size = given == Py_None ? -1 : PyNumber_AsSsize_t(given, PyExc_OverflowError);
    if (size == -1 && PyErr_Occurred())
        return NULL;
    return size < 0 ? tn_file_readall(self, NULL) : read_chunk(self, size);
}

/* ---- Writing ---- */

PyObject *tn_file_write(PyObject *self, PyObject *object) {
    Py_buffer data;
    if (PyUnicode_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "write() argument must be a bytes-like object, not str");
        return NULL;
    }
    if (PyObject_GetBuffer(object, &data, PyBUF_C_CONTIGUOUS) != 0)
        return NULL;
    size_t size = (size_t)data.len;
    bool worked = file_of(self)->write((tn_object *)self, data.buf, size);
    PyBuffer_Release(&data);
    return worked ? PyLong_FromSize_t(size) : NULL;
}

/* ---- What else files have ---- */

static PyObject *answer(PyObject *self, bool value) {
    const tn_object *object = (tn_object *)self;
    if (tenon_is_live(object->class_of->native, object->handle))
        return PyBool_FromLong(value);
    tenon_refuse(TENON_CLOSED, "the stream is closed");
    return tn_raise(object->state);
}

PyObject *tn_file_readable(PyObject *self, PyObject *unused) {
    (void)unused;
    return answer(self, file_of(self)->read != NULL);
}

PyObject *tn_file_writable(PyObject *self, PyObject *unused) {
    (void)unused;
    return answer(self, file_of(self)->write != NULL);
}

PyObject *tn_file_not(PyObject *self, PyObject *unused) {
    (void)unused;
    return answer(self, false);
}

PyObject *tn_file_flush(PyObject *self, PyObject *unused) {
    (void)unused;
    PyObject *is_open = answer(self, true);
    Py_XDECREF(is_open);
    return is_open == NULL ? NULL : Py_NewRef(Py_None);
}

PyObject *tn_file_unsupported(PyObject *self, PyObject *args) {
    (void)self;
    (void)args;
    PyObject *io = PyImport_ImportModule("io");
    PyObject *exception = io == NULL ? NULL : PyObject_GetAttrString(io, "UnsupportedOperation");
    if (exception != NULL)
        PyErr_SetString(exception, "the stream goes forward only and has no file descriptor");
    Py_XDECREF(io);
    Py_XDECREF(exception);
    return NULL;
}
