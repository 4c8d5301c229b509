#include "bridged.h"

bool bridged_not(bool value) {
    return !value;
}

int8_t bridged_next_i8(int8_t value) {
    return (int8_t)(uint8_t)((uint8_t)value + 1u);
}

int16_t bridged_next_i16(int16_t value) {
    return (int16_t)(uint16_t)((uint16_t)value + 1u);
}

int32_t bridged_next_i32(int32_t value) {
    return (int32_t)((uint32_t)value + 1u);
}

int64_t bridged_next_i64(int64_t value) {
    return (int64_t)((uint64_t)value + 1u);
}

uint8_t bridged_next_u8(uint8_t value) {
    return (uint8_t)(value + 1u);
}

uint16_t bridged_next_u16(uint16_t value) {
    return (uint16_t)(value + 1u);
}

uint32_t bridged_next_u32(uint32_t value) {
    return value + 1u;
}

uint64_t bridged_next_u64(uint64_t value) {
    return value + 1u;
}

size_t bridged_next_size(size_t value) {
    return value + 1u;
}

tenon_int128 bridged_next_i128(tenon_int128 value) {
    value.low++;
    if (value.low == 0)
        value.high = (int64_t)((uint64_t)value.high + 1u);
    return value;
}

tenon_uint128 bridged_next_u128(tenon_uint128 value) {
    value.low++;
    if (value.low == 0)
        value.high++;
    return value;
}

float bridged_half_f32(float value) {
    return value / 2;
}

double bridged_half_f64(double value) {
    return value / 2;
}

/* Numbers that do not fit into int64_t count as nothing. */
static int64_t whole_part(double value) {
    return value >= -9e18 && value <= 9e18 ? (int64_t)value : 0;
}

int64_t bridged_sum_of_all(int8_t tiny, uint8_t byte, int16_t small, uint16_t port, int32_t whole,
                           uint32_t count, int64_t large, bool flag, float rough, double exact) {
    int64_t sum = (int64_t)tiny + byte + small + port + whole + count + (flag ? 1 : 0);
    return (int64_t)((uint64_t)sum + (uint64_t)large + (uint64_t)whole_part((double)rough) +
                     (uint64_t)whole_part(exact));
}

void bridged_do_nothing(void) {
}

uint32_t bridged_answer(void) {
    return 42;
}

uint32_t bridged_plain(uint32_t value) {
    return value;
}
