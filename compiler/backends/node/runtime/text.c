/**
 * @file
 * Text: strings as UTF-8.
 */
#include "tn_node.h"

/* Whether a string has half a surrogate pair. */
static bool is_ill_formed(napi_env env, napi_value value, bool *ill_formed) {
    size_t length = 0;
    if (napi_get_value_string_utf16(env, value, NULL, 0, &length) != napi_ok)
        return tn_fail(env);
    char16_t *units = malloc((length + 1) * sizeof *units);
    if (units == NULL || napi_get_value_string_utf16(env, value, units, length + 1, &length) != napi_ok) {
        free(units);
        return tn_fail(env);
    }
    *ill_formed = false;
    for (size_t i = 0; i < length && !*ill_formed; i++) {
        bool high = (units[i] & 0xFC00) == 0xD800;
        bool low = (units[i] & 0xFC00) == 0xDC00;
        if (high && i + 1 < length && (units[i + 1] & 0xFC00) == 0xDC00)
            i++;
        else
            *ill_formed = high || low;
    }
    free(units);
    return true;
}

/*
 * Node.js writes U+FFFD for half a surrogate pair. Only a text that contains U+FFFD can have had one, and
 * such texts are rare enough to be looked at twice.
 */
bool tn_check_well_formed(napi_env env, napi_value value, const tn_place *place, const char *data,
                          size_t length) {
    const char *end = data + length;
    for (const char *at = data; (at = memchr(at, 0xEF, (size_t)(end - at))) != NULL; at++) {
        if (end - at >= 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0) {
            bool ill_formed = false;
            if (!is_ill_formed(env, value, &ill_formed))
                return false;
            return !ill_formed || tn_refuse(env, place, "has half a surrogate pair, which is not text");
        }
    }
    return true;
}

static bool read_long_text(napi_env env, napi_value value, tn_text *text) {
    size_t length = 0;
    if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok)
        return tn_fail(env);
    text->allocated = malloc(length + 1);
    if (text->allocated == NULL ||
        napi_get_value_string_utf8(env, value, text->allocated, length + 1, &text->length) != napi_ok)
        return tn_fail(env);
    text->data = text->allocated;
    return true;
}

/*
 * Whether something in a text can be U+FFFD. In ASCII nothing can, which has as many bytes as units: asking
 * for those is quicker than to look through a text that is not short.
 */
static bool may_be_replaced(napi_env env, napi_value value, const tn_text *text) {
    enum { SHORT = 256 };
    size_t units = 0;
    if (text->length >= SHORT && napi_get_value_string_utf16(env, value, NULL, 0, &units) == napi_ok &&
        units == text->length)
        return false;
    return memchr(text->data, 0xEF, text->length) != NULL;
}

bool tn_read_text(napi_env env, napi_value value, const tn_place *place, tn_text *text) {
    if (napi_get_value_string_utf8(env, value, text->space, sizeof text->space, &text->length) != napi_ok)
        return tn_refuse_type(env, place, "a string", value);
    text->data = text->space;
    /* A code point has up to four bytes, so a text that was cut fills all of the space but three. */
    if (TENON_UNLIKELY(text->length + 4 >= sizeof text->space) && !read_long_text(env, value, text))
        return false;
    return !may_be_replaced(env, value, text) ||
           tn_check_well_formed(env, value, place, text->data, text->length);
}
