#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_SOURCES("shop.c")

size_t shop_size(void);

// EXPECT:1:1: the contract does not name its library | TENON_LIBRARY(name, 1, 0)
