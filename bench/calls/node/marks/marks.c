/**
 * @file
 * The marks of bench/count for JavaScript: begin() and end(label).
 */
#include <node_api.h>

#include "bench_marks.h"

static napi_value begin(napi_env env, napi_callback_info info) {
    (void)env;
    (void)info;
    bench_count_begin();
    return NULL;
}

static napi_value end(napi_env env, napi_callback_info info) {
    napi_value arguments[1];
    size_t count = 1;
    size_t length = 0;
    char label[128];
    if (napi_get_cb_info(env, info, &count, arguments, NULL, NULL) != napi_ok ||
        napi_get_value_string_utf8(env, arguments[0], label, sizeof label, &length) != napi_ok)
        (void)napi_throw_type_error(env, "ERR_INVALID_ARG_TYPE", "label must be a string");
    else
        bench_count_end(label);
    return NULL;
}

NAPI_MODULE_INIT() {
    static const napi_property_descriptor functions[] = {
        {.utf8name = "begin", .method = begin, .attributes = napi_enumerable},
        {.utf8name = "end", .method = end, .attributes = napi_enumerable},
    };
    return napi_define_properties(env, exports, sizeof functions / sizeof *functions, functions) == napi_ok
               ? exports
               : NULL;
}
