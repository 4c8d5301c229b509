#include <setjmp.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")
TENON_EXCEPTIONS(cxx)
TENON_JUMPS(shop_frame, shop_message)

#ifdef __cplusplus
extern "C" {
#endif

jmp_buf *shop_frame(void) TENON_IGNORE;
void shop_open(void);

#ifdef __cplusplus
}
#endif

// EXPECT:8:1: shop_message, which TENON_JUMPS names, is not declared in the contract or its includes | const char *shop_message(void) TENON_IGNORE;
// EXPECT:8:1: a library that both throws and jumps: a jump over C++ frames skips their destructors | TENON_EXCEPTIONS(cxx), with C++ exceptions in the place of jumps; or TENON_JUMPS alone
