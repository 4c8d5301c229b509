#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

static int32_t shop_counter;
extern const double shop_rate;
const char *shop_version = "1.0";
static const int32_t shop_table[] = {1, 2, 3};
#define SHOP_ENDLESS (1.0 / 0.0)

// EXPECT:10:16: the variable shop_counter is not a constant | a function that gives its value, or TENON_IGNORE after its name
// EXPECT:11:21: the variable shop_rate is not a constant | a function that gives its value, or TENON_IGNORE after its name
// EXPECT:12:13: the variable shop_version is not a constant | a function that gives its value, or TENON_IGNORE after its name
// EXPECT:13:22: the variable shop_table is not a constant | a function that gives its value, or TENON_IGNORE after its name
// EXPECT:14:9: SHOP_ENDLESS is not a finite number | a function that gives it, or the macro in another header
