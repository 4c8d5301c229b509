#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

#include <stdarg.h>
#include <stdio.h>
void shop_write(FILE *file);
void shop_format(const char *format, va_list arguments);
void shop_complex(_Complex double value);
void shop_atomic(_Atomic int32_t *value TENON_INOUT);
void shop_volatile(volatile int32_t *value TENON_INOUT);

// EXPECT:12:23: file of shop_write: FILE is not declared in this contract | its typedef in this header: `typedef struct x x;` for a class, a whole struct for a record, `typedef enum x {...} x;` for an enum
// EXPECT:13:46: arguments of shop_format: the type va_list has no place in a contract | a fixed-width number, bool, an enum, a record, a class or const char *
// EXPECT:14:35: value of shop_complex: the type _Complex double has no place in a contract | a fixed-width number, bool, an enum, a record, a class or const char *
// EXPECT:15:35: value of shop_atomic: the type _Atomic(int32_t) has no place in a contract | a fixed-width number, bool, an enum, a record, a class or const char *
// EXPECT:16:38: value of shop_volatile: volatile: what others change meanwhile cannot be passed on | the type without volatile
