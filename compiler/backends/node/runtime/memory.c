/**
 * @file
 * Typed arrays over memory of the library.
 */
#include "tn_node.h"

static void drop_block(napi_env env, void *data, void *hint) {
    (void)env;
    (void)data;
    tenon_handle *handle = hint;
    /* A view may have been closed already; its handle names nothing else then. */
    (void)tn_drop(*handle);
    free(handle);
}

napi_value tn_share_memory(napi_env env, const tn_type *type, const tenon_block *block) {
    tenon_handle *handle = malloc(sizeof *handle);
    napi_value buffer = NULL;
    napi_value array = NULL;
    if (handle == NULL)
        return NULL;
    *handle = block->handle;
    /* JavaScript knows no const memory: README.md tells not to write to a view. */
    void *data = (void *)(uintptr_t)block->data;
    if (napi_create_external_arraybuffer(env, data, block->count * type->size, drop_block, handle, &buffer) !=
        napi_ok) {
        free(handle);
        return NULL;
    }
    if (napi_create_typedarray(env, type->array_type, block->count, buffer, 0, &array) != napi_ok)
        (void)tn_fail(env);
    return array;
}
