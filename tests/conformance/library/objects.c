#define _POSIX_C_SOURCE 200809L /* nanosleep and strdup */

#include "list.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tenon/error.h"

enum { NAME_ROOM = 24 };

static atomic_llong live_lists;

conformance_list *conformance_list_new(const char *name) {
    conformance_list *list = calloc(1, sizeof(*list));
    char *copy = strdup(name);
    if (list == NULL || copy == NULL) {
        free(list);
        free(copy);
        return NULL;
    }
    list->name = copy;
    atomic_fetch_add(&live_lists, 1);
    return list;
}

conformance_status conformance_list_filled(size_t count, double value, conformance_list **list) {
    if (count > CONFORMANCE_MAX_ITEMS)
        return (conformance_status)tenon_fail(CONFORMANCE_TOO_LARGE, "%zu items are more than %d", count,
                                              CONFORMANCE_MAX_ITEMS);
    conformance_list *filled = conformance_list_new("filled");
    if (filled == NULL)
        return CONFORMANCE_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        conformance_status status = list_add_unnamed(filled, value);
        if (status != CONFORMANCE_OK) {
            conformance_list_free(filled);
            return status;
        }
    }
    *list = filled;
    return CONFORMANCE_OK;
}

void conformance_list_free(conformance_list *list) {
    if (list == NULL)
        return;
    for (size_t i = 0; i < list->count; i++)
        free(list->names[i]);
    free(list->names);
    free(list->values);
    free(list->name);
    free(list);
    atomic_fetch_sub(&live_lists, 1);
}

int64_t conformance_live_lists(void) {
    return atomic_load(&live_lists);
}

size_t conformance_list_size(const conformance_list *list) {
    return list->count;
}

/* Index of the item with that name, or the list's size. */
static size_t find_item(const conformance_list *list, const char *name) {
    size_t i = 0;
    while (i < list->count && strcmp(list->names[i], name) != 0)
        i++;
    return i;
}

static bool make_room(conformance_list *list) {
    if (list->count < list->capacity)
        return true;
    size_t capacity = list->capacity > 0 ? 2 * list->capacity : 8;
    char **names = realloc(list->names, capacity * sizeof(*names));
    if (names == NULL)
        return false;
    list->names = names;
    double *values = realloc(list->values, capacity * sizeof(*values));
    if (values == NULL)
        return false;
    list->values = values;
    list->capacity = capacity;
    return true;
}

conformance_status conformance_list_add(conformance_list *list, const char *name, double value) {
    if (find_item(list, name) < list->count)
        return (conformance_status)tenon_fail(CONFORMANCE_DUPLICATE, "an item is named \"%s\" already", name);
    if (!make_room(list))
        return CONFORMANCE_NO_MEMORY;
    char *copy = strdup(name);
    if (copy == NULL)
        return CONFORMANCE_NO_MEMORY;
    list->names[list->count] = copy;
    list->values[list->count] = value;
    list->count++;
    return CONFORMANCE_OK;
}

conformance_status list_add_unnamed(conformance_list *list, double value) {
    char name[NAME_ROOM];
    size_t number = list->count;
    do {
        snprintf(name, sizeof(name), "%zu", number++);
    } while (find_item(list, name) < list->count);
    return conformance_list_add(list, name, value);
}

conformance_status conformance_list_get(const conformance_list *list, const char *name, double *value) {
    size_t index = find_item(list, name);
    if (index == list->count)
        return (conformance_status)tenon_fail(CONFORMANCE_NO_SUCH_ITEM, "no item is named \"%s\"", name);
    *value = list->values[index];
    return CONFORMANCE_OK;
}

/* An item whose name is taken gets the next free number for a name, so that appending loses nothing. */
conformance_status conformance_list_append(conformance_list *list, const conformance_list *other) {
    if (list == other)
        return (conformance_status)tenon_fail(CONFORMANCE_BAD_ARGUMENT,
                                              "a list cannot be appended to itself");
    for (size_t i = 0; i < other->count; i++) {
        bool taken = find_item(list, other->names[i]) < list->count;
        conformance_status status = taken ? list_add_unnamed(list, other->values[i])
                                          : conformance_list_add(list, other->names[i], other->values[i]);
        if (status != CONFORMANCE_OK)
            return status;
    }
    return CONFORMANCE_OK;
}

bool conformance_list_same(const conformance_list *list, const conformance_list *other) {
    size_t other_count = other != NULL ? other->count : 0;
    if (list->count != other_count)
        return false;
    for (size_t i = 0; i < other_count; i++) {
        if (list->values[i] < other->values[i] || list->values[i] > other->values[i])
            return false;
    }
    return true;
}

conformance_status conformance_list_absorb(conformance_list *list, conformance_list *other) {
    conformance_status status = conformance_list_append(list, other);
    if (list != other)
        conformance_list_free(other);
    return status;
}

conformance_status conformance_longer(const conformance_list *a, const conformance_list *b,
                                      conformance_list **copy) {
    *copy = NULL;
    if (a->count == b->count)
        return CONFORMANCE_OK;
    const conformance_list *longer = a->count > b->count ? a : b;
    conformance_list *result = conformance_list_new(longer->name);
    if (result == NULL)
        return CONFORMANCE_NO_MEMORY;
    conformance_status status = conformance_list_append(result, longer);
    if (status != CONFORMANCE_OK) {
        conformance_list_free(result);
        return status;
    }
    *copy = result;
    return CONFORMANCE_OK;
}

conformance_status conformance_list_wait(const conformance_list *list, uint32_t milliseconds) {
    size_t before = list->count;
    struct timespec rest = {.tv_sec = (time_t)(milliseconds / 1000),
                            .tv_nsec = (long)(milliseconds % 1000) * 1000000L};
    while (nanosleep(&rest, &rest) != 0) {
    }
    if (list->count != before)
        return (conformance_status)tenon_fail(CONFORMANCE_DEFECT, "the list changed while it was borrowed");
    return CONFORMANCE_OK;
}
