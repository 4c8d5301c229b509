#include "plain.h"

int32_t plain_twice(int32_t number) {
    return (int32_t)((uint32_t)number * 2u);
}

int32_t plain_error(int32_t crate, int32_t support) {
    return crate ^ support;
}

int32_t plain_type(int32_t self, int32_t fn) {
    return self & fn;
}

uint64_t plain_result(const uint8_t *bytes, size_t size) {
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++)
        sum += bytes[i];
    return sum;
}

plain_layout plain_status(plain_text text, plain_layout layout) {
    uint32_t left = (uint32_t)layout.left + (uint32_t)text.field.how_many_of_them_were_counted;
    return (plain_layout){(int32_t)left, layout.top};
}

plain_int128 plain_option(plain_int128 value) {
    return value;
}
