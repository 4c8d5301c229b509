/**
 * @file
 * Views: typed arrays over memory that the library keeps.
 *
 * A view ends when it is closed, or with its ArrayBuffer. Closing detaches the buffer first, so that nothing
 * can reach the memory afterwards. A buffer that somebody else has detached lives on under another name
 * (ArrayBuffer.prototype.transfer): such a view stays open until that buffer is collected.
 */
#include "tn_node.h"

napi_value tn_take_view(napi_env env, const tn_type *type, bool nullable, tenon_block *block) {
    napi_value pair = NULL;
    if (nullable && block->handle == 0) {
        if (napi_get_null(env, &pair) != napi_ok)
            (void)tn_fail(env);
        return pair;
    }
    napi_value array = NULL;
    if (!type->is_typed_result)
        array = tn_write_elements(env, type, block->data, block->count);
    else if (block->count > 0 && block->count <= TN_MAX_BYTES / type->size)
        array = tn_share_memory(env, type, block);
    /* Without elements, or where this Node.js keeps all buffers in a sandbox of its own: a copy. */
    if (array == NULL)
        array = tn_write_copy(env, type, block->data, block->count);
    napi_value handle = tn_write_handle(env, &block->handle);
    if (array == NULL || handle == NULL || napi_create_array_with_length(env, 2, &pair) != napi_ok ||
        napi_set_element(env, pair, 0, array) != napi_ok ||
        napi_set_element(env, pair, 1, handle) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    return pair;
}

/* Whether nothing can reach the view's memory any more. */
static bool detach(napi_env env, napi_value array) {
    bool is_typed = false;
    bool is_detached = false;
    napi_value buffer = NULL;
    if (napi_is_typedarray(env, array, &is_typed) != napi_ok)
        return false;
    if (!is_typed)
        return true;
    if (napi_get_typedarray_info(env, array, NULL, NULL, NULL, &buffer, NULL) != napi_ok ||
        napi_is_detached_arraybuffer(env, buffer, &is_detached) != napi_ok)
        return false;
    return !is_detached && napi_detach_arraybuffer(env, buffer) == napi_ok;
}

napi_value tn_close_view(napi_env env, napi_callback_info info) {
    napi_value in[2];
    tenon_handle handle = 0;
    if (!tn_arguments(env, info, 2, in) || !tn_read_handle(env, in[1], &handle))
        return NULL;
    if (detach(env, in[0]) && tenon_drop(handle) != 0)
        tenon_error_clear();
    return NULL;
}
