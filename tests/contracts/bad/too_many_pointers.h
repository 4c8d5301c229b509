#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_make(shop ***made TENON_OUT TENON_OWNED);
TENON_OWNED shop **shop_list(void);
void shop_table(const double *const *const *table, size_t count);

// EXPECT:14:24: made of shop_make: shop *** has too many pointers to have one meaning | an array, a text or an object
// EXPECT:15:20: the result of shop_list: shop ** has too many pointers to have one meaning | an array, a text or an object
// EXPECT:16:45: table of shop_table: const double *const *const * has too many pointers to have one meaning | an array, a text or an object
