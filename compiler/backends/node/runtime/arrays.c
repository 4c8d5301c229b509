/**
 * @file
 * Arrays: typed arrays without a copy, plain arrays element by element.
 */
#include "tn_node.h"

/* What is not the usual way stands in functions of its own: the usual one then needs few registers. */
#define APART __attribute__((noinline))

static APART bool read_plain_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
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

/* Finds a typed array's elements. @return False where it is none. */
static bool find_typed_array(napi_env env, tn_array *array) {
    return napi_get_typedarray_info(env, array->source, &array->element, &array->count, &array->data,
                                    &array->buffer, NULL) == napi_ok;
}

/* Without elements: a buffer that is still there has the array point at something. */
static APART bool check_empty_array(napi_env env, const tn_place *place, tn_array *array) {
    bool is_detached = false;
    if (napi_is_detached_arraybuffer(env, array->buffer, &is_detached) != napi_ok || is_detached)
        return tn_refuse(env, place, "has a detached buffer (a closed view, or one sent to another thread)");
    array->data = array->nothing;
    return true;
}

static APART bool refuse_elements(napi_env env, const tn_place *place, const tn_type *type,
                                  napi_value value) {
    return tn_refuse_type(env, place, type->array_name == NULL ? "an array" : type->array_name, value);
}

static APART bool refuse_sharing(napi_env env, const tn_place *place) {
    return tn_refuse(env, place, "must not lie in a SharedArrayBuffer, which other threads can change");
}

/* Refuses other elements, and memory that could go away or change during the call: what lies in an
 * ArrayBuffer of its own. Nothing is asked for beside the array, so that this takes no room on the stack to
 * be guarded. */
static bool check_typed_array(napi_env env, const tn_place *place, const tn_type *type, tn_array *array) {
    if (TENON_UNLIKELY(type->array_name == NULL || array->element != type->array_type))
        return refuse_elements(env, place, type, array->source);
    if (TENON_UNLIKELY(napi_is_arraybuffer(env, array->buffer, &array->is_typed) != napi_ok ||
                       !array->is_typed))
        return refuse_sharing(env, place);
    return TENON_LIKELY(array->count > 0) || check_empty_array(env, place, array);
}

static APART bool copy_truth_values(napi_env env, tn_array *array) {
    bool *copy = calloc(array->count + 1, sizeof *copy);
    if (copy == NULL)
        return tn_fail(env);
    for (size_t i = 0; i < array->count; i++)
        copy[i] = ((const uint8_t *)array->data)[i] != 0;
    array->allocated = copy;
    array->data = copy;
    return true;
}

static APART bool read_no_typed_array(napi_env env, napi_value value, const tn_place *place,
                                      const tn_type *type, tn_array *array) {
    bool is_plain = false;
    if (!type->is_strict && napi_is_array(env, value, &is_plain) == napi_ok && is_plain)
        return read_plain_array(env, value, place, type, array);
    return refuse_elements(env, place, type, value);
}

bool tn_read_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                   tn_array *array) {
    array->source = value;
    if (TENON_UNLIKELY(!find_typed_array(env, array)))
        return read_no_typed_array(env, value, place, type, array);
    if (TENON_UNLIKELY(!check_typed_array(env, place, type, array)))
        return false;
    array->is_typed = !type->is_copied;
    return array->is_typed || copy_truth_values(env, array);
}

bool tn_refresh_array(napi_env env, const tn_place *place, const tn_type *type, tn_array *array) {
    if (!array->is_typed)
        return true;
    return find_typed_array(env, array) ? check_typed_array(env, place, type, array) : tn_fail(env);
}
