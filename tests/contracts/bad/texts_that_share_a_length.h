#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

bool shop_same(const char *a TENON_COUNTED_BY(length), const char *b TENON_COUNTED_BY(length), size_t length);
void shop_mark(const char *text TENON_COUNTED_BY(length), const bool *marks TENON_COUNTED_BY(length), size_t length);

// EXPECT:10:68: b of shop_same: length counts a text already, or this text and something else | a length of its own for every text
// EXPECT:11:71: marks of shop_mark: length counts a text already, or this text and something else | a length of its own for every text
