#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_BROKEN TENON_KIND(internal) } shop_status;
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);
int32_t shop_order(const shop *object, const shop *other) TENON_OPERATOR(order);
uint64_t shop_hash(const shop *object) TENON_OPERATOR(hash);
size_t shop_length(const shop *object) TENON_OPERATOR(length);
size_t shop_size(const shop *object) TENON_OPERATOR(length);
shop_status shop_at(const shop *object, size_t index, double *price TENON_OUT) TENON_OPERATOR(index);

typedef struct shop_walk shop_walk;
TENON_OWNED TENON_KEEPS(object) shop_walk *shop_all(shop *object) TENON_OPERATOR(iterate);
void shop_walk_free(shop_walk *walk TENON_DESTROYS);

typedef struct shop_file shop_file;
TENON_OWNED shop_file *shop_file_new(void);
void shop_file_free(shop_file *file TENON_DESTROYS);
TENON_BORROWED TENON_NULLABLE const char *shop_file_line(shop_file *file) TENON_NEXT;
TENON_BORROWED TENON_NULLABLE const char *shop_file_word(shop_file *file) TENON_NEXT;
void shop_file_put(shop_file *file, const void *data TENON_COUNTED_BY(size), size_t size) TENON_WRITES;
void shop_file_add(shop_file *file, const void *data TENON_COUNTED_BY(size), size_t size) TENON_WRITES;

// EXPECT:14:9: shop has TENON_OPERATOR(order), but nothing says which of its objects are equal | TENON_OPERATOR(equal) on `bool shop_equal(const shop *a, const shop *b)` as well
// EXPECT:15:10: shop has TENON_OPERATOR(hash), but nothing says which of its objects are equal | TENON_OPERATOR(equal) on `bool shop_equal(const shop *a, const shop *b)` as well
// EXPECT:17:8: shop has TENON_OPERATOR(length) already: shop_length | TENON_OPERATOR(length) on one of them
// EXPECT:18:13: shop_at cannot say that nothing is there | a constant of shop_status with TENON_KIND(not_found) or TENON_KIND(out_of_range)
// EXPECT:21:44: shop_all gives a shop_walk, which has no next value | TENON_NEXT on a method of shop_walk
// EXPECT:28:43: shop_file has TENON_NEXT already: shop_file_line | TENON_NEXT on one of them
// EXPECT:30:6: shop_file has TENON_WRITES already: shop_file_put | TENON_WRITES on one of them
