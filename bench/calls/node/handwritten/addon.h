/**
 * @file
 * tally for Node.js, written by hand on Node-API: the floor of the benchmark.
 */
#ifndef ADDON_H
#define ADDON_H

#include <node_api.h>

#include "tally.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/** Throw a TypeError with the code that Node.js itself uses. @return Null, for a callback to return. */
napi_value refuse(napi_env env, const char *message);

/** Where Node-API failed with no exception pending, throw one. @return Null, for a callback to return. */
napi_value fail(napi_env env);

/** A text of JavaScript as C reads it. */
typedef struct c_text {
    char *data;
    size_t length;
    char space[2048];
} c_text;

/** Read a string. @return False with an exception pending. To be freed with free_text() in either case. */
bool read_text(napi_env env, napi_value value, c_text *text);
void free_text(c_text *text);

/** Read a bigint of 64 bits. @return False with an exception pending. */
bool read_int64(napi_env env, napi_value value, const char *problem, int64_t *number);

/** Add the class Tally. @return Whether that worked. */
bool export_tally(napi_env env, napi_value exports);

#endif
