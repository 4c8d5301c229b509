#include <stdlib.h>

#include "bridged.h"

int64_t bridged_sum(const int16_t *values, int32_t count) {
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

uint32_t bridged_checksum(const void *data, size_t length, uint32_t start) {
    const uint8_t *bytes = data;
    uint32_t sum = start;
    for (size_t i = 0; i < length; i++)
        sum = sum * 31 + bytes[i];
    return sum;
}

void bridged_add(const uint32_t *a, const uint32_t *b, uint32_t *sums, size_t count) {
    for (size_t i = 0; i < count; i++)
        sums[i] = a[i] + b[i];
}

uint64_t bridged_weigh(const uint64_t *values, const uint64_t *weights, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i] * (weights != NULL ? weights[i] : 1);
    return sum;
}

void bridged_reverse(uint8_t *data, uint32_t length) {
    for (uint32_t i = 0; i < length / 2; i++) {
        uint8_t byte = data[i];
        data[i] = data[length - 1 - i];
        data[length - 1 - i] = byte;
    }
}

void bridged_move_all(bridged_point *points, size_t count, int32_t x, int32_t y) {
    for (size_t i = 0; i < count; i++) {
        points[i].x = (int32_t)((uint32_t)points[i].x + (uint32_t)x);
        points[i].y = (int32_t)((uint32_t)points[i].y + (uint32_t)y);
    }
}

size_t bridged_count_red(const bridged_color *colors, size_t count) {
    size_t red = 0;
    for (size_t i = 0; i < count; i++)
        red += colors[i] == BRIDGED_COLOR_RED;
    return red;
}

void bridged_count_up(uint16_t *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = (uint16_t)i;
}

bridged_status bridged_even(const int64_t *values, size_t count, int64_t *even, size_t *room) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i] % 2 != 0)
            continue;
        if (found == *room)
            return BRIDGED_FULL;
        even[found++] = values[i];
    }
    *room = found;
    return BRIDGED_OK;
}

uint64_t *bridged_squares(uint32_t end, size_t *count) {
    size_t length = end > 1000 ? 1000 : end;
    uint64_t *squares = malloc((length + 1) * sizeof(uint64_t));
    *count = squares != NULL ? length : 0;
    for (size_t i = 0; i < *count; i++)
        squares[i] = (uint64_t)i * i;
    return squares;
}

bridged_status bridged_bytes_of(uint64_t number, uint8_t **bytes, size_t *length) {
    uint8_t *made = malloc(sizeof number);
    if (made == NULL)
        return BRIDGED_OUT_OF_MEMORY;
    for (size_t i = 0; i < sizeof number; i++)
        made[i] = (uint8_t)(number >> (8 * i));
    *bytes = made;
    *length = sizeof number;
    return BRIDGED_OK;
}

uint64_t bridged_dot(const uint64_t *values, const uint32_t *keys, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i] * keys[i];
    return sum;
}
