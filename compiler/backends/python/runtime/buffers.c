#include "buffers.h"

#include <limits.h>
#include <stdalign.h>

#include "arguments.h"
#include "text.h"

/* What an empty array points at: a library may rely on an address that is not null. */
static const max_align_t nothing;

void tn_input_release_other(tn_input *input) {
    if (input->holds == tn_holds_tensor) {
        tn_tensor_release(&input->held.tensor);
    } else {
        PyMem_Free(input->held.copy.elements);
        Py_XDECREF(input->held.copy.items);
        Py_XDECREF(input->held.copy.kept);
    }
}

/* How NumPy and the array module say it: nearly every buffer does, so that these are compared first. */
static bool is_usual_format(const char *format, Py_ssize_t size, tn_element element) {
    static const char usual[] = {
        '?', 'b', 'h', 'i', sizeof(long) == 8 ? 'l' : 'q', 'B', 'H', 'I', sizeof(long) == 8 ? 'L' : 'Q',
        'f', 'd'};
    return format != NULL && format[0] == usual[element] && format[1] == '\0' &&
           (size_t)size == tn_element_size(element);
}

/* The element type of a buffer in native byte order, or false where it is none of ours. */
static bool element_of_format(const char *format, Py_ssize_t size, tn_element *element) {
    if (format == NULL)
        format = "B";
    if (*format == '@' || *format == '=' || (*format == '<' && PY_LITTLE_ENDIAN))
        format++;
    if (format[0] == '\0' || format[1] != '\0')
        return false;
    int step = size == 1 ? 0 : size == 2 ? 1 : size == 4 ? 2 : size == 8 ? 3 : -1;
    if (step < 0)
        return false;
    if (*format == '?')
        *element = tn_bool;
    else if (strchr("bhilqn", *format) != NULL)
        *element = (tn_element)(tn_i8 + step);
    else if (strchr("cBHILQN", *format) != NULL)
        *element = (tn_element)(tn_u8 + step);
    else if (*format == 'f' || *format == 'd')
        *element = *format == 'f' ? tn_f32 : tn_f64;
    else
        return false;
    return true;
}

static bool refuse_buffer(tn_place place, tn_element expected, const char *given) {
    char what[160];
    PyOS_snprintf(what, sizeof(what), "must be a buffer of %s, not of %s", tn_element_name(expected), given);
    return tn_wrong_value(PyExc_TypeError, place, what);
}

/* The division by a size that is known is a shift. */
static inline bool describe_buffer(tn_place place, tn_input *out, size_t item_size) {
    const Py_buffer *buffer = &out->held.buffer;
    if (TENON_UNLIKELY(buffer->ndim != 1))
        return tn_wrong_value(PyExc_TypeError, place, "must be a one-dimensional buffer");
    out->count = (size_t)buffer->len / item_size;
    out->data = out->count == 0 ? &nothing : buffer->buf;
    out->writable = buffer->readonly ? NULL : (void *)(uintptr_t)out->data;
    return true;
}

static bool get_buffer(PyObject *value, tn_place place, int flags, tn_input *out) {
    if (TENON_UNLIKELY(PyObject_GetBuffer(value, &out->held.buffer, flags) != 0)) {
        if (!PyErr_ExceptionMatches(PyExc_BufferError) && !PyErr_ExceptionMatches(PyExc_ValueError))
            return false;
        PyErr_Clear();
        return tn_wrong_value(PyExc_TypeError, place,
                              flags & PyBUF_WRITABLE ? "must be a writable, contiguous buffer"
                                                     : "must be a contiguous buffer");
    }
    out->holds = tn_holds_buffer;
    return true;
}

static bool check_format(tn_place place, const Py_buffer *buffer, tn_element element) {
    tn_element given = tn_bool;
    if (!element_of_format(buffer->format, buffer->itemsize, &given))
        return refuse_buffer(place, element, buffer->format == NULL ? "bytes" : buffer->format);
    return given == element || refuse_buffer(place, element, tn_element_name(given));
}

static bool buffer_in(PyObject *value, tn_place place, tn_element element, int flags, tn_input *out) {
    if (!get_buffer(value, place, flags, out))
        return false;
    const Py_buffer *buffer = &out->held.buffer;
    if (TENON_UNLIKELY(!is_usual_format(buffer->format, buffer->itemsize, element)) &&
        !check_format(place, buffer, element))
        return false;
    return describe_buffer(place, out, tn_element_size(element));
}

