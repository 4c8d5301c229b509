#include "list.h"

/* What an empty list shows: its `values` may be null, and a view never is. */
static const double nothing = 0;

conformance_status conformance_list_values(const conformance_list *list, const double **values,
                                           size_t *count) {
    *values = list->count > 0 ? list->values : &nothing;
    *count = list->count;
    return CONFORMANCE_OK;
}

const double *conformance_list_peek(const conformance_list *list, size_t *count) {
    *count = list->count;
    return list->count > 0 ? list->values : NULL;
}
