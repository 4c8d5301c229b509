/**
 * @file
 * Arrays that a call changes in place.
 */
#include "tn_node.h"

/* Elements of a frozen array cannot be replaced, and nothing would say that they were not. */
static bool find_frozen(napi_env env, napi_value value, bool *is_frozen) {
    napi_value global = NULL, object = NULL, function = NULL, answer = NULL;
    return napi_get_global(env, &global) == napi_ok &&
           napi_get_named_property(env, global, "Object", &object) == napi_ok &&
           napi_get_named_property(env, object, "isFrozen", &function) == napi_ok &&
           napi_call_function(env, object, function, 1, &value, &answer) == napi_ok &&
           napi_get_value_bool(env, answer, is_frozen) == napi_ok;
}

bool tn_read_changed_array(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                           tn_array *array) {
    bool is_right = false, is_frozen = false;
    if (type->array_name != NULL) {
        if (napi_is_typedarray(env, value, &is_right) != napi_ok || !is_right)
            return tn_refuse_type(env, place, "a typed array, which is changed in place", value);
        return tn_read_array(env, value, place, type, array);
    }
    if (napi_is_array(env, value, &is_right) != napi_ok || (is_right && !find_frozen(env, value, &is_frozen)))
        return tn_fail(env);
    if (is_frozen)
        return tn_refuse(env, place, "is frozen, and an array that is changed in place cannot be");
    return tn_read_array(env, value, place, type, array);
}

/* Records are replaced by new ones: the caller's objects stay as they are. */
static bool replace_elements(napi_env env, const tn_type *type, const tn_array *array) {
    for (size_t i = 0; i < array->count; i++) {
        napi_handle_scope scope = NULL;
        if (napi_open_handle_scope(env, &scope) != napi_ok)
            return tn_fail(env);
        napi_value element = type->write_record(env, type, (const char *)array->data + i * type->size);
        bool written =
            element != NULL && napi_set_element(env, array->source, (uint32_t)i, element) == napi_ok;
        if (napi_close_handle_scope(env, scope) != napi_ok || !written)
            return tn_fail(env);
    }
    return true;
}

bool tn_write_back_array(napi_env env, const tn_type *type, const tn_array *array) {
    if (array->is_typed)
        return true;
    if (type->array_name == NULL)
        return replace_elements(env, type, array);
    void *data = NULL;
    size_t count = 0;
    if (napi_get_typedarray_info(env, array->source, NULL, &count, &data, NULL, NULL) != napi_ok)
        return tn_fail(env);
    if (count == array->count && count != 0)
        memcpy(data, array->data, count * type->size);
    return true;
}
