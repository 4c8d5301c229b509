/* Interfaces: structs of functions that somebody else implements. */

#include <stdlib.h>

#include "calling.h"
#include "text.h"

size_t calling_write_down(const calling_book *book, const char *const *names, size_t count) {
    size_t added = 0;
    for (size_t i = 0; i < count; i++)
        added += book->put(book->context, names[i], (int64_t)i);
    return added;
}

calling_status calling_nicest(calling_taste taste, const calling_point *places, size_t count,
                              calling_point *nicest) {
    if (count == 0)
        return CALLING_BAD_NUMBER;
    *nicest = places[0];
    for (size_t i = 1; i < count; i++)
        *nicest = taste.nicer(taste.context, *nicest, places[i]);
    return CALLING_OK;
}

struct calling_clerk {
    calling_book book;
    calling_taste taste;
    bool has_taste;
};

calling_status calling_clerk_new(const calling_book *book, calling_clerk **clerk) {
    *clerk = calloc(1, sizeof **clerk);
    if (*clerk == NULL)
        return CALLING_NO_MEMORY;
    (*clerk)->book = *book;
    return CALLING_OK;
}

void calling_clerk_free(calling_clerk *clerk) {
    clerk->book.drop(clerk->book.context);
    free(clerk);
}

void calling_clerk_take(calling_clerk *clerk, const calling_book *book) {
    calling_book before = clerk->book;
    clerk->book = *book;
    before.drop(before.context);
}

void calling_clerk_set_taste(calling_clerk *clerk, const calling_taste *taste) {
    clerk->has_taste = taste != NULL;
    if (taste != NULL)
        clerk->taste = *taste;
}

calling_status calling_clerk_look_up(const calling_clerk *clerk, const char *name, int64_t *number) {
    return clerk->book.get(name, clerk->book.context, number);
}

bool calling_clerk_note(calling_clerk *clerk, const char *name, int64_t number) {
    return clerk->book.put(clerk->book.context, name, number);
}

size_t calling_clerk_size(const calling_clerk *clerk) {
    return clerk->book.count(clerk->book.context);
}

static void clear(void *argument) {
    const calling_clerk *clerk = argument;
    clerk->book.clear(clerk->book.context);
}

void calling_clerk_clear_elsewhere(calling_clerk *clerk) {
    calling_run_elsewhere(clear, clerk);
}

char *calling_clerk_describe(const calling_clerk *clerk, calling_point place) {
    if (!clerk->has_taste || clerk->taste.choose(clerk->taste.context, &place) == CALLING_SKIP)
        return NULL;
    /* It comes from malloc(), as all that calling_free_text() frees; null where the describer failed. */
    return clerk->taste.describe(clerk->taste.context, place);
}
