#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_OWNED TENON_OWNED shop *shop_copy(const shop *object);
double shop_sum(const double *values TENON_COUNTED_BY(n) TENON_COUNTED_BY(m), size_t n, size_t m);

// EXPECT:14:31: TENON_OWNED stands here twice | one TENON_OWNED
// EXPECT:15:31: TENON_COUNTED_BY stands here twice | one TENON_COUNTED_BY
