/**
 * @file
 * Records: plain C structs as Python objects with typed attributes.
 */
#ifndef TN_RECORDS_H
#define TN_RECORDS_H

#include "buffers.h"
#include "numbers.h"
#include "state.h"

struct tn_enum;

/** A field of a record. */
typedef struct tn_field {
    size_t offset;
    tn_element element;
    const struct tn_enum *described; /**< Of an enum field, otherwise null. */
    const char *deprecated;          /**< What to use instead, or null. */
} tn_field;

/** One record of the contract. Its signature's function is the class's name, its parameters the fields. */
typedef struct tn_record {
    const tn_signature *signature;
    const tn_field *fields;
    size_t size; /**< Of the C struct. */
    int ref;     /**< Where the state keeps the class. */
} tn_record;

/**
 * Make the class and add it to the module.
 * @param spec With its name, slots and flags; the size is filled in.
 */
bool tn_add_record(PyObject *module, PyType_Spec *spec, const tn_record *record);

/** A copy of the struct of an instance of that record's class. */
bool tn_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record, void *out);

/** As tn_record_in(), or None: `*is_given` is then false and `out` untouched. */
bool tn_optional_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                           void *out, bool *is_given);

/** A new instance with a copy of the struct. */
PyObject *tn_record_out(const tn_state *state, const tn_record *record, const void *value);

/** A sequence of instances. */
bool tn_record_array_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                        tn_input *out);

/** A list of instances. */
PyObject *tn_record_list(const tn_state *state, const tn_record *record, const void *values, size_t count);

/** A list of the structs of a block, which is dropped. */
PyObject *tn_block_records(const tn_state *state, const tn_record *record, const tenon_block *block);

/* What every record's class has. */
PyObject *tn_record_new(PyTypeObject *type, const tn_record *record, PyObject *args, PyObject *keywords);
void tn_record_dealloc(PyObject *self);
PyObject *tn_record_repr(PyObject *self);
PyObject *tn_record_compare(PyObject *self, PyObject *other, int operation);
PyObject *tn_record_get(PyObject *self, void *field);
int tn_record_set(PyObject *self, PyObject *value, void *field);
extern PyMethodDef tn_record_methods[];

/** Their rows in a class's slots. */
#define TN_RECORD_SLOTS                                                                                      \
    {Py_tp_dealloc, (void *)tn_record_dealloc}, {Py_tp_repr, (void *)tn_record_repr},                        \
        {Py_tp_richcompare, (void *)tn_record_compare}, {Py_tp_hash, (void *)PyObject_HashNotImplemented}, { \
        Py_tp_methods, (void *)tn_record_methods                                                             \
    }

#endif /* TN_RECORDS_H */
