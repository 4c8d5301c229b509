#include "memory/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_IS_WATCHED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_IS_WATCHED
#endif
#endif

/* Most texts are shorter than the first; texts share memory of the second size. */
enum { USUAL_TEXT = 512, TEXT_CHUNK = 64 * 1024 };

/* Lists of what to free, each null as long as it is empty. */
static GPtrArray *blocks;
static GPtrArray *arrays;
static GPtrArray *tables;
static GStringChunk *texts;

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

/* A build makes hundreds of thousands of texts. AddressSanitizer sees the end of one only where it has memory
 * of its own. */
static char *keep_text(const char *text, size_t length) {
#if defined(ARENA_IS_WATCHED)
    return arena_take(g_strndup(text, length));
#else
    if (texts == NULL)
        texts = g_string_chunk_new(TEXT_CHUNK);
    return g_string_chunk_insert_len(texts, text, (gssize)length);
#endif
}

static char *print_long(const char *format, va_list arguments) G_GNUC_PRINTF(1, 0);

static char *print_long(const char *format, va_list arguments) {
    return arena_take(g_strdup_vprintf(format, arguments));
}

char *arena_printf(const char *format, ...) {
    char text[USUAL_TEXT];
    va_list arguments;
    va_list again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(text, sizeof text, format, arguments);
    bool is_whole = length >= 0 && (size_t)length < sizeof text;
    char *made = is_whole ? keep_text(text, (size_t)length) : print_long(format, again);
    va_end(again);
    va_end(arguments);
    return made;
}

char *arena_strdup(const char *text) {
    return text == NULL ? NULL : keep_text(text, strlen(text));
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
    g_clear_pointer(&texts, g_string_chunk_free);
}
