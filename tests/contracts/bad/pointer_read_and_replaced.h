#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_grow(double **values TENON_INOUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count), size_t *count TENON_OUT);
void shop_swap(shop **object TENON_INOUT TENON_OWNED);
void shop_next(shop *object TENON_INOUT);

// EXPECT:14:25: values of shop_grow: a pointer that is read and replaced has two owners | one parameter to read and another with TENON_OUT
// EXPECT:15:23: object of shop_swap: a pointer that is read and replaced has two owners | one parameter to read and another with TENON_OUT
// EXPECT:16:22: object of shop_next: an object is not written through a single pointer | shop **object TENON_OUT TENON_OWNED
