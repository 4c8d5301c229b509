#ifndef SHELF_H
#define SHELF_H
#include <stddef.h>
#include <tenon/contract.h>

TENON_LIBRARY(shelf, 1, 0)
TENON_SOURCES("shelf.c")

/** What went wrong. */
typedef enum TENON_STATUS shelf_status {
    SHELF_OK = 0,
    SHELF_NO_SUCH_BOOK TENON_KIND(not_found), /**< No book has that title. */
    SHELF_FULL TENON_KIND(out_of_memory),     /**< There is no room for another book. */
} shelf_status;

/** Books and their prices. */
typedef struct shelf shelf;

/** An empty shelf. */
TENON_OWNED shelf *shelf_new(void);
/** Free a shelf. */
void shelf_free(shelf *s TENON_DESTROYS);
/** How many books there are. */
size_t shelf_size(const shelf *s) TENON_BRIEF;
/** Put a book on the shelf, or change its price. @throws SHELF_FULL when there is no room. */
shelf_status shelf_put(shelf *s, const char *title, double price);
/** The price of a book. @throws SHELF_NO_SUCH_BOOK when no book has that title. */
shelf_status shelf_price(const shelf *s, const char *title, double *price TENON_OUT);
/** All prices in order of arrival, without a copy. */
shelf_status shelf_prices(const shelf *s,
                          const double **prices TENON_OUT TENON_VIEW TENON_NONNULL TENON_COUNTED_BY(count),
                          size_t *count TENON_OUT);
#endif
