/**
 * @file
 * Calls that may take long: here and now, or awaited on a thread of libuv's pool; and tokens to stop them.
 */
#ifndef TN_TASKS_H
#define TN_TASKS_H

#include "tn_node.h"

/** One function that has an awaitable form. Generated. */
typedef struct tn_long_call {
    const char *name; /**< For tools that show what is under way. */
    size_t size;      /**< Of the values of one call. */
    size_t input_count;
    bool keeps_inputs; /**< Some arguments have to stay alive until the call has ended: objects, say. */
    /** Read the arguments; where the call is awaited, nothing may lie in memory of JavaScript. */
    bool (*read)(napi_env env, const napi_value *in, bool is_awaited, void *values);
    int32_t (*cross)(void *values);
    /** Make the result. `in` as before. */
    napi_value (*give)(napi_env env, const napi_value *in, void *values);
    /** Begin and end what has to be freed; or null. */
    void (*begin)(void *values);
    void (*end)(void *values);
} tn_long_call;

/** Call here and now. */
napi_value tn_call_here(napi_env env, napi_callback_info info, const tn_long_call *call);

/**
 * Call on another thread. JavaScript passes one argument more: the token by which it may be stopped, or null.
 * @return A promise, which is rejected with the token where the call was stopped before it began.
 */
napi_value tn_await_call(napi_env env, napi_callback_info info, const tn_long_call *call);

/** The token behind `$newToken()`; null or undefined: none. */
bool tn_read_token(napi_env env, napi_value value, tenon_handle *token);

/** Add `$newToken()`, `$stop(token)` and `$stopAll()`. */
bool tn_export_tasks(napi_env env, napi_value exports);

#endif /* TN_TASKS_H */
