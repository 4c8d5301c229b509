/**
 * @file
 * Text that the library gives.
 */
#include "tn_node.h"

#define NOT_ASCII UINT64_C(0x8080808080808080)

static uint64_t word_at(const char *data) {
    uint64_t word;
    memcpy(&word, data, sizeof word);
    return word;
}

/* V8 need not decode what has no byte beyond ASCII, which is quickly found out. */
static bool is_ascii(const char *data, size_t length) {
    enum { STEP = 32 };
    uint64_t seen = 0;
    const char *end = data + length;
    for (; end - data >= STEP && (seen & NOT_ASCII) == 0; data += STEP)
        seen = word_at(data) | word_at(data + 8) | word_at(data + 16) | word_at(data + 24);
    for (; data < end && (seen & NOT_ASCII) == 0; data++)
        seen = (unsigned char)*data;
    return (seen & NOT_ASCII) == 0;
}

static napi_status make_string(napi_env env, const char *data, size_t length, napi_value *value) {
    return is_ascii(data, length) ? napi_create_string_latin1(env, data, length, value)
                                  : napi_create_string_utf8(env, data, length, value);
}

napi_value tn_take_text(napi_env env, tenon_text *text) {
    const char *data = tenon_text_data(text);
    napi_value value = NULL;
    napi_status status =
        data == NULL ? napi_get_null(env, &value) : make_string(env, data, text->length, &value);
    tenon_text_free(text);
    if (status != napi_ok)
        (void)tn_fail(env);
    return value;
}
