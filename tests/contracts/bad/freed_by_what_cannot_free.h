#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

int32_t shop_release(const char *text, bool really) TENON_IGNORE;
void shop_numbers_free(double *values) TENON_IGNORE;
void shop_text_free(char *text);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_gone) char *shop_a(void);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_release) char *shop_b(void);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_numbers_free) char *shop_c(void);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_text_free) char *shop_d(void);
TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_free) char *shop_e(void);
TENON_BORROWED TENON_NONNULL TENON_FREED_BY(free) const char *shop_f(void);
TENON_OWNED TENON_FREED_BY(shop_free) shop *shop_g(void);
void shop_h(char **text TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(shop_numbers_free));

// EXPECT:16:6: shop_text_free frees results for Tenon; the other languages never call it | TENON_IGNORE after it
// EXPECT:17:59: the result of shop_a: shop_gone, which is to free it, is not declared in the contract or its includes | TENON_FREED_BY(function) with a function that takes just this pointer
// EXPECT:18:62: the result of shop_b: shop_release, which is to free it, does not take one pointer | TENON_FREED_BY(function) with a function that takes just this pointer
// EXPECT:19:67: the result of shop_c: shop_numbers_free, which is to free it, takes double *, not char * | TENON_FREED_BY(function) with a function that takes just this pointer
// EXPECT:21:59: the result of shop_e: shop_free, which is to free it, takes struct shop *, not char * | TENON_FREED_BY(function) with a function that takes just this pointer
// EXPECT:22:63: the result of shop_f: it is freed, but not owned | TENON_OWNED, or no TENON_FREED_BY
// EXPECT:23:45: the result of shop_g: TENON_FREED_BY does not fit a new object | TENON_OWNED; its class's destructor ends it
// EXPECT:24:20: text of shop_h: shop_numbers_free, which is to free it, takes double *, not char * | TENON_FREED_BY(function) with a function that takes just this pointer
