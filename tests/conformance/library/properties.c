#define _POSIX_C_SOURCE 200809L /* strdup */

#include "list.h"

#include <stdlib.h>
#include <string.h>

const char *conformance_list_name(const conformance_list *list) {
    return list->name;
}

conformance_status conformance_list_set_name(conformance_list *list, const char *name) {
    char *copy = strdup(name);
    if (copy == NULL)
        return CONFORMANCE_NO_MEMORY;
    free(list->name);
    list->name = copy;
    return CONFORMANCE_OK;
}

double conformance_list_total(const conformance_list *list) {
    return conformance_sum_f64(list->values, list->count);
}
