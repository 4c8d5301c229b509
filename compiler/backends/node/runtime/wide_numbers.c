/**
 * @file
 * Numbers of 128 bits: bigints; safe integers are taken as well.
 */
#include "tn_values.h"

/* How tenon_int128 and tenon_uint128 lie in memory. */
typedef struct tn_wide {
    uint64_t low;
    uint64_t high;
} tn_wide;

typedef struct tn_magnitude {
    tn_wide words;
    bool is_negative;
} tn_magnitude;

/* A bigint, or an integer that a number holds exactly, without its sign. */
static bool read_magnitude(napi_env env, napi_value value, const tn_place *place, const char *expected,
                           tn_magnitude *read) {
    static const double max_safe = 9007199254740991.0;
    uint64_t words[2] = {0, 0};
    size_t count = 2;
    int sign = 0;
    double number = 0;
    if (napi_get_value_bigint_words(env, value, &sign, &count, words) == napi_ok) {
        *read = (tn_magnitude){.words = {words[0], words[1]}, .is_negative = sign != 0};
        return count <= 2 || tn_refuse_range(env, place, expected);
    }
    if (napi_get_value_double(env, value, &number) != napi_ok)
        return tn_refuse_type(env, place, expected, value);
    /* The comparison comes first: converting a double that the integer cannot hold is undefined. */
    if (!(number >= -max_safe && number <= max_safe) || (double)(int64_t)number != number)
        return tn_refuse_range(env, place, expected);
    *read = (tn_magnitude){.words = {.low = (uint64_t)(number < 0 ? -number : number)},
                           .is_negative = number < 0};
    return true;
}

/* Two's complement. */
static tn_wide negated(tn_wide wide) {
    tn_wide result = {.low = ~wide.low + 1, .high = ~wide.high};
    result.high += result.low == 0;
    return result;
}

bool tn_read_i128(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] = "a bigint from -(2n ** 127n) to 2n ** 127n - 1n or a safe integer";
    static const uint64_t top = UINT64_C(1) << 63;
    tn_magnitude read;
    if (!read_magnitude(env, value, place, expected, &read))
        return false;
    bool is_smallest = read.is_negative && read.words.high == top && read.words.low == 0;
    if (read.words.high >= top && !is_smallest)
        return tn_refuse_range(env, place, expected);
    *(tn_wide *)out = read.is_negative ? negated(read.words) : read.words;
    return true;
}

bool tn_read_u128(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] = "a bigint from 0n to 2n ** 128n - 1n or a safe integer";
    tn_magnitude read;
    if (!read_magnitude(env, value, place, expected, &read))
        return false;
    if (read.is_negative && (read.words.low != 0 || read.words.high != 0))
        return tn_refuse_range(env, place, expected);
    *(tn_wide *)out = read.words;
    return true;
}

static napi_value make_bigint(napi_env env, bool is_negative, tn_wide wide) {
    const uint64_t words[] = {wide.low, wide.high};
    napi_value value = NULL;
    if (napi_create_bigint_words(env, is_negative, 2, words, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

napi_value tn_write_i128(napi_env env, const void *in) {
    tn_wide wide = *(const tn_wide *)in;
    bool is_negative = wide.high >> 63 != 0;
    return make_bigint(env, is_negative, is_negative ? negated(wide) : wide);
}

napi_value tn_write_u128(napi_env env, const void *in) {
    return make_bigint(env, false, *(const tn_wide *)in);
}

const tn_type tn_type_i128 = {
    .name = "a bigint", .size = sizeof(tn_wide), .read = tn_read_i128, .write = tn_write_i128};

const tn_type tn_type_u128 = {
    .name = "a bigint", .size = sizeof(tn_wide), .read = tn_read_u128, .write = tn_write_u128};
