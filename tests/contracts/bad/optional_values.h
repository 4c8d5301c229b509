#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0 } shop_status;
/** A price that may be missing. */
typedef struct shop_price {
    bool has_amount;
    int64_t amount TENON_PRESENT_IF(has_amount);
    int64_t tax TENON_PRESENT_IF(has_amount);
    int64_t rebate TENON_PRESENT_IF(has_rebate);
    int64_t total TENON_PRESENT_IF(amount);
    double rate TENON_NULLABLE;
    bool has_note;
    const char *note TENON_NULLABLE TENON_PRESENT_IF(has_note);
} shop_price;
void shop_no_bool(int64_t a TENON_PRESENT_IF(has_a), int32_t has_a);
void shop_no_parameter(int64_t a TENON_PRESENT_IF(has_b), bool has_a);
void shop_shared(int64_t a TENON_PRESENT_IF(given), int64_t b TENON_PRESENT_IF(given), bool given);
void shop_out_by_value(int64_t *a TENON_OUT TENON_PRESENT_IF(has_a), bool has_a);
void shop_in_by_result(int64_t a TENON_PRESENT_IF(result));
shop_status shop_status_says(int64_t *a TENON_OUT TENON_PRESENT_IF(result));
void shop_inout_out(int64_t *a TENON_INOUT TENON_PRESENT_IF(has_a), bool *has_a TENON_OUT);
void shop_twice(const int64_t *a TENON_NULLABLE TENON_PRESENT_IF(has_a), bool has_a);
void shop_array(const int64_t *a TENON_COUNTED_BY(count) TENON_PRESENT_IF(has_a), size_t count, bool has_a);
void shop_provided(int64_t *a TENON_OUT TENON_COUNTED_BY(count) TENON_PRESENT_IF(has_a), size_t count,
                   bool *has_a TENON_OUT);
void shop_bytes(const void *data TENON_NULLABLE);
TENON_BORROWED const int64_t *shop_lent(void);
TENON_BORROWED TENON_NULLABLE TENON_FREED_BY(free) const int64_t *shop_freed(void);
void shop_presence_owned(int64_t *a TENON_OUT TENON_PRESENT_IF(has_a), bool *has_a TENON_OUT TENON_NULLABLE);

// EXPECT:15:13: has_amount says already whether another field is there | a bool for each, or a record of the fields that come together
// EXPECT:16:13: has_rebate, which is to say whether rebate is there, is no bool of shop_price | bool has_rebate; beside it, and TENON_PRESENT_IF(has_rebate)
// EXPECT:17:13: amount, which is to say whether total is there, is no bool of shop_price | bool has_total; beside it, and TENON_PRESENT_IF(has_total)
// EXPECT:18:12: the field rate cannot be null: it is no pointer | TENON_PRESENT_IF(field) with a bool beside it
// EXPECT:20:17: the field note says twice how it is missing | TENON_NULLABLE or TENON_PRESENT_IF
// EXPECT:22:27: a of shop_no_bool: has_a does not say whether it is there | bool has_a
// EXPECT:23:32: a of shop_no_parameter: has_b, which is to say whether it is there, is not another parameter | TENON_PRESENT_IF(parameter) with bool has_b
// EXPECT:24:61: b of shop_shared: given says already whether another value is there | a bool for each, or a record of the values that come together
// EXPECT:25:33: a of shop_out_by_value: has_a does not say whether it is there | bool *has_a TENON_OUT
// EXPECT:26:32: a of shop_in_by_result: the result cannot say whether something that is passed in is there | TENON_PRESENT_IF(parameter) with a bool beside it, or TENON_OUT
// EXPECT:27:39: a of shop_status_says: the result, which is to say whether it is there, is no bool | bool as the function's result, or TENON_PRESENT_IF(parameter)
// EXPECT:28:30: a of shop_inout_out: has_a does not say whether it is there | bool *has_a TENON_INOUT
// EXPECT:29:32: a of shop_twice: a pointer says by itself whether something is there | TENON_NULLABLE
// EXPECT:30:32: a of shop_array: a pointer says by itself whether something is there | TENON_NULLABLE
// EXPECT:31:29: a of shop_provided: an array of the caller's is always there | TENON_INOUT on its length, which then says how many were written
// EXPECT:33:29: data of shop_bytes: nothing says how many elements it has | TENON_COUNTED_BY(parameter) after data, or pass a single value by value
// EXPECT:34:31: the result of shop_lent: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:35:67: the result of shop_freed: it is freed, but not owned | TENON_OWNED, or no TENON_FREED_BY
// EXPECT:36:78: has_a of shop_presence_owned: TENON_NULLABLE does not fit a bool that says whether another value is there | none of them: the other languages never see it
