#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status {
    SHOP_OK = 0,
    SHOP_NONE TENON_KIND(not_found) TENON_NAME(python, "Shop") TENON_NAME(rust, "Shop"),
} shop_status;
typedef enum shop_level { SHOP_LEVEL_LOW TENON_NAME(go, "Shop"), SHOP_LEVEL_HIGH TENON_NAME(node, "LOW") } shop_level;
typedef struct shop shop TENON_NAME(go, "Shop") TENON_NAME(python, "Shop");
TENON_OWNED shop *shop_new(void) TENON_NAME(go, "Open") TENON_NAME(node, "make");
void shop_free(shop *object TENON_DESTROYS) TENON_NAME(python, "finish");
double shop_width(const shop *object) TENON_PROPERTY(width) TENON_NAME(rust, "height");
double shop_height(const shop *object) TENON_PROPERTY(height);
void shop_set_width(shop *object, double value) TENON_PROPERTY(width) TENON_NAME(python, "wide") TENON_NAME(go, "Widen");
void shop_open(shop *object TENON_NAME(python, "me"), const uint8_t *data TENON_COUNTED_BY(count), size_t count TENON_NAME(go, "n"));
void open_all(double first TENON_NAME(node, "second"), double second) TENON_NAME(go, "Open");

// EXPECT:12:5: in Python, the class shop and the error SHOP_NONE would both be called Shop | another TENON_NAME(python, ...) for one of them
// EXPECT:14:27: in Go, the class shop and the constant SHOP_LEVEL_LOW would both be called Shop | another TENON_NAME(go, ...) for one of them
// EXPECT:14:66: in Node.js, the constant SHOP_LEVEL_LOW and the constant SHOP_LEVEL_HIGH would both be called LOW | another TENON_NAME(node, ...) for one of them
// EXPECT:16:19: shop_new has a TENON_NAME for Node.js, where the class itself is called to make an object | TENON_NAME(node, ...) on the class, or on other constructors
// EXPECT:17:6: the destructor shop_free has a TENON_NAME, but each language calls it as it calls the end of an object | no TENON_NAME
// EXPECT:19:8: in Rust, the property shop_width and the property shop_height would both be called height | another TENON_NAME(rust, ...) for one of them
// EXPECT:20:6: the setter shop_set_width has a TENON_NAME, but its getter names the property | TENON_NAME on shop_width only
// EXPECT:21:22: object of shop_open has a TENON_NAME, but no caller ever writes it | no TENON_NAME
// EXPECT:21:107: count of shop_open has a TENON_NAME, but no caller ever writes it | no TENON_NAME
// EXPECT:22:6: in Go, the function shop_new and the function open_all would both be called Open | another TENON_NAME(go, ...) for one of them
// EXPECT:22:63: in Node.js, the parameter first and the parameter second would both be called second | another TENON_NAME(node, ...) for one of them
