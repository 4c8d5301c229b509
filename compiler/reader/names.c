/* Names: some language writes node_count, NodeCount and NODE_COUNT alike, so items must differ in their
 * words. */

#include <string.h>

#include "memory/arena.h"
#include "reader/reader_internal.h"

struct seen {
    const char *c_name;
    const char *what;
};

static void take_name(reader *in, GHashTable *taken, const char *name, const char *c_name, const char *what,
                      model_location location) {
    const struct seen *other = g_hash_table_lookup(taken, name);
    if (other != NULL) {
        findings_add(in->all, location,
                     arena_printf("the %s %s and the %s %s would both be called %s", other->what,
                                  other->c_name, what, c_name, name),
                     "another name for one of them: Go and Rust write constants, types and functions alike");
        return;
    }
    struct seen *seen = ARENA_NEW(struct seen);
    *seen = (struct seen){.c_name = c_name, .what = what};
    g_hash_table_insert(taken, (gpointer)(uintptr_t)name, seen);
}

#define TAKE_ALL(array, type, what)                                                                          \
    for (guint i = 0; i < (array)->len; i++) {                                                               \
        const type *item = g_ptr_array_index(array, i);                                                      \
        take_name(in, taken, item->name, item->c_name, what, item->location);                                \
    }

void check_names(reader *in) {
    GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
    const model_library *library = in->library;
    TAKE_ALL(library->enums, model_enum, "enum")
    TAKE_ALL(library->records, model_record, "record")
    TAKE_ALL(library->classes, model_class, "class")
    TAKE_ALL(library->constants, model_constant, "constant")
    for (guint i = 0; i < library->functions->len; i++) {
        const model_function *item = g_ptr_array_index(library->functions, i);
        if (item->kind == MODEL_FREE_FUNCTION)
            take_name(in, taken, item->name, item->c_name, "function", item->location);
    }
    g_hash_table_unref(taken);
}
