/**
 * @file
 * Moments: Dates as far as those are exact, else bigints of the contract's unit.
 */
#include <math.h>

#include "tn_values.h"

/* As far as a Date goes, in milliseconds: https://tc39.es/ecma262/#sec-time-values-and-time-range */
static const double latest = 8.64e15;

/* The milliseconds of a Date that holds a moment. */
static bool read_date(napi_env env, napi_value value, const tn_place *place, double *milliseconds) {
    if (napi_get_date_value(env, value, milliseconds) != napi_ok)
        return tn_fail(env);
    return !isnan(*milliseconds) || tn_refuse_range(env, place, "a valid Date");
}

static bool is_date(napi_env env, napi_value value) {
    bool result = false;
    return napi_is_date(env, value, &result) == napi_ok && result;
}

static bool read_only_date(napi_env env, napi_value value, const tn_place *place, double *milliseconds) {
    return is_date(env, value) ? read_date(env, value, place, milliseconds)
                               : tn_refuse_type(env, place, "a Date", value);
}

static napi_value make_date(napi_env env, double milliseconds) {
    napi_value value = NULL;
    if (fabs(milliseconds) > latest)
        (void)napi_throw_range_error(env, "ERR_OUT_OF_RANGE", "there is a moment that no Date can hold");
    else if (napi_create_date(env, milliseconds, &value) != napi_ok)
        (void)tn_fail(env);
    return value;
}

bool tn_read_instant_seconds(napi_env env, napi_value value, const tn_place *place, void *out) {
    double milliseconds = 0;
    if (!read_only_date(env, value, place, &milliseconds))
        return false;
    *(int64_t *)out = (int64_t)floor(milliseconds / 1000);
    return true;
}

napi_value tn_write_instant_seconds(napi_env env, const void *in) {
    return make_date(env, (double)*(const int64_t *)in * 1000);
}

bool tn_read_instant_milliseconds(napi_env env, napi_value value, const tn_place *place, void *out) {
    double milliseconds = 0;
    if (!read_only_date(env, value, place, &milliseconds))
        return false;
    *(int64_t *)out = (int64_t)milliseconds;
    return true;
}

napi_value tn_write_instant_milliseconds(napi_env env, const void *in) {
    return make_date(env, (double)*(const int64_t *)in);
}

/* A bigint, or a Date, which is never finer. No number: it would be the milliseconds of Date.now(). */
static bool read_fine(napi_env env, napi_value value, const tn_place *place, const char *expected,
                      int64_t per_millisecond, int64_t *out) {
    bool is_lossless = false;
    double milliseconds = 0;
    if (napi_get_value_bigint_int64(env, value, out, &is_lossless) == napi_ok)
        return is_lossless || tn_refuse_range(env, place, expected);
    if (!is_date(env, value))
        return tn_refuse_type(env, place, expected, value);
    if (!read_date(env, value, place, &milliseconds))
        return false;
    int64_t whole = (int64_t)milliseconds;
    if (whole > INT64_MAX / per_millisecond || whole < INT64_MIN / per_millisecond)
        return tn_refuse_range(env, place, expected);
    *out = whole * per_millisecond;
    return true;
}

bool tn_read_instant_microseconds(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] = "a bigint of microseconds (since 1970) that has 64 bits, or a Date";
    return read_fine(env, value, place, expected, 1000, out);
}

napi_value tn_write_instant_microseconds(napi_env env, const void *in) {
    return tn_write_i64(env, in);
}

bool tn_read_instant_nanoseconds(napi_env env, napi_value value, const tn_place *place, void *out) {
    static const char expected[] =
        "a bigint of nanoseconds (since 1970) that has 64 bits, or a Date from 1677 to 2262";
    return read_fine(env, value, place, expected, 1000000, out);
}

napi_value tn_write_instant_nanoseconds(napi_env env, const void *in) {
    return tn_write_i64(env, in);
}

#define DEFINE_INSTANT(unit, text)                                                                           \
    const tn_type tn_type_instant_##unit = {.name = (text),                                                  \
                                            .size = sizeof(int64_t),                                         \
                                            .read = tn_read_instant_##unit,                                  \
                                            .write = tn_write_instant_##unit};

DEFINE_INSTANT(seconds, "a Date")
DEFINE_INSTANT(milliseconds, "a Date")
DEFINE_INSTANT(microseconds, "a bigint of microseconds")
DEFINE_INSTANT(nanoseconds, "a bigint of nanoseconds")
