#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_item shop_item;
void shop_item_free(shop_item *item TENON_DESTROYS);
typedef struct shop shop;
shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

const char *shop_name(const shop *object) TENON_PROPERTY(name);
shop_item *shop_first(const shop *object);
uint8_t *shop_bytes(const shop *object, size_t *count TENON_OUT) TENON_COUNTED_BY(count) TENON_NONNULL;

// EXPECT:13:7: the result of shop_new: nothing says who owns the object | TENON_OWNED
// EXPECT:16:13: the result of shop_name: nothing says who owns the text | TENON_BORROWED (the library keeps it), or TENON_OWNED TENON_FREED_BY(function)
// EXPECT:16:13: the result of shop_name: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:17:12: the result of shop_first: nothing says who owns the object | TENON_OWNED
// EXPECT:18:10: the result of shop_bytes: nothing says who owns the array | TENON_OWNED TENON_FREED_BY(function), or TENON_VIEW for memory of the object
