/**
 * @file
 * What a change of type means in each language.
 */
#ifndef TENON_COMPILER_DIFF_TYPES_H
#define TENON_COMPILER_DIFF_TYPES_H

#include "diff/rules.h"

/** What sort of type a part has. */
typedef enum type_sort {
    TYPE_NUMBER,
    TYPE_TEXT,
    TYPE_CLASS,
    TYPE_RECORD,
    TYPE_ENUM,
    TYPE_CALL,
    TYPE_OTHER
} type_sort;

/** Whom another type in that place breaks; nobody where the two are the same. */
unsigned types_break(const rule_pair *pair);

/** The sort of a part's type. */
type_sort type_sort_of(const surface *in, const surface_item *part);

/** Whether a part is a list: counted, and no single text. */
bool type_is_array(const surface_item *part);

/** Whether the host passes it. A result and what is only written does not go in. */
bool part_goes_in(const rule_pair *pair);

/** Whether the host gets it. */
bool part_goes_out(const rule_pair *pair);

#endif /* TENON_COMPILER_DIFF_TYPES_H */
