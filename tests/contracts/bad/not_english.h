#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

/* Größe */ double shop_groesse(const double *werte);
/* ‏ */ double	shop_tab(const double *	values);

// EXPECT:10:49: werte of shop_groesse: nothing says how many elements it has | TENON_COUNTED_BY(parameter) after werte, or pass a single value by value
// EXPECT:11:42: values of shop_tab: nothing says how many elements it has | TENON_COUNTED_BY(parameter) after values, or pass a single value by value
