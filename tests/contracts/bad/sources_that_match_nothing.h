#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

TENON_SOURCES("source/*.c")
TENON_SOURCES("*.h")
TENON_SOURCES("..")
TENON_SOURCES("/usr/src/shop.c")
TENON_INCLUDES("headers")
TENON_INCLUDES("/usr/include")
TENON_LINKS("-lm")
TENON_LINKS("libm.so")
TENON_LINKS("")

// EXPECT:10:1: TENON_SOURCES("source/*.c") matches no C file | a path or pattern relative to the contract, for instance TENON_SOURCES("../src/*.c")
// EXPECT:11:1: TENON_SOURCES("*.h") matches no C file | a path or pattern relative to the contract, for instance TENON_SOURCES("../src/*.c")
// EXPECT:12:1: TENON_SOURCES("..") matches no C file | a path or pattern relative to the contract, for instance TENON_SOURCES("../src/*.c")
// EXPECT:13:1: TENON_SOURCES("/usr/src/shop.c") is an absolute path | a path relative to the contract
// EXPECT:14:1: TENON_INCLUDES("headers") is not a directory | a directory relative to the contract, for instance TENON_INCLUDES("../src")
// EXPECT:15:1: TENON_INCLUDES("/usr/include") is an absolute path | a path relative to the contract
// EXPECT:16:1: TENON_LINKS("-lm") is not the plain name of a library | the name without -l, lib and ending: TENON_LINKS("m")
// EXPECT:17:1: TENON_LINKS("libm.so") is not the plain name of a library | the name without -l, lib and ending: TENON_LINKS("m")
// EXPECT:18:1: TENON_LINKS("") is not the plain name of a library | the name without -l, lib and ending: TENON_LINKS("m")
