#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#define SHOP_D1 (SHOP_D0 SHOP_PLUS SHOP_D0)
#define SHOP_D2 (SHOP_D1 SHOP_PLUS SHOP_D1)
#define SHOP_D3 (SHOP_D2 SHOP_PLUS SHOP_D2)
#define SHOP_D4 (SHOP_D3 SHOP_PLUS SHOP_D3)
#define SHOP_D5 (SHOP_D4 SHOP_PLUS SHOP_D4)
#define SHOP_D6 (SHOP_D5 SHOP_PLUS SHOP_D5)
#define SHOP_D7 (SHOP_D6 SHOP_PLUS SHOP_D6)
#define SHOP_D8 (SHOP_D7 SHOP_PLUS SHOP_D7)
#define SHOP_D9 (SHOP_D8 SHOP_PLUS SHOP_D8)
#define SHOP_D10 (SHOP_D9 SHOP_PLUS SHOP_D9)
#define SHOP_D11 (SHOP_D10 SHOP_PLUS SHOP_D10)
#define SHOP_D12 (SHOP_D11 SHOP_PLUS SHOP_D11)
shop_cost SHOP_D12(void);

// EXPECT:22:11: expected ')' | C that a compiler accepts: the contract must compile by itself
// EXPECT:22:11: function cannot return function type 'int (void)' | C that a compiler accepts: the contract must compile by itself
