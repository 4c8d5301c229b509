/**
 * @file
 * Numbers and truth values.
 *
 * Integers of up to 32 bits, sizes and floats are JavaScript numbers; 64-bit integers are bigints on their
 * way out, always, so that a result's type does not depend on its value.
 */
#include <float.h>
#include <math.h>

#include "tn_node.h"

static const double max_safe = 9007199254740991.0;

static bool read_integer(napi_env env, napi_value value, const tn_place *place, double lowest, double highest,
                         const char *expected, double *number) {
    if (TENON_UNLIKELY(napi_get_value_double(env, value, number) != napi_ok))
        return tn_refuse_type(env, place, expected, value);
    /* The comparison comes first: converting a double that the integer cannot hold is undefined. */
    if (TENON_LIKELY(*number >= lowest && *number <= highest && (double)(int64_t)*number == *number))
        return true;
    return tn_refuse_range(env, place, expected);
}

#define DEFINE_SMALL_INTEGER(suffix, type, lowest, highest, expected)                                        \
    bool tn_read_##suffix(napi_env env, napi_value value, const tn_place *place, void *out) {                \
        double number = 0;                                                                                   \
        if (!read_integer(env, value, place, lowest, highest, expected, &number))                            \
            return false;                                                                                    \
        *(type *)out = (type)number;                                                                         \
        return true;                                                                                         \
    }                                                                                                        \
    napi_value tn_write_##suffix(napi_env env, const void *in) {                                             \
        napi_value value = NULL;                                                                             \
        if (napi_create_int64(env, *(const type *)in, &value) != napi_ok)                                    \
            (void)tn_fail(env);                                                                              \
        return value;                                                                                        \
    }

DEFINE_SMALL_INTEGER(i8, int8_t, -128.0, 127.0, "an integer from -128 to 127")
DEFINE_SMALL_INTEGER(i16, int16_t, -32768.0, 32767.0, "an integer from -32768 to 32767")
DEFINE_SMALL_INTEGER(u8, uint8_t, 0.0, 255.0, "an integer from 0 to 255")
DEFINE_SMALL_INTEGER(u16, uint16_t, 0.0, 65535.0, "an integer from 0 to 65535")

bool tn_read_i32(napi_env env, napi_value value, const tn_place *place, void *out) {
    double number = 0;
    if (!read_integer(env, value, place, -2147483648.0, 2147483647.0,
                      "an integer from -2147483648 to 2147483647", &number))
        return false;
    *(int32_t *)out = (int32_t)number;
    return true;
}

