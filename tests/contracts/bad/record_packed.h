#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct __attribute__((packed)) shop_header {
    uint8_t kind;
    uint32_t length;
} shop_header;
typedef struct shop_vector {
    double x;
} __attribute__((aligned(32))) shop_vector;

// EXPECT:13:3: the record shop_header is packed or specially aligned | a plain struct: other languages lay it out as the compiler does by itself
// EXPECT:16:32: the record shop_vector is packed or specially aligned | a plain struct: other languages lay it out as the compiler does by itself
