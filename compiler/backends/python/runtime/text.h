/**
 * @file
 * Text: str in, str out.
 */
#ifndef TN_TEXT_H
#define TN_TEXT_H

#include "state.h"

/** The slow path of tn_text_in(): whether a value that is not just a str is one of a subclass. */
TN_SLOW bool tn_is_text(PyObject *value, const tn_signature *signature, int at, int item);

/** The UTF-8 of a str, which keeps it; a lone surrogate raises UnicodeEncodeError. */
static inline bool tn_text_in(PyObject *value, tn_place place, tenon_text_view *out) {
    if (TENON_UNLIKELY(!PyUnicode_CheckExact(value)) &&
        !tn_is_text(value, place.signature, place.at, place.item))
        return false;
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
