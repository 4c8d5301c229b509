/**
 * @file
 * Arrays of texts.
 */
#include "tn_node.h"

/* Appends one text and a NUL to the bytes; views hold offsets until all bytes have their place. */
static bool append_text(napi_env env, napi_value value, const tn_place *place, tn_text_array *texts,
                        size_t *used, size_t *room) {
    tn_text text;
    tn_text_begin(&text);
    bool read = tn_read_text(env, value, place, &text);
    if (read && *room - *used <= text.length) {
        size_t wanted = (*used + text.length + 1) * 2;
        char *bytes = realloc(texts->bytes, wanted);
        read = bytes != NULL || tn_fail(env);
        if (bytes != NULL) {
            texts->bytes = bytes;
            *room = wanted;
        }
    }
    if (read) {
        memcpy(texts->bytes + *used, text.data, text.length + 1);
        texts->views[place->position - 1].length = text.length;
        *used += text.length + 1;
    }
    tn_text_end(&text);
    return read;
}

bool tn_read_text_array(napi_env env, napi_value value, const tn_place *place, tn_text_array *texts) {
    bool is_array = false;
    uint32_t count = 0;
    if (napi_is_array(env, value, &is_array) != napi_ok || !is_array)
        return tn_refuse_type(env, place, "an array of strings", value);
    if (napi_get_array_length(env, value, &count) != napi_ok)
        return tn_fail(env);
    texts->views = calloc((size_t)count + 1, sizeof *texts->views);
    if (texts->views == NULL)
        return tn_fail(env);
    size_t used = 0;
    size_t room = 0;
    for (uint32_t i = 0; i < count; i++) {
        tn_place element = {.name = place->name, .position = (size_t)i + 1};
        napi_handle_scope scope = NULL;
        napi_value text = NULL;
        if (napi_open_handle_scope(env, &scope) != napi_ok)
            return tn_fail(env);
        bool read = (napi_get_element(env, value, i, &text) == napi_ok || tn_fail(env)) &&
                    append_text(env, text, &element, texts, &used, &room);
        if (napi_close_handle_scope(env, scope) != napi_ok || !read)
            return tn_fail(env);
    }
    size_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        texts->views[i].data = texts->bytes + at;
        at += texts->views[i].length + 1;
    }
    texts->count = count;
    return true;
}

void tn_text_array_end(tn_text_array *texts) {
    free(texts->views);
    free(texts->bytes);
}
