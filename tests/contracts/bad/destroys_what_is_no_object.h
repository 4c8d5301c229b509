#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_point {
    double x;
} shop_point;
void shop_point_free(shop_point *point TENON_DESTROYS);
void shop_text_free(char *text TENON_DESTROYS);
void shop_number_free(int32_t number TENON_CONSUMES);

// EXPECT:13:34: point of shop_point_free: only an object can be destroyed or consumed | a pointer to a class; TENON_IGNORE on a function that frees something else
// EXPECT:14:27: text of shop_text_free: only an object can be destroyed or consumed | a pointer to a class; TENON_IGNORE on a function that frees something else
// EXPECT:15:31: number of shop_number_free: only an object can be destroyed or consumed | a pointer to a class; TENON_IGNORE on a function that frees something else
