/**
 * @file
 * Text that the library gives.
 */
#include "tn_node.h"

/* V8 need not decode what has no byte beyond ASCII. */
static napi_status make_string(napi_env env, const tenon_text *text, const char *data, napi_value *value) {
    return text->is_ascii ? napi_create_string_latin1(env, data, text->length, value)
                          : napi_create_string_utf8(env, data, text->length, value);
}

napi_value tn_take_text(napi_env env, tenon_text *text) {
    const char *data = tenon_text_data(text);
    napi_value value = NULL;
    napi_status status = data == NULL ? napi_get_null(env, &value) : make_string(env, text, data, &value);
    tenon_text_end(text);
    if (status != napi_ok)
        (void)tn_fail(env);
    return value;
}
