/**
 * @file
 * Arrays that the library allocates.
 */
#include "tn_node.h"

/* Below this size a copy is cheaper than a buffer with a finalizer. */
#define SMALL_BYTES ((size_t)16 << 10)

napi_value tn_take_block(napi_env env, const tn_type *type, bool nullable, tenon_block *block) {
    if (nullable && block->handle == 0)
        return tn_write_null(env);
    bool is_large = block->count > SMALL_BYTES / type->size && block->count <= TN_MAX_BYTES / type->size;
    napi_value array = NULL;
    if (type->is_typed_result && is_large)
        array = tn_share_memory(env, type, block);
    if (array != NULL)
        return array;
    array = type->is_typed_result ? tn_write_copy(env, type, block->data, block->count)
                                  : tn_write_elements(env, type, block->data, block->count);
    if (block->handle != 0)
        (void)tn_drop(block->handle);
    return array;
}
