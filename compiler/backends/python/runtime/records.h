/**
 * @file
 * Records: plain C structs as Python objects with typed attributes.
 */
#ifndef TN_RECORDS_H
#define TN_RECORDS_H

#include <stdalign.h>
#include <stddef.h>

#include "buffers.h"
#include "fields.h"
#include "numbers.h"
#include "state.h"

/**
 * One record of the contract. Its signature's function is the class's name, its parameters the fields.
 *
 * A variant is a record without fields but with cases. A case is a record that cannot be changed: its struct
 * is the variant's, its one field (or none) the payload.
 */
typedef struct tn_record {
    const tn_signature *signature;
    const tn_field *fields;
    size_t size;                          /**< Of the C struct. */
    int ref;                              /**< Where the state keeps the class. */
    int keeps;                            /**< How many values of Python's it keeps. */
    const struct tn_record *const *cases; /**< Of a variant, ended by a null. */
    bool is_case;
    size_t tag_offset; /**< Of a variant and its cases: where the struct says which it is. */
    int32_t tag;       /**< Of a case: what it says there. */
} tn_record;

/** An instance. */
typedef struct tn_record_object {
    PyObject_HEAD const tn_record *record;
    alignas(max_align_t) unsigned char value[]; /**< The struct; behind it what the record keeps. */
} tn_record_object;

/** Numbers and bools. */
extern const tn_field_kind tn_number_field;

/** tn_number_field's: whether two numbers are the same. */
bool tn_same_number(const tn_field *field, const void *left, const void *right);

/** Members of an enum. */
extern const tn_field_kind tn_enum_field;

/**
 * Make the class and add it to the module.
 * @param spec With its name, slots and flags; the size is filled in.
 */
bool tn_add_record(PyObject *module, PyType_Spec *spec, const tn_record *record);

/** TypeError: no instance of that record's class. @return false */
TN_SLOW bool tn_wrong_record(tn_place place, const tn_state *state, const tn_record *record, bool optional,
                             PyObject *value);

/** A copy of the struct of an instance of that record's class. */
bool tn_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record, void *out);

/** Where the struct of an instance of that record's class lies, of a record that keeps nothing; or null. */
static inline const void *tn_record_at(PyObject *value, tn_place place, const tn_state *state,
                                       const tn_record *record) {
    if (TENON_LIKELY((PyObject *)Py_TYPE(value) == state->refs[record->ref]))
        return ((const tn_record_object *)value)->value;
    tn_wrong_record(place, state, record, false, value);
    return NULL;
}

/**
 * As tn_record_in(), for a record with texts.
 * @param texts A list of what the struct's texts lie in: a new one where it is null. It must outlive the
 * struct.
 */
bool tn_text_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                       PyObject **texts, void *out);

/** As tn_record_in(), or None: `*is_given` is then false and `out` untouched. */
bool tn_optional_record_in(PyObject *value, tn_place place, const tn_state *state, const tn_record *record,
                           void *out, bool *is_given);

/** As tn_text_record_in(), or None. */
bool tn_optional_text_record_in(PyObject *value, tn_place place, const tn_state *state,
                                const tn_record *record, PyObject **texts, void *out, bool *is_given);

/** Whether it is an instance of that record's class, or of one of its cases'. */
bool tn_is_record(PyObject *value, const tn_state *state, const tn_record *record);

/** The struct of an instance. */
bool tn_record_copy(PyObject *value, PyObject **texts, void *out);

/** Its values, in a tuple. */
PyObject *tn_record_values(PyObject *self);

/** A new instance with a copy of the struct. */
PyObject *tn_record_out(const tn_state *state, const tn_record *record, const void *value);

/** As tn_record_out(), for a record that keeps nothing and whose C type `value` points to. */
#define tn_plain_record_out(state, record, value) tn_plain_record_of(state, record, value, sizeof(*(value)))

static inline PyObject *tn_plain_record_of(const tn_state *state, const tn_record *record, const void *value,
                                           size_t size) {
    tn_record_object *self = PyObject_New(tn_record_object, (PyTypeObject *)state->refs[record->ref]);
    if (self == NULL)
        return NULL;
    self->record = record;
    memcpy(self->value, value, size);
    return (PyObject *)self;
}

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
