#include "text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "calling.h"

char *calling_copy_text(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);
    if (copy == NULL)
        abort();
    memcpy(copy, text, size);
    return copy;
}

void calling_text_add(calling_text *to, const char *piece) {
    size_t length = strlen(piece);
    size_t start = to->text == NULL ? 0 : to->length + 1;
    char *longer = realloc(to->text, start + length + 1);
    if (longer == NULL)
        abort();
    if (start > 0)
        longer[start - 1] = ' ';
    memcpy(longer + start, piece, length + 1);
    *to = (calling_text){.text = longer, .length = start + length};
}

void calling_free_text(char *text) {
    free(text);
}

struct errand {
    void (*run)(void *argument);
    void *argument;
};

static void *run_errand(void *argument) {
    const struct errand *errand = argument;
    errand->run(errand->argument);
    return NULL;
}

void calling_run_elsewhere(void (*run)(void *argument), void *argument) {
    struct errand errand = {run, argument};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run_errand, &errand) != 0)
        abort();
    pthread_join(thread, NULL);
}
