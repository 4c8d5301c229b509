#include "list.h"

#include <stdlib.h>

#include "tenon/error.h"

struct conformance_walk {
    const conformance_list *list;
    size_t next;
};

conformance_status conformance_list_walk(const conformance_list *list, conformance_walk **walk) {
    conformance_walk *started = calloc(1, sizeof(*started));
    if (started == NULL)
        return CONFORMANCE_NO_MEMORY;
    started->list = list;
    *walk = started;
    return CONFORMANCE_OK;
}

void conformance_walk_free(conformance_walk *walk) {
    free(walk);
}

bool conformance_walk_next(conformance_walk *walk, double *value) {
    *value = 0;
    if (walk->next >= walk->list->count)
        return false;
    *value = walk->list->values[walk->next++];
    return true;
}

struct conformance_pen {
    conformance_list *list;
};

conformance_pen *conformance_pen_new(conformance_list *list) {
    conformance_pen *pen = calloc(1, sizeof(*pen));
    if (pen != NULL)
        pen->list = list;
    return pen;
}

void conformance_pen_free(conformance_pen *pen) {
    free(pen);
}

conformance_status conformance_pen_write(conformance_pen *pen, double value) {
    return list_add_unnamed(pen->list, value);
}

size_t conformance_pen_list_size(const conformance_pen *pen) {
    return pen->list->count;
}

struct conformance_local {
    int32_t answer;
};

conformance_local *conformance_local_new(void) {
    conformance_local *local = malloc(sizeof(*local));
    if (local != NULL)
        local->answer = 42;
    return local;
}

void conformance_local_free(conformance_local *local) {
    free(local);
}

int32_t conformance_local_answer(const conformance_local *local) {
    return local->answer;
}
