/**
 * @file
 * Exact numbers: a class each, around a whole number of units. No float converts into them, they reckon with
 * themselves and with ints alone, and Decimal holds what they are.
 */
#ifndef TN_EXACT_H
#define TN_EXACT_H

#include "fields.h"
#include "numbers.h"
#include "state.h"

/** An exact number of the contract. */
typedef struct tn_exact {
    const char *name; /**< "Money" */
    const char *doc;
    int digits; /**< After the decimal point. */
    int ref;    /**< Where the state keeps the class. */
} tn_exact;

/** Make the class and add it to the module. @param name "shop.Money" */
bool tn_add_exact(PyObject *module, const char *name, const tn_exact *exact);

/** The units of an instance. */
bool tn_exact_in(PyObject *value, tn_place place, const tn_state *state, const tn_exact *exact, int64_t *out);

/** An instance of so many units; the number is taken over. */
PyObject *tn_exact_out(const tn_state *state, const tn_exact *exact, PyObject *units);

/** Fields of records; `described` is the tn_exact. */
extern const tn_field_kind tn_exact_field;

#endif /* TN_EXACT_H */
