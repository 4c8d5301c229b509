#include "memory/arena.h"

#include <stdarg.h>

static GSList *blocks;
static GSList *arrays;

void *arena_alloc(size_t size) {
    void *block = g_malloc0(size);
    blocks = g_slist_prepend(blocks, block);
    return block;
}

char *arena_take(char *text) {
    blocks = g_slist_prepend(blocks, text);
    return text;
}

char *arena_printf(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_take(text);
}

char *arena_strdup(const char *text) {
    return arena_take(g_strdup(text));
}

GPtrArray *arena_array(void) {
    GPtrArray *array = g_ptr_array_new();
    arrays = g_slist_prepend(arrays, array);
    return array;
}

static void free_array(void *array) {
    g_ptr_array_free(array, TRUE);
}

void arena_free_all(void) {
    g_slist_free_full(g_steal_pointer(&arrays), free_array);
    g_slist_free_full(g_steal_pointer(&blocks), g_free);
}
