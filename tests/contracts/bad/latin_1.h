#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Größe. */
size_t shop_size(void);

// EXPECT:10:7: the contract is not UTF-8 text from here on | the file in UTF-8, without NUL bytes
