#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tenon/contract.h>

TENON_LIBRARY(shop, 1, 0)
TENON_SOURCES("shop.c")

typedef enum TENON_STATUS shop_status { SHOP_OK = 0, SHOP_NONE TENON_KIND(not_found) } shop_status;
typedef struct shop shop;
TENON_OWNED shop *shop_new(void);
void shop_free(shop *object TENON_DESTROYS);

TENON_BORROWED TENON_NONNULL const char *shop_always(shop *object) TENON_NEXT;
TENON_BORROWED TENON_NULLABLE const char *shop_after(shop *object, size_t index) TENON_NEXT;
bool shop_maybe(shop *object, double *price TENON_OUT, double *tax TENON_OUT TENON_PRESENT_IF(result)) TENON_NEXT;
void shop_read(shop *object, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t size) TENON_READS;
size_t shop_fill(shop *object, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT) TENON_READS;
void shop_put(shop *object, const uint16_t *data TENON_COUNTED_BY(size), size_t size) TENON_WRITES;
void shop_both(shop *object, const void *data TENON_COUNTED_BY(size), size_t size) TENON_WRITES TENON_READS;
void write_all(const void *data TENON_COUNTED_BY(size), size_t size, double level) TENON_WRITES;

// EXPECT:15:42: shop_always does not give the next value or none | a method without arguments and with one result that is TENON_NULLABLE or TENON_PRESENT_IF(name)
// EXPECT:16:43: shop_after does not give the next value or none | a method without arguments
// EXPECT:17:6: shop_maybe does not give the next value or none | a method without arguments
// EXPECT:18:6: shop_read does not fill a chunk of bytes | status shop_read(x *stream, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT): 0 bytes are the end
// EXPECT:19:8: shop_fill does not fill a chunk of bytes | status shop_fill(x *stream, void *buffer TENON_OUT TENON_COUNTED_BY(size), size_t *size TENON_INOUT): 0 bytes are the end
// EXPECT:20:6: shop_put does not take a chunk of bytes | status shop_put(x *stream, const void *data TENON_COUNTED_BY(size), size_t size): takes all of it or fails
// EXPECT:21:6: shop_both is said to read and to write | TENON_READS or TENON_WRITES
// EXPECT:22:6: write_all does not take a chunk of bytes | status write_all(x *stream, const void *data TENON_COUNTED_BY(size), size_t size): takes all of it or fails
