#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 2)
TENON_SOURCES("shop.c")

typedef enum shop_fill { SHOP_FILL_NONE TENON_DEPRECATED("  "), SHOP_FILL_FULL TENON_SINCE(1, 3) } shop_fill;
typedef struct TENON_SINCE(1, 0) shop_point { double x TENON_SINCE(one, 0); } shop_point TENON_SINCE(1, 1);
typedef struct shop shop TENON_SINCE(2, 0) TENON_NAME(perl, "Shop") TENON_NAME(go, "Shop") TENON_NAME(go, "Store");
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

double shop_area(const shop *object, double side TENON_DEPRECATED("no"), double width TENON_NAME(python, "from"));
void shop_open(shop *object) TENON_NAME(go, "open") TENON_NAME(rust, "openIt") TENON_NAME(node, "delete");
void shop_remove(double place) TENON_NAME(node, "delete") TENON_NAME(python, "_remove") TENON_NAME(rust, "move");
static const int32_t shop_limit TENON_NAME(rust, "limit") TENON_NAME(python, "LIMIT 2") = 3;

// EXPECT:10:26: TENON_DEPRECATED does not say what to do instead | TENON_DEPRECATED("use that instead")
// EXPECT:10:65: TENON_SINCE says 1.3, but the library is only at 1.2 | TENON_LIBRARY(shop, 1, 3), or an earlier TENON_SINCE
// EXPECT:11:54: the version of TENON_SINCE is not two plain numbers | TENON_SINCE(1, 0)
// EXPECT:11:79: TENON_SINCE stands here twice: on the typedef and on what it names | one TENON_SINCE
// EXPECT:12:21: TENON_NAME(perl, ...) names no language | one of python, node, go, rust
// EXPECT:12:21: TENON_NAME(go, ...) stands here twice | one TENON_NAME for Go
// EXPECT:12:21: TENON_SINCE says 2.0, but the library is only at 1.2 | TENON_LIBRARY(shop, 2, 0), or an earlier TENON_SINCE
// EXPECT:16:45: TENON_DEPRECATED does not belong on a parameter | TENON_DEPRECATED only on
// EXPECT:16:81: Python cannot call it "from" | a name that is no word of Python itself
// EXPECT:17:6: Go cannot call it "open" | a name that begins with a capital: only those leave a Go package
// EXPECT:17:6: Rust cannot call it "openIt" | a name like node_count, as Rust writes it
// EXPECT:18:6: Python cannot call it "_remove" | letters, digits and underscores, a letter first
// EXPECT:18:6: Node.js cannot call it "delete" | a name that is no word of Node.js itself
// EXPECT:18:6: Rust cannot call it "move" | a name that is no word of Rust itself
// EXPECT:19:22: Python cannot call it "LIMIT 2" | letters, digits and underscores, a letter first
// EXPECT:19:22: Rust cannot call it "limit" | a name like NODE_COUNT, as Rust writes it
