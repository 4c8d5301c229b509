/** @file
 * Every number, names of the author's own for them, and qualifiers that are the function's own business.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef uint64_t shop_id;      /**< Names an item. */
typedef double shop_price;     /* a plain comment is no documentation */
typedef shop_id shop_item_id;

bool shop_bool(bool value);
int8_t shop_i8(int8_t value);
int16_t shop_i16(int16_t value);
int shop_int(int value);
unsigned shop_unsigned(unsigned int value);
int64_t shop_i64(const int64_t value);
uint8_t shop_u8(uint8_t value);
uint16_t shop_u16(uint16_t value);
size_t shop_size(size_t value);
float shop_f32(float value);
shop_price shop_price_of(shop_item_id item);
const uint32_t shop_const(void);
void shop_divide(int64_t a, int64_t b, int64_t *quotient TENON_OUT, int64_t *restrict remainder TENON_OUT);
void shop_increment(uint32_t *counter TENON_INOUT);
/* An annotation may also stand before the type or after the star. */
void shop_before(TENON_OUT int32_t *a, int32_t *TENON_OUT b);
