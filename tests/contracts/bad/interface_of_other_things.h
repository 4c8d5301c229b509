#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef bool (*shop_called)(void *context TENON_CONTEXT) TENON_ON_ERROR(false);
typedef struct TENON_INTERFACE shop_numbers {
    int32_t version;
    void *user;
    const void *context TENON_CONTEXT;
    void (*call)(int32_t value);
    shop_called called TENON_ON_ERROR(true);
} shop_numbers;
typedef struct TENON_INTERFACE shop_two {
    void *one TENON_CONTEXT;
    void *other TENON_CONTEXT;
    void (*call)(void *context TENON_CONTEXT);
    void (*drop)(void *context) TENON_DROP;
    void (*end)(void *context) TENON_DROP;
} shop_two;
typedef struct TENON_INTERFACE shop_drops {
    void (*drop)(void *context, int32_t reason) TENON_DROP;
} shop_drops;
typedef struct TENON_INTERFACE shop_empty {
    void *context TENON_CONTEXT;
} shop_empty;
typedef struct TENON_INTERFACE shop_lost {
    void (*call)(void *context TENON_CONTEXT);
} shop_lost;
struct TENON_INTERFACE shop_unnamed {
    void (*call)(void *context TENON_CONTEXT);
    void *context TENON_CONTEXT;
};
typedef struct shop_forgotten {
    void (*call)(void *context);
} shop_forgotten;

// EXPECT:12:13: shop_numbers.version is neither a function nor the context | functions, and one `void *context TENON_CONTEXT`
// EXPECT:13:11: nothing says what shop_numbers.user is | void *user TENON_CONTEXT;
// EXPECT:14:17: shop_numbers.context: a context is a pointer that says nothing | void *context TENON_CONTEXT;
// EXPECT:15:12: nothing says which parameter of shop_numbers.call is its context | one parameter `void *context TENON_CONTEXT`: it comes back as it was passed
// EXPECT:16:17: shop_called says by itself what is returned where a callback fails | TENON_ON_ERROR there only
// EXPECT:20:11: shop_two has two contexts | TENON_CONTEXT on one of them
// EXPECT:23:12: shop_two has two drop functions | TENON_DROP on one of them
// EXPECT:26:12: shop_drops.drop takes more than the context, or returns something | void (*drop)(void *context) TENON_DROP;
// EXPECT:30:3: the interface shop_empty has no functions | function pointers with a context, or no TENON_INTERFACE
// EXPECT:33:3: the interface shop_lost has no context | a member `void *context TENON_CONTEXT`: it is passed to every function
// EXPECT:34:24: struct shop_unnamed has no typedef, so nothing here can use it | typedef struct shop_unnamed shop_unnamed;
// EXPECT:39:12: the field call is a function pointer | TENON_INTERFACE after the word `struct` where all members are functions and their context
