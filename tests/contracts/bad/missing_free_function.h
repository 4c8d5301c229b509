#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_OWNED TENON_NONNULL char *shop_label(const shop *object);
void shop_dump(const shop *object, uint8_t **data TENON_OUT TENON_OWNED TENON_NONNULL TENON_COUNTED_BY(size), size_t *size TENON_OUT);

// EXPECT:14:33: the result of shop_label: nothing says which function frees it | TENON_FREED_BY(function), for instance TENON_FREED_BY(free)
// EXPECT:15:46: data of shop_dump: nothing says which function frees it | TENON_FREED_BY(function), for instance TENON_FREED_BY(free)
