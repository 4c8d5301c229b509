/**
 * @file
 * Arrays: typed arrays without a copy, plain arrays element by element.
 */
#include "tn_node.h"

static bool read_plain_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                             tn_array *array) {
    uint32_t count = 0;
    if (napi_get_array_length(env, value, &count) != napi_ok)
        return tn_fail(env);
    array->allocated = calloc((size_t)count + 1, type->size);
    if (array->allocated == NULL)
        return tn_fail(env);
    for (uint32_t i = 0; i < count; i++) {
        tn_place element = {.name = place->name, .position = (size_t)i + 1, .texts = place->texts};
        napi_handle_scope scope = NULL;
        napi_value member = NULL;
        if (napi_open_handle_scope(env, &scope) != napi_ok)
            return tn_fail(env);
        bool read = (napi_get_element(env, value, i, &member) == napi_ok || tn_fail(env)) &&
                    tn_read_any(env, member, &element, type, (char *)array->allocated + i * type->size);
        if (napi_close_handle_scope(env, scope) != napi_ok || !read)
            return tn_fail(env);
    }
    array->data = array->allocated;
    array->count = count;
    return true;
}

/* What a typed array is made of. */
typedef struct tn_typed {
    napi_typedarray_type element;
    napi_value buffer;
} tn_typed;

/* Finds a typed array's elements. @return False where it is none. */
static bool find_typed_array(napi_env env, tn_array *array, tn_typed *typed) {
    return napi_get_typedarray_info(env, array->source, &typed->element, &array->count, &array->data,
                                    &typed->buffer, NULL) == napi_ok;
}

/* Refuses other elements, and memory that could go away or change during the call. */
static bool check_typed_array(napi_env env, const tn_place *place, const tn_type *type, tn_array *array,
                              const tn_typed *typed) {
    bool is_private = false;
    bool is_detached = false;
    if (type->array_name == NULL || typed->element != type->array_type)
        return tn_refuse_type(env, place, type->array_name == NULL ? "an array" : type->array_name,
                              array->source);
    if (napi_is_arraybuffer(env, typed->buffer, &is_private) != napi_ok || !is_private)
        return tn_refuse(env, place, "must not lie in a SharedArrayBuffer, which other threads can change");
    if (array->count == 0) {
        if (napi_is_detached_arraybuffer(env, typed->buffer, &is_detached) != napi_ok || is_detached)
            return tn_refuse(env, place,
                             "has a detached buffer (a closed view, or one sent to another thread)");
        array->data = array->nothing;
    }
    return true;
}

static bool copy_truth_values(napi_env env, tn_array *array) {
    bool *copy = calloc(array->count + 1, sizeof *copy);
    if (copy == NULL)
        return tn_fail(env);
    for (size_t i = 0; i < array->count; i++)
        copy[i] = ((const uint8_t *)array->data)[i] != 0;
    array->allocated = copy;
    array->data = copy;
    return true;
}

bool tn_read_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                   tn_array *array) {
    tn_typed typed;
    bool is_plain = false;
    array->source = value;
    if (find_typed_array(env, array, &typed)) {
        if (!check_typed_array(env, place, type, array, &typed))
            return false;
        array->is_typed = !type->is_copied;
        return array->is_typed || copy_truth_values(env, array);
    }
    if (!type->is_strict && napi_is_array(env, value, &is_plain) == napi_ok && is_plain)
        return read_plain_array(env, value, place, type, array);
    return tn_refuse_type(env, place, type->array_name == NULL ? "an array" : type->array_name, value);
}

bool tn_refresh_array(napi_env env, const tn_place *place, const tn_type *type, tn_array *array) {
    tn_typed typed;
    if (!array->is_typed)
        return true;
    return find_typed_array(env, array, &typed) ? check_typed_array(env, place, type, array, &typed)
                                                : tn_fail(env);
}
