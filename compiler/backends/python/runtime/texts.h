/**
 * @file
 * Lists of texts that the library gives.
 */
#ifndef TN_TEXTS_H
#define TN_TEXTS_H

#include "state.h"

#include "tenon/callback.h"

/** A list of str, or None for none. The texts are freed in any case. */
PyObject *tn_texts_out(tenon_texts *texts);

#endif /* TN_TEXTS_H */
