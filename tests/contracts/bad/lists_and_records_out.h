#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Somebody. */
typedef struct shop_person {
    const char *name;
} shop_person;
typedef struct shop shop;
void shop_free(shop *s TENON_DESTROYS);
void shop_free_texts(char **texts) TENON_IGNORE;
void shop_unowned(char ***texts TENON_OUT TENON_NONNULL TENON_COUNTED_BY(count), size_t *count TENON_OUT);
void shop_uncounted(char ***texts TENON_OUT TENON_NONNULL TENON_OWNED TENON_FREED_BY(shop_free_texts));
TENON_OWNED TENON_NONNULL TENON_COUNTED_BY(count) char **shop_unfreed(size_t *count TENON_OUT);
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const char *const *shop_names(const shop *s, size_t *count TENON_OUT);
TENON_BORROWED TENON_COUNTED_BY(count) const char *const *shop_nullness(size_t *count TENON_OUT);
void shop_undirected(char ***texts TENON_COUNTED_BY(count), size_t *count TENON_OUT);
void shop_people(shop_person **people TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count),
                 size_t *count TENON_OUT);
void shop_fill_people(shop_person *people TENON_OUT TENON_COUNTED_BY(count), size_t count);

// EXPECT:17:27: texts of shop_unowned: nothing says who owns the texts | TENON_BORROWED (the library keeps them), or TENON_OWNED TENON_FREED_BY(function)
// EXPECT:18:29: texts of shop_uncounted: nothing says how many texts there are | TENON_COUNTED_BY(parameter)
// EXPECT:19:58: the result of shop_unfreed: nothing says which function frees it | TENON_FREED_BY(function), for instance TENON_FREED_BY(free)
// EXPECT:20:69: the result of shop_names: texts are copied at once, so there is no view of them | TENON_BORROWED
// EXPECT:21:59: the result of shop_nullness: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:22:30: texts of shop_undirected: its length count is a pointer that is not both read and written | size_t count, or size_t *count TENON_INOUT where fewer may be written
// EXPECT:22:30: texts of shop_undirected: nothing says whether the pointer is read or written | TENON_OUT
// EXPECT:23:32: people of shop_people: nothing says who owns the texts in its elements | a list of texts for each text, or a function that gives one record at a time
// EXPECT:25:36: people of shop_fill_people: nothing says who owns the texts in its elements | a list of texts for each text, or a function that gives one record at a time