napi_value tn_write_i32(napi_env env, const void *in) {
    napi_value value = NULL;
    if (napi_create_int32(env, *(const int32_t *)in, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

bool tn_read_u32(napi_env env, napi_value value, const tn_place *place, void *out) {
    double number = 0;
    if (!read_integer(env, value, place, 0.0, 4294967295.0, "an integer from 0 to 4294967295", &number))
        return false;
    *(uint32_t *)out = (uint32_t)number;
    return true;
}

napi_value tn_write_u32(napi_env env, const void *in) {
    napi_value value = NULL;
    if (napi_create_uint32(env, *(const uint32_t *)in, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

bool tn_read_size(napi_env env, napi_value value, const tn_place *place, void *out) {
    double number = 0;
    if (!read_integer(env, value, place, 0.0, max_safe, "an integer from 0 to 2 ** 53 - 1", &number))
        return false;
    *(size_t *)out = (size_t)number;
    return true;
}

napi_value tn_write_large_size(napi_env env, size_t size) {
    napi_value value = NULL;
    if (TENON_UNLIKELY(size > (size_t)max_safe))
        (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE",
                                     "there is a size beyond 2 ** 53 - 1, which no number holds");
    else if (napi_create_double(env, (double)size, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

static bool is_bigint(napi_env env, napi_value value) {
    napi_valuetype type = napi_undefined;
    return napi_typeof(env, value, &type) == napi_ok && type == napi_bigint;
}

bool tn_read_no_bigint_i64(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] = "a bigint from -(2n ** 63n) to 2n ** 63n - 1n or a safe integer";
    double number = 0;
    if (is_bigint(env, value))
        return tn_refuse_range(env, place, expected);
    if (!read_integer(env, value, place, -max_safe, max_safe, expected, &number))
        return false;
    *(int64_t *)out = (int64_t)number;
    return true;
}

bool tn_read_no_bigint_u64(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] = "a bigint from 0n to 2n ** 64n - 1n or a safe integer";
    double number = 0;
    if (is_bigint(env, value))
        return tn_refuse_range(env, place, expected);
    if (!read_integer(env, value, place, 0.0, max_safe, expected, &number))
        return false;
    *(uint64_t *)out = (uint64_t)number;
    return true;
}

bool tn_read_f32(napi_env env, napi_value value, const tn_place *place, void *out) {
    double number = 0;
    if (!tn_read_f64(env, value, place, &number))
        return false;
    if (isfinite(number) && fabs(number) > (double)FLT_MAX)
        return tn_refuse_range(env, place, "a number that a 32-bit float can hold");
    *(float *)out = (float)number;
    return true;
}

napi_value tn_write_f32(napi_env env, const void *in) {
    napi_value value = NULL;
    if (napi_create_double(env, (double)*(const float *)in, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

bool tn_read_bool(napi_env env, napi_value value, const tn_place *place, void *out) {
    if (TENON_LIKELY(napi_get_value_bool(env, value, out) == napi_ok))
        return true;
    return tn_refuse_type(env, place, "a boolean", value);
}

napi_value tn_write_bool(napi_env env, const void *in) {
    napi_value value = NULL;
    if (napi_get_boolean(env, *(const bool *)in, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

#define DEFINE_TYPE(suffix, type, name_text, array_text, element_type)                                       \
    const tn_type tn_type_##suffix = {.name = (name_text),                                                   \
                                      .size = sizeof(type),                                                  \
                                      .read = tn_read_##suffix,                                              \
                                      .write = tn_write_##suffix,                                            \
                                      .array_name = (array_text),                                            \
                                      .array_type = (element_type),                                          \
                                      .is_typed_result = true};

DEFINE_TYPE(i8, int8_t, "an integer", "an Int8Array or an array", napi_int8_array)
DEFINE_TYPE(i16, int16_t, "an integer", "an Int16Array or an array", napi_int16_array)
DEFINE_TYPE(i32, int32_t, "an integer", "an Int32Array or an array", napi_int32_array)
DEFINE_TYPE(i64, int64_t, "a bigint", "a BigInt64Array or an array", napi_bigint64_array)
DEFINE_TYPE(u8, uint8_t, "an integer", "a Uint8Array or an array", napi_uint8_array)
DEFINE_TYPE(u16, uint16_t, "an integer", "a Uint16Array or an array", napi_uint16_array)
DEFINE_TYPE(u32, uint32_t, "an integer", "a Uint32Array or an array", napi_uint32_array)
DEFINE_TYPE(u64, uint64_t, "a bigint", "a BigUint64Array or an array", napi_biguint64_array)
DEFINE_TYPE(size, size_t, "an integer", "a BigUint64Array or an array", napi_biguint64_array)
DEFINE_TYPE(f32, float, "a number", "a Float32Array or an array", napi_float32_array)
DEFINE_TYPE(f64, double, "a number", "a Float64Array or an array", napi_float64_array)

/* A byte that is neither 0 nor 1 must never reach C as a bool. */
const tn_type tn_type_bool = {.name = "a boolean",
                              .size = sizeof(bool),
                              .read = tn_read_bool,
                              .write = tn_write_bool,
                              .array_name = "a Uint8Array or an array",
                              .array_type = napi_uint8_array,
                              .is_copied = true};

const tn_type tn_type_bytes = {.name = "an integer",
                               .size = 1,
                               .read = tn_read_u8,
                               .write = tn_write_u8,
                               .array_name = "a Uint8Array",
                               .array_type = napi_uint8_array,
                               .is_typed_result = true,
                               .is_strict = true};

/* Which numbers are constants of the enum is the boundary's to say. */
const tn_type tn_type_enum = {.name = "an integer",
                              .size = sizeof(int32_t),
                              .read = tn_read_i32,
                              .write = tn_write_i32,
                              .array_name = "an Int32Array or an array",
                              .array_type = napi_int32_array};

/* A view of enum constants shows the library's own memory. */
const tn_type tn_type_enum_view = {.name = "an integer",
                                   .size = sizeof(int32_t),
                                   .read = tn_read_i32,
                                   .write = tn_write_i32,
                                   .array_name = "an Int32Array",
                                   .array_type = napi_int32_array,
                                   .is_typed_result = true};
