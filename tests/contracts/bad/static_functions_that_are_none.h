#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void) TENON_STATIC(shop);
void shop_free(shop *object TENON_DESTROYS);
size_t shop_size(const shop *object) TENON_STATIC(shop);
double shop_tax(double price) TENON_STATIC(store);
double shop_rate(void) TENON_STATIC(shop) TENON_WAITS(100);
void shop_open(shop *object) TENON_WAITS(0);
void shop_shut(shop *object) TENON_WAITS(1000000000);
void shop_tidy(shop *object) TENON_WAITS(soon);
void shop_wipe(shop *object) TENON_BRIEF TENON_WAITS(20);

// EXPECT:11:19: shop_new makes a shop, so it needs no object anyway | it without TENON_STATIC
// EXPECT:13:8: shop_size takes its object first: it is no static function | it without TENON_STATIC, or without the object
// EXPECT:14:8: TENON_STATIC(store) names no class of this contract | TENON_STATIC(x) with the typedef of an opaque struct
// EXPECT:15:8: shop_rate uses no object that it could wait for | no TENON_WAITS
// EXPECT:16:6: TENON_WAITS(0) is no number of milliseconds | TENON_WAITS(250): a plain number, a day at most
// EXPECT:17:6: TENON_WAITS(1000000000) is no number of milliseconds | TENON_WAITS(250): a plain number, a day at most
// EXPECT:18:6: TENON_WAITS(soon) is no number of milliseconds | TENON_WAITS(250): a plain number, a day at most
// EXPECT:19:6: shop_wipe is said to be brief, and to wait | TENON_BRIEF or TENON_WAITS
