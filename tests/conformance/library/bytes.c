#include "conformance.h"

#include <stdlib.h>

uint64_t conformance_sum_bytes(const uint8_t *data, size_t length) {
    uint64_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += data[i];
    return sum;
}

conformance_status conformance_reverse_bytes(const void *data, size_t length, uint8_t **reversed,
                                             size_t *reversed_length) {
    const uint8_t *bytes = data;
    uint8_t *copy = malloc(length > 0 ? length : 1);
    if (copy == NULL)
        return CONFORMANCE_NO_MEMORY;
    for (size_t i = 0; i < length; i++)
        copy[i] = bytes[length - 1 - i];
    *reversed = copy;
    *reversed_length = length;
    return CONFORMANCE_OK;
}
