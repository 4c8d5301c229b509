/**
 * @file
 * Values that C has no word for: in packages that have some of them.
 */
#ifndef TN_VALUES_H
#define TN_VALUES_H

#include "tn_node.h"

/* ---- Numbers of 128 bits ---- */

bool tn_read_i128(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_u128(napi_env env, napi_value value, const tn_place *place, void *out);
napi_value tn_write_i128(napi_env env, const void *in);
napi_value tn_write_u128(napi_env env, const void *in);

extern const tn_type tn_type_i128, tn_type_u128;

/* ---- Lists of texts ---- */

struct tenon_texts;

/** Make an array of strings, or null for "no list", and free the texts. */
napi_value tn_take_texts(napi_env env, struct tenon_texts *texts);

#endif /* TN_VALUES_H */
