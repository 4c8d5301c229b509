#include "texts.h"

PyObject *tn_texts_out(tenon_texts *texts) {
    PyObject *list = texts->texts == NULL ? Py_NewRef(Py_None) : PyList_New((Py_ssize_t)texts->count);
    for (size_t i = 0; texts->texts != NULL && list != NULL && i < texts->count; i++) {
        const tenon_text_view *text = &texts->texts[i];
        PyObject *item = PyUnicode_DecodeUTF8(text->data, (Py_ssize_t)text->length, NULL);
        if (item == NULL)
            Py_CLEAR(list);
        else
            PyList_SetItem(list, (Py_ssize_t)i, item);
    }
    tenon_texts_free(texts);
    return list;
}
