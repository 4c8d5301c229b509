#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "holder.h"

double values_area(const values_shape *shape) {
    switch (shape->kind) {
    case VALUES_SHAPE_CIRCLE:
        return 3.141592653589793 * shape->as.radius * shape->as.radius;
    case VALUES_SHAPE_RECTANGLE:
        return (shape->as.rectangle.high.x - shape->as.rectangle.low.x) *
               (shape->as.rectangle.high.y - shape->as.rectangle.low.y);
    case VALUES_SHAPE_SIDE:
        return (double)INFINITY;
    case VALUES_SHAPE_EMPTY:
    case VALUES_SHAPE_LABEL:
        break;
    }
    return 0;
}

double values_area_or_none(const values_shape *shape) {
    return shape != NULL ? values_area(shape) : 0;
}

values_shape values_doubled(values_shape shape) {
    values_grow(&shape, 2);
    return shape;
}

values_status values_circle(double radius, values_shape *circle) {
    if (!(radius > 0))
        return VALUES_BAD_ARGUMENT;
    *circle = (values_shape){.kind = VALUES_SHAPE_CIRCLE, .as = {.radius = radius}};
    return VALUES_OK;
}

bool values_shape_named(const char *name, values_shape *shape) {
    static const struct {
        const char *name;
        values_shape shape;
    } known[] = {
        {"empty", {.kind = VALUES_SHAPE_EMPTY}},
        {"circle", {.kind = VALUES_SHAPE_CIRCLE, .as = {.radius = 1}}},
        {"rectangle", {.kind = VALUES_SHAPE_RECTANGLE, .as = {.rectangle = {.low = {0, 0}, .high = {1, 1}}}}},
        {"side", {.kind = VALUES_SHAPE_SIDE, .as = {.side = VALUES_SIDE_RIGHT}}},
        {"label", {.kind = VALUES_SHAPE_LABEL, .as = {.label = "\xc3\xa9tiquette"}}},
    };
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        if (strcmp(known[i].name, name) == 0) {
            *shape = known[i].shape;
            return true;
        }
    }
    return false;
}

void values_grow(values_shape *shape, double by) {
    if (shape->kind == VALUES_SHAPE_CIRCLE)
        shape->as.radius *= by;
    if (shape->kind == VALUES_SHAPE_RECTANGLE) {
        shape->as.rectangle.high.x *= by;
        shape->as.rectangle.high.y *= by;
        shape->as.rectangle.low.x *= by;
        shape->as.rectangle.low.y *= by;
    }
}

size_t values_count_labels(const values_shape *shapes, size_t count) {
    size_t labels = 0;
    for (size_t i = 0; i < count; i++)
        labels += shapes[i].kind == VALUES_SHAPE_LABEL && strlen(shapes[i].as.label) > 0;
    return labels;
}

values_number values_add(const values_number *numbers, size_t count) {
    values_number sum = {.kind = VALUES_NUMBER_WHOLE, .whole = 0};
    for (size_t i = 0; i < count; i++) {
        if (numbers[i].kind == VALUES_NUMBER_INFINITE || sum.kind == VALUES_NUMBER_INFINITE) {
            sum.kind = VALUES_NUMBER_INFINITE;
        } else if (numbers[i].kind == VALUES_NUMBER_WHOLE && sum.kind == VALUES_NUMBER_WHOLE) {
            sum.whole += numbers[i].whole;
        } else {
            double before = sum.kind == VALUES_NUMBER_WHOLE ? (double)sum.whole : sum.real;
            sum.kind = VALUES_NUMBER_REAL;
            sum.real = before +
                       (numbers[i].kind == VALUES_NUMBER_WHOLE ? (double)numbers[i].whole : numbers[i].real);
        }
    }
    return sum;
}

values_status values_mixed(uint32_t end, values_number **numbers, size_t *count) {
    *numbers = calloc(end > 0 ? end : 1, sizeof(values_number));
    *count = end;
    if (*numbers == NULL)
        return VALUES_OUT_OF_MEMORY;
    for (uint32_t i = 0; i < end; i++) {
        if (i % 2 == 0)
            (*numbers)[i] = (values_number){.kind = VALUES_NUMBER_WHOLE, .whole = (int64_t)i + 1};
        else
            (*numbers)[i] = (values_number){.kind = VALUES_NUMBER_REAL, .real = (double)i + 1};
    }
    return VALUES_OK;
}

values_drawing values_drawing_doubled(values_drawing drawing) {
    values_grow(&drawing.shape, 2);
    return drawing;
}

values_shape values_broken_shape(void) {
    values_shape shape;
    memset(&shape, 0x55, sizeof(shape));
    return shape;
}

values_shape values_holder_shape(const values_holder *holder) {
    return holder->shape;
}

void holder_free_shape(values_shape *shape) {
    if (shape->kind == VALUES_SHAPE_LABEL)
        free((char *)(uintptr_t)shape->as.label);
}

values_status values_holder_set_shape(values_holder *holder, const values_shape *shape) {
    values_shape copy = *shape;
    if (shape->kind == VALUES_SHAPE_LABEL) {
        copy.as.label = holder_copy(shape->as.label);
        if (copy.as.label == NULL)
            return VALUES_OUT_OF_MEMORY;
    }
    holder_free_shape(&holder->shape);
    holder->shape = copy;
    return VALUES_OK;
}
