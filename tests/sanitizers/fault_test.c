/* A fault on purpose, named by the first argument: that the sanitizers are on is tested by what they say of it. */

#include <pthread.h>
#include <stdint.h>
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

static void overrun(size_t size) {
    volatile char *block = malloc(size);
    if (block == NULL)
        abort();
    block[size] = 1;
    free((void *)(uintptr_t)block);
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
