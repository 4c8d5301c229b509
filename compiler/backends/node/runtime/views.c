/**
 * @file
 * Views: typed arrays over memory that the library keeps.
 *
 * A view ends when it is closed, or with its ArrayBuffer, whose finalizer has the handle; what JavaScript has
 * is the handle's number. A view that shows a copy ends with its View instead, which then has an external.
 * Closing detaches the buffer first, so that nothing
 * can reach the memory afterwards. A buffer that somebody else has detached lives on under another name
 * (ArrayBuffer.prototype.transfer): such a view stays open until that buffer is collected.
 */
#include "tn_node.h"

napi_value tn_take_view(napi_env env, const tn_type *type, bool nullable, tenon_block *block) {
    napi_value pair = NULL;
    if (nullable && block->handle == 0)
        return tn_write_null(env);
    napi_value array = NULL;
    napi_value handle = NULL;
    if (type->is_typed_result && block->count > 0 && block->count <= TN_MAX_BYTES / type->size)
        array = tn_share_memory(env, type, block);
    if (array != NULL) {
        (void)napi_create_bigint_uint64(env, block->handle, &handle);
    } else {
        /* Without elements, of records, or where this Node.js keeps all buffers in a sandbox: a copy. */
        handle = tn_write_handle(env, &block->handle);
        array = type->is_typed_result ? tn_write_copy(env, type, block->data, block->count)
                                      : tn_write_elements(env, type, block->data, block->count);
    }
    if (array == NULL || handle == NULL || napi_create_array_with_length(env, 2, &pair) != napi_ok ||
        napi_set_element(env, pair, 0, array) != napi_ok ||
        napi_set_element(env, pair, 1, handle) != napi_ok) {
        (void)tn_fail(env);
        return NULL;
    }
    return pair;
}

/* Detach a view's buffer. @return Whether nothing can reach its memory any more. */
static bool detach(napi_env env, napi_value array) {
    bool is_detached = true;
    napi_value buffer = NULL;
    return napi_get_typedarray_info(env, array, NULL, NULL, NULL, &buffer, NULL) == napi_ok &&
           napi_is_detached_arraybuffer(env, buffer, &is_detached) == napi_ok && !is_detached &&
           napi_detach_arraybuffer(env, buffer) == napi_ok;
}

napi_value tn_close_view(napi_env env, napi_callback_info info) {
    napi_value in[2];
    tenon_handle handle = 0;
    bool is_shared = false;
    bool is_typed = false;
    if (!tn_arguments(env, info, 2, in) || napi_is_typedarray(env, in[0], &is_typed) != napi_ok)
        return NULL;
    bool is_unreachable = !is_typed || detach(env, in[0]);
    if (napi_get_value_bigint_uint64(env, in[1], &handle, &is_shared) == napi_ok) {
        if (is_unreachable)
            (void)tn_drop(handle);
    } else if (tn_read_handle(env, in[1], &handle)) {
        (void)tn_drop(handle);
    }
    return NULL;
}
