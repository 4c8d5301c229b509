/* A fault on purpose, named by the first argument: that the sanitizers are on is tested by what they say of
 * it. */

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int shared;

static void *change(void *nothing) {
    shared++;
    return nothing;
}

static void race(void) {
    pthread_t other;
    if (pthread_create(&other, NULL, change, NULL) != 0)
        abort();
    shared++;
    (void)pthread_join(other, NULL);
}

static void leak(size_t size) {
    void *volatile block = malloc(size);
    block = NULL;
    (void)block;
}

/* By a function of the C library, which AddressSanitizer watches: of a store, UBSan would speak first. */
static void overrun(size_t size) {
    volatile size_t length = size + 2;
    char *block = malloc(size);
    if (block == NULL)
        abort();
    memset(block, 1, length);
    printf("%d\n", block[size - 1]);
    free(block);
}

int main(int count, char **arguments) {
    const char *fault = count == 2 ? arguments[1] : "";
    if (strcmp(fault, "leak") == 0)
        leak(1000);
    else if (strcmp(fault, "overrun") == 0)
        overrun(24);
    else if (strcmp(fault, "undefined") == 0)
        printf("%d\n", 1 << (30 + 2 * count * count));
    else if (strcmp(fault, "race") == 0)
        race();
    else
        return 2;
    return 0;
}
