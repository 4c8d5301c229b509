/**
 * @file
 * Text: str in, str out.
 */
#ifndef TN_TEXT_H
#define TN_TEXT_H

#include "state.h"

/** The UTF-8 of a str, which keeps it; a lone surrogate raises UnicodeEncodeError. */
bool tn_text_in(PyObject *value, tn_place place, tenon_text_view *out);

/** As tn_text_in(), or None. */
bool tn_optional_text_in(PyObject *value, tn_place place, tenon_text_view *out);

/** A str, or None for "no text". The text is freed in any case. */
PyObject *tn_text_out(tenon_text *text);

#endif /* TN_TEXT_H */
