#include "polygon.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static shape_poly *poly_with_room(size_t count) {
    if (count > (SIZE_MAX - sizeof(shape_poly)) / sizeof(shape_point))
        return NULL;
    shape_poly *poly = malloc(sizeof *poly + count * sizeof poly->corners[0]);
    if (poly != NULL)
        poly->count = count;
    return poly;
}

shape_status shape_poly_new(const shape_point *corners, size_t count, shape_poly **poly) {
    if (count < shape_least_corners)
        return SHAPE_TOO_FEW_CORNERS;
    shape_poly *made = poly_with_room(count);
    if (made == NULL)
        return SHAPE_NO_MEMORY;
    memcpy(made->corners, corners, count * sizeof made->corners[0]);
    *poly = made;
    return SHAPE_OK;
}

shape_status shape_poly_regular(uint32_t corners, double radius, shape_poly **poly) {
    if (corners < shape_least_corners)
        return SHAPE_TOO_FEW_CORNERS;
    shape_poly *made = poly_with_room(corners);
    if (made == NULL)
        return SHAPE_NO_MEMORY;
    for (uint32_t i = 0; i < corners; i++) {
        double angle = 2.0 * acos(-1.0) * i / corners;
        made->corners[i] = (shape_point){radius * cos(angle), radius * sin(angle)};
    }
    *poly = made;
    return SHAPE_OK;
}

/* Takes `expected` off a text; null where something else stands there. */
static const char *after(const char *text, const char *expected) {
    size_t length = strlen(expected);
    return strncmp(text, expected, length) == 0 ? text + length : NULL;
}

/* "x y", and what follows it; null where there are no two numbers. */
static const char *read_corner(const char *text, shape_point *corner) {
    char *end = NULL;
    corner->x = strtod(text, &end);
    if (end == text || *end != ' ')
        return NULL;
    text = end + 1;
    corner->y = strtod(text, &end);
    return end == text ? NULL : end;
}

static size_t count_of(const char *text, char wanted) {
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == wanted;
    return count;
}

/* As many corners as there is room for, the last of them the first once more. */
static bool read_corners(const char *text, shape_poly *poly) {
    shape_point last;
    for (size_t i = 0; i < poly->count; i++) {
        text = read_corner(text, &poly->corners[i]);
        text = text == NULL ? NULL : after(text, ",");
        if (text == NULL)
            return false;
    }
    text = read_corner(text, &last);
    return text != NULL && strcmp(text, "))") == 0 && last.x == poly->corners[0].x &&
           last.y == poly->corners[0].y;
}

shape_status shape_poly_parse(const char *text, shape_poly **poly) {
    const char *corners = after(text, "POLYGON((");
    if (corners == NULL)
        return SHAPE_UNREADABLE;
    shape_poly *made = poly_with_room(count_of(corners, ','));
    if (made == NULL)
        return SHAPE_NO_MEMORY;
    shape_status status = made->count < shape_least_corners ? SHAPE_TOO_FEW_CORNERS
                          : read_corners(corners, made)     ? SHAPE_OK
                                                            : SHAPE_UNREADABLE;
    if (status == SHAPE_OK)
        *poly = made;
    else
        free(made);
    return status;
}

void shape_poly_free(shape_poly *poly) {
    free(poly);
}

size_t shape_poly_corner_count(const shape_poly *poly) {
    return poly->count;
}

size_t shape_poly_size(const shape_poly *poly) {
    return poly->count;
}

shape_status shape_poly_corner(const shape_poly *poly, size_t index, shape_point *corner) {
    if (index >= poly->count)
        return SHAPE_NO_SUCH_CORNER;
    *corner = poly->corners[index];
    return SHAPE_OK;
}

/* A ray to the right crosses the line an odd number of times from inside. */
bool shape_poly_covers(const shape_poly *poly, shape_point point) {
    bool inside = false;
    for (size_t i = 0; i < poly->count; i++) {
        shape_point a = poly->corners[i];
        shape_point b = poly->corners[(i + 1) % poly->count];
        if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
            inside = !inside;
    }
    return inside;
}

