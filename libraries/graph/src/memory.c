/**
 * @file
 * Allocation: sizes checked for overflow in one place.
 */
#include <stdlib.h>
#include <string.h>

#include "internal.h"

static bool byte_size(uint64_t count, size_t element_size, size_t *bytes) {
    if (count > SIZE_MAX / element_size) {
        return false;
    }
    *bytes = (size_t)count * element_size;
    return true;
}

void *graph_allocate(uint64_t count, size_t element_size) {
    size_t bytes;
    if (!byte_size(count == 0 ? 1 : count, element_size, &bytes)) {
        return NULL;
    }
    return malloc(bytes);
}

void *graph_allocate_zeroed(uint64_t count, size_t element_size) {
    size_t bytes;
    if (!byte_size(count == 0 ? 1 : count, element_size, &bytes)) {
        return NULL;
    }
    return calloc(1, bytes);
}

bool graph_resize(void *array_address, uint64_t count, size_t element_size) {
    size_t bytes;
    if (!byte_size(count == 0 ? 1 : count, element_size, &bytes)) {
        return false;
    }
    /* Copied, not cast: a `char **` may not be written through a `void **`. */
    void *array;
    memcpy(&array, array_address, sizeof array);
    array = realloc(array, bytes);
    if (!array) {
        return false;
    }
    memcpy(array_address, &array, sizeof array);
    return true;
}

char *graph_copy_text(const char *text) {
    size_t bytes = strlen(text) + 1;
    char *copy = malloc(bytes);
    if (copy) {
        memcpy(copy, text, bytes);
    }
    return copy;
}

uint64_t graph_grown_capacity(uint64_t capacity, uint64_t needed) {
    uint64_t grown = capacity < 8 ? 8 : capacity + capacity / 2;
    return grown < needed ? needed : grown;
}

graph_status graph_no_memory(const char *what) {
    return graph_fail(GRAPH_OUT_OF_MEMORY, "there is no memory for %s", what);
}

void graph_free_array(void *array) {
    free(array);
}
