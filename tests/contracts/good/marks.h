/** @file
 * Marks on every kind of declaration, and names of one language.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 2, 3)
TENON_SOURCES("shop.c")
TENON_PACKAGE(python, "corner_shop")
TENON_PACKAGE(node, "@corner/shop")
TENON_PACKAGE(go, "corner.example/shop/v2")
TENON_PACKAGE(rust, "corner-shop")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_CLOSED TENON_KIND(invalid_state) TENON_NAME(python, "ClosedForTodayError") TENON_NAME(rust, "ClosedForToday"),
    SHOP_SOLD_OUT TENON_KIND(not_found) TENON_DEPRECATED("the shop orders more"),
} shop_status;

enum { SHOP_MOST TENON_SINCE(2, 0) TENON_NAME(rust, "MOST_ITEMS") = 100 };
static const double shop_rate TENON_DEPRECATED("ask for the tax") = 0.19;

typedef enum TENON_SINCE(1, 4) shop_size {
    SHOP_SIZE_S TENON_NAME(python, "SMALL") TENON_NAME(node, "default") TENON_NAME(go, "SmallSize") TENON_NAME(rust, "Small"),
    SHOP_SIZE_L TENON_DEPRECATED("everything is small"),
} shop_size TENON_NAME(node, "SizeOfItem");

typedef struct shop_item {
    int64_t cents TENON_NAME(go, "PriceInCents") TENON_SINCE(2, 1);
    shop_size size TENON_DEPRECATED("everything is small");
} shop_item TENON_DEPRECATED("use prices") TENON_NAME(python, "Article");

/** A shop. */
typedef struct shop shop TENON_SINCE(0, 9) TENON_NAME(python, "CornerShop");
TENON_OWNED shop *shop_new(void);
TENON_OWNED shop *shop_open(void) TENON_NAME(go, "OpenShop") TENON_DEPRECATED("use new");
void shop_free(shop *object TENON_DESTROYS);
double shop_width(const shop *object) TENON_PROPERTY(width) TENON_NAME(node, "breadth") TENON_NAME(go, "Breadth");
void shop_set_width(shop *object, double width) TENON_PROPERTY(width);
shop_status shop_import(shop *object, const char *from TENON_NAME(python, "source") TENON_NAME(rust, "source"))
    TENON_NAME(python, "import_all") TENON_NAME(node, "import");
/* What C calls alike is told apart in every language. */
void shop_again(void);
void shop_Again(void) TENON_NAME(python, "once_more") TENON_NAME(node, "onceMore") TENON_NAME(go, "OnceMore")
    TENON_NAME(rust, "once_more");
