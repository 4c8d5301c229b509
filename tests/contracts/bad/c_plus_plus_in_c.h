#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

class shop { public: int size(); };

// EXPECT:10:1: unknown type name 'class' | C that a compiler accepts: the contract must compile by itself
// EXPECT:10:11: expected ';' after top level declarator | C that a compiler accepts: the contract must compile by itself
