#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** A line and another, for JavaScript. */
int shop_items(void);
// EXPECT:6:11: U+2028 stands here, which shows as nothing and changes how the text around it is read | text without it; in a constant's text, the escape \u2028
