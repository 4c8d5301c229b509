#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum shop_color {
    SHOP_RED = 1,
    SHOP_ROSE = 1,
    SHOP_BLUE = 0x80000000u,
    SHOP_ALL = -3000000000,
} shop_color;
typedef enum shop_huge { SHOP_HUGE = 0xFFFFFFFFFFFFFFFFu } shop_huge;
typedef enum __attribute__((packed)) shop_small { SHOP_SMALL = 1 } shop_small;

// EXPECT:12:5: SHOP_ROSE has the same value as SHOP_RED: they could not be told apart | a value of its own
// EXPECT:13:5: SHOP_BLUE does not fit 32 bits | a value between -2147483648 and 2147483647
// EXPECT:14:5: SHOP_ALL does not fit 32 bits | a value between -2147483648 and 2147483647
// EXPECT:16:26: SHOP_HUGE does not fit 32 bits | a value between -2147483648 and 2147483647
// EXPECT:17:68: the enum shop_small is smaller than an int | a plain enum, without packed and without a type of its own
