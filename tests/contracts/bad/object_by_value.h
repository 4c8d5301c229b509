#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_copy_from(shop *object, shop other);
shop shop_clone(const shop *object);

// EXPECT:14:40: other of shop_copy_from: an object is passed by value | shop *
// EXPECT:15:6: the result of shop_clone: an object is passed by value | shop *
