#include <setjmp.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("thrower.cpp")
TENON_EXCEPTIONS(java)
TENON_EXCEPTIONS(cxx)
TENON_JUMPS(shop_frame, shop_message)
TENON_JUMPS(shop_frame, shop_words)

char *shop_frame(void) TENON_IGNORE;
const char *shop_message(void);
void shop_open(void);

// EXPECT:1:1: C++ files implement the contract, which does not say that its functions are C's | around them, between #ifdef __cplusplus and #endif
// EXPECT:7:1: TENON_EXCEPTIONS(java) is no kind of exception | TENON_EXCEPTIONS(cxx), or TENON_EXCEPTIONS(none) where C++ files throw nothing
// EXPECT:8:1: TENON_EXCEPTIONS stands here twice | one TENON_EXCEPTIONS
// EXPECT:9:1: shop_frame, which TENON_JUMPS names, is of another type | jmp_buf *shop_frame(void) TENON_IGNORE;
// EXPECT:10:1: TENON_JUMPS stands here twice | one TENON_JUMPS
// EXPECT:13:13: shop_message tells Tenon of jumps; the other languages never call it | TENON_IGNORE after it
