/* A library with thread-local variables, loaded many times over by thread_storage.c. */

#include <stdlib.h>

static _Thread_local struct {
    void *kept;
    char others[92];
} variables;

const void *library_keep(size_t size) {
    variables.kept = malloc(size);
    return &variables;
}
