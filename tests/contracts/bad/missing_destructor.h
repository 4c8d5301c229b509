#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
typedef struct shop_item shop_item;

// EXPECT:10:21: the class shop has no destructor | void shop_free(shop *object TENON_DESTROYS);
// EXPECT:12:26: the class shop_item has no destructor | void shop_item_free(shop_item *object TENON_DESTROYS);
