#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NO_SUCH_ITEM TENON_KIND(not_found),
} shop_status;

typedef struct shop_report {
    shop_status last;
} shop_report;
const int32_t shop_explain(shop_status status);
void shop_last(shop_status *status TENON_OUT);

// EXPECT:16:17: the field last is the status, which only functions return | an int32_t, or an enum that is not TENON_STATUS
// EXPECT:18:40: status of shop_explain: the status is only what a function returns | it as the result, or an int32_t or another enum here
// EXPECT:19:29: status of shop_last: the status is only what a function returns | it as the result, or an int32_t or another enum here
