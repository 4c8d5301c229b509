/**
 * @file
 * Texts in records. C reads them up to a NUL, at an address that stays the same during the call.
 */
#include "tn_values.h"

struct tn_kept_text {
    struct tn_kept_text *next;
    char data[];
};

/* Memory for a text, which lives as long as `texts`. */
static char *keep_text(tn_texts *texts, size_t size) {
    struct tn_kept_text *kept = malloc(sizeof *kept + size);
    if (kept == NULL)
        return NULL;
    kept->next = texts->first;
    texts->first = kept;
    return kept->data;
}

/* What follows a NUL would be lost without a word. */
static bool check_terminated(napi_env env, const tn_place *place, const char *data, size_t length) {
    char where[TN_PLACE_SPACE];
    if (TENON_LIKELY(memchr(data, '\0', length) == NULL))
        return true;
    tn_write_place(place, where, sizeof where);
    (void)tenon_check_text(data, length, true, where);
    tn_throw_error(env);
    return false;
}

static bool read_text(napi_env env, napi_value value, const tn_place *place, void *out) {
    size_t length = 0;
    if (napi_get_value_string_utf8(env, value, NULL, 0, &length) != napi_ok)
        return tn_refuse_type(env, place, "a string", value);
    char *data = keep_text(place->texts, length + 1);
    if (data == NULL || napi_get_value_string_utf8(env, value, data, length + 1, &length) != napi_ok)
        return tn_fail(env);
    *(const char **)out = data;
    return tn_check_well_formed(env, value, place, data, length) &&
           check_terminated(env, place, data, length);
}

static napi_value write_text(napi_env env, const void *in) {
    const char *text = *(const char *const *)in;
    napi_value value = NULL;
    if (text == NULL)
        return tn_write_null(env);
    if (napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

const tn_type tn_type_text = {
    .name = "a string", .size = sizeof(const char *), .read = read_text, .write = write_text};

void tn_texts_end(tn_texts *texts) {
    while (texts->first != NULL) {
        struct tn_kept_text *kept = texts->first;
        texts->first = kept->next;
        free(kept);
    }
}

napi_value tn_take_record(napi_env env, const tn_type *type, void *record) {
    napi_value value = tn_write_any(env, type, record);
    type->release(record);
    return value;
}
