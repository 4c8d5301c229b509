#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_BORROWED TENON_NONNULL shop *shop_parent(const shop *object);
void shop_child(const shop *object, const shop **child TENON_OUT TENON_VIEW);
TENON_OWNED const shop *shop_frozen(void);

// EXPECT:14:36: the result of shop_parent: an object that the library keeps owning cannot be handed out: two handles would name it | TENON_OWNED for a new object or reference, or functions of the owner that give its parts
// EXPECT:15:50: child of shop_child: an object that the library keeps owning cannot be handed out: two handles would name it | TENON_OWNED for a new object or reference, or functions of the owner that give its parts
// EXPECT:16:25: the result of shop_frozen: the caller owns the object, but may not change or free it | a pointer without const
