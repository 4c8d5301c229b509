/**
 * @file
 * Fields of records: how a value of each kind lies there.
 */
#ifndef TN_FIELDS_H
#define TN_FIELDS_H

#include "numbers.h"
#include "state.h"

struct tn_field;

/**
 * What a field holds: how its value is converted. One per kind of value, in the file that knows that kind, so
 * that a package has those that it needs.
 *
 * Most values lie in the record as C has them. Of others the record keeps Python's own value, from which C's
 * is made when the record crosses.
 */
typedef struct tn_field_kind {
    /** Python's value of C's. */
    PyObject *(*out)(const tn_state *state, const struct tn_field *field, const void *data);
    /** C's value of Python's. Null where the record keeps Python's. */
    bool (*in)(const tn_state *state, const struct tn_field *field, PyObject *value, tn_place place,
               void *data);
    /** Whether two of C's are the same. Null where their bytes say, or the record keeps Python's. */
    bool (*same)(const struct tn_field *field, const void *left, const void *right);
    /** Of what the record keeps: a new reference to what is kept of a value. */
    PyObject *(*keep)(const tn_state *state, const struct tn_field *field, PyObject *value, tn_place place);
    /** Of what the record keeps: C's value of it. @param texts As in tn_text_record_in(). */
    bool (*give)(PyObject *kept, PyObject **texts, void *data);
} tn_field_kind;

/** A field of a record. */
typedef struct tn_field {
    const tn_field_kind *kind;
    size_t offset;
    tn_element element;     /**< Of a number, and of what lies in the record as one. */
    int unit;               /**< tn_unit of an instant or duration. */
    const void *described;  /**< The tn_enum, tn_record ... of the kinds that need one. */
    bool is_nullable;       /**< A text that may be null: None. */
    bool is_optional;       /**< It may be None: a bool of the struct says whether it is there. */
    size_t present;         /**< Where that bool is. */
    int kept;               /**< Index among what the record keeps of Python's. */
    const char *deprecated; /**< What to use instead, or null. */
} tn_field;

#endif /* TN_FIELDS_H */
