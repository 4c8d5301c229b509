/* Loads copies of a library, has each keep memory in a thread-local variable of this and of another thread
 * that does not end, and loses some memory: see thread_storage.sh. */

#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef const void *keeping(size_t size);

enum { MOST = 1000, PAGE = 4096, PLACE = 16, KEPT = 1000, LOST = 3000 };

static keeping *libraries[MOST];
static int library_count;
static sem_t has_kept;

static keeping *load(int number) {
    char name[64];
    (void)snprintf(name, sizeof name, "./library%d.so", number);
    void *library = dlopen(name, RTLD_NOW);
    if (library == NULL)
        abort();
    return (keeping *)(uintptr_t)dlsym(library, "library_keep");
}

/* @return How many variables lie where they were taken for others. */
static int keep_in_all(void) {
    int found = 0;
    for (int i = 0; i < library_count; i++)
        found += (uintptr_t)libraries[i](KEPT) % PAGE == PLACE;
    return found;
}

static void *keep_and_stay(void *unused) {
    (void)keep_in_all();
    (void)sem_post(&has_kept);
    for (sem_t never;;) {
        (void)sem_init(&never, 0, 0);
        (void)sem_wait(&never);
    }
    return unused;
}

static void lose(void) {
    void *volatile block = malloc(LOST);
    block = NULL;
    (void)block;
}

int main(int count, char **arguments) {
    library_count = count == 2 ? atoi(arguments[1]) : 0;
    if (library_count > MOST)
        abort();
    for (int i = 0; i < library_count; i++)
        libraries[i] = load(i + 1);
    (void)setvbuf(stdout, NULL, _IONBF, 0); /* the sanitizer ends the process */
    printf("%d of %d begin 16 bytes after a page\n", keep_in_all(), library_count);
    pthread_t other;
    if (sem_init(&has_kept, 0, 0) != 0 || pthread_create(&other, NULL, keep_and_stay, NULL) != 0)
        abort();
    (void)sem_wait(&has_kept);
    lose();
    return 0;
}
