#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_FLAGS shop_access { SHOP_READ = 1, SHOP_WRITE = 2, SHOP_BOTH = 3, SHOP_MORE = 7, SHOP_LESS = -1 } shop_access;
typedef enum TENON_FLAGS shop_high { SHOP_HIGH = 1u << 31 } shop_high;
typedef enum TENON_STATUS TENON_FLAGS shop_status { SHOP_OK = 0 } shop_status;
typedef struct TENON_FLAGS shop_point {
    double x;
} shop_point;

// EXPECT:10:86: SHOP_MORE has bits that no constant is by itself | a constant for each bit, or no TENON_FLAGS
// EXPECT:10:101: SHOP_LESS is negative, or has the highest bit | one of the bits from 1 to 1 << 30, or a combination of such constants
// EXPECT:11:38: SHOP_HIGH is negative, or has the highest bit | one of the bits from 1 to 1 << 30, or a combination of such constants
// EXPECT:12:67: shop_status is a status: a call ends one way, not several | TENON_STATUS or TENON_FLAGS
// EXPECT:13:28: TENON_FLAGS does not belong on a struct | TENON_FLAGS only on an enum
