/**
 * @file
 * Handles in JavaScript: externals that only the package's own classes see, each in a private field.
 *
 * The external is also the net for objects that nobody closed: its finalizer runs after the object was
 * collected, and at the latest when its environment (the process, or a worker thread) ends.
 */
#include "tn_node.h"

typedef struct tn_kept {
    tenon_handle handle;
    bool is_closed; /**< By close(). An object can end in other ways, too: then closing it does nothing. */
} tn_kept;

bool tn_drop(tenon_handle handle) {
    bool was_open = tenon_drop(handle) == 0;
    if (!was_open)
        tenon_error_clear();
    return was_open;
}

/* A destructor may wait for a thread that wants to call JavaScript. */
static void close_kept(napi_env env, const tn_kept *kept) {
    tn_sitting before = tn_enter(env, TN_CALLING);
    (void)tn_drop(kept->handle);
    tn_leave(env, before);
}

static void drop_forgotten(napi_env env, void *data, void *hint) {
    (void)hint;
    tn_kept *kept = data;
    if (!kept->is_closed)
        close_kept(env, kept);
    free(kept);
}

napi_value tn_write_handle(napi_env env, const tenon_handle *handle) {
    napi_value value = NULL;
    if (*handle == 0)
        return tn_write_null(env);
    tn_kept *kept = malloc(sizeof *kept);
    if (kept != NULL) {
        *kept = (tn_kept){.handle = *handle};
        if (napi_create_external(env, kept, drop_forgotten, NULL, &value) == napi_ok)
            return value;
    }
    free(kept);
    (void)tn_drop(*handle);
    (void)tn_fail(env);
    return NULL;
}

static tn_kept *find_kept(napi_env env, napi_value value) {
    void *kept = NULL;
    return napi_get_value_external(env, value, &kept) == napi_ok ? kept : NULL;
}

bool tn_read_handle(napi_env env, napi_value value, tenon_handle *handle) {
    const tn_kept *kept = find_kept(env, value);
    *handle = TENON_LIKELY(kept != NULL) ? kept->handle : 0;
    if (TENON_LIKELY(kept != NULL) || tn_is_none(env, value))
        return true;
    (void)napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "this is no handle of the package");
    return false;
}

napi_value tn_close_handle(napi_env env, napi_callback_info info) {
    napi_value in[1];
    if (!tn_arguments(env, info, 1, in))
        return NULL;
    tn_kept *kept = find_kept(env, in[0]);
    if (kept != NULL && !kept->is_closed) {
        kept->is_closed = true;
        close_kept(env, kept);
    }
    return NULL;
}

napi_value tn_is_live_handle(napi_env env, napi_callback_info info) {
    napi_value in[1];
    tenon_handle handle = 0;
    if (!tn_arguments(env, info, 1, in) || !tn_read_handle(env, in[0], &handle))
        return NULL;
    bool live = false;
    for (size_t i = 0; i < tn_this_package.class_count && !live; i++) {
        const tenon_class *type = tn_this_package.classes[i];
        live = type->tag == handle >> 48 && tenon_is_live(type, handle);
    }
    return tn_write_bool(env, &live);
}
