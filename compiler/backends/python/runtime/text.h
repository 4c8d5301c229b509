/**
 * @file
 * Text: str in, str out.
 */
#ifndef TN_TEXT_H
#define TN_TEXT_H

#include "state.h"

/** The slow path of tn_text_in(): subclasses of str, and what is none. */
bool tn_text_in_slow(PyObject *value, tn_place place, tenon_text_view *out);

/** The UTF-8 of a str, which keeps it; a lone surrogate raises UnicodeEncodeError. */
static inline bool tn_text_in(PyObject *value, tn_place place, tenon_text_view *out) {
    if (TENON_UNLIKELY(!PyUnicode_CheckExact(value)))
        return tn_text_in_slow(value, place, out);
    Py_ssize_t length = 0;
    out->data = PyUnicode_AsUTF8AndSize(value, &length);
    out->length = (size_t)length;
    return out->data != NULL;
}

/** As tn_text_in(), or None. */
bool tn_optional_text_in(PyObject *value, tn_place place, tenon_text_view *out);

/** A str, or None for "no text". The text is freed in any case. */
PyObject *tn_text_out(tenon_text *text);

#endif /* TN_TEXT_H */
