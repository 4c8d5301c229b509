#include <setjmp.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")
TENON_JUMPS(shop_frame, shop_message)

jmp_buf *shop_frame(void) TENON_IGNORE;
const char *shop_message(void) TENON_IGNORE;
int32_t shop_half(int32_t value) TENON_BRIDGED;

// EXPECT:12:9: shop_half: it is bridged, but its library may leave a call by an exception or a jump | no TENON_EXCEPTIONS(cxx) or TENON_JUMPS, with statuses in their place
