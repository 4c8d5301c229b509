#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

struct shop_point {
    double x;
};
enum shop_color { SHOP_RED };

// EXPECT:10:8: struct shop_point has no typedef, so nothing here can use it | typedef struct shop_point shop_point;
// EXPECT:13:6: enum shop_color has no typedef, so nothing here can use it | typedef enum shop_color shop_color;
