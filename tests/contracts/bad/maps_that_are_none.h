#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_no_keys(const double *values TENON_COUNTED_BY(count) TENON_KEYED_BY(keys), size_t count);
void shop_one_key(const double *values TENON_COUNTED_BY(count) TENON_KEYED_BY(key), size_t count, int32_t key);
void shop_one_value(double value TENON_KEYED_BY(keys), const int32_t *keys TENON_COUNTED_BY(count), size_t count);
void shop_lengths(const double *values TENON_COUNTED_BY(a) TENON_KEYED_BY(keys), size_t a,
                  const int32_t *keys TENON_COUNTED_BY(b), size_t b);
void shop_float_keys(const double *values TENON_COUNTED_BY(count) TENON_KEYED_BY(keys),
                     const double *keys TENON_COUNTED_BY(count), size_t count);
void shop_nullness(const double *values TENON_COUNTED_BY(count) TENON_KEYED_BY(keys) TENON_NULLABLE,
                   const int32_t *keys TENON_COUNTED_BY(count), size_t count);
void shop_two_values(const double *a TENON_COUNTED_BY(count) TENON_KEYED_BY(keys),
                     const double *b TENON_COUNTED_BY(count) TENON_KEYED_BY(keys),
                     const int32_t *keys TENON_COUNTED_BY(count), size_t count);
void shop_chained(const double *a TENON_COUNTED_BY(count) TENON_KEYED_BY(b),
                  const int32_t *b TENON_COUNTED_BY(count) TENON_KEYED_BY(c), const int32_t *c TENON_COUNTED_BY(count),
                  size_t count);
void shop_ways(const int32_t *keys TENON_COUNTED_BY(count),
               double *values TENON_OUT TENON_COUNTED_BY(count) TENON_KEYED_BY(keys), size_t count);

// EXPECT:10:33: values of shop_no_keys: its keys keys are not another parameter | TENON_KEYED_BY(parameter) with the array of the keys
// EXPECT:11:33: values of shop_one_key: its keys key are no array that is passed in, or that the function makes | two arrays that are both passed in, or that the function both makes, with one length
// EXPECT:12:28: value of shop_one_value: the values of a map are an array that is passed in, or that the function makes | two arrays that are both passed in, or that the function both makes, with one length
// EXPECT:13:33: values of shop_lengths: it has another length than its keys keys | two arrays that are both passed in, or that the function both makes, with one length
// EXPECT:15:36: values of shop_float_keys: double *keys cannot be the keys of a map | texts, whole numbers or an enum as keys
// EXPECT:17:34: values of shop_nullness: it may be missing where its keys keys may not, or the other way round | the same nullness for both
// EXPECT:20:36: b of shop_two_values: keys are the keys of other values already | a record that holds both values, or keys for each
// EXPECT:22:33: a of shop_chained: its keys b have keys themselves | one TENON_KEYED_BY for each pair of arrays
// EXPECT:26:24: values of shop_ways: the values of a map are an array that is passed in, or that the function makes | two arrays that are both passed in, or that the function both makes, with one length
