/**
 * @file
 * Numbers that mean more than a number: flags, moments, spans of time, money, and 128 bits.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>
#include <tenon/int128.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/** Rights. */
typedef enum TENON_FLAGS shop_rights {
    SHOP_RIGHTS_NONE = 0,
    SHOP_RIGHTS_READ = 1 << 0,
    SHOP_RIGHTS_WRITE = 1 << 1,
    SHOP_RIGHTS_ALL = SHOP_RIGHTS_READ | SHOP_RIGHTS_WRITE, /**< Both. */
    SHOP_RIGHTS_HIGHEST = 1 << 30
} shop_rights;
/** A moment. */
typedef int64_t shop_moment TENON_INSTANT(microseconds);
/** The same by another name. */
typedef shop_moment shop_due;
/** A span. */
typedef uint32_t shop_span TENON_DURATION(milliseconds);
/** Money. */
typedef int64_t shop_money TENON_EXACT(2) TENON_SINCE(1, 0);
/** The same by another name. */
typedef shop_money shop_price;
/** Pieces. */
typedef int64_t shop_pieces TENON_EXACT(0);

/** An offer. */
typedef struct shop_offer {
    shop_rights rights;
    shop_due due;
    shop_span lasts;
    int64_t since TENON_INSTANT(seconds);
    shop_price price;
    tenon_uint128 serial;
} shop_offer;

shop_rights shop_grant(shop_rights rights, shop_rights *added TENON_INOUT, shop_rights lost TENON_DEFAULT(SHOP_RIGHTS_ALL));
shop_rights shop_all(const shop_rights *rights TENON_COUNTED_BY(count), size_t count);
shop_moment shop_after(shop_moment moment, shop_span span, int64_t *later TENON_OUT TENON_INSTANT(nanoseconds));
int8_t shop_days(shop_due due TENON_DEFAULT(0)) TENON_DURATION(seconds);
void shop_moments(const shop_moment *moments TENON_COUNTED_BY(count), size_t count);
shop_money shop_sum(const shop_price *prices TENON_COUNTED_BY(count), size_t count, shop_pieces pieces TENON_DEFAULT(-1));
tenon_int128 shop_wide(tenon_uint128 number, const tenon_int128 *other TENON_NULLABLE, tenon_uint128 *both TENON_INOUT,
                       tenon_int128 last TENON_DEFAULT(-9223372036854775807));
shop_offer shop_best(const shop_offer *offers TENON_COUNTED_BY(count), size_t count);
/** All of it to and from a callback. */
typedef shop_rights (*shop_asked)(shop_rights rights, shop_money money, shop_moment when, tenon_int128 wide, const shop_offer *offer,
                                  tenon_uint128 *more TENON_OUT, shop_span *left TENON_OUT, void *context TENON_CONTEXT)
    TENON_ON_ERROR(SHOP_RIGHTS_NONE);
typedef tenon_int128 (*shop_counted)(void *context TENON_CONTEXT) TENON_ON_ERROR({0});
void shop_ask(shop_asked asked TENON_CALLED(during_call), void *context TENON_CONTEXT_OF(asked),
              shop_counted counted TENON_CALLED(during_call), void *other TENON_CONTEXT_OF(counted));
