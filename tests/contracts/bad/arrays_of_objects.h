#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

void shop_merge(shop *object, const shop *others TENON_COUNTED_BY(count), size_t count);
void shop_all(shop **shops TENON_COUNTED_BY(count), size_t count);
void shop_find(shop **shops TENON_OUT TENON_OWNED TENON_COUNTED_BY(count), size_t *count TENON_OUT);

// EXPECT:14:43: others of shop_merge: arrays of objects are not part of this contract version | functions that take or give one object at a time
// EXPECT:15:22: shops of shop_all: arrays of objects are not part of this contract version | functions that take or give one object at a time
// EXPECT:16:23: shops of shop_find: arrays of objects are not part of this contract version | functions that take or give one object at a time
