/**
 * @file
 * Dynamic values: a tree of nodes, each with its own memory.
 */
#include "tenon/value.h"

#include <stdlib.h>
#include <string.h>

#include "value_internal.h"

/* What a list or map holds. */
typedef struct value_items {
    tenon_value **values;
    char **keys; /* of a map; null in a list */
    size_t count;
    size_t capacity;
} value_items;

struct tenon_value {
    tenon_value_kind kind;
    union {
        bool truth;
        int64_t integer;
        uint64_t natural;
        double number;
        struct {
            char *data; /* a NUL stands behind it */
            size_t length;
        } bytes;
        value_items items;
    } as;
};

/* ---- Reading ---- */

tenon_value_kind tenon_value_kind_of(const tenon_value *value) {
    return value == NULL ? TENON_VALUE_NULL : value->kind;
}

static bool is(const tenon_value *value, tenon_value_kind kind) {
    return value != NULL && value->kind == kind;
}

bool tenon_value_bool(const tenon_value *value, bool otherwise) {
    return is(value, TENON_VALUE_BOOL) ? value->as.truth : otherwise;
}

/* Both bounds are doubles; the upper one is the first that does not fit any more. */
static bool is_whole_between(const tenon_value *value, double least, double beyond) {
    if (!is(value, TENON_VALUE_NUMBER) || !(value->as.number >= least && value->as.number < beyond))
        return false;
    /* Without trunc(), which not every linker finds by itself. */
    double number = value->as.number;
    return number < 0 ? (double)(int64_t)number == number : (double)(uint64_t)number == number;
}

int64_t tenon_value_integer(const tenon_value *value, int64_t otherwise) {
    if (is(value, TENON_VALUE_INTEGER))
        return value->as.integer;
    return is_whole_between(value, -0x1p63, 0x1p63) ? (int64_t)value->as.number : otherwise;
}

uint64_t tenon_value_unsigned(const tenon_value *value, uint64_t otherwise) {
    if (is(value, TENON_VALUE_UNSIGNED))
        return value->as.natural;
    if (is(value, TENON_VALUE_INTEGER))
        return value->as.integer < 0 ? otherwise : (uint64_t)value->as.integer;
    return is_whole_between(value, 0.0, 0x1p64) ? (uint64_t)value->as.number : otherwise;
}

double tenon_value_number(const tenon_value *value, double otherwise) {
    switch (tenon_value_kind_of(value)) {
    case TENON_VALUE_INTEGER:
        return (double)value->as.integer;
    case TENON_VALUE_UNSIGNED:
        return (double)value->as.natural;
    case TENON_VALUE_NUMBER:
        return value->as.number;
    case TENON_VALUE_NULL:
    case TENON_VALUE_BOOL:
    case TENON_VALUE_TEXT:
    case TENON_VALUE_BYTES:
    case TENON_VALUE_LIST:
    case TENON_VALUE_MAP:
        break;
    }
    return otherwise;
}

const char *tenon_value_text(const tenon_value *value, size_t *length, const char *otherwise) {
    bool is_text = is(value, TENON_VALUE_TEXT);
    const char *text = is_text ? value->as.bytes.data : otherwise;
    if (length != NULL)
        *length = is_text ? value->as.bytes.length : text != NULL ? strlen(text) : 0;
    return text;
}

const void *tenon_value_bytes(const tenon_value *value, size_t *length) {
    bool is_bytes = is(value, TENON_VALUE_BYTES);
    if (length != NULL)
        *length = is_bytes ? value->as.bytes.length : 0;
    return is_bytes ? value->as.bytes.data : NULL;
}

static const value_items *items_of(const tenon_value *value) {
    return is(value, TENON_VALUE_LIST) || is(value, TENON_VALUE_MAP) ? &value->as.items : NULL;
}

size_t tenon_value_count(const tenon_value *value) {
    const value_items *items = items_of(value);
    return items == NULL ? 0 : items->count;
}

const tenon_value *tenon_value_at(const tenon_value *value, size_t index) {
    return index < tenon_value_count(value) ? items_of(value)->values[index] : NULL;
}

const char *tenon_value_key(const tenon_value *value, size_t index) {
    return is(value, TENON_VALUE_MAP) && index < value->as.items.count ? value->as.items.keys[index] : NULL;
}

static size_t place_of(const tenon_value *map, const char *key) {
    size_t place = 0;
    while (place < map->as.items.count && strcmp(map->as.items.keys[place], key) != 0)
        place++;
    return place;
}

const tenon_value *tenon_value_get(const tenon_value *value, const char *key) {
    return is(value, TENON_VALUE_MAP) && key != NULL ? tenon_value_at(value, place_of(value, key)) : NULL;
}

/* ---- Making ---- */

static tenon_value *new_value(tenon_value_kind kind) {
    tenon_value *value = calloc(1, sizeof *value);
    if (value != NULL)
        value->kind = kind;
    return value;
}

tenon_value *tenon_value_new_null(void) {
    return new_value(TENON_VALUE_NULL);
}

tenon_value *tenon_value_new_bool(bool truth) {
    tenon_value *value = new_value(TENON_VALUE_BOOL);
    if (value != NULL)
        value->as.truth = truth;
    return value;
}

tenon_value *tenon_value_new_integer(int64_t integer) {
    tenon_value *value = new_value(TENON_VALUE_INTEGER);
    if (value != NULL)
        value->as.integer = integer;
    return value;
}

