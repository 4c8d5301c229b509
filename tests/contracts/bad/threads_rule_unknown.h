#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop TENON_THREADS(many);
void shop_free(shop *object TENON_DESTROYS);

// EXPECT:10:21: TENON_THREADS(many) is not a rule | TENON_THREADS(any), TENON_THREADS(serial) or TENON_THREADS(one)
