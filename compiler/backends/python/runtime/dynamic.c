#include "dynamic.h"

#include "arguments.h"
#include "results.h"

/* How deep values nest, at most: the same as the library's side. */
enum { deepest = 64 };

/* ---- Writing ---- */

typedef struct writer {
    tn_place place;
    unsigned char *bytes;
    size_t length;
    size_t room;
} writer;

static bool grow(writer *to, size_t more) {
    if (to->room - to->length >= more)
        return true;
    size_t room = (to->length + more) * 2;
    unsigned char *bytes = PyMem_Realloc(to->bytes, room);
    if (bytes == NULL) {
        PyErr_NoMemory();
        return false;
    }
    to->bytes = bytes;
    to->room = room;
    return true;
}

static bool put(writer *to, const void *data, size_t length) {
    if (!grow(to, length))
        return false;
    memcpy(to->bytes + to->length, data, length);
    to->length += length;
    return true;
}

/* A byte that says what follows, and `size` bytes of a number, the highest first. */
static bool put_number(writer *to, unsigned char kind, uint64_t number, size_t size) {
    unsigned char bytes[9] = {kind};
    for (size_t i = 0; i < size; i++)
        bytes[size - i] = (unsigned char)(number >> (8 * i));
    return put(to, bytes, size + 1);
}

/* How many bytes or items follow: always with 32 bits, which every reader knows. */
static bool put_count(writer *to, unsigned char kind, Py_ssize_t count) {
    if ((uint64_t)count > UINT32_MAX)
        return tn_wrong_value(PyExc_ValueError, to->place, "is too large for a dynamic value");
    return put_number(to, kind, (uint64_t)count, 4);
}

static bool put_integer(writer *to, PyObject *value) {
    int overflow = 0;
    long long number = PyLong_AsLongLongAndOverflow(value, &overflow);
    if (overflow == 0)
        return put_number(to, 0xD3, (uint64_t)number, 8);
    unsigned long long large = overflow > 0 ? PyLong_AsUnsignedLongLong(value) : 0;
    if (overflow > 0 && !PyErr_Occurred())
        return put_number(to, 0xCF, large, 8);
    PyErr_Clear();
    return tn_wrong_value(PyExc_OverflowError, to->place, "holds an integer of more than 64 bits");
}

static bool put_float(writer *to, double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof(bits));
    return put_number(to, 0xCB, bits, 8);
}

static bool put_text(writer *to, PyObject *value) {
    Py_ssize_t length = 0;
    const char *text = PyUnicode_AsUTF8AndSize(value, &length);
    return text != NULL && put_count(to, 0xDB, length) && put(to, text, (size_t)length);
}

static bool put_bytes(writer *to, PyObject *value) {
    Py_buffer buffer;
    if (PyObject_GetBuffer(value, &buffer, PyBUF_SIMPLE) != 0)
        return false;
    bool ok = put_count(to, 0xC6, buffer.len) && put(to, buffer.buf, (size_t)buffer.len);
    PyBuffer_Release(&buffer);
    return ok;
}

static bool put_value(writer *to, PyObject *value, int depth);

static bool put_list(writer *to, PyObject *value, int depth) {
    PyObject *items = PySequence_Tuple(value);
    Py_ssize_t count = items == NULL ? -1 : PyTuple_Size(items);
    bool ok = count >= 0 && put_count(to, 0xDD, count);
    for (Py_ssize_t i = 0; ok && i < count; i++)
        ok = put_value(to, PyTuple_GetItem(items, i), depth + 1);
    Py_XDECREF(items);
    return ok;
}

static bool put_pair(writer *to, PyObject *pair, int depth) {
    PyObject *key = PyTuple_GetItem(pair, 0);
    if (!PyUnicode_Check(key))
        return tn_wrong_type(to->place, "a dict with keys of type str", key);
    return put_text(to, key) && put_value(to, PyTuple_GetItem(pair, 1), depth + 1);
}

static bool put_dict(writer *to, PyObject *value, int depth) {
    PyObject *pairs = PyDict_Items(value);
    Py_ssize_t count = pairs == NULL ? -1 : PyList_Size(pairs);
    bool ok = count >= 0 && put_count(to, 0xDF, count);
    for (Py_ssize_t i = 0; ok && i < count; i++)
        ok = put_pair(to, PyList_GetItem(pairs, i), depth);
    Py_XDECREF(pairs);
    return ok;
}

static bool put_value(writer *to, PyObject *value, int depth) {
    if (depth > deepest)
        return tn_wrong_value(PyExc_ValueError, to->place, "is nested too deep, or holds itself");
    if (value == Py_None)
        return put(to, "\xC0", 1);
    if (PyBool_Check(value))
        return put(to, value == Py_True ? "\xC3" : "\xC2", 1);
    if (PyLong_Check(value))
        return put_integer(to, value);
    if (PyFloat_Check(value))
        return put_float(to, PyFloat_AsDouble(value));
    if (PyUnicode_Check(value))
        return put_text(to, value);
    if (PyBytes_Check(value) || PyByteArray_Check(value))
        return put_bytes(to, value);
    if (PyList_Check(value) || PyTuple_Check(value))
        return put_list(to, value, depth);
    if (PyDict_Check(value))
        return put_dict(to, value, depth);
    return tn_wrong_type(to->place, "None, bool, int, float, str, bytes, a list or a dict of these", value);
}

bool tn_dynamic_in(PyObject *value, tn_place place, tn_input *out) {
    writer to = {.place = place};
    bool ok = put_value(&to, value, 0);
    out->holds = tn_holds_copy;
    out->held.copy = (tn_copy){.elements = to.bytes};
    out->data = to.bytes;
    out->count = to.length;
    return ok;
}

