#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("thrower.cpp")

#ifdef __cplusplus
extern "C" {
#endif

void shop_open(void);

#ifdef __cplusplus
}
#endif

// EXPECT:1:1: the contract does not say whether its C++ files throw exceptions | TENON_EXCEPTIONS(cxx), or TENON_EXCEPTIONS(none) where they throw nothing
