#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#include "shop_types.h"
shop_thing *shop_make(void);

// EXPECT:10:10: 'shop_types.h' file not found | the header's right path, or give its directory with -I DIR
