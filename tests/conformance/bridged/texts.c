#include <stdlib.h>
#include <string.h>

#include "bridged.h"

static const char blanks[] = " \t\n";

size_t bridged_count_blanks(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += strchr(blanks, *text) != NULL;
    return count;
}

uint64_t bridged_sum_bytes(const char *text, size_t length) {
    uint64_t sum = 0;
    for (size_t i = 0; i < length; i++)
        sum += (uint8_t)text[i];
    return sum;
}

int64_t bridged_length_or_none(const char *text) {
    return text != NULL ? (int64_t)strlen(text) : -1;
}

static char *copy(const char *text, size_t length) {
    char *made = malloc(length + 1);
    if (made == NULL)
        return NULL;
    memcpy(made, text, length);
    made[length] = '\0';
    return made;
}

char *bridged_capitals(const char *text) {
    char *made = copy(text, strlen(text));
    for (char *at = made; made != NULL && *at != '\0'; at++) {
        if (*at >= 'a' && *at <= 'z')
            *at = (char)(*at - 'a' + 'A');
    }
    return made;
}

static const char *const names[] = {"red", "green", "blue"};

const char *bridged_color_name(bridged_color color) {
    switch (color) {
    case BRIDGED_COLOR_RED:
        return names[0];
    case BRIDGED_COLOR_GREEN:
        return names[1];
    case BRIDGED_COLOR_BLUE:
        return names[2];
    }
    return NULL;
}

bridged_status bridged_split(const char *text, char **first, char **rest) {
    const char *word = text + strspn(text, blanks);
    size_t length = strcspn(word, blanks);
    const char *behind = word + length + strspn(word + length, blanks);
    if (length == 0)
        return BRIDGED_NOT_FOUND;
    char *made = copy(word, length);
    char *remaining = *behind == '\0' ? NULL : copy(behind, strlen(behind));
    if (made == NULL || (remaining == NULL && *behind != '\0')) {
        free(made);
        free(remaining);
        return BRIDGED_OUT_OF_MEMORY;
    }
    *first = made;
    *rest = remaining;
    return BRIDGED_OK;
}

size_t bridged_longest(const char *const *texts, size_t count) {
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(texts[i]);
        longest = length > longest ? length : longest;
    }
    return longest;
}

const char *const *bridged_color_names(uint32_t *count) {
    *count = sizeof(names) / sizeof(names[0]);
    return names;
}
