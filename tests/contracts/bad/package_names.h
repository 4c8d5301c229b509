#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")
TENON_PACKAGE(perl, "Shop")
TENON_PACKAGE(python, "my-shop")
TENON_PACKAGE(node, "acme/shop")
TENON_PACKAGE(node, "@acme/shop")
TENON_PACKAGE(go, "example.com/my-shop")
TENON_PACKAGE(rust, "Shop")
TENON_PACKAGE(rust, "core")

void shop_open(void);

// EXPECT:5:1: TENON_PACKAGE(perl, ...) names no language | one of python, node, go, rust
// EXPECT:6:1: no package for Python can be called "my-shop" | a module's name: small letters, digits and underscores
// EXPECT:7:1: no package for Node.js can be called "acme/shop" | a name like shop or @acme/shop: small letters, digits and dashes
// EXPECT:8:1: TENON_PACKAGE(node, ...) stands here twice | one TENON_PACKAGE for Node.js
// EXPECT:9:1: no package for Go can be called "example.com/my-shop" | a module's path like example.com/shop, its last word in small letters and digits
// EXPECT:10:1: no package for Rust can be called "Shop" | a crate's name: small letters, digits and dashes
// EXPECT:11:1: TENON_PACKAGE(rust, ...) stands here twice | one TENON_PACKAGE for Rust
