#include "memory/arena.h"

#include <stdarg.h>

/* Lists of what to free, each null as long as it is empty. */
static GPtrArray *blocks;
static GPtrArray *arrays;
static GPtrArray *tables;

static void free_array(void *array) {
    g_ptr_array_free(array, TRUE);
}

static void free_table(void *table) {
    g_hash_table_unref(table);
}

static void *keep(GPtrArray **list, GDestroyNotify release, void *item) {
    if (*list == NULL)
        *list = g_ptr_array_new_with_free_func(release);
    g_ptr_array_add(*list, item);
    return item;
}

void *arena_alloc(size_t size) {
    return keep(&blocks, g_free, g_malloc0(size));
}

char *arena_take(char *text) {
    return keep(&blocks, g_free, text);
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
    return keep(&arrays, free_array, g_ptr_array_new());
}

GHashTable *arena_table(void) {
    return keep(&tables, free_table, g_hash_table_new(NULL, NULL));
}

GHashTable *arena_table_by_text(void) {
    return keep(&tables, free_table, g_hash_table_new(g_str_hash, g_str_equal));
}

void arena_free_all(void) {
    g_clear_pointer(&tables, g_ptr_array_unref);
    g_clear_pointer(&arrays, g_ptr_array_unref);
    g_clear_pointer(&blocks, g_ptr_array_unref);
}
