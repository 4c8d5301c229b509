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

/* ---- Variants ---- */

/** Read an object with a `kind`, and with what that kind comes with. */
bool tn_read_variant(napi_env env, napi_value value, const tn_place *place, const tn_type *type, void *out);

/** Make such an object. */
napi_value tn_write_variant(napi_env env, const tn_type *type, const void *in);

/* ---- Texts in records ---- */

/** A text in a record; null: none. */
extern const tn_type tn_type_text;

/** The texts of records passed in: they live until the end of the call. */
typedef struct tn_texts {
    struct tn_kept_text *first;
} tn_texts;

/** No texts. */
static inline void tn_texts_begin(tn_texts *texts) {
    texts->first = NULL;
}

/** Free them. */
void tn_texts_end(tn_texts *texts);

/** Make an object of a record that a call gave, and free its texts. */
napi_value tn_take_record(napi_env env, const tn_type *type, void *record);

#endif /* TN_VALUES_H */
