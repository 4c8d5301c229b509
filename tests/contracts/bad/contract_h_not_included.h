#include <stddef.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")
size_t shop_size(void) TENON_BRIEF;

// EXPECT:3:1: the annotations are unknown: tenon/contract.h is not included before | #include <tenon/contract.h> above this line
