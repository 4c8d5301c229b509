#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_CLOSED TENON_KIND(invalid_state),
} shop_status;
typedef enum shop_day { SHOP_MONDAY = 1, SHOP_TUESDAY } shop_day;
typedef struct shop_price {
    int64_t cents;
} shop_price;
typedef struct shop_sale {
    shop_day day;
} shop_sale;

typedef bool (*shop_bool)(void *context TENON_CONTEXT);
typedef int8_t (*shop_number)(void *context TENON_CONTEXT);
typedef shop_status (*shop_outcome)(void *context TENON_CONTEXT);
typedef bool (*shop_bool_0)(void *context TENON_CONTEXT) TENON_ON_ERROR(0);
typedef int8_t (*shop_large)(void *context TENON_CONTEXT) TENON_ON_ERROR(128);
typedef uint32_t (*shop_negative)(void *context TENON_CONTEXT) TENON_ON_ERROR(-1);
typedef double (*shop_double)(void *context TENON_CONTEXT) TENON_ON_ERROR(none);
typedef shop_status (*shop_success)(void *context TENON_CONTEXT) TENON_ON_ERROR(SHOP_OK);
typedef shop_day (*shop_choice)(void *context TENON_CONTEXT) TENON_ON_ERROR(SHOP_SUNDAY);
typedef char *(*shop_text)(void *context TENON_CONTEXT) TENON_OWNED TENON_FREED_BY(free) TENON_NULLABLE TENON_ON_ERROR("");
typedef shop_price (*shop_record)(void *context TENON_CONTEXT) TENON_ON_ERROR(0);
typedef shop_sale (*shop_no_zero)(void *context TENON_CONTEXT) TENON_ON_ERROR({0});
typedef void (*shop_nothing)(void *context TENON_CONTEXT) TENON_ON_ERROR(0);

// EXPECT:22:16: nothing says what shop_bool returns where the host's function fails | TENON_ON_ERROR(false) or TENON_ON_ERROR(true)
// EXPECT:23:18: nothing says what shop_number returns where the host's function fails | a number that fits: TENON_ON_ERROR(0)
// EXPECT:24:23: nothing says what shop_outcome returns where the host's function fails | TENON_ON_ERROR(constant) with one of SHOP_CLOSED
// EXPECT:25:16: TENON_ON_ERROR(0) is no value that shop_bool_0 can return | TENON_ON_ERROR(false) or TENON_ON_ERROR(true)
// EXPECT:26:18: TENON_ON_ERROR(128) is no value that shop_large can return | a number that fits: TENON_ON_ERROR(0)
// EXPECT:27:20: TENON_ON_ERROR(-1) is no value that shop_negative can return | a number that fits: TENON_ON_ERROR(0)
// EXPECT:28:18: TENON_ON_ERROR(none) is no value that shop_double can return | a number that fits: TENON_ON_ERROR(0)
// EXPECT:29:23: TENON_ON_ERROR(SHOP_OK) is no value that shop_success can return | TENON_ON_ERROR(constant) with one of SHOP_CLOSED
// EXPECT:30:20: TENON_ON_ERROR(SHOP_SUNDAY) is no value that shop_choice can return | TENON_ON_ERROR(constant) with one of SHOP_MONDAY, SHOP_TUESDAY
// EXPECT:31:17: TENON_ON_ERROR("") is no value that shop_text can return | TENON_ON_ERROR(NULL)
// EXPECT:32:22: TENON_ON_ERROR(0) is no value that shop_record can return | TENON_ON_ERROR({0})
// EXPECT:33:21: TENON_ON_ERROR({0}) is no value that shop_no_zero can return | a status as the result, and the record with TENON_OUT: zero is no constant of one of its enums
// EXPECT:34:16: shop_nothing returns nothing, so nothing can be returned where it fails | no TENON_ON_ERROR: the library goes on, and its caller gets the error
