#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Items. */
int shop_items(void) TENON_DEPRECATED("use something else\nimport os");
/** More items. */
int shop_more(void) TENON_DEPRECATED("use \u202e");
/** Yet more items. */
int shop_yet_more(void) TENON_DEPRECATED("use \377");
/*
 * EXPECT:7:5: TENON_DEPRECATED holds U+000A, which shows as nothing | one line of plain text
 * EXPECT:9:5: TENON_DEPRECATED holds U+202E, which shows as nothing | one line of plain text
 * EXPECT:11:5: TENON_DEPRECATED holds bytes that are not UTF-8 | one line of plain text
 */
