#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

size_t shop_size(const shop *object); /* how many

// EXPECT:14:39: unterminated /* comment | C that a compiler accepts: the contract must compile by itself
