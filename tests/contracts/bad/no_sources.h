#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)


// EXPECT:1:1: the contract does not say which C files implement it | TENON_SOURCES("*.c"), or TENON_LINKS("name") for a library of the system
