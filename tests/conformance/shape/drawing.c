#include "polygon.h"

#include <stdlib.h>
#include <string.h>

struct item {
    char *name;
    shape_poly *poly;
    shape_fill fill;
};

struct shape_drawing {
    struct item *items; /* sorted by name */
    size_t count;
    size_t capacity;
    shape_style style;
    uint32_t res;
};

struct shape_names {
    const shape_drawing *drawing;
    size_t next;
};

shape_drawing *shape_drawing_new(void) {
    shape_drawing *drawing = calloc(1, sizeof *drawing);
    if (drawing == NULL)
        return NULL;
    drawing->style = (shape_style){.rgb = 0x000000, .width = 1.0, .fill = SHAPE_FILL_NONE};
    drawing->res = shape_dpi;
    return drawing;
}

void shape_drawing_free(shape_drawing *drawing) {
    for (size_t i = 0; i < drawing->count; i++) {
        free(drawing->items[i].name);
        shape_poly_free(drawing->items[i].poly);
    }
    free(drawing->items);
    free(drawing);
}

/* Where the name is, or where it would have to be. */
static size_t place_of(const shape_drawing *drawing, const char *name) {
    size_t low = 0, high = drawing->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(drawing->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_at(const shape_drawing *drawing, size_t place, const char *name) {
    return place < drawing->count && strcmp(drawing->items[place].name, name) == 0;
}

static bool make_room(shape_drawing *drawing) {
    if (drawing->count < drawing->capacity)
        return true;
    size_t capacity = drawing->capacity == 0 ? 8 : drawing->capacity * 2;
    struct item *items = realloc(drawing->items, capacity * sizeof *items);
    if (items == NULL)
        return false;
    drawing->items = items;
    drawing->capacity = capacity;
    return true;
}

static shape_status insert(shape_drawing *drawing, size_t place, const char *name, struct item item) {
    size_t size = strlen(name) + 1;
    item.name = make_room(drawing) ? malloc(size) : NULL;
    if (item.name == NULL)
        return SHAPE_NO_MEMORY;
    memcpy(item.name, name, size);
    memmove(drawing->items + place + 1, drawing->items + place, (drawing->count - place) * sizeof item);
    drawing->items[place] = item;
    drawing->count++;
    return SHAPE_OK;
}

shape_status shape_drawing_put(shape_drawing *drawing, const char *name, const shape_poly *poly,
                               shape_fill type) {
    struct item item = {.fill = type};
    size_t place = place_of(drawing, name);
    shape_status status = shape_poly_new(poly->corners, poly->count, &item.poly);
    if (status != SHAPE_OK)
        return status;
    if (!is_at(drawing, place, name)) {
        status = insert(drawing, place, name, item);
        if (status != SHAPE_OK)
            shape_poly_free(item.poly);
        return status;
    }
    shape_poly_free(drawing->items[place].poly);
    drawing->items[place].poly = item.poly;
    drawing->items[place].fill = type;
    return SHAPE_OK;
}

size_t shape_drawing_count(const shape_drawing *drawing) {
    return drawing->count;
}

shape_status shape_drawing_get(const shape_drawing *drawing, const char *name, shape_poly **poly) {
    size_t place = place_of(drawing, name);
    if (!is_at(drawing, place, name))
        return SHAPE_NO_SUCH_SHAPE;
    const shape_poly *drawn = drawing->items[place].poly;
    return shape_poly_new(drawn->corners, drawn->count, poly);
}

bool shape_drawing_has(const shape_drawing *drawing, const char *name) {
    return is_at(drawing, place_of(drawing, name), name);
}

shape_names *shape_drawing_names(const shape_drawing *drawing) {
    shape_names *names = malloc(sizeof *names);
    if (names != NULL)
        *names = (shape_names){.drawing = drawing};
    return names;
}

void shape_names_free(shape_names *names) {
    free(names);
}

const char *shape_names_next(shape_names *names) {
    return names->next < names->drawing->count ? names->drawing->items[names->next++].name : NULL;
}

shape_style shape_drawing_style(const shape_drawing *drawing) {
    return drawing->style;
}

void shape_drawing_set_style(shape_drawing *drawing, shape_style style) {
    drawing->style = style;
}

uint32_t shape_drawing_res(const shape_drawing *drawing) {
    return drawing->res;
}

void shape_drawing_set_res(shape_drawing *drawing, uint32_t res) {
    drawing->res = res;
}
