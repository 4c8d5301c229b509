#include "diff/surface.h"

#include <string.h>

#include "memory/arena.h"

/* The order of the kinds in a lock: types before what uses them. */
static const char *const kinds[] = {"package", "constant", "exact",     "enum",  "status",
                                    "record",  "variant",  "interface", "class", "function"};

static size_t rank_of(const char *kind) {
    size_t rank = 0;
    while (rank < G_N_ELEMENTS(kinds) && strcmp(kinds[rank], kind) != 0)
        rank++;
    return rank;
}

const char *surface_fact_of(const surface_item *item, const char *key) {
    for (guint i = 0; i < item->facts->len; i++) {
        const surface_fact *fact = g_ptr_array_index(item->facts, i);
        if (strcmp(fact->key, key) == 0)
            return fact->value;
    }
    return NULL;
}

const surface_item *surface_find(const surface *in, const char *kind, const char *name, unsigned language) {
    for (guint i = 0; i < in->items->len; i++) {
        const surface_item *item = g_ptr_array_index(in->items, i);
        if ((item->languages & language) != 0 && strcmp(item->name, name) == 0 &&
            strcmp(item->kind, kind) == 0)
            return item;
    }
    return NULL;
}

const surface_item *surface_part(const surface_item *item, const char *kind, const char *name) {
    for (guint i = 0; i < item->parts->len; i++) {
        const surface_item *part = g_ptr_array_index(item->parts, i);
        if (strcmp(part->name, name) == 0 && strcmp(part->kind, kind) == 0)
            return part;
    }
    return NULL;
}

/* A fingerprint holds the name as well. */
static bool is_of_the_name(const surface_fact *fact) {
    return strcmp(fact->key, "fingerprint") == 0 || strcmp(fact->key, "short name") == 0;
}

static bool same_facts(const surface_item *left, const surface_item *right) {
    if (left->facts->len != right->facts->len)
        return false;
    for (guint i = 0; i < left->facts->len; i++) {
        const surface_fact *a = g_ptr_array_index(left->facts, i), *b = g_ptr_array_index(right->facts, i);
        if (strcmp(a->key, b->key) != 0 || (!is_of_the_name(a) && strcmp(a->value, b->value) != 0))
            return false;
    }
    return true;
}

bool surface_same_body(const surface_item *left, const surface_item *right) {
    if (strcmp(left->kind, right->kind) != 0 || g_strcmp0(left->said, right->said) != 0 ||
        left->parts->len != right->parts->len || !same_facts(left, right))
        return false;
    for (guint i = 0; i < left->parts->len; i++) {
        const surface_item *a = g_ptr_array_index(left->parts, i), *b = g_ptr_array_index(right->parts, i);
        if (strcmp(a->name, b->name) != 0 || !surface_same_body(a, b))
            return false;
    }
    return true;
}

surface_item *surface_add(GPtrArray *items, const char *kind, const char *name, const char *said) {
    surface_item *item = ARENA_NEW(surface_item);
    *item = (surface_item){.kind = kind,
                           .name = name,
                           .said = said,
                           .facts = arena_array(),
                           .parts = arena_array(),
                           .languages = SURFACE_EVERYWHERE};
    g_ptr_array_add(items, item);
    return item;
}

void surface_say(surface_item *item, const char *key, const char *value) {
    if (value == NULL)
        return;
    surface_fact *fact = ARENA_NEW(surface_fact);
    *fact = (surface_fact){.key = key, .value = value};
    g_ptr_array_add(item->facts, fact);
}

static gint compare_facts(gconstpointer a, gconstpointer b) {
    return strcmp((*(const surface_fact *const *)a)->key, (*(const surface_fact *const *)b)->key);
}

static gint compare_items(gconstpointer a, gconstpointer b) {
    const surface_item *left = *(const surface_item *const *)a, *right = *(const surface_item *const *)b;
    size_t left_rank = rank_of(left->kind), right_rank = rank_of(right->kind);
    if (left_rank != right_rank)
        return left_rank < right_rank ? -1 : 1;
    int names = strcmp(left->name, right->name);
    return names != 0 ? names : (left->languages > right->languages) - (left->languages < right->languages);
}

static void sort_facts(GPtrArray *items) {
    for (guint i = 0; i < items->len; i++) {
        const surface_item *item = g_ptr_array_index(items, i);
        g_ptr_array_sort(item->facts, compare_facts);
        sort_facts(item->parts);
    }
}

void surface_sort(surface *all) {
    sort_facts(all->items);
    g_ptr_array_sort(all->items, compare_items);
}
