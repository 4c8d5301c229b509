#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

int32_t _shop_hidden(void);
int32_t shop__size(void);
typedef struct _shop_point {
    double _x;
} _shop_point;
void shop_scale(double __by);
typedef enum shop_level { _SHOP_LOW } shop_level;

// EXPECT:10:9: the function _shop_hidden begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
// EXPECT:11:9: the function shop__size begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
// EXPECT:13:12: the field _x begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
// EXPECT:14:3: the record _shop_point begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
// EXPECT:15:24: the parameter __by begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
// EXPECT:16:27: the constant _SHOP_LOW begins with an underscore or has two in a row | a name of words with one underscore between them: other languages swallow the rest
