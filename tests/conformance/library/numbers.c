#include "conformance.h"

bool conformance_same_bool(bool value) {
    return value;
}

int8_t conformance_same_i8(int8_t value) {
    return value;
}

int16_t conformance_same_i16(int16_t value) {
    return value;
}

int32_t conformance_same_i32(int32_t value) {
    return value;
}

int64_t conformance_same_i64(int64_t value) {
    return value;
}

uint8_t conformance_same_u8(uint8_t value) {
    return value;
}

uint16_t conformance_same_u16(uint16_t value) {
    return value;
}

uint32_t conformance_same_u32(uint32_t value) {
    return value;
}

uint64_t conformance_same_u64(uint64_t value) {
    return value;
}

size_t conformance_same_size(size_t value) {
    return value;
}

float conformance_same_f32(float value) {
    return value;
}

double conformance_same_f64(double value) {
    return value;
}

void conformance_do_nothing(void) {
}
