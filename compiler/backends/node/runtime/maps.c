/**
 * @file
 * Maps that the library gives.
 */
#include "tn_values.h"

napi_value tn_take_elements(napi_env env, const tn_type *type, bool nullable, tenon_block *block) {
    if (nullable && block->handle == 0)
        return tn_write_null(env);
    napi_value array = tn_write_elements(env, type, block->data, block->count);
    if (block->handle != 0)
        (void)tn_drop(block->handle);
    return array;
}

static bool make_map(napi_env env, napi_value *map, napi_value *set) {
    napi_value global = NULL;
    napi_value type = NULL;
    return napi_get_global(env, &global) == napi_ok &&
           napi_get_named_property(env, global, "Map", &type) == napi_ok &&
           napi_new_instance(env, type, 0, NULL, map) == napi_ok &&
           napi_get_named_property(env, *map, "set", set) == napi_ok;
}

static bool set_entry(napi_env env, napi_value map, napi_value set, napi_value keys, napi_value values,
                      uint32_t index) {
    napi_value entry[2];
    napi_handle_scope scope = NULL;
    if (napi_open_handle_scope(env, &scope) != napi_ok)
        return false;
    bool done = napi_get_element(env, keys, index, &entry[0]) == napi_ok &&
                napi_get_element(env, values, index, &entry[1]) == napi_ok &&
                napi_call_function(env, map, set, 2, entry, NULL) == napi_ok;
    return napi_close_handle_scope(env, scope) == napi_ok && done;
}

napi_value tn_write_map(napi_env env, napi_value keys, napi_value values) {
    napi_value map = NULL;
    napi_value set = NULL;
    uint32_t count = 0;
    if (keys == NULL || values == NULL)
        return NULL;
    if (tn_is_none(env, keys))
        return keys;
    bool done = make_map(env, &map, &set) && napi_get_array_length(env, keys, &count) == napi_ok;
    for (uint32_t i = 0; done && i < count; i++)
        done = set_entry(env, map, set, keys, values, i);
    if (done)
        return map;
    (void)tn_fail(env);
    return NULL;
}
