#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_take_text(const char *text TENON_OWNED);
void shop_take_data(const uint8_t *data TENON_OWNED TENON_FREED_BY(free) TENON_COUNTED_BY(size), size_t size);
void shop_keep_text(const char *text TENON_BORROWED);
void shop_fill(double *values TENON_OUT TENON_NULLABLE TENON_COUNTED_BY(count), size_t count);

// EXPECT:10:33: text of shop_take_text: TENON_OWNED does not fit a text that is passed in | nothing: it is lent for the call; what is to stay must be copied by the function
// EXPECT:11:36: data of shop_take_data: TENON_OWNED and TENON_FREED_BY do not fit data that is passed in | nothing: it is lent for the call; what is to stay must be copied by the function
// EXPECT:12:33: text of shop_keep_text: TENON_BORROWED does not fit a text that is passed in | nothing: it is lent for the call; what is to stay must be copied by the function
// EXPECT:13:24: values of shop_fill: TENON_NULLABLE does not fit memory of the caller that is written | TENON_OUT or TENON_INOUT, and TENON_COUNTED_BY(parameter) for an array
