#include <string.h>

#include "holder.h"

tenon_int128 values_multiply(int64_t a, int64_t b) {
    return tenon_int128_of((tenon_native_int128)a * b);
}

tenon_int128 values_same_i128(tenon_int128 value) {
    return value;
}

tenon_uint128 values_same_u128(tenon_uint128 value) {
    return value;
}

bool values_negated(tenon_int128 value, tenon_int128 *negated) {
    if (value.high == INT64_MIN && value.low == 0)
        return false;
    *negated = tenon_int128_of(-tenon_int128_value(value));
    return true;
}

void values_accumulate(tenon_uint128 *total, uint64_t amount) {
    *total = tenon_uint128_of(tenon_uint128_value(*total) + amount);
}

tenon_int128 values_smaller(tenon_int128 a, const tenon_int128 *b) {
    return b == NULL || tenon_int128_value(a) < tenon_int128_value(*b) ? a : *b;
}

tenon_int128 values_default_i128(tenon_int128 value) {
    return value;
}

static tenon_native_uint128 magnitude(tenon_int128 number) {
    tenon_native_uint128 bits = (tenon_native_uint128)tenon_int128_value(number);
    return number.high < 0 ? 0 - bits : bits;
}

values_wide_pair values_order(tenon_int128 a, tenon_int128 b, bool has_b) {
    bool a_is_low = !has_b || tenon_int128_value(a) <= tenon_int128_value(b);
    values_wide_pair pair;
    memset(&pair, 0, sizeof(pair));
    pair.low = a_is_low ? a : b;
    pair.sum = tenon_uint128_of(magnitude(a) + (has_b ? magnitude(b) : 0));
    pair.has_high = has_b;
    if (has_b)
        pair.high = a_is_low ? b : a;
    return pair;
}

values_wide_pair values_same_pair(const values_wide_pair *pair) {
    return *pair;
}

tenon_uint128 values_holder_serial(const values_holder *holder) {
    return holder->serial;
}

void values_holder_set_serial(values_holder *holder, tenon_uint128 serial) {
    holder->serial = serial;
}
