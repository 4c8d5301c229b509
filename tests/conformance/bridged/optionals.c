#include <math.h>

#include "bridged.h"

int64_t bridged_half_or_none(int64_t value, bool has_value) {
    return has_value ? value / 2 : -1;
}

double bridged_limit_or_infinity(const double *limit) {
    return limit != NULL ? *limit : (double)INFINITY;
}

uint32_t bridged_name_length(const bridged_color *color) {
    if (color == NULL)
        return 0;
    switch (*color) {
    case BRIDGED_COLOR_RED:
        return 3;
    case BRIDGED_COLOR_GREEN:
        return 5;
    case BRIDGED_COLOR_BLUE:
        return 4;
    }
    return 0;
}

bool bridged_parse(const char *text, int64_t *number) {
    bool is_negative = *text == '-';
    const char *digit = *text == '-' || *text == '+' ? text + 1 : text;
    uint64_t most = (uint64_t)INT64_MAX + (is_negative ? 1 : 0);
    uint64_t value = 0;
    if (*digit == '\0')
        return false;
    for (; *digit != '\0'; digit++) {
        if (*digit < '0' || *digit > '9')
            return false;
        uint64_t one = (uint64_t)(*digit - '0');
        if (value > (most - one) / 10)
            return false;
        value = value * 10 + one;
    }
    *number = (int64_t)(is_negative ? 0 - value : value);
    return true;
}

void bridged_step(uint64_t *counter, bool *running, uint64_t last) {
    if (!*running)
        return;
    if (*counter >= last)
        *running = false;
    else
        ++*counter;
}

uint32_t bridged_largest(const uint32_t *values, size_t count, bool *known) {
    uint32_t largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = values[i] > largest ? values[i] : largest;
    *known = count > 0;
    return largest;
}

const uint32_t *bridged_prime(size_t index) {
    static const uint32_t primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
    return index < sizeof(primes) / sizeof(primes[0]) ? &primes[index] : NULL;
}
