#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#define SHOP_ITEM 3
typedef struct shop_item shop_item;
void shop_item_free(shop_item *item TENON_DESTROYS);
typedef enum shop_level { SHOP_LEVEL_1, SHOP_LEVEL1 } shop_level;
int32_t shop_Level(void);
typedef struct shop_point {
    double x_1;
    double x1;
} shop_point;
void shop_scale(double by_2, double by2);
int32_t shop_again(void);
int32_t shop_again(void);

// EXPECT:10:9: the class shop_item and the constant SHOP_ITEM would both be called item | another name for one of them: Go and Rust write constants, types and functions alike
// EXPECT:13:41: the constant SHOP_LEVEL_1 and the constant SHOP_LEVEL1 would both be called level1 | another name for one of them: other languages write both in one style
// EXPECT:14:9: the enum shop_level and the function shop_Level would both be called level | another name for one of them: Go and Rust write constants, types and functions alike
// EXPECT:17:12: the field x_1 and the field x1 would both be called x1 | another name for one of them: other languages write both in one style
// EXPECT:19:37: the parameter by_2 and the parameter by2 would both be called by2 | another name for one of them: other languages write both in one style
// EXPECT:21:9: shop_again is declared twice | it once; line 20 has it already