bool tn_optional_dynamic_in(PyObject *value, tn_place place, tn_input *out) {
    return value == Py_None || tn_dynamic_in(value, place, out);
}

/* ---- Reading: the library's side writes it well-formed, and no deeper than it may be ---- */

typedef struct reader {
    const unsigned char *at;
    const unsigned char *end;
} reader;

static PyObject *cut_short(void) {
    PyErr_SetString(PyExc_ValueError, "the dynamic value is cut short");
    return NULL;
}

static bool take(reader *from, size_t size, uint64_t *number) {
    if ((size_t)(from->end - from->at) < size)
        return cut_short() != NULL;
    *number = 0;
    for (size_t i = 0; i < size; i++)
        *number = *number << 8 | *from->at++;
    return true;
}

static PyObject *take_integer(reader *from, size_t size, bool is_signed) {
    uint64_t number;
    if (!take(from, size, &number))
        return NULL;
    if (!is_signed)
        return PyLong_FromUnsignedLongLong(number);
    uint64_t sign = UINT64_C(1) << (8 * size - 1);
    return PyLong_FromLongLong((int64_t)((number ^ sign) - sign));
}

static PyObject *take_float(reader *from, size_t size) {
    uint64_t bits;
    if (!take(from, size, &bits))
        return NULL;
    double number;
    if (size == sizeof(float)) {
        uint32_t half = (uint32_t)bits;
        float narrow;
        memcpy(&narrow, &half, sizeof(narrow));
        number = (double)narrow;
    } else {
        memcpy(&number, &bits, sizeof(number));
    }
    return PyFloat_FromDouble(number);
}

static PyObject *take_data(reader *from, uint64_t length, bool is_text) {
    if ((uint64_t)(from->end - from->at) < length)
        return cut_short();
    const char *data = (const char *)from->at;
    from->at += length;
    return is_text ? PyUnicode_DecodeUTF8(data, (Py_ssize_t)length, NULL)
                   : PyBytes_FromStringAndSize(data, (Py_ssize_t)length);
}

static PyObject *take_value(reader *from);

static PyObject *take_list(reader *from, uint64_t count) {
    PyObject *list = PyList_New(0);
    for (uint64_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = take_value(from);
        if (item == NULL || PyList_Append(list, item) != 0)
            Py_CLEAR(list);
        Py_XDECREF(item);
    }
    return list;
}

static PyObject *take_dict(reader *from, uint64_t count) {
    PyObject *dict = PyDict_New();
    for (uint64_t i = 0; dict != NULL && i < count; i++) {
        PyObject *key = take_value(from);
        PyObject *item = key == NULL ? NULL : take_value(from);
        if (item == NULL || PyDict_SetItem(dict, key, item) != 0)
            Py_CLEAR(dict);
        Py_XDECREF(key);
        Py_XDECREF(item);
    }
    return dict;
}

/* What follows a length of `size` bytes. */
static PyObject *take_counted(reader *from, size_t size, char kind) {
    uint64_t count;
    if (!take(from, size, &count))
        return NULL;
    if (kind == 'a')
        return take_list(from, count);
    return kind == 'm' ? take_dict(from, count) : take_data(from, count, kind == 't');
}

static PyObject *take_long(reader *from, unsigned char kind) {
    switch (kind) {
    case 0xC0:
        return Py_NewRef(Py_None);
    case 0xC2:
    case 0xC3:
        return PyBool_FromLong(kind == 0xC3);
    case 0xC4:
    case 0xC5:
    case 0xC6:
        return take_counted(from, (size_t)1 << (kind - 0xC4), 'b');
    case 0xCA:
    case 0xCB:
        return take_float(from, kind == 0xCA ? 4 : 8);
    case 0xCC:
    case 0xCD:
    case 0xCE:
    case 0xCF:
        return take_integer(from, (size_t)1 << (kind - 0xCC), false);
    case 0xD0:
    case 0xD1:
    case 0xD2:
    case 0xD3:
        return take_integer(from, (size_t)1 << (kind - 0xD0), true);
    case 0xD9:
    case 0xDA:
    case 0xDB:
        return take_counted(from, (size_t)1 << (kind - 0xD9), 't');
    case 0xDC:
    case 0xDD:
        return take_counted(from, kind == 0xDC ? 2 : 4, 'a');
    case 0xDE:
    case 0xDF:
        return take_counted(from, kind == 0xDE ? 2 : 4, 'm');
    default:
        PyErr_Format(PyExc_ValueError, "a dynamic value of the unknown kind %d", kind);
        return NULL;
    }
}

static PyObject *take_value(reader *from) {
    uint64_t kind;
    if (!take(from, 1, &kind))
        return NULL;
    if (kind < 0x80)
        return PyLong_FromLong((long)kind);
    if (kind < 0x90)
        return take_dict(from, kind & 0x0F);
    if (kind < 0xA0)
        return take_list(from, kind & 0x0F);
    if (kind < 0xC0)
        return take_data(from, kind & 0x1F, true);
    if (kind >= 0xE0)
        return PyLong_FromLong((long)kind - 0x100);
    return take_long(from, (unsigned char)kind);
}

PyObject *tn_dynamic_out(const tenon_block *block) {
    if (block->handle == 0 && block->data == NULL)
        Py_RETURN_NONE;
    const unsigned char *data = block->data;
    reader from = {data, data + block->count};
    PyObject *value = take_value(&from);
    tn_block_drop(block);
    return value;
}
