#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

int64_t values_double_or_none(int64_t value, bool has_value) {
    return has_value ? 2 * value : -1;
}

double values_limit_or_infinity(const double *limit) {
    return limit != NULL ? *limit : (double)INFINITY;
}

int32_t values_side_number(const values_side *side) {
    return side == NULL ? -1 : *side == VALUES_SIDE_LEFT ? 0 : 1;
}

double values_point_sum(const values_point *point) {
    return point != NULL ? point->x + point->y : -1;
}

void values_flip(values_side side, bool has_side, values_side *flipped, bool *has_flipped) {
    *has_flipped = has_side;
    if (has_side)
        *flipped = side == VALUES_SIDE_LEFT ? VALUES_SIDE_RIGHT : VALUES_SIDE_LEFT;
}

bool values_parse(const char *text, double *number) {
    char *end = NULL;
    double parsed = strtod(text, &end);
    bool is_number = end != text && *end == '\0';
    if (is_number)
        *number = parsed;
    return is_number;
}

bool values_divide(int64_t a, int64_t b, int64_t *quotient, int64_t *remainder) {
    if (b == 0 || (a == INT64_MIN && b == -1))
        return false;
    *quotient = a / b;
    *remainder = a % b;
    return true;
}

double values_mean(const double *values, size_t count, bool *known) {
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    *known = count > 0;
    return count > 0 ? sum / (double)count : 0;
}

bool values_first_word(const char *text, char **word) {
    while (isspace((unsigned char)*text))
        text++;
    size_t length = 0;
    while (text[length] != '\0' && !isspace((unsigned char)text[length]))
        length++;
    if (length == 0)
        return false;
    *word = malloc(length + 1);
    if (*word != NULL) {
        memcpy(*word, text, length);
        (*word)[length] = '\0';
    }
    return true;
}

bool values_middle(const values_point *a, const values_point *b, values_point *middle) {
    if (a == NULL || b == NULL)
        return false;
    *middle = (values_point){.x = (a->x + b->x) / 2, .y = (a->y + b->y) / 2};
    return true;
}

void values_step(int64_t *counter, bool *running, int64_t last) {
    *running = *running && *counter < last;
    if (*running)
        *counter += 1;
}

const values_point *values_corner(size_t index) {
    static const values_point corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    return index < sizeof(corners) / sizeof(corners[0]) ? &corners[index] : NULL;
}

const uint32_t *values_prime(size_t index) {
    static const uint32_t primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
    return index < sizeof(primes) / sizeof(primes[0]) ? &primes[index] : NULL;
}

values_profile values_older(values_profile profile) {
    profile.age += profile.has_age;
    return profile;
}

size_t values_count_ages(const values_profile *profiles, size_t count) {
    size_t ages = 0;
    for (size_t i = 0; i < count; i++)
        ages += profiles[i].has_age;
    return ages;
}

values_status values_holder_of(const values_profile *profile, values_holder **holder) {
    *holder = NULL;
    if (profile == NULL)
        return VALUES_OK;
    *holder = values_holder_new();
    if (*holder == NULL)
        return VALUES_OUT_OF_MEMORY;
    (*holder)->has_limit = profile->has_age;
    (*holder)->limit = profile->age;
    return VALUES_OK;
}

bool values_holder_limit(const values_holder *holder, uint64_t *limit) {
    *limit = holder->limit;
    return holder->has_limit;
}

void values_holder_set_limit(values_holder *holder, uint64_t limit, bool has_limit) {
    holder->has_limit = has_limit;
    holder->limit = has_limit ? limit : 0;
}
