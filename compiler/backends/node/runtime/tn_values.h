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

/* ---- Moments ---- */

bool tn_read_instant_seconds(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_instant_milliseconds(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_instant_microseconds(napi_env env, napi_value value, const tn_place *place, void *out);
bool tn_read_instant_nanoseconds(napi_env env, napi_value value, const tn_place *place, void *out);
napi_value tn_write_instant_seconds(napi_env env, const void *in);
napi_value tn_write_instant_milliseconds(napi_env env, const void *in);
napi_value tn_write_instant_microseconds(napi_env env, const void *in);
napi_value tn_write_instant_nanoseconds(napi_env env, const void *in);

extern const tn_type tn_type_instant_seconds, tn_type_instant_milliseconds;
extern const tn_type tn_type_instant_microseconds, tn_type_instant_nanoseconds;

/* ---- Exact numbers ---- */

/** A class of exact numbers. */
typedef struct tn_exact {
    const char *name; /**< In messages: "a Money". */
    uint32_t index;   /**< Among those that `$exacts` was given. */
} tn_exact;

/** Read an object of the class. */
bool tn_read_exact(napi_env env, napi_value value, const tn_place *place, const tn_exact *exact,
                   int64_t *out);

/** Make one. */
napi_value tn_write_exact(napi_env env, const tn_exact *exact, const int64_t *in);

/** `$exacts(classes)` */
napi_value tn_set_exacts(napi_env env, napi_callback_info info);

/* ---- Lists of texts ---- */

struct tenon_texts;

/** Make an array of strings, or null for "no list", and free the texts. */
napi_value tn_take_texts(napi_env env, struct tenon_texts *texts);

/* ---- Maps ---- */

/** The elements of a block as a plain array, and close it; null for none. */
napi_value tn_take_elements(napi_env env, const tn_type *type, bool nullable, tenon_block *block);

/** A Map of two arrays; null where they are. Null arguments: an exception is pending. */
napi_value tn_write_map(napi_env env, napi_value keys, napi_value values);

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
