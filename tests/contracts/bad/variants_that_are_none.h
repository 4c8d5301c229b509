#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum shop_kind { SHOP_KIND_A, SHOP_KIND_B } shop_kind;
typedef enum TENON_FLAGS shop_bits { SHOP_BITS_A = 1, SHOP_BITS_B = 2 } shop_bits;
/** The tag is no field. */
typedef struct shop_tagless {
    shop_kind kind;
    union {
        int32_t a TENON_CASE(SHOP_KIND_A);
    } as TENON_TAGGED_BY(type);
} shop_tagless;
/** The tag is no enum. */
typedef struct shop_number {
    int32_t kind;
    union {
        int32_t a TENON_CASE(SHOP_KIND_A);
    } as TENON_TAGGED_BY(kind);
} shop_number;
/** The tag is made of flags. */
typedef struct shop_flagged {
    shop_bits kind;
    union {
        int32_t a TENON_CASE(SHOP_BITS_A);
    } as TENON_TAGGED_BY(kind);
} shop_flagged;
/** There is more in it. */
typedef struct shop_more {
    shop_kind kind;
    int32_t more;
    union {
        int32_t a TENON_CASE(SHOP_KIND_A);
    } as TENON_TAGGED_BY(kind);
} shop_more;
/** The members are wrong. */
typedef struct shop_members {
    shop_kind kind;
    union {
        int32_t a;
        int32_t b TENON_CASE(SHOP_KIND_C);
        int32_t c TENON_CASE(SHOP_KIND_A);
        int32_t d TENON_CASE(SHOP_KIND_A);
        double *e TENON_CASE(SHOP_KIND_B);
        bool f TENON_CASE(SHOP_KIND_B) TENON_PRESENT_IF(kind);
    } TENON_TAGGED_BY(kind);
} shop_members;
/** Annotations where there is no union. */
typedef struct shop_record {
    int32_t a TENON_CASE(SHOP_KIND_A);
    shop_kind kind TENON_TAGGED_BY(a);
} shop_record;
/** A union that says nothing. */
typedef struct shop_silent {
    shop_kind kind;
    union {
        int32_t a;
    } as;
} shop_silent;

// EXPECT:17:7: type, which is to say which member is valid, is no field of shop_tagless | TENON_TAGGED_BY(field) with the enum beside the union
// EXPECT:21:13: the tag kind is no enum of this contract | an enum with a constant for each case (not the status)
// EXPECT:28:15: the tag kind is made of flags: several cases at once? | an enum without TENON_FLAGS
// EXPECT:40:3: shop_more holds more than a tag and a union | a struct of the two alone, and a record that holds it with the rest
// EXPECT:45:17: nothing says when the member a is the valid one | TENON_CASE(constant) with one of: SHOP_KIND_A, SHOP_KIND_B
// EXPECT:46:17: SHOP_KIND_C is no constant of shop_kind | TENON_CASE(constant) with one of: SHOP_KIND_A, SHOP_KIND_B
// EXPECT:48:17: c and d both belong to SHOP_KIND_A | one member per constant: a record, where a case has several values
// EXPECT:49:17: the field e is a pointer or array: who owns it, and how long is it? | plain values and texts (const char *) only, or an opaque class with functions that give the rest
// EXPECT:50:14: TENON_PRESENT_IF on f: the tag says what is there | a case without a member for nothing
// EXPECT:55:13: the field a is neither a tagged union nor a case of one | TENON_TAGGED_BY on a union, TENON_CASE on its members
// EXPECT:56:15: the field kind is neither a tagged union nor a case of one | TENON_TAGGED_BY on a union, TENON_CASE on its members
// EXPECT:63:7: the field as is a union: nothing says which member is valid | a struct of the union and an enum, with TENON_TAGGED_BY(field) after the union's name
