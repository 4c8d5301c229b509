/**
 * @file
 * What a list looks like inside: for the files of this library.
 */
#ifndef CONFORMANCE_LIST_H
#define CONFORMANCE_LIST_H

#include "conformance.h"

struct conformance_list {
    char *name;
    char **names; /**< Of the items; as many as `count`. */
    double *values;
    size_t count;
    size_t capacity;
};

/** Add an item under the first free one of the names "0", "1" ..., starting at the list's size. */
conformance_status list_add_unnamed(conformance_list *list, double value);

#endif /* CONFORMANCE_LIST_H */
