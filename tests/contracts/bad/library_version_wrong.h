#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 70000)
TENON_SOURCES("shop.c")


// EXPECT:7:1: the library's version is not two plain numbers up to 65535 | TENON_LIBRARY(name, 1, 0)
