#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
bool shop_free(shop *object TENON_DESTROYS, bool now);
typedef struct shop_item shop_item;
void shop_item_free(const shop_item *item TENON_DESTROYS);

// EXPECT:11:6: the destructor shop_free takes more than its object or returns something | void shop_free(shop *object TENON_DESTROYS);
// EXPECT:13:6: the destructor shop_item_free takes its object as const | shop_item *item TENON_DESTROYS
