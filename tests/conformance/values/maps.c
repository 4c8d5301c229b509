#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

double values_sum_where(const char *beginning, const char *const *names, const double *numbers,
                        size_t count) {
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(names[i], beginning, strlen(beginning)) == 0)
            sum += numbers[i];
    }
    return sum;
}

int64_t values_dot(const int64_t *weights, const uint32_t *places, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += weights[i] * (int64_t)places[i];
    return sum;
}

int32_t values_balance(const values_side *sides, const int32_t *amounts, size_t count) {
    int32_t balance = 0;
    for (size_t i = 0; sides != NULL && amounts != NULL && i < count; i++)
        balance += sides[i] == VALUES_SIDE_RIGHT ? amounts[i] : -amounts[i];
    return balance;
}

/* The text for the key that `{key}` at the beginning of `pattern` names, or null. */
static const char *text_for(const char *pattern, const char *const *keys, const char *const *texts,
                            size_t count, size_t *length) {
    for (size_t i = 0; i < count; i++) {
        size_t key = strlen(keys[i]);
        if (pattern[0] == '{' && strncmp(pattern + 1, keys[i], key) == 0 && pattern[key + 1] == '}') {
            *length = key + 2;
            return texts[i];
        }
    }
    return NULL;
}

values_status values_format(const char *pattern, const char *const *keys, const char *const *texts,
                            size_t count, char **formatted) {
    size_t longest = 1;
    for (size_t i = 0; i < count; i++)
        longest = strlen(texts[i]) > longest ? strlen(texts[i]) : longest;
    char *to = *formatted = malloc(strlen(pattern) * longest + 1);
    if (to == NULL)
        return VALUES_OUT_OF_MEMORY;
    while (*pattern != '\0') {
        size_t length = 1;
        const char *text = text_for(pattern, keys, texts, count, &length);
        size_t copied = text != NULL ? strlen(text) : 1;
        memcpy(to, text != NULL ? text : pattern, copied);
        pattern += length;
        to += copied;
    }
    *to = '\0';
    return VALUES_OK;
}

values_rectangle values_bounds(const values_point *points, const char *const *names, size_t count) {
    (void)names;
    values_rectangle bounds = {{0, 0}, {0, 0}};
    for (size_t i = 0; i < count; i++) {
        const values_point *point = &points[i];
        bounds.low.x = i == 0 ? point->x : fmin(bounds.low.x, point->x);
        bounds.low.y = i == 0 ? point->y : fmin(bounds.low.y, point->y);
        bounds.high.x = i == 0 ? point->x : fmax(bounds.high.x, point->x);
        bounds.high.y = i == 0 ? point->y : fmax(bounds.high.y, point->y);
    }
    return bounds;
}

values_status values_word_counts(const char *text, char ***words, uint64_t **counts, size_t *count) {
    char **all = NULL;
    size_t total = 0;
    values_status status = values_words(text, &all, &total);
    if (status != VALUES_OK)
        return status;
    uint64_t *found = calloc(total + 1, sizeof(uint64_t));
    if (found == NULL) {
        values_free_texts(all);
        return VALUES_OUT_OF_MEMORY;
    }
    size_t distinct = 0;
    for (size_t i = 0; i < total; i++) {
        char *word = all[i];
        size_t place = 0;
        while (place < distinct && strcmp(all[place], word) != 0)
            place++;
        all[i] = NULL;
        found[place]++;
        if (place < distinct)
            free(word);
        else
            all[distinct++] = word;
    }
    *words = all;
    *counts = found;
    *count = distinct;
    return VALUES_OK;
}

values_status values_numerals(uint32_t end, uint32_t **numbers, const char *const **names, size_t *count) {
    static const char *const known[] = {"one", "two",   "three", "four", "five",
                                        "six", "seven", "eight", "nine", "ten"};
    *count = end < 10 ? end : 10;
    *names = known;
    *numbers = calloc(*count + 1, sizeof(uint32_t));
    if (*numbers == NULL)
        return VALUES_OUT_OF_MEMORY;
    for (uint32_t i = 0; i < *count; i++)
        (*numbers)[i] = i + 1;
    return VALUES_OK;
}
