#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
void shop_free(shop *object TENON_DESTROYS);
void shop_wait(shop *object) TENON_BLOCKING;
void shop_wait_async(shop *object, int32_t pieces);
void shop_load_async(void);
void shop_load(void) TENON_BLOCKING;

// EXPECT:11:6: the awaitable form of shop_wait and the method shop_wait_async would both be called wait_async | another name for one of them
// EXPECT:13:6: the function shop_load_async and the awaitable form of shop_load would both be called load_async | another name for one of them: Go and Rust write constants, types and functions alike
