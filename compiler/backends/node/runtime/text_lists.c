/**
 * @file
 * Lists of texts that the library gives.
 */
#include "tenon/callback.h"
#include "tn_values.h"

static napi_value make_list(napi_env env, const struct tenon_texts *texts) {
    napi_value list = NULL;
    if (texts->count > UINT32_MAX || napi_create_array_with_length(env, texts->count, &list) != napi_ok)
        return NULL;
    for (uint32_t i = 0; i < texts->count; i++) {
        const tenon_text_view *text = &texts->texts[i];
        napi_handle_scope scope = NULL;
        napi_value string = NULL;
        if (napi_open_handle_scope(env, &scope) != napi_ok)
            return NULL;
        bool made = napi_create_string_utf8(env, text->data, text->length, &string) == napi_ok &&
                    napi_set_element(env, list, i, string) == napi_ok;
        if (napi_close_handle_scope(env, scope) != napi_ok || !made)
            return NULL;
    }
    return list;
}

napi_value tn_take_texts(napi_env env, struct tenon_texts *texts) {
    if (texts->texts == NULL)
        return tn_write_null(env);
    napi_value list = make_list(env, texts);
    tenon_texts_free(texts);
    if (list == NULL)
        (void)tn_fail(env);
    return list;
}
