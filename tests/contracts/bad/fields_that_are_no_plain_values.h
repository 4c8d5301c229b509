#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef struct shop_inner {
    int32_t a;
} shop_inner;
typedef struct shop_node {
    struct shop_node *next;
    char *name;
    double matrix[16];
    uint32_t flag : 1;
    shop_inner inner;
    struct {
        int32_t x;
    } point;
    union {
        int32_t y;
    };
    const int32_t fixed;
    volatile int32_t changing;
    void (*callback)(void);
    char letter;
    size_t counts[];
} shop_node;

// EXPECT:14:23: the field next is a pointer or array: who owns it, and how long is it? | plain values and texts (const char *) only, or an opaque class with functions that give the rest
// EXPECT:15:11: the field name is text that somebody may write: who owns it? | const char *name
// EXPECT:16:12: the field matrix is a pointer or array: who owns it, and how long is it? | plain values and texts (const char *) only, or an opaque class with functions that give the rest
// EXPECT:17:14: the field flag is a bit-field | a fixed-width number, bool or enum
// EXPECT:21:7: the field point is a struct that this contract does not declare | its typedef in this header above, or its fields here, one by one
// EXPECT:22:5: the field without a name is a union: nothing says which member is valid | a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name
// EXPECT:25:19: the field fixed is const | the field without const: records are copied, also into the library
// EXPECT:26:22: the field changing: volatile: what others change meanwhile cannot be passed on | the type without volatile
// EXPECT:27:12: the field callback is a function pointer | TENON_INTERFACE after the word `struct` where all members are functions and their context
// EXPECT:28:10: the field letter is neither a number, bool, enum, text nor record | a fixed-width number, bool, enum, text (const char *) or record
// EXPECT:29:12: the field counts is a pointer or array: who owns it, and how long is it? | plain values and texts (const char *) only, or an opaque class with functions that give the rest
