#include <stdlib.h>
#include <string.h>

#include "holder.h"

static const char *const colours[] = {"red", "orange", "yellow", "green", "blue", "indigo", "violet"};
enum { COLOURS = sizeof(colours) / sizeof(colours[0]) };

void values_free_texts(char **texts) {
    for (size_t i = 0; texts != NULL && texts[i] != NULL; i++)
        free(texts[i]);
    free(texts);
}

values_status values_words(const char *text, char ***words, size_t *count) {
    static const char *const blanks = " \t\n";
    size_t most = strlen(text) / 2 + 2;
    char **list = calloc(most, sizeof(char *));
    *count = 0;
    for (text += strspn(text, blanks); list != NULL && *text != '\0'; text += strspn(text, blanks)) {
        size_t length = strcspn(text, blanks);
        char *word = calloc(length + 1, 1);
        if (word == NULL) {
            values_free_texts(list);
            list = NULL;
            break;
        }
        memcpy(word, text, length);
        list[(*count)++] = word;
        text += length;
    }
    *words = list;
    return list != NULL ? VALUES_OK : VALUES_OUT_OF_MEMORY;
}

const char *const *values_colours(uint32_t *count) {
    *count = COLOURS;
    return colours;
}

const char *const *values_colours_from(const char *beginning, size_t *count) {
    for (size_t i = 0; i < COLOURS; i++) {
        if (strncmp(colours[i], beginning, strlen(beginning)) == 0) {
            *count = COLOURS - i;
            return &colours[i];
        }
    }
    *count = 0;
    return NULL;
}

values_status values_reversed_texts(const char *const *texts, size_t count, char ***reversed,
                                    size_t *reversed_count) {
    char **list = calloc(count + 1, sizeof(char *));
    for (size_t i = 0; list != NULL && i < count; i++) {
        list[i] = holder_copy(texts[count - 1 - i]);
        if (list[i] == NULL) {
            values_free_texts(list);
            list = NULL;
        }
    }
    *reversed = list;
    *reversed_count = count;
    return list != NULL ? VALUES_OK : VALUES_OUT_OF_MEMORY;
}

const char *const *values_broken_texts(size_t *count) {
    static const char *const broken[] = {"whole", NULL, "whole"};
    *count = 3;
    return broken;
}

const char *const *values_holder_labels(const values_holder *holder, size_t *count) {
    static const char *const none[] = {NULL};
    *count = holder->label_count;
    return holder->labels != NULL ? (const char *const *)holder->labels : none;
}

values_status values_holder_set_labels(values_holder *holder, const char *const *labels, size_t count) {
    char **copy = calloc(count + 1, sizeof(char *));
    for (size_t i = 0; copy != NULL && i < count; i++) {
        copy[i] = holder_copy(labels[i]);
        if (copy[i] == NULL) {
            values_free_texts(copy);
            copy = NULL;
        }
    }
    if (copy == NULL)
        return VALUES_OUT_OF_MEMORY;
    values_free_texts(holder->labels);
    holder->labels = copy;
    holder->label_count = count;
    return VALUES_OK;
}
