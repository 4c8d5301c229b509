/**
 * @file
 * What callbacks get and give back.
 */
#include <stdio.h>

#include "tn_callbacks.h"

/* ---- What they get ---- */

napi_value tn_write_text(napi_env env, const char *text, size_t length) {
    napi_value value = NULL;
    if ((text == NULL ? napi_get_null(env, &value) : napi_create_string_utf8(env, text, length, &value)) !=
        napi_ok)
        (void)tn_fail(env);
    return value;
}

napi_value tn_adopt_with(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tn_state *state = tn_state_of(env);
    if (state != NULL && state->adopters == NULL && tn_arguments(env, info, 1, in) &&
        napi_create_reference(env, in[0], 1, &state->adopters) != napi_ok)
        (void)tn_fail(env);
    return NULL;
}

napi_value tn_write_object(napi_env env, size_t class_index, const tenon_handle *handle) {
    const tn_state *state = tn_state_of(env);
    napi_value adopters = NULL;
    napi_value adopt = NULL;
    napi_value undefined = NULL;
    napi_value object = NULL;
    /* From here on the collector closes what nobody takes. */
    napi_value kept = tn_write_handle(env, handle);
    if (kept == NULL || *handle == 0)
        return kept;
    if (napi_get_reference_value(env, state->adopters, &adopters) != napi_ok ||
        napi_get_element(env, adopters, (uint32_t)class_index, &adopt) != napi_ok ||
        napi_get_undefined(env, &undefined) != napi_ok ||
        napi_call_function(env, undefined, adopt, 1, &kept, &object) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    return object;
}

napi_value tn_write_text_array(napi_env env, const tenon_text_view *texts, size_t count) {
    napi_value array = NULL;
    if (texts == NULL)
        return tn_write_null(env);
    if (count > UINT32_MAX || napi_create_array_with_length(env, count, &array) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    for (uint32_t i = 0; i < count; i++) {
        napi_value text = tn_write_text(env, texts[i].data, texts[i].length);
        if (text == NULL || napi_set_element(env, array, i, text) != napi_ok) {
            (void)tn_fail(env);
            return NULL;
        }
    }
    return array;
}

napi_value tn_write_array_argument(napi_env env, const tn_type *type, bool nullable, const void *elements,
                                   size_t count) {
    if (nullable && elements == NULL)
        return tn_write_null(env);
    return type->is_typed_result ? tn_write_copy(env, type, elements, count)
                                 : tn_write_elements(env, type, elements, count);
}

/* ---- What they give back ---- */

bool tn_read_member(napi_env env, napi_value object, const tn_place *place, napi_value *member) {
    napi_valuetype kind = napi_undefined;
    if (napi_typeof(env, object, &kind) != napi_ok || kind != napi_object)
        return tn_refuse_type(env, place->outer, "an object", object);
    return napi_get_named_property(env, object, place->name, member) == napi_ok || tn_fail(env);
}

bool tn_read_text_result(napi_env env, napi_value value, const tn_place *place, tenon_text *text) {
    tn_text read;
    char where[TN_PLACE_SPACE];
    tn_text_begin(&read);
    tn_write_place(place, where, sizeof where);
    bool ok = tn_read_text(env, value, place, &read);
    if (ok && tenon_text_copy(read.data, read.length, where, text) != 0) {
        tn_throw_error(env);
        ok = false;
    }
    tn_text_end(&read);
    return ok;
}

bool tn_read_elements(napi_env env, napi_value value, const tn_place *place, const tn_type *type,
                      void *elements, size_t room, size_t *filled) {
    tn_array array;
    tn_array_begin(&array);
    bool ok = tn_read_array(env, value, place, type, &array);
    if (ok && (filled == NULL ? array.count != room : array.count > room)) {
        char expected[96];
        (void)snprintf(expected, sizeof expected, "an array of %s%zu elements, not %zu",
                       filled == NULL ? "" : "at most ", room, array.count);
        ok = tn_refuse_range(env, place, expected);
    }
    if (ok && array.count > 0)
        memcpy(elements, array.data, array.count * type->size);
    if (ok && filled != NULL)
        *filled = array.count;
    tn_array_end(&array);
    return ok;
}
