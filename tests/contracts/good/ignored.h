/** @file
 * Declarations that are not part of the contract.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_secret shop_secret TENON_IGNORE;
typedef union shop_any { int64_t integer; double number; } shop_any TENON_IGNORE;
typedef void (*shop_callback)(int32_t value);
void shop_log(const char *format, ...) TENON_IGNORE;
void shop_each(shop_callback callback, void *data) TENON_IGNORE;
void shop_use(shop_secret *secret, shop_any any) TENON_IGNORE;
struct shop_later;
static inline int32_t shop_twice(int32_t value) { return 2 * value; }
