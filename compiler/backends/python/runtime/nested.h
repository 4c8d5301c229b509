/**
 * @file
 * What records keep of Python's: texts, and records in records. And variants: unions of frozen classes.
 */
#ifndef TN_NESTED_H
#define TN_NESTED_H

#include "records.h"

/** Texts that end with a NUL in C. */
extern const tn_field_kind tn_text_field;

/** Records and variants. */
extern const tn_field_kind tn_record_field;

/** Make the union of a variant's cases, which have been added, and add it to the module. */
bool tn_add_variant(PyObject *module, const tn_record *variant);

/** A case's hash: that of its payload. */
Py_hash_t tn_case_hash(PyObject *self);

/** The rows in the slots of a case's class. */
#define TN_CASE_SLOTS                                                                                        \
    {Py_tp_dealloc, (void *)tn_record_dealloc}, {Py_tp_repr, (void *)tn_record_repr},                        \
        {Py_tp_richcompare, (void *)tn_record_compare}, {Py_tp_hash, (void *)tn_case_hash}, {                \
        Py_tp_methods, (void *)tn_record_methods                                                             \
    }

#endif /* TN_NESTED_H */
