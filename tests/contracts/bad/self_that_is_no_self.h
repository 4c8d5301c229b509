#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

size_t shop_size(const shop *object TENON_NULLABLE);
void shop_reset(shop *object TENON_OUT);
void shop_lend(shop *object TENON_BORROWED);

// EXPECT:14:30: object of shop_size: the object of a method is never null | no TENON_NULLABLE; a function that may do without an object is not named after its class
// EXPECT:15:23: object of shop_reset: an object is not written through a single pointer | shop **object TENON_OUT TENON_OWNED
// EXPECT:16:22: object of shop_lend: TENON_BORROWED does not fit an object that is passed in | nothing where it is lent for the call, TENON_CONSUMES where the function takes it over
