#include <string.h>

#include "bridged.h"

static int32_t wrapped_sum(int32_t a, int32_t b) {
    return (int32_t)((uint32_t)a + (uint32_t)b);
}

static int32_t negated(int32_t value) {
    return (int32_t)(0u - (uint32_t)value);
}

static uint64_t between(int32_t a, int32_t b) {
    return a > b ? (uint64_t)((int64_t)a - b) : (uint64_t)((int64_t)b - a);
}

bridged_point bridged_mirror(bridged_point point) {
    return (bridged_point){negated(point.x), negated(point.y)};
}

bridged_line bridged_turn(bridged_line line) {
    bridged_point from = line.from;
    line.from = line.to;
    line.to = from;
    return line;
}

uint64_t bridged_steps_along(const bridged_line *line) {
    return between(line->from.x, line->to.x) + between(line->from.y, line->to.y);
}

void bridged_move(bridged_point *point, int32_t x, int32_t y) {
    point->x = wrapped_sum(point->x, x);
    point->y = wrapped_sum(point->y, y);
}

bool bridged_join(const bridged_point *from, const bridged_point *to, bridged_line *line) {
    if (from == NULL || to == NULL)
        return false;
    *line = (bridged_line){.from = *from, .to = *to, .access = BRIDGED_ACCESS_READ, .label = "joined"};
    return true;
}

const bridged_point *bridged_corner(size_t index) {
    static const bridged_point corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    return index < sizeof(corners) / sizeof(corners[0]) ? &corners[index] : NULL;
}

uint64_t bridged_size_of(const bridged_shape *shape) {
    switch (shape->kind) {
    case BRIDGED_SHAPE_CIRCLE:
        return (uint64_t)shape->as.radius * shape->as.radius * 3;
    case BRIDGED_SHAPE_RECTANGLE:
        return between(shape->as.corner.x, 0) * between(shape->as.corner.y, 0);
    case BRIDGED_SHAPE_TEXT:
        return strlen(shape->as.text);
    case BRIDGED_SHAPE_EMPTY:
        break;
    }
    return 0;
}

bridged_shape bridged_change(bridged_shape shape) {
    bridged_shape changed = shape;
    if (shape.kind == BRIDGED_SHAPE_CIRCLE) {
        int32_t side = shape.as.radius > INT32_MAX ? INT32_MAX : (int32_t)shape.as.radius;
        changed.kind = BRIDGED_SHAPE_RECTANGLE;
        changed.as.corner = (bridged_point){side, side};
    } else if (shape.kind == BRIDGED_SHAPE_RECTANGLE) {
        changed.kind = BRIDGED_SHAPE_CIRCLE;
        changed.as.radius = (uint32_t)between(shape.as.corner.x, 0);
    }
    return changed;
}

bridged_status bridged_spiral(uint32_t index, uint32_t length, bridged_point *point) {
    static const bridged_point steps[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    if (length > 10000)
        return BRIDGED_BAD_ARGUMENT;
    if (index >= length)
        return BRIDGED_NOT_FOUND;
    bridged_point at = {0, 0};
    uint32_t taken = 0;
    for (uint32_t leg = 0; taken < index; leg++) {
        for (uint32_t i = 0; i < leg / 2 + 1 && taken < index; i++, taken++) {
            at.x += steps[leg % 4].x;
            at.y += steps[leg % 4].y;
        }
    }
    *point = at;
    return BRIDGED_OK;
}
