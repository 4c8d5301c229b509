#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/**
 * Whether somebody is the owner. ‮
 * EXPECT:7:35: U+202E stands here, which shows as nothing and changes how the text around it is read | text without it; in a constant's text, the escape \u202e
 */
int shop_is_owner(int who);
