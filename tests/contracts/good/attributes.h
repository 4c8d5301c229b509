/** @file
 * Macros of the author's before and after functions, and a header that C++ may include.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#ifdef __cplusplus
extern "C" {
#endif

#define SHOP_API __attribute__((visibility("default")))
#define SHOP_PURE __attribute__((pure))
#define SHOP_MAKES TENON_OWNED SHOP_API

typedef struct shop shop;
SHOP_MAKES shop *shop_new(void);
SHOP_API void shop_free(shop *object TENON_DESTROYS);
SHOP_API TENON_BORROWED TENON_NONNULL const char *shop_name(const shop *object) SHOP_PURE;
extern SHOP_API size_t shop_size(const shop *object) TENON_BRIEF;

#ifdef __cplusplus
}
#endif
