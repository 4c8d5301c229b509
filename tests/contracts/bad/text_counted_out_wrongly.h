#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_name(const shop *object, const char **name TENON_OUT TENON_BORROWED TENON_NONNULL TENON_COUNTED_BY(length), size_t length);
TENON_VIEW TENON_NULLABLE TENON_COUNTED_BY(count) const bool *shop_flags(const shop *object, uint16_t *count TENON_OUT);

// EXPECT:14:49: name of shop_name: the function decides its length, but length is not written | size_t *length TENON_OUT
// EXPECT:15:63: the result of shop_flags: its length count is not a whole number of 32 bits or more | size_t *count
