#include "given.h"

#include "arguments.h"
#include "text.h"

PyObject *tn_str(const char *data, size_t length) {
    return data == NULL ? Py_NewRef(Py_None) : PyUnicode_DecodeUTF8(data, (Py_ssize_t)length, NULL);
}

PyObject *tn_str_list(const tenon_text_view *texts, size_t count) {
    PyObject *list = PyList_New((Py_ssize_t)count);
    for (size_t i = 0; list != NULL && i < count; i++) {
        PyObject *text = tn_str(texts[i].data, texts[i].length);
        if (text == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, text);
    }
    return list;
}

PyObject *tn_bytes_copy(const void *data, size_t size) {
    return PyBytes_FromStringAndSize(data, (Py_ssize_t)size);
}

/* Where the copy fails, that is recorded already. */
static bool copy_text(const tenon_text_view *text, tenon_text *out) {
    return tenon_text_copy(text->data, text->length, "result", out) >= 0;
}

bool tn_text_given(PyObject *value, tn_place place, tenon_text *out) {
    tenon_text_view text;
    return tn_text_in(value, place, &text) && copy_text(&text, out);
}

bool tn_optional_text_given(PyObject *value, tn_place place, tenon_text *out) {
    tenon_text_view text;
    return tn_optional_text_in(value, place, &text) && copy_text(&text, out);
}

bool tn_input_fill(const tn_input *input, tn_place place, size_t size, void *data, size_t count,
                   size_t *filled) {
    char what[80];
    if (filled == NULL ? input->count != count : input->count > count) {
        PyOS_snprintf(what, sizeof(what), "must have %s%zu elements, not %zu",
                      filled == NULL ? "" : "at most ", count, input->count);
        return tn_wrong_value(PyExc_ValueError, place, what);
    }
    if (input->count > 0)
        memcpy(data, input->data, input->count * size);
    if (filled != NULL)
        *filled = input->count;
    return true;
}
