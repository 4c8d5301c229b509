/**
 * @file
 * Node-API as Electron has it: V8 keeps all buffers in a sandbox of its own, and memory of others is refused.
 */
#ifndef REFUSING_H
#define REFUSING_H

#define _GNU_SOURCE /* included before what asks for it itself, as runtime/trace.c does */

#include <node_api.h>

static inline napi_status refuse_external(napi_env env, const void *data, size_t size, napi_finalize finalize,
                                          const void *hint, const napi_value *buffer) {
    (void)env;
    (void)data;
    (void)size;
    (void)finalize;
    (void)hint;
    (void)buffer;
    return napi_no_external_buffers_allowed;
}

#define napi_create_external_arraybuffer refuse_external

#endif /* REFUSING_H */
