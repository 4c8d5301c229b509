#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

void shop_draw(const double matrix[16]);
double shop_sum(size_t count, const double values[count]);

// EXPECT:10:29: matrix of shop_draw: C does not check the length in brackets, so it says nothing | a pointer with TENON_COUNTED_BY(parameter)
// EXPECT:11:44: values of shop_sum: C does not check the length in brackets, so it says nothing | a pointer with TENON_COUNTED_BY(parameter)
