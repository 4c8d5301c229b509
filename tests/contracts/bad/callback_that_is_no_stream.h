#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef bool (*shop_reads)(double *values TENON_OUT TENON_COUNTED_BY(count), size_t *count TENON_INOUT, void *context TENON_CONTEXT) TENON_READS TENON_ON_ERROR(false);
typedef bool (*shop_reads_all)(void *data TENON_OUT TENON_COUNTED_BY(size), size_t size, void *context TENON_CONTEXT) TENON_READS TENON_ON_ERROR(false);
typedef int32_t (*shop_counts)(void *data TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT, void *context TENON_CONTEXT) TENON_READS TENON_ON_ERROR(-1);
typedef bool (*shop_inverted)(const void *data TENON_COUNTED_BY(size), size_t size, void *context TENON_CONTEXT) TENON_WRITES TENON_ON_ERROR(true);
typedef void (*shop_more)(const void *data TENON_COUNTED_BY(size), size_t size, int32_t more, void *context TENON_CONTEXT) TENON_WRITES;
typedef void (*shop_both)(const void *data TENON_COUNTED_BY(size), size_t size, void *context TENON_CONTEXT) TENON_READS TENON_WRITES;

// EXPECT:10:16: shop_reads is no stream: it does not read one chunk of bytes | (void *context TENON_CONTEXT, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT) with the status, a bool or nothing as its result
// EXPECT:11:16: shop_reads_all is no stream: it does not read one chunk of bytes | (void *context TENON_CONTEXT, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT) with the status, a bool or nothing as its result
// EXPECT:12:19: shop_counts is no stream: it does not read one chunk of bytes | (void *context TENON_CONTEXT, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT) with the status, a bool or nothing as its result
// EXPECT:13:16: shop_inverted is no stream: it does not write one chunk of bytes | (void *context TENON_CONTEXT, const void *data TENON_COUNTED_BY(size), size_t size) with the status, a bool or nothing as its result
// EXPECT:14:16: shop_more is no stream: it does not write one chunk of bytes | (void *context TENON_CONTEXT, const void *data TENON_COUNTED_BY(size), size_t size) with the status, a bool or nothing as its result
// EXPECT:15:16: shop_both is said to read and to write | TENON_READS or TENON_WRITES
