#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

double shop_sum(const double *values TENON_COUNTED_BY(length), size_t count);
double shop_mean(const double *values TENON_COUNTED_BY(values), size_t count);
double shop_most(const double *values TENON_COUNTED_BY(count), double count);
double shop_least(const double *values TENON_COUNTED_BY(count), uint8_t count);
double shop_median(const double *values TENON_COUNTED_BY(count), const size_t *count);
double shop_deep(const double *values TENON_COUNTED_BY(count), size_t **count);
double shop_expression(const double *values TENON_COUNTED_BY(rows * columns), size_t rows, size_t columns);
double shop_nothing(const double *values TENON_COUNTED_BY());
void shop_make(double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count), size_t count);
void shop_both(const double *in TENON_COUNTED_BY(count), double **values TENON_OUT TENON_OWNED TENON_NONNULL TENON_FREED_BY(free) TENON_COUNTED_BY(count), size_t *count TENON_OUT);
void shop_shrink(const double *values TENON_COUNTED_BY(count), size_t *count TENON_INOUT);
void shop_said(const double *values TENON_COUNTED_BY(count), size_t count TENON_NULLABLE);
void shop_fixed(double *values TENON_OUT TENON_COUNTED_BY(count), const size_t *count TENON_INOUT);
TENON_COUNTED_BY(count) size_t shop_value(size_t count);

// EXPECT:10:31: values of shop_sum: its length length is not another parameter | TENON_COUNTED_BY(parameter) with one of: count
// EXPECT:11:32: values of shop_mean: its length values is not another parameter | TENON_COUNTED_BY(parameter) with one of: count
// EXPECT:12:32: values of shop_most: its length count is not a whole number of 32 bits or more | size_t count
// EXPECT:13:33: values of shop_least: its length count is not a whole number of 32 bits or more | size_t count
// EXPECT:14:34: values of shop_median: its length count is a pointer that is not both read and written | size_t count, or size_t *count TENON_INOUT where fewer may be written
// EXPECT:15:32: values of shop_deep: its length count is a pointer to a pointer | size_t count
// EXPECT:16:38: values of shop_expression: its length rows * columns is not another parameter | TENON_COUNTED_BY(parameter) with one of: rows, columns
// EXPECT:17:35: values of shop_nothing: its length  is not another parameter | TENON_COUNTED_BY(parameter) with one of: a new parameter
// EXPECT:18:25: values of shop_make: the function decides its length, but count is not written | size_t *count TENON_OUT
// EXPECT:19:30: in of shop_both: its length count is a pointer that is not both read and written | size_t count, or size_t *count TENON_INOUT where fewer may be written
// EXPECT:20:32: values of shop_shrink: a length that changes needs an array that is written | TENON_OUT on the array
// EXPECT:21:69: count of shop_said: TENON_NULLABLE does not fit a length | none of them: the other languages never see it
// EXPECT:22:81: count of shop_fixed: it is const, but said to be written | count without const where it is written
// EXPECT:23:32: the result of shop_value: TENON_COUNTED_BY does not fit a value that is copied | none of them: a value has no owner, length, nullness or direction; a pointer has
