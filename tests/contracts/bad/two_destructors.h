#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_close(shop *object TENON_DESTROYS);

// EXPECT:14:6: shop has two destructors: shop_free and shop_close | TENON_DESTROYS on one of them
