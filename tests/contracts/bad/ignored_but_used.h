#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_secret shop_secret TENON_IGNORE;
void shop_use(const shop_secret *secret);
typedef enum TENON_IGNORE shop_mode { SHOP_FAST } shop_mode;
void shop_run(shop_mode mode);

// EXPECT:11:34: secret of shop_use: shop_secret is under TENON_IGNORE, but used here | TENON_IGNORE here too, or none on the type
// EXPECT:13:25: mode of shop_run: shop_mode is under TENON_IGNORE, but used here | TENON_IGNORE here too, or none on the type
