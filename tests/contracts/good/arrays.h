/** @file
 * Arrays in, in place, filled, filled partly, made by the library; bytes.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

double shop_sum(const double *values TENON_COUNTED_BY(count), size_t count);
double shop_mean(const double values[] TENON_COUNTED_BY(count) TENON_NULLABLE, int count);
size_t shop_true(const bool *values TENON_COUNTED_BY(count), size_t count);
double shop_dot(const double *a TENON_COUNTED_BY(count), const double *b TENON_COUNTED_BY(count), size_t count);
void shop_double(double *values TENON_INOUT TENON_COUNTED_BY(count), size_t count);
void shop_squares(const int64_t *values TENON_COUNTED_BY(count), int64_t *squares TENON_OUT TENON_COUNTED_BY(count), size_t count);
void shop_evens(uint32_t *numbers TENON_OUT TENON_COUNTED_BY(count), size_t count);
void shop_divisors(uint32_t number, uint32_t *divisors TENON_OUT TENON_COUNTED_BY(count), size_t *count TENON_INOUT);
void shop_range(uint64_t end, uint64_t **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count),
                size_t *count TENON_OUT);
TENON_OWNED TENON_NULLABLE TENON_FREED_BY(free) TENON_COUNTED_BY(count) float *shop_rates(size_t *count TENON_OUT);
uint64_t shop_hash(const void *data TENON_COUNTED_BY(size), size_t size);
void shop_random(void *data TENON_OUT TENON_COUNTED_BY(size), size_t size);
void shop_pack(const uint8_t *data TENON_COUNTED_BY(size), size_t size,
               uint8_t **packed TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(packed_size),
               size_t *packed_size TENON_OUT);
void shop_blob(void **data TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(size), size_t *size TENON_OUT);
