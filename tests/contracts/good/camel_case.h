/** @file
 * Names in the style of Pascal and with _t: the packages write each language's own.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS ShopStatus { ShopOK = 0, ShopNoSuchItem TENON_KIND(not_found) } ShopStatus;
typedef enum ShopColor { SHOP_COLOR_RED, SHOP_COLOR_GREEN } ShopColor;
typedef struct ShopItem ShopItem;
TENON_OWNED ShopItem *ShopItem_New(const char *itemName);
void ShopItem_Free(ShopItem *item TENON_DESTROYS);
double ShopItem_getPriceInEUR(const ShopItem *item);
ShopColor shopItemColor(const ShopItem *item);
typedef struct shop_till_s shop_till_t;
TENON_OWNED shop_till_t *shop_till_open(void);
void shop_till_close(shop_till_t *till TENON_DESTROYS);
double shop_till_sum(const shop_till_t *till);
int32_t shopHTTPPort(void);
