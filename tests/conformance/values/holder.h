/**
 * @file
 * What a holder is, for the files that each give it one property.
 */
#ifndef HOLDER_H
#define HOLDER_H

#include "values.h"

struct values_holder {
    bool has_limit;
    uint64_t limit;
    values_access access;
    values_line line;
    values_person owner; /* its texts are the holder's */
    values_shape shape;  /* a label is the holder's */
    char **labels;       /* ends with null; null where there are none */
    size_t label_count;
    values_moment expires;
    values_span patience;
    values_money balance;
    tenon_uint128 serial;
    tenon_value *attributes;
};

/** A copy of a text, or null where memory is used up (or the text is null). */
char *holder_copy(const char *text);

/** Frees what the owner's texts are. */
void holder_free_owner(values_person *owner);

/** Frees a label. */
void holder_free_shape(values_shape *shape);

#endif /* HOLDER_H */
