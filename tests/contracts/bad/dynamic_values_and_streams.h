#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/arrow.h>
#include <tenon/contract.h>
#include <tenon/int128.h>
#include <tenon/value.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_read_or_written(tenon_value *value);
TENON_NONNULL tenon_value *shop_unowned(void);
TENON_OWNED TENON_NONNULL const tenon_value *shop_const(void);
TENON_OWNED tenon_value *shop_nullness(void);
void shop_written(tenon_value *value TENON_OUT);
void shop_values(const tenon_value *values TENON_COUNTED_BY(count), size_t count);
void shop_freed(tenon_value **value TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free));
struct ArrowArrayStream *shop_stream(void);
void shop_const_stream(const struct ArrowArrayStream *stream);
void shop_streams(struct ArrowArrayStream *stream TENON_COUNTED_BY(count), size_t count);
void shop_owned_stream(struct ArrowArrayStream *stream TENON_OWNED);
void shop_stream_by_value(struct ArrowArrayStream stream);
void shop_wide(const tenon_int128 *values TENON_COUNTED_BY(count), size_t count);

// EXPECT:13:40: value of shop_read_or_written: nothing says whether the value is read or written | const tenon_value *value
// EXPECT:14:28: the result of shop_unowned: nothing says who owns the value | TENON_OWNED (tenon_value_free() frees it), or TENON_BORROWED for one that stays
// EXPECT:15:46: the result of shop_const: the caller owns the value, but may not free it | a pointer without const
// EXPECT:16:26: the result of shop_nullness: nothing says whether it may be null | TENON_NULLABLE or TENON_NONNULL
// EXPECT:17:32: value of shop_written: a dynamic value is not written through a single pointer | tenon_value **value TENON_OUT TENON_OWNED
// EXPECT:18:37: values of shop_values: a dynamic value holds lists itself | one tenon_value that is a list
// EXPECT:19:31: value of shop_freed: TENON_FREED_BY does not fit a dynamic value that the function gives | TENON_OWNED (tenon_value_free() frees it), or TENON_BORROWED: it is copied at once
// EXPECT:20:26: the result of shop_stream: a stream moves into the function, or into memory of the caller | struct ArrowArrayStream *stream, with TENON_OUT where the function gives it
// EXPECT:21:55: stream of shop_const_stream: reading a stream changes it, so it cannot be const | struct ArrowArrayStream *stream
// EXPECT:22:44: stream of shop_streams: a stream moves into the function, or into memory of the caller | struct ArrowArrayStream *stream, with TENON_OUT where the function gives it
// EXPECT:23:49: stream of shop_owned_stream: TENON_OWNED does not fit a stream that is passed in | nothing, or TENON_NULLABLE: the function takes the stream over
// EXPECT:24:51: stream of shop_stream_by_value: a stream is passed by pointer | struct ArrowArrayStream *
// EXPECT:25:36: values of shop_wide: arrays of numbers of 128 bits are not part of this contract version | an array of records with such a field, or of uint64_t
