/**
 * @file
 * Whole numbers of 128 bits, laid out the same under every compiler and passed the same by every language.
 */
#ifndef TENON_INT128_H
#define TENON_INT128_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A signed number: `high` * 2^64 + `low`. */
typedef struct tenon_int128 {
    uint64_t low;
    int64_t high;
} tenon_int128;

/** An unsigned number: `high` * 2^64 + `low`. */
typedef struct tenon_uint128 {
    uint64_t low;
    uint64_t high;
} tenon_uint128;

#if defined(__SIZEOF_INT128__)
__extension__ typedef __int128 tenon_native_int128;
__extension__ typedef unsigned __int128 tenon_native_uint128;

/** The compiler's own number. */
static inline tenon_native_int128 tenon_int128_value(tenon_int128 number) {
    return (tenon_native_int128)(((tenon_native_uint128)(uint64_t)number.high << 64) | number.low);
}

/** From the compiler's own number. */
static inline tenon_int128 tenon_int128_of(tenon_native_int128 value) {
    tenon_int128 number;
    number.low = (uint64_t)value;
    number.high = (int64_t)(uint64_t)((tenon_native_uint128)value >> 64);
    return number;
}

/** The compiler's own number. */
static inline tenon_native_uint128 tenon_uint128_value(tenon_uint128 number) {
    return ((tenon_native_uint128)number.high << 64) | number.low;
}

/** From the compiler's own number. */
static inline tenon_uint128 tenon_uint128_of(tenon_native_uint128 value) {
    tenon_uint128 number;
    number.low = (uint64_t)value;
    number.high = (uint64_t)(value >> 64);
    return number;
}
#endif

#ifdef __cplusplus
}
#endif

#endif /* TENON_INT128_H */
