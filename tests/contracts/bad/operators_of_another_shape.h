#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_NONE TENON_KIND(not_found) } shop_status;
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

int32_t shop_equal(const shop *object, const shop *other) TENON_OPERATOR(equal);
bool shop_same(const shop *object, shop *other) TENON_OPERATOR(equal);
int64_t shop_order(const shop *object, const shop *other) TENON_OPERATOR(order);
uint64_t shop_hash(shop *object) TENON_OPERATOR(hash);
uint32_t shop_length(const shop *object) TENON_OPERATOR(length);
int64_t shop_index(const shop *object, size_t index) TENON_OPERATOR(index);
shop_status shop_at(const shop *object, double key, double *value TENON_OUT) TENON_OPERATOR(index);
shop_status shop_contains(const shop *object, int64_t key, bool *found TENON_OUT) TENON_OPERATOR(contains);
int64_t shop_iterate(const shop *object) TENON_OPERATOR(iterate);
TENON_BORROWED TENON_NULLABLE const char *shop_text(const shop *object) TENON_OPERATOR(text);
size_t shop_call(const shop *object) TENON_OPERATOR(call);
size_t open_shops(void) TENON_OPERATOR(length);

// EXPECT:15:9: shop_equal does not look like TENON_OPERATOR(equal) | bool shop_equal(const shop *a, const shop *b)
// EXPECT:16:6: shop_same does not look like TENON_OPERATOR(equal) | bool shop_same(const shop *a, const shop *b)
// EXPECT:17:9: shop_order does not look like TENON_OPERATOR(order) | int32_t shop_order(const shop *a, const shop *b): negative, 0 or positive
// EXPECT:18:10: shop_hash does not look like TENON_OPERATOR(hash) | uint64_t shop_hash(const shop *object)
// EXPECT:19:10: shop_length does not look like TENON_OPERATOR(length) | size_t shop_length(const shop *object)
// EXPECT:20:9: shop_index does not look like TENON_OPERATOR(index) | status shop_index(const shop *object, size_t or const char *key, value *value TENON_OUT)
// EXPECT:21:13: shop_at does not look like TENON_OPERATOR(index) | status shop_at(const shop *object, size_t or const char *key, value *value TENON_OUT)
// EXPECT:22:13: shop_contains does not look like TENON_OPERATOR(contains) | bool shop_contains(const shop *object, key)
// EXPECT:23:9: shop_iterate does not look like TENON_OPERATOR(iterate) | TENON_OWNED iterator *shop_iterate(const shop *object), of a class with a TENON_NEXT function
// EXPECT:24:43: shop_text does not look like TENON_OPERATOR(text) | TENON_BORROWED TENON_NONNULL const char *shop_text(const shop *object)
// EXPECT:25:8: TENON_OPERATOR(call) is no operator | equal, order, hash, length, index, contains, iterate or text
// EXPECT:26:8: open_shops does not look like TENON_OPERATOR(length) | size_t open_shops(const x *object)
