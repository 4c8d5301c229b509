#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Rings . */
int shop_bell(void);
// EXPECT:6:11: U+0007 stands here, which shows as nothing and changes how the text around it is read | text without control characters
