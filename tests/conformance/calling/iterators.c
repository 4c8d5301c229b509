/* Classes that give one value after the other. */

#include <stdlib.h>
#include <string.h>

#include "calling.h"
#include "text.h"

struct calling_range {
    int64_t next;
    int64_t to;
};

calling_range *calling_range_new(int64_t from, int64_t to) {
    calling_range *range = malloc(sizeof *range);
    if (range != NULL)
        *range = (calling_range){from, to};
    return range;
}

void calling_range_free(calling_range *range) {
    free(range);
}

bool calling_range_next(calling_range *range, int64_t *number) {
    if (range->next >= range->to)
        return false;
    *number = range->next++;
    return true;
}

struct calling_words {
    char *text; /* blanks become ends */
    char *next;
    const char *end;
};

calling_words *calling_words_new(const char *text) {
    calling_words *words = malloc(sizeof *words);
    if (words == NULL)
        return NULL;
    char *copy = calling_copy_text(text);
    *words = (calling_words){copy, copy, copy + strlen(copy)};
    return words;
}

void calling_words_free(calling_words *words) {
    free(words->text);
    free(words);
}

const char *calling_words_next(calling_words *words) {
    while (words->next < words->end && *words->next == ' ')
        words->next++;
    if (words->next == words->end)
        return NULL;
    const char *word = words->next;
    while (words->next < words->end && *words->next != ' ')
        words->next++;
    if (words->next < words->end)
        *words->next++ = '\0';
    return word;
}

struct calling_steps {
    int64_t next;
    int64_t to;
};

calling_steps *calling_steps_new(int64_t from, int64_t to) {
    calling_steps *steps = malloc(sizeof *steps);
    if (steps != NULL)
        *steps = (calling_steps){from, to};
    return steps;
}

void calling_steps_free(calling_steps *steps) {
    free(steps);
}

bool calling_steps_next(calling_steps *steps, int64_t *from, int64_t *to, const char **kind) {
    if (steps->next >= steps->to)
        return false;
    *from = steps->next++;
    *to = steps->next;
    *kind = *to % 2 == 0 ? "even" : "odd";
    return true;
}

struct calling_countdown {
    uint32_t next;
    uint32_t fails_at;
};

calling_countdown *calling_countdown_new(uint32_t from, uint32_t fails_at) {
    calling_countdown *countdown = malloc(sizeof *countdown);
    if (countdown != NULL)
        *countdown = (calling_countdown){from, fails_at};
    return countdown;
}

void calling_countdown_free(calling_countdown *countdown) {
    free(countdown);
}

calling_status calling_countdown_next(calling_countdown *countdown, uint32_t *number, bool *is_there) {
    *is_there = countdown->next > 0;
    if (!*is_there)
        return CALLING_OK;
    uint32_t next = countdown->next--;
    if (next == countdown->fails_at)
        return CALLING_HUNG_UP;
    *number = next;
    return CALLING_OK;
}
