#include "shelf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tenon/error.h>

/* Prices lie side by side, so that shelf_prices() can show them as they are. */
struct shelf {
    char **titles;
    double *prices;
    size_t count;
    size_t capacity;
};

shelf *shelf_new(void) {
    return calloc(1, sizeof(shelf));
}

void shelf_free(shelf *s) {
    for (size_t i = 0; i < s->count; i++)
        free(s->titles[i]);
    free(s->titles);
    free(s->prices);
    free(s);
}

size_t shelf_size(const shelf *s) {
    return s->count;
}

static size_t place_of(const shelf *s, const char *title) {
    size_t place = 0;
    while (place < s->count && strcmp(s->titles[place], title) != 0)
        place++;
    return place;
}

static shelf_status grow(shelf *s) {
    size_t capacity = s->capacity == 0 ? 8 : 2 * s->capacity;
    char **titles = capacity > SIZE_MAX / sizeof(char *) ? NULL : realloc(s->titles, capacity * sizeof(char *));
    if (titles == NULL)
        return SHELF_FULL;
    s->titles = titles;
    double *prices = realloc(s->prices, capacity * sizeof(double));
    if (prices == NULL)
        return SHELF_FULL;
    s->prices = prices;
    s->capacity = capacity;
    return SHELF_OK;
}

shelf_status shelf_put(shelf *s, const char *title, double price) {
    size_t place = place_of(s, title);
    if (place == s->count) {
        size_t size = strlen(title) + 1;
        char *copy = malloc(size);
        if (copy == NULL || (s->count == s->capacity && grow(s) != SHELF_OK)) {
            free(copy);
            return (shelf_status)tenon_fail(SHELF_FULL, "no room for the book \"%s\"", title);
        }
        memcpy(copy, title, size);
        s->titles[s->count++] = copy;
    }
    s->prices[place] = price;
    return SHELF_OK;
}

shelf_status shelf_price(const shelf *s, const char *title, double *price) {
    size_t place = place_of(s, title);
    if (place == s->count)
        return (shelf_status)tenon_fail(SHELF_NO_SUCH_BOOK, "no book is called \"%s\"", title);
    *price = s->prices[place];
    return SHELF_OK;
}

shelf_status shelf_prices(const shelf *s, const double **prices, size_t *count) {
    /* An empty shelf has no memory yet, but a window must look at something. */
    static const double nothing = 0.0;
    *prices = s->prices == NULL ? &nothing : s->prices;
    *count = s->count;
    return SHELF_OK;
}
