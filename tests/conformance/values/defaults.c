#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

values_query values_search(const char *text, uint32_t page, int64_t size, double score, bool exact,
                           values_side side, values_access access) {
    (void)text;
    return (values_query){
        .page = page, .size = size, .score = score, .exact = exact, .side = side, .access = access};
}

char *values_greet(const char *name, const char *title) {
    size_t size = strlen("hello ") + (title != NULL ? strlen(title) + 1 : 0) + strlen(name) + 1;
    char *greeting = malloc(size);
    if (greeting != NULL)
        snprintf(greeting, size, "hello %s%s%s", title != NULL ? title : "", title != NULL ? " " : "", name);
    return greeting;
}

uint32_t values_pages(uint32_t items, uint32_t page_size) {
    return page_size == 0 ? 0 : items / page_size + (items % page_size != 0);
}

bool values_are_largest(uint64_t u64, int64_t i64, int8_t i8, float f32) {
    return u64 == UINT64_MAX && i64 == INT64_MAX && i8 == INT8_MIN && fabsf(f32 - 1e10F) <= 0;
}

int64_t values_double_default(int64_t value, bool has_value) {
    return values_double_or_none(value, has_value);
}

double values_sum_default(const double *values, size_t count) {
    double sum = 0;
    for (size_t i = 0; values != NULL && i < count; i++)
        sum += values[i];
    return values != NULL ? sum : -1;
}

bool values_same_limit(const values_holder *a, const values_holder *b) {
    bool has_b = b != NULL && b->has_limit;
    return a->has_limit == has_b && (!has_b || a->limit == b->limit);
}

uint64_t values_holder_raise(values_holder *holder, uint64_t by) {
    holder->has_limit = true;
    holder->limit += by;
    return holder->limit;
}

void values_countdown(uint32_t from, uint32_t *numbers, size_t count) {
    for (size_t i = 0; i < count; i++)
        numbers[i] = from - (uint32_t)i;
}

void values_halves(uint32_t of, uint32_t *halves, size_t *count) {
    size_t written = 0;
    for (of /= 2; of > 0 && written < *count; of /= 2)
        halves[written++] = of;
    *count = written;
}
