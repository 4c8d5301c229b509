#include "conformance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tenon/error.h"

double conformance_sum_f64(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

float conformance_sum_f32(const float *values, uint32_t count) {
    float sum = 0;
    for (uint32_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

int64_t conformance_sum_i32(const int32_t *values, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

int64_t conformance_sum_i64(const int64_t *values, size_t count) {
    if (values == NULL)
        return -1;
    uint64_t sum = 0; /* unsigned, because an overflow of signed numbers is undefined */
    for (size_t i = 0; i < count; i++)
        sum += (uint64_t)values[i];
    return (int64_t)sum;
}

uint64_t conformance_sum_u64(const uint64_t *values, size_t count) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return sum;
}

size_t conformance_count_true(const bool *values, size_t count) {
    size_t result = 0;
    for (size_t i = 0; i < count; i++)
        result += values[i] ? 1 : 0;
    return result;
}

conformance_status conformance_weighted_sum(const double *values, const double *weights, size_t count,
                                            double *sum) {
    double result = 0;
    for (size_t i = 0; i < count; i++)
        result += values[i] * weights[i];
    *sum = result;
    return CONFORMANCE_OK;
}

void conformance_double_in_place(double *values, size_t count) {
    for (size_t i = 0; i < count; i++)
        values[i] *= 2;
}

void conformance_squares(const int64_t *values, int64_t *squares, size_t count) {
    for (size_t i = 0; i < count; i++)
        squares[i] = (int64_t)((uint64_t)values[i] * (uint64_t)values[i]);
}

void conformance_evens(uint32_t *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = (uint32_t)(2 * i);
}

void conformance_odds(uint32_t *numbers, int32_t count) {
    for (int32_t i = 0; i < count; i++)
        numbers[i] = 2 * (uint32_t)i + 1;
}

conformance_status conformance_divisors(uint32_t number, uint32_t *divisors, size_t *count) {
    if (number == 0)
        return (conformance_status)tenon_fail(CONFORMANCE_BAD_ARGUMENT, "every number divides 0");
    size_t written = 0;
    for (uint32_t divisor = 1; divisor <= number && written < *count; divisor++) {
        if (number % divisor == 0)
            divisors[written++] = divisor;
        if (divisor == UINT32_MAX)
            break;
    }
    *count = written;
    return CONFORMANCE_OK;
}

conformance_status conformance_range(uint64_t end, uint64_t **values, size_t *count) {
    if (end > SIZE_MAX / sizeof(uint64_t) / 2)
        return (conformance_status)tenon_fail(CONFORMANCE_TOO_LARGE, "%llu numbers do not fit into memory",
                                              (unsigned long long)end);
    size_t length = (size_t)end;
    uint64_t *numbers = malloc((length > 0 ? length : 1) * sizeof(*numbers));
    if (numbers == NULL)
        return CONFORMANCE_NO_MEMORY;
    for (size_t i = 0; i < length; i++)
        numbers[i] = i;
    *values = numbers;
    *count = length;
    return CONFORMANCE_OK;
}

double *conformance_without_nan(const double *values, size_t count, size_t *kept) {
    *kept = 0;
    double *result = malloc((count > 0 ? count : 1) * sizeof(*result));
    if (result == NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        if (!isnan(values[i]))
            result[(*kept)++] = values[i];
    }
    if (*kept > 0)
        return result;
    free(result);
    return NULL;
}

size_t conformance_total_length(const char *const *texts, size_t count) {
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += strlen(texts[i]);
    return total;
}

conformance_status conformance_centre(const conformance_point *points, size_t count,
                                      conformance_point *centre) {
    if (count == 0)
        return (conformance_status)tenon_fail(CONFORMANCE_BAD_ARGUMENT, "no points have no centre");
    conformance_point sum = points[0];
    for (size_t i = 1; i < count; i++) {
        sum.x += points[i].x;
        sum.y += points[i].y;
        sum.weight += points[i].weight;
    }
    sum.x /= (double)count;
    sum.y /= (double)count;
    *centre = sum;
    return CONFORMANCE_OK;
}

conformance_status conformance_square(double side, conformance_point **corners, size_t *count) {
    enum { CORNERS = 4 };
    static const conformance_direction facing[CORNERS] = {
        CONFORMANCE_DIRECTION_NORTH, CONFORMANCE_DIRECTION_EAST, CONFORMANCE_DIRECTION_SOUTH,
        CONFORMANCE_DIRECTION_WEST};
    conformance_point *points = calloc(CORNERS, sizeof(*points));
    if (points == NULL)
        return CONFORMANCE_NO_MEMORY;
    for (uint32_t i = 0; i < CORNERS; i++) {
        points[i].x = i == 0 || i == 3 ? -side / 2 : side / 2;
        points[i].y = i < 2 ? side / 2 : -side / 2;
        points[i].weight = i;
        points[i].visible = true;
        points[i].facing = facing[i];
    }
    *corners = points;
    *count = CORNERS;
    return CONFORMANCE_OK;
}

size_t conformance_count_north(const conformance_direction *directions, size_t count) {
    size_t result = 0;
    for (size_t i = 0; i < count; i++)
        result += directions[i] == CONFORMANCE_DIRECTION_NORTH ? 1 : 0;
    return result;
}
