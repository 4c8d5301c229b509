/**
 * @file
 * Arrays of calls on other threads: JavaScript goes on meanwhile, and could change or detach what it passed.
 */
#include "tn_node.h"

bool tn_own_array(napi_env env, const tn_type *type, tn_array *array) {
    array->source = NULL;
    if (!array->is_typed)
        return true;
    array->is_typed = false;
    if (array->count == 0)
        return true;
    array->allocated = malloc(array->count * type->size);
    if (array->allocated == NULL)
        return tn_fail(env);
    memcpy(array->allocated, array->data, array->count * type->size);
    array->data = array->allocated;
    return true;
}
