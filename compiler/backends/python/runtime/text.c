#include "text.h"

#include "arguments.h"

bool tn_is_text(PyObject *value, const tn_signature *signature, int at, int item) {
    return PyUnicode_Check(value) || tn_wrong_type((tn_place){signature, at, item}, "str", value);
}

bool tn_optional_text_in(PyObject *value, tn_place place, tenon_text_view *out) {
    if (value != Py_None && !PyUnicode_Check(value))
        return tn_wrong_type(place, "str or None", value);
    if (value != Py_None)
        return tn_text_in(value, place, out);
    *out = (tenon_text_view){NULL, 0};
    return true;
}

PyObject *tn_text_out(tenon_text *text) {
    const char *data = tenon_text_data(text);
    PyObject *result = NULL;
    if (data == NULL)
        result = Py_NewRef(Py_None);
    else
        result = PyUnicode_DecodeUTF8(data, (Py_ssize_t)text->length, NULL);
    tenon_text_end(text);
    return result;
}
