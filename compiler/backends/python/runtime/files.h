/**
 * @file
 * Classes that are streams of bytes: the methods of io.RawIOBase, on top of one function of the library that
 * fills a chunk, or takes one.
 */
#ifndef TN_FILES_H
#define TN_FILES_H

#include "objects.h"

/** How a class reads and writes. */
typedef struct tn_file {
    /** Fill at most `size` bytes; 0 written means the end. Null where it is not for reading. */
    bool (*read)(tn_object *self, void *buffer, size_t size, size_t *filled);
    /** Write all of the bytes. Null where it is not for writing. */
    bool (*write)(tn_object *self, const void *data, size_t size);
} tn_file;

/** Tell io that the class is one of its raw streams. */
bool tn_register_file(PyObject *type);

/* Their methods. */
PyObject *tn_file_readinto(PyObject *self, PyObject *buffer);
PyObject *tn_file_read(PyObject *self, PyObject *args);
PyObject *tn_file_readall(PyObject *self, PyObject *unused);
PyObject *tn_file_write(PyObject *self, PyObject *data);
PyObject *tn_file_readable(PyObject *self, PyObject *unused);
PyObject *tn_file_writable(PyObject *self, PyObject *unused);
PyObject *tn_file_not(PyObject *self, PyObject *unused);
PyObject *tn_file_flush(PyObject *self, PyObject *unused);
PyObject *tn_file_unsupported(PyObject *self, PyObject *args);

/** Their rows in a class's table. */
#define TN_READER_METHODS                                                                                    \
    {"readinto", tn_file_readinto, METH_O,                                                                   \
     "readinto($self, buffer, /)\n--\n\n"                                                                    \
     "Read bytes into a writable buffer.\n\nReturns:\n    How many; 0 at the end."},                         \
        {"read", tn_file_read, METH_VARARGS,                                                                 \
         "read($self, size=-1, /)\n--\n\n"                                                                   \
         "Read at most `size` bytes, or all there are.\n\nReturns:\n    No bytes at the end."},              \
    {                                                                                                        \
        "readall", tn_file_readall, METH_NOARGS, "readall($self, /)\n--\n\nRead up to the end."              \
    }
#define TN_WRITER_METHODS                                                                                    \
    {                                                                                                        \
        "write", tn_file_write, METH_O,                                                                      \
            "write($self, data, /)\n--\n\nWrite all of the bytes.\n\nReturns:\n    How many."                \
    }
#define TN_FILE_METHODS                                                                                      \
    {"readable", tn_file_readable, METH_NOARGS, "readable($self, /)\n--\n\nWhether it can be read from."},   \
        {"writable", tn_file_writable, METH_NOARGS,                                                          \
         "writable($self, /)\n--\n\nWhether it can be written to."},                                         \
        {"seekable", tn_file_not, METH_NOARGS, "seekable($self, /)\n--\n\nFalse: it goes forward only."},    \
        {"isatty", tn_file_not, METH_NOARGS, "isatty($self, /)\n--\n\nFalse: it is no terminal."},           \
        {"flush", tn_file_flush, METH_NOARGS,                                                                \
         "flush($self, /)\n--\n\nDo nothing: what was written is written."},                                 \
        {"fileno", tn_file_unsupported, METH_VARARGS,                                                        \
         "fileno($self, /)\n--\n\nRaise io.UnsupportedOperation."},                                          \
        {"seek", tn_file_unsupported, METH_VARARGS,                                                          \
         "seek($self, offset, whence=0, /)\n--\n\nRaise io.UnsupportedOperation."},                          \
        {"tell", tn_file_unsupported, METH_VARARGS, "tell($self, /)\n--\n\nRaise io.UnsupportedOperation."}, \
    {                                                                                                        \
        "truncate", tn_file_unsupported, METH_VARARGS,                                                       \
            "truncate($self, size=None, /)\n--\n\nRaise io.UnsupportedOperation."                            \
    }

#endif /* TN_FILES_H */
