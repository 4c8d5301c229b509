#include <tenon/contract.h>

TENON_LIBRARY(errno, 1, 0)
TENON_PACKAGE(python, "errors_of_shop")
TENON_SOURCES("shop.c")


// EXPECT:3:1: errno is a word or header of C's or of Tenon's: no library can have that name | TENON_LIBRARY(name, 1, 0): small letters, digits and single underscores, no quotes
