#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const double *shop_table(size_t *count TENON_OUT);
TENON_VIEW TENON_NONNULL const char *shop_name(const shop *object);
TENON_VIEW TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count) const double *shop_values(const shop *object, size_t *count TENON_OUT);
TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count) const double *shop_end(shop *object TENON_CONSUMES, size_t *count TENON_OUT);
TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(count) const double *shop_peek(const shop *object, size_t *count TENON_OUT);

// EXPECT:14:64: shop_table gives a view, but is no method of the object that owns the memory | the owner as the first parameter, and its class in the function's name
// EXPECT:15:38: the result of shop_name: a text is copied at once, so there is no view of it | TENON_BORROWED
// EXPECT:16:85: the result of shop_values: it is freed, but not owned | TENON_OWNED, or no TENON_FREED_BY
// EXPECT:17:64: shop_end gives a view of the object that it consumes | TENON_OWNED for the result, or no TENON_CONSUMES
// EXPECT:18:68: the result of shop_peek: an array that the library keeps is not copied: how long is it valid? | TENON_VIEW: the object lives and cannot change while the array is used
