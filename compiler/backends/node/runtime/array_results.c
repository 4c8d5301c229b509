/**
 * @file
 * Arrays that a call gives.
 */
#include "tn_node.h"

/* From this size on, memory comes from calloc(), which can refuse, where V8 would end the process. */
#define LARGE_BYTES ((size_t)64 << 20)

static void free_memory(napi_env env, void *data, void *hint) {
    (void)env;
    (void)hint;
    free(data);
}

static bool make_large_buffer(napi_env env, size_t bytes, void **data, napi_value *buffer) {
    *data = calloc(1, bytes);
    if (*data == NULL) {
        (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE",
                                     "there is no memory for an array of that length");
        return false;
    }
    if (napi_create_external_arraybuffer(env, *data, bytes, free_memory, NULL, buffer) == napi_ok)
        return true;
    free(*data);
    return napi_create_arraybuffer(env, bytes, data, buffer) == napi_ok || tn_fail(env);
}

/* A typed array of its own, of zeros. */
static napi_value make_typed_array(napi_env env, const tn_type *type, size_t count, void **data) {
    if (count > TN_MAX_BYTES / type->size) {
        (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "an array cannot be that long in Node.js");
        return NULL;
    }
    size_t bytes = count * type->size;
    napi_value buffer = NULL;
    napi_value array = NULL;
    if (bytes >= LARGE_BYTES) {
        if (!make_large_buffer(env, bytes, data, &buffer))
            return NULL;
    } else if (napi_create_arraybuffer(env, bytes, data, &buffer) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    if (napi_create_typedarray(env, type->array_type, count, buffer, 0, &array) != napi_ok)
        (void)tn_fail(env);
    return array;
}

napi_value tn_write_copy(napi_env env, const tn_type *type, const void *data, size_t count) {
    void *copy = NULL;
    napi_value array = make_typed_array(env, type, count, &copy);
    if (array != NULL && count > 0)
        memcpy(copy, data, count * type->size);
    return array;
}

napi_value tn_write_elements(napi_env env, const tn_type *type, const void *data, size_t count) {
    napi_value array = NULL;
    if (count > UINT32_MAX || napi_create_array_with_length(env, count, &array) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const void *element = (const char *)data + i * type->size;
        napi_handle_scope scope = NULL;
        if (napi_open_handle_scope(env, &scope) != napi_ok)
            return NULL;
        napi_value member = tn_write_any(env, type, element);
        bool written = member != NULL && napi_set_element(env, array, (uint32_t)i, member) == napi_ok;
        if (napi_close_handle_scope(env, scope) != napi_ok || !written) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return array;
}

bool tn_allocate_array(napi_env env, const tn_place *place, const tn_type *type, size_t count,
                       tn_array *array) {
    array->count = count;
    array->is_typed = type->is_typed_result;
    if (array->is_typed) {
        array->source = make_typed_array(env, type, count, &array->data);
        if (array->source == NULL)
            return false;
        if (count == 0)
            array->data = array->nothing;
        return true;
    }
    array->allocated = count > UINT32_MAX ? NULL : calloc(count + 1, type->size);
    array->data = array->allocated;
    return array->allocated != NULL || tn_refuse_range(env, place, "small enough for an array in memory");
}

napi_value tn_write_array(napi_env env, const tn_type *type, const tn_array *array, size_t filled) {
    size_t count = filled < array->count ? filled : array->count;
    if (!array->is_typed)
        return type->is_typed_result ? tn_write_copy(env, type, array->data, count)
                                     : tn_write_elements(env, type, array->data, count);
    return count == array->count ? array->source : tn_write_copy(env, type, array->data, count);
}
