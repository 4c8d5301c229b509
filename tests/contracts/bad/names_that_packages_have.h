#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 2)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK, SHOP_NONE TENON_KIND(not_found) } shop_status;
typedef struct shop shop TENON_NAME(python, "ShopError") TENON_NAME(node, "Error") TENON_NAME(go, "Error") TENON_NAME(rust, "Error");
TENON_OWNED shop *shop_new(void);
void shop_free(shop *n TENON_DESTROYS);
shop_status shop_end(shop *n, int32_t x) TENON_NAME(python, "close") TENON_NAME(node, "close") TENON_NAME(go, "Close") TENON_NAME(rust, "drop");

// EXPECT:11:21: Python would call shop "ShopError_": the package has something else called "ShopError" | another TENON_NAME(python, ...)
// EXPECT:11:21: Node.js would call shop "Error_": the package has something else called "Error" | another TENON_NAME(node, ...)
// EXPECT:11:21: Go would call shop "ErrorObject": the package has something else called "Error" | another TENON_NAME(go, ...)
// EXPECT:11:21: Rust would call shop "ErrorObject": the package has something else called "Error" | another TENON_NAME(rust, ...)
// EXPECT:14:13: Python would call shop_end "close_": the package has something else called "close" | another TENON_NAME(python, ...)
// EXPECT:14:13: Node.js would call shop_end "close_": the package has something else called "close" | another TENON_NAME(node, ...)
// EXPECT:14:13: Go would call shop_end "Close_": the package has something else called "Close" | another TENON_NAME(go, ...)
