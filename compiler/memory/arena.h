/**
 * @file
 * Memory of one run of the compiler: allocated piece by piece, freed together.
 */
#ifndef TENON_COMPILER_ARENA_H
#define TENON_COMPILER_ARENA_H

#include <glib.h>
#include <stddef.h>

/** Zeroed memory that lives until arena_free_all(). */
void *arena_alloc(size_t size);

/** One zeroed object of a type. */
#define ARENA_NEW(type) ((type *)arena_alloc(sizeof(type)))

/** A formatted string that lives until arena_free_all(). */
char *arena_printf(const char *format, ...) G_GNUC_PRINTF(1, 2);

/** A copy of a string that lives until arena_free_all(). */
char *arena_strdup(const char *text);

/** Hand a g_malloc'ed string over to the arena. */
char *arena_take(char *text);

/** A pointer array that lives until arena_free_all(); its elements are not freed with it. */
GPtrArray *arena_array(void);

/** A hash table of pointers that lives until arena_free_all(); neither keys nor values are freed with it. */
GHashTable *arena_table(void);

/** The same, where two keys are equal when their texts are. */
GHashTable *arena_table_by_text(void);

/** Free everything. */
void arena_free_all(void);

#endif /* TENON_COMPILER_ARENA_H */
