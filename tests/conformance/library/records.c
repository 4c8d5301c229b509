#include "conformance.h"

#include <math.h>

conformance_point conformance_mirror(conformance_point point) {
    point.x = -point.x;
    point.y = -point.y;
    return point;
}

double conformance_distance(const conformance_point *point) {
    return hypot(point->x, point->y);
}

double conformance_distance_between(const conformance_point *point, const conformance_point *other) {
    if (other == NULL)
        return conformance_distance(point);
    return hypot(point->x - other->x, point->y - other->y);
}

void conformance_shift(conformance_point *point, double x, double y) {
    point->x += x;
    point->y += y;
}

/* "Smallest" is by coordinate; weight, visibility and direction come from `a`. */
void conformance_corner(const conformance_point *a, const conformance_point *b, conformance_point *corner) {
    *corner = *a;
    corner->x = fmax(a->x, b->x);
    corner->y = fmax(a->y, b->y);
}

conformance_numbers conformance_same_numbers(conformance_numbers numbers) {
    return numbers;
}