static int32_t compare_numbers(double a, double b) {
    return (a > b) - (a < b);
}

bool shape_poly_is_same(const shape_poly *poly, const shape_poly *other) {
    if (poly->count != other->count)
        return false;
    for (size_t i = 0; i < poly->count; i++) {
        if (compare_numbers(poly->corners[i].x, other->corners[i].x) != 0 ||
            compare_numbers(poly->corners[i].y, other->corners[i].y) != 0)
            return false;
    }
    return true;
}

int32_t shape_poly_compare(const shape_poly *poly, const shape_poly *other) {
    int32_t order = compare_numbers(shape_poly_area(poly), shape_poly_area(other));
    if (order == 0)
        order = (poly->count > other->count) - (poly->count < other->count);
    for (size_t i = 0; i < poly->count && order == 0; i++) {
        order = compare_numbers(poly->corners[i].x, other->corners[i].x);
        if (order == 0)
            order = compare_numbers(poly->corners[i].y, other->corners[i].y);
    }
    return order;
}

static uint64_t digest_number(uint64_t digest, double number) {
    double same = number + 0.0; /* -0.0 equals 0.0 */
    uint64_t bits;
    memcpy(&bits, &same, sizeof bits);
    return (digest ^ bits) * UINT64_C(1099511628211);
}

uint64_t shape_poly_digest(const shape_poly *poly) {
    uint64_t digest = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < poly->count; i++)
        digest = digest_number(digest_number(digest, poly->corners[i].x), poly->corners[i].y);
    return digest;
}

enum { NUMBER_LENGTH = 32 };

shape_status shape_poly_write(const shape_poly *poly, char **text) {
    static const char opening[] = "POLYGON((";
    if (poly->count > SIZE_MAX / (2 * NUMBER_LENGTH) - 2)
        return SHAPE_NO_MEMORY;
    size_t room = sizeof opening + (poly->count + 1) * 2 * NUMBER_LENGTH;
    char *written = malloc(room);
    if (written == NULL)
        return SHAPE_NO_MEMORY;
    memcpy(written, opening, sizeof opening);
    size_t length = sizeof opening - 1;
    for (size_t i = 0; i <= poly->count; i++) {
        shape_point corner = poly->corners[i % poly->count];
        length += (size_t)snprintf(written + length, room - length, "%s%.17g %.17g", i == 0 ? "" : ",",
                                   corner.x, corner.y);
    }
    memcpy(written + length, "))", sizeof "))");
    *text = written;
    return SHAPE_OK;
}

/* Twice the area, positive where the corners go against the clock. */
static double signed_area(const shape_point *corners, size_t count) {
    double twice = 0.0;
    for (size_t i = 0; i < count; i++) {
        shape_point a = corners[i];
        shape_point b = corners[(i + 1) % count];
        twice += a.x * b.y - b.x * a.y;
    }
    return twice;
}

double shape_poly_area(const shape_poly *poly) {
    return fabs(signed_area(poly->corners, poly->count)) / 2.0;
}

void shape_poly_move(shape_poly *poly, shape_point from, shape_point to) {
    for (size_t i = 0; i < poly->count; i++) {
        poly->corners[i].x += to.x - from.x;
        poly->corners[i].y += to.y - from.y;
    }
}

double shape_poly_regular_area(uint32_t corners, double radius) {
    return corners < shape_least_corners ? 0.0
                                         : corners * radius * radius * sin(2.0 * acos(-1.0) / corners) / 2.0;
}

shape_status shape_winding_of(const shape_point *corners, size_t count, shape_winding *winding) {
    if (count < shape_least_corners)
        return SHAPE_TOO_FEW_CORNERS;
    *winding = signed_area(corners, count) < 0.0 ? SHAPE_WINDING_CW : SHAPE_WINDING_CCW;
    return SHAPE_OK;
}
