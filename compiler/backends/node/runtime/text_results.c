/**
 * @file
 * Text that the library gives.
 */
#include "tn_node.h"

napi_value tn_take_text(napi_env env, tenon_text *text) {
    const char *data = tenon_text_data(text);
    napi_value value = NULL;
    napi_status status =
        data == NULL ? napi_get_null(env, &value) : napi_create_string_utf8(env, data, text->length, &value);
    tenon_text_free(text);
    if (status != napi_ok)
        (void)tn_fail(env);
    return value;
}
