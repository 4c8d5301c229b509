#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS) TENON_PROPERTY(end);


// EXPECT:12:6: shop_free is neither a getter nor a setter | TENON_PROPERTY on a method that only gives one value, or only takes one