/* One number has one form: readers need not ask twice. */
tenon_value *tenon_value_new_unsigned(uint64_t natural) {
    if (natural <= INT64_MAX)
        return tenon_value_new_integer((int64_t)natural);
    tenon_value *value = new_value(TENON_VALUE_UNSIGNED);
    if (value != NULL)
        value->as.natural = natural;
    return value;
}

tenon_value *tenon_value_new_number(double number) {
    tenon_value *value = new_value(TENON_VALUE_NUMBER);
    if (value != NULL)
        value->as.number = number;
    return value;
}

static tenon_value *new_bytes(tenon_value_kind kind, const void *data, size_t length) {
    char *copy = length == SIZE_MAX ? NULL : malloc(length + 1);
    tenon_value *value = copy == NULL ? NULL : new_value(kind);
    if (value == NULL) {
        free(copy);
        return NULL;
    }
    if (length > 0)
        memcpy(copy, data, length);
    copy[length] = '\0';
    value->as.bytes.data = copy;
    value->as.bytes.length = length;
    return value;
}

tenon_value *tenon_value_new_text(const char *text, size_t length) {
    bool is_text = length == 0 || (memchr(text, '\0', length) == NULL && tenon_is_utf8(text, length));
    return is_text ? new_bytes(TENON_VALUE_TEXT, text, length) : NULL;
}

tenon_value *tenon_value_new_bytes(const void *bytes, size_t length) {
    return new_bytes(TENON_VALUE_BYTES, bytes, length);
}

tenon_value *tenon_value_new_list(void) {
    return new_value(TENON_VALUE_LIST);
}

tenon_value *tenon_value_new_map(void) {
    return new_value(TENON_VALUE_MAP);
}

static bool make_room(value_items *items, bool has_keys) {
    if (items->count < items->capacity)
        return true;
    size_t capacity = items->capacity == 0 ? 4 : items->capacity * 2;
    if (capacity > SIZE_MAX / sizeof(void *) / 2)
        return false;
    tenon_value **values = realloc(items->values, capacity * sizeof(tenon_value *));
    if (values == NULL)
        return false;
    items->values = values;
    char **keys = has_keys ? realloc(items->keys, capacity * sizeof(char *)) : NULL;
    if (has_keys && keys == NULL)
        return false;
    items->keys = keys;
    items->capacity = capacity;
    return true;
}

bool tenon_list_add(tenon_value *list, tenon_value *item) {
    if (item == NULL || !is(list, TENON_VALUE_LIST) || item == list || !make_room(&list->as.items, false)) {
        if (item != list)
            tenon_value_free(item);
        return false;
    }
    list->as.items.values[list->as.items.count++] = item;
    return true;
}

/* @return Whether there was room, and memory for the key. */
static bool add_key(value_items *items, const char *key, tenon_value *item) {
    size_t bytes = strlen(key) + 1;
    if (!tenon_is_utf8(key, bytes - 1) || !make_room(items, true))
        return false;
    char *copy = malloc(bytes);
    if (copy == NULL)
        return false;
    memcpy(copy, key, bytes);
    items->keys[items->count] = copy;
    items->values[items->count++] = item;
    return true;
}

bool tenon_map_set(tenon_value *map, const char *key, tenon_value *item) {
    bool is_possible = item != NULL && key != NULL && is(map, TENON_VALUE_MAP) && item != map;
    size_t place = is_possible ? place_of(map, key) : 0;
    if (is_possible && place < map->as.items.count) {
        tenon_value_free(map->as.items.values[place]);
        map->as.items.values[place] = item;
        return true;
    }
    if (is_possible && add_key(&map->as.items, key, item))
        return true;
    if (item != map)
        tenon_value_free(item);
    return false;
}

/* A tree that a library made may be deeper than a stack is: on the way down, the place of the child that is
 * being freed holds the way back up. */
void tenon_value_free(tenon_value *value) {
    tenon_value *above = NULL;
    while (value != NULL) {
        bool holds = value->kind == TENON_VALUE_LIST || value->kind == TENON_VALUE_MAP;
        if (holds && value->as.items.count > 0) {
            tenon_value **last = &value->as.items.values[value->as.items.count - 1];
            tenon_value *child = *last;
            *last = above;
            above = value;
            value = child;
            continue;
        }
        if (holds) {
            free(value->as.items.values);
            free(value->as.items.keys);
        } else if (value->kind == TENON_VALUE_TEXT || value->kind == TENON_VALUE_BYTES) {
            free(value->as.bytes.data);
        }
        free(value);
        value = above;
        if (value == NULL)
            return;
        value_items *items = &value->as.items;
        items->count--;
        above = items->values[items->count];
        if (items->keys != NULL)
            free(items->keys[items->count]);
    }
}

/* ---- For the decoder ---- */

bool tenon_map_append(tenon_value *map, const char *key, tenon_value *item) {
    if (add_key(&map->as.items, key, item))
        return true;
    tenon_value_free(item);
    return false;
}

static int compare_keys(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int32_t tenon_map_find_twice(const tenon_value *map, const char **twice) {
    size_t count = map->as.items.count;
    *twice = NULL;
    if (count < 2)
        return 0;
    const char **keys = malloc(count * sizeof(char *));
    if (keys == NULL)
        return tenon_refuse(TENON_OUT_OF_MEMORY, "no memory for a map");
    for (size_t i = 0; i < count; i++)
        keys[i] = map->as.items.keys[i];
    qsort((void *)keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; i < count && *twice == NULL; i++) {
        if (strcmp(keys[i - 1], keys[i]) == 0)
            *twice = keys[i];
    }
    free((void *)keys);
    return 0;
}
