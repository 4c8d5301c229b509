#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/arrow.h>
#include <tenon/cancel.h>
#include <tenon/contract.h>
#include <tenon/value.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** How a call ended. */
typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_STOPPED TENON_KIND(cancelled), /**< It was told to. */
} shop_status;

/** A shop. */
typedef struct shop shop;
/** A visit to it. */
typedef struct shop_visit shop_visit;
/** Sees one item. */
typedef bool (*shop_visitor)(uint64_t item, void *context TENON_CONTEXT) TENON_ON_ERROR(false);

TENON_OWNED shop *shop_new(void) TENON_BRIDGED;
void shop_free(shop *s TENON_DESTROYS) TENON_BRIDGED;
size_t shop_size(const shop *s);
TENON_OWNED shop_visit *shop_visit_new(const shop *s) TENON_BRIDGED;
void shop_visit_free(shop_visit *visit TENON_DESTROYS);
void shop_each(shop_visitor visitor TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(visitor)) TENON_BRIDGED;
shop_status shop_wait(const tenon_cancel *cancel TENON_NULLABLE) TENON_BLOCKING TENON_BRIDGED;
void shop_load(struct ArrowArrayStream *rows) TENON_BRIDGED;
void shop_tell(const tenon_value *what) TENON_BRIDGED;
TENON_VIEW TENON_NULLABLE TENON_COUNTED_BY(n) const double *shop_prices(const shop *s, size_t *n TENON_OUT) TENON_BRIDGED;
void shop_drop(char *text) TENON_IGNORE;
TENON_OWNED TENON_NULLABLE TENON_FREED_BY(shop_drop) char *shop_name(void) TENON_BRIDGED;
static inline int32_t shop_twice(int32_t value) TENON_BRIDGED {
    return value + value;
}
int32_t shop_half(int32_t value) TENON_BRIDGED;
int32_t bridged_shop_half(int32_t value);
int64_t shop_time(void) TENON_VARIES;

// EXPECT:28:8: shop_size: it is not bridged, but others that take or make shop are: an object belongs to who made it | TENON_BRIDGED after shop_size as well, or after no function that takes or makes shop
// EXPECT:30:6: shop_visit_free: it is not bridged, but others that take or make shop_visit are: an object belongs to who made it | TENON_BRIDGED after shop_visit_free as well, or after no function that takes or makes shop_visit
// EXPECT:31:6: shop_each: visitor is a callback or interface, so two implementations cannot be compared on it | the function without TENON_BRIDGED, or arrays, texts and records in its place
// EXPECT:32:13: shop_wait: cancel is a cancellation token, so two implementations cannot be compared on it | the function without TENON_BRIDGED, or arrays, texts and records in its place
// EXPECT:33:6: shop_load: rows is a stream, so two implementations cannot be compared on it | the function without TENON_BRIDGED, or arrays, texts and records in its place
// EXPECT:34:6: shop_tell: what is a dynamic value, so two implementations cannot be compared on it | the function without TENON_BRIDGED, or arrays, texts and records in its place
// EXPECT:35:61: shop_prices: it gives a view, which is memory of one implementation | the function without TENON_BRIDGED, or an array of the caller's: TENON_OUT TENON_COUNTED_BY
// EXPECT:37:60: shop_name: shop_drop frees what it gives, and knows only the library's own memory | TENON_FREED_BY(free), with memory from malloc()
// EXPECT:38:23: shop_twice: it is bridged, but its callers have its body built into them | the declaration alone, with the body in a C file
// EXPECT:41:9: shop_half: bridged_shop_half, which calls it through its slot, is a function of the contract | another name for that one
// EXPECT:43:9: shop_time: TENON_VARIES is about comparing implementations, but it is not bridged | TENON_BRIDGED TENON_VARIES, or neither
