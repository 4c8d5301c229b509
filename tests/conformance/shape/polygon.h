/**
 * @file
 * What a polygon looks like inside: for the files of this library.
 */
#ifndef SHAPE_POLYGON_H
#define SHAPE_POLYGON_H

#include "shape.h"

struct shape_poly {
    size_t count;
    shape_point corners[];
};

#endif /* SHAPE_POLYGON_H */
