/**
 * @file
 * Dynamic values: what JSON can say, plus bytes and whole numbers of 64 bits. For options and attributes
 * whose shape a contract does not fix.
 *
 * A value is read with the functions below while its owner lives. What a library makes, it makes from the
 * leaves up: tenon_list_add() and tenon_map_set() take over the value that they are given, also where they
 * fail, and the whole is freed with its root. A value that is only read may be read from several threads;
 * texts are UTF-8.
 */
#ifndef TENON_VALUE_H
#define TENON_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a value is. */
typedef enum tenon_value_kind {
    TENON_VALUE_NULL = 0,
    TENON_VALUE_BOOL = 1,
    TENON_VALUE_INTEGER = 2,  /**< Fits int64_t. */
    TENON_VALUE_UNSIGNED = 3, /**< Above INT64_MAX; fits uint64_t. */
    TENON_VALUE_NUMBER = 4,   /**< double */
    TENON_VALUE_TEXT = 5,
    TENON_VALUE_BYTES = 6,
    TENON_VALUE_LIST = 7,
    TENON_VALUE_MAP = 8 /**< From texts to values, each key once, in the order in which they were set. */
} tenon_value_kind;

/** A dynamic value. */
typedef struct tenon_value tenon_value;

/* ---- Reading: a value of another kind gives what each says, and never fails ---- */

/** The kind; TENON_VALUE_NULL for a null pointer. */
tenon_value_kind tenon_value_kind_of(const tenon_value *value);

/** The bool, or `otherwise`. */
bool tenon_value_bool(const tenon_value *value, bool otherwise);

/** The whole number where it fits int64_t (also a double without a fraction), or `otherwise`. */
int64_t tenon_value_integer(const tenon_value *value, int64_t otherwise);

/** The whole number where it is not negative, or `otherwise`. */
uint64_t tenon_value_unsigned(const tenon_value *value, uint64_t otherwise);

/** The number (a whole one as the nearest double), or `otherwise`. */
double tenon_value_number(const tenon_value *value, double otherwise);

/** The text, which ends with a NUL, or `otherwise`. @param length Set to its bytes where it is not null. */
const char *tenon_value_text(const tenon_value *value, size_t *length, const char *otherwise);

/** The bytes, or null. @param length Set to how many, 0 where it is something else. */
const void *tenon_value_bytes(const tenon_value *value, size_t *length);

/** How many values a list or map holds; 0 for everything else. */
size_t tenon_value_count(const tenon_value *value);

/** The value at that place of a list or map, or null. */
const tenon_value *tenon_value_at(const tenon_value *value, size_t index);

/** The key at that place of a map, or null. */
const char *tenon_value_key(const tenon_value *value, size_t index);

/** The value of a map under that key, or null. Looks at the keys one after the other. */
const tenon_value *tenon_value_get(const tenon_value *value, const char *key);

/* ---- Making: null where memory is used up (or a text is not UTF-8) ---- */

tenon_value *tenon_value_new_null(void);
tenon_value *tenon_value_new_bool(bool value);
tenon_value *tenon_value_new_integer(int64_t value);
tenon_value *tenon_value_new_unsigned(uint64_t value);
tenon_value *tenon_value_new_number(double value);

/** Copies `length` bytes, which must be UTF-8 without a NUL. */
tenon_value *tenon_value_new_text(const char *text, size_t length);

/** Copies `length` bytes. */
tenon_value *tenon_value_new_bytes(const void *bytes, size_t length);
tenon_value *tenon_value_new_list(void);
tenon_value *tenon_value_new_map(void);

/** Put a value at the end of a list. Takes `item` over. @return Whether it could; a null `item` cannot. */
bool tenon_list_add(tenon_value *list, tenon_value *item);

/** Set a key of a map, in the place of what it had. Takes `item` over. @return As tenon_list_add(). */
bool tenon_map_set(tenon_value *map, const char *key, tenon_value *item);

/** Free a value with all that it holds; null is allowed. */
void tenon_value_free(tenon_value *value);

#ifdef __cplusplus
}
#endif

#endif /* TENON_VALUE_H */
