#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_absorb(shop *object, const shop *other TENON_CONSUMES);

// EXPECT:14:44: other of shop_absorb: what is consumed cannot be const | a pointer without const