static bool tensor_in(PyObject *value, tn_place place, tn_element element, bool writes, tn_input *out) {
    tn_tensor *tensor = &out->held.tensor;
    *tensor = (tn_tensor){0};
    out->holds = tn_holds_tensor;
    if (!tn_tensor_in(value, place, tensor))
        return false;
    if (tensor->element != element)
        return refuse_buffer(place, element, tn_element_name(tensor->element));
    if (writes && tensor->is_readonly)
        return tn_wrong_value(PyExc_TypeError, place, "must be a tensor that can be written");
    out->count = tensor->count;
    out->data = out->count == 0 ? &nothing : tensor->data;
    out->writable = tensor->is_readonly ? NULL : (void *)(uintptr_t)out->data;
    return true;
}

bool tn_sequence_in(PyObject *value, tn_place place, const char *expected, size_t size,
                    bool (*convert)(PyObject *item, tn_place place, const void *context, void *out),
                    const void *context, tn_input *out) {
    bool of_keys = place.item == tn_keys;
    if (!PySequence_Check(value) || PyUnicode_Check(value) || PyDict_Check(value))
        return tn_wrong_type(place, expected, value);
    tn_copy *copy = &out->held.copy;
    *copy = (tn_copy){0};
    out->holds = tn_holds_copy;
    /* a tuple of its own: converting an item may run Python code that changes the sequence */
    copy->items = PySequence_Tuple(value);
    if (copy->items == NULL)
        return false;
    Py_ssize_t count = PyTuple_Size(copy->items);
    out->data = out->writable = (void *)(uintptr_t)&nothing;
    if (count == 0)
        return true;
    if ((size_t)count <= PY_SSIZE_T_MAX / size)
        copy->elements = PyMem_Malloc((size_t)count * size);
    if (copy->elements == NULL) {
        PyErr_NoMemory();
        return false;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        int at = i < INT_MAX - 2 ? (int)i : INT_MAX - 2;
        place.item = of_keys ? tn_keys - at : at;
        void *element = (char *)copy->elements + (size_t)i * size;
        if (!convert(PyTuple_GetItem(copy->items, i), place, context, element))
            return false;
    }
    out->data = out->writable = copy->elements;
    out->count = (size_t)count;
    return true;
}

static bool convert_element(PyObject *item, tn_place place, const void *context, void *out) {
    return tn_element_in(*(const tn_element *)context, item, place, out);
}

bool tn_array_in(PyObject *value, tn_place place, tn_element element, tn_input *out) {
    if (PyObject_CheckBuffer(value))
        return buffer_in(value, place, element, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT, out);
    if (tn_is_tensor(value))
        return tensor_in(value, place, element, false, out);
    char expected[80];
    PyOS_snprintf(expected, sizeof(expected), "a buffer of %s or a sequence", tn_element_name(element));
    return tn_sequence_in(value, place, expected, tn_element_size(element), convert_element, &element, out);
}

bool tn_writable_array_in(PyObject *value, tn_place place, tn_element element, tn_input *out) {
    if (PyObject_CheckBuffer(value))
        return buffer_in(value, place, element, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | PyBUF_WRITABLE, out);
    if (tn_is_tensor(value))
        return tensor_in(value, place, element, true, out);
    char expected[80];
    PyOS_snprintf(expected, sizeof(expected), "a writable buffer of %s", tn_element_name(element));
    return tn_wrong_type(place, expected, value);
}

bool tn_bytes_in(PyObject *value, tn_place place, tn_input *out) {
    if (!PyObject_CheckBuffer(value) && tn_is_tensor(value))
        return tensor_in(value, place, tn_u8, false, out);
    if (!PyObject_CheckBuffer(value))
        return tn_wrong_type(place, "a bytes-like object", value);
    if (!get_buffer(value, place, PyBUF_C_CONTIGUOUS | PyBUF_FORMAT, out))
        return false;
    if (out->held.buffer.itemsize != 1)
        return tn_wrong_value(PyExc_TypeError, place, "must be a buffer of bytes");
    return describe_buffer(place, out, 1);
}

static bool convert_text(PyObject *item, tn_place place, const void *context, void *out) {
    (void)context;
    return tn_text_in(item, place, out);
}

bool tn_text_array_in(PyObject *value, tn_place place, tn_input *out) {
    return tn_sequence_in(value, place, "a sequence of str", sizeof(tenon_text_view), convert_text, NULL,
                          out);
}
