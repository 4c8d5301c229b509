#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#include <time.h>
#include <wchar.h>
long shop_long(long value);
void shop_numbers(short a, unsigned short b, unsigned long c, long long d, unsigned long long e, unsigned char f, signed char g);
void shop_precise(long double value);
void shop_letter(char letter);
void shop_wide(wchar_t letter);
void shop_time(time_t at);
void shop_bytes(const unsigned char *data TENON_COUNTED_BY(size), size_t size);

// EXPECT:12:6: the result of shop_long: long does not say how wide it is on every machine | int32_t or int64_t
// EXPECT:12:21: value of shop_long: long does not say how wide it is on every machine | int32_t or int64_t
// EXPECT:13:25: a of shop_numbers: short does not say how wide it is on every machine | int16_t
// EXPECT:13:43: b of shop_numbers: unsigned short does not say how wide it is on every machine | uint16_t
// EXPECT:13:60: c of shop_numbers: unsigned long does not say how wide it is on every machine | uint32_t, uint64_t or size_t
// EXPECT:13:73: d of shop_numbers: long long does not say how wide it is on every machine | int64_t
// EXPECT:13:95: e of shop_numbers: unsigned long long does not say how wide it is on every machine | uint64_t
// EXPECT:13:112: f of shop_numbers: unsigned char does not say how wide it is on every machine | uint8_t, also for bytes
// EXPECT:13:127: g of shop_numbers: signed char does not say how wide it is on every machine | int8_t
// EXPECT:14:31: value of shop_precise: long double does not say how wide it is on every machine | double
// EXPECT:15:23: letter of shop_letter: char is neither text nor a number | int8_t, uint8_t or const char *
// EXPECT:16:24: letter of shop_wide: wchar_t does not say how wide it is on every machine | uint32_t, or const char * for text
// EXPECT:17:23: at of shop_time: time_t does not say how wide it is on every machine | int32_t or int64_t
// EXPECT:18:38: data of shop_bytes: unsigned char does not say how wide it is on every machine | uint8_t, also for bytes
