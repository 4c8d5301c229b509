/**
 * @file
 * The shape of an API: polygons and drawings with operators, static functions, marks and names of their own.
 *
 * What the four packages do with it is tested in the folder `shape` of every language, one file per feature:
 * operators, statics, marks, renames and examples.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tenon/contract.h>

TENON_LIBRARY(shape, 1, 2)
TENON_SOURCES("*.c")
TENON_LINKS("m")
TENON_PACKAGE(python, "drawn_shapes")
TENON_PACKAGE(node, "@drawn/shapes")
TENON_PACKAGE(go, "drawn.example/shapes")
TENON_PACKAGE(rust, "drawn-shapes")

#ifdef __cplusplus
extern "C" {
#endif

/** How a call ended. */
typedef enum TENON_STATUS shape_status {
    SHAPE_OK = 0,
    SHAPE_NO_SUCH_SHAPE TENON_KIND(not_found),          /**< The drawing has nothing of that name. */
    SHAPE_NO_SUCH_CORNER TENON_KIND(out_of_range),      /**< The polygon has fewer corners. */
    SHAPE_TOO_FEW_CORNERS TENON_KIND(invalid_argument), /**< Fewer than three corners make no polygon. */
    /** It is no well-known text of a polygon. */
    SHAPE_UNREADABLE TENON_KIND(invalid_argument) TENON_NAME(python, "WktError") TENON_NAME(node, "WktError")
        TENON_NAME(go, "ErrWKT") TENON_NAME(rust, "Wkt"),
    SHAPE_NO_MEMORY TENON_KIND(out_of_memory), /**< Memory is used up. */
} shape_status;

/* ---- constants ---- */

/** How many corners a polygon has at least. */
static const uint32_t shape_least_corners TENON_SINCE(1, 1) = 3;

/** Corners closer than this used to be one. */
static const double shape_tolerance TENON_DEPRECATED("corners are compared exactly") = 1e-9;

/** How fine a drawing is at first. */
static const uint32_t shape_dpi TENON_NAME(python, "DOTS_PER_INCH") TENON_NAME(node, "DOTS_PER_INCH")
    TENON_NAME(go, "DotsPerInch") TENON_NAME(rust, "DOTS_PER_INCH") = 96;

/* ---- enums ---- */

/** Which way round the corners go. */
typedef enum shape_winding {
    /** Against the clock. */
    SHAPE_WINDING_CCW TENON_NAME(python, "COUNTERCLOCKWISE") TENON_NAME(node, "COUNTERCLOCKWISE")
        TENON_NAME(go, "Counterclockwise") TENON_NAME(rust, "Counterclockwise"),
    /** With the clock. */
    SHAPE_WINDING_CW TENON_NAME(python, "CLOCKWISE") TENON_NAME(node, "CLOCKWISE") TENON_NAME(go, "Clockwise")
        TENON_NAME(rust, "Clockwise"),
} shape_winding;

/** What is inside the line. */
typedef enum shape_fill {
    SHAPE_FILL_NONE,                                /**< Nothing. */
    SHAPE_FILL_SOLID,                               /**< The color of the line. */
    SHAPE_FILL_HATCH TENON_DEPRECATED("use SOLID"), /**< Thin lines. */
    SHAPE_FILL_DOTS TENON_SINCE(1, 2),              /**< Dots. */
} shape_fill;

/* ---- records ---- */

/** A place on the plane. */
typedef struct shape_point {
    double x; /**< To the right. */
    double y; /**< Upwards. */
} shape_point;

/** How a line is drawn. */
typedef struct shape_style {
    /** Red, green and blue, eight bits each. */
    uint32_t rgb TENON_NAME(python, "color") TENON_NAME(node, "color") TENON_NAME(go, "Color")
        TENON_NAME(rust, "color");
    double width;                                       /**< Of the line. */
    bool hairline TENON_DEPRECATED("use a width of 0"); /**< As thin as can be. */
    shape_fill fill TENON_SINCE(1, 1);                  /**< What is inside. */
} shape_style;

/* ---- polygons ---- */

/**
 * A closed line of straight edges.
 *
 * @code{.py}
 * >>> from drawn_shapes import Point, Polygon
 * >>> square = Polygon([Point(0, 0), Point(2, 0), Point(2, 2), Point(0, 2)])
 * >>> len(square), square[-1] == Point(0, 2), Point(1, 1) in square
 * (4, True, True)
 * >>> for corners in (3, 4):
 * ...     print(len(Polygon.regular(corners, 1.0)))
 * 3
 * 4
 * @endcode
 * @code{.js}
 * import assert from "node:assert/strict";
 * import { Polygon } from "@drawn/shapes";
 *
 * const corners = [{ x: 0, y: 0 }, { x: 2, y: 0 }, { x: 2, y: 2 }];
 * const half = new Polygon(corners);
 * if (half.area > 0) {
 *   assert.equal(half.area, 2);
 * }
 * @endcode
 * @code{.go}
 * square, err := shapes.NewPolygon([]shapes.Point{{X: 0, Y: 0}, {X: 2, Y: 0}, {X: 2, Y: 2}, {X: 0, Y: 2}})
 * if err != nil {
 * 	panic(err)
 * }
 * defer square.Close()
 * fmt.Println(square.CornerCount())
 * // Output: 4 <nil>
 * @endcode
 * @code{.rs}
 * use drawn_shapes::{Point, Polygon};
 *
 * # fn main() -> Result<(), drawn_shapes::Error> {
 * let corners = [Point { x: 0.0, y: 0.0 }, Point { x: 2.0, y: 0.0 }, Point { x: 2.0, y: 2.0 }];
 * let half = Polygon::new(&corners)?;
 * assert_eq!(half.area()?, 2.0);
 * # Ok(())
 * # }
 * @endcode
 */
typedef struct shape_poly shape_poly TENON_NAME(python, "Polygon") TENON_NAME(node, "Polygon")
    TENON_NAME(go, "Polygon") TENON_NAME(rust, "Polygon");

/** A polygon with these corners.
 * @throws SHAPE_TOO_FEW_CORNERS There are fewer than three. */
shape_status shape_poly_new(const shape_point *corners TENON_COUNTED_BY(count), size_t count,
                            shape_poly **poly TENON_OUT TENON_OWNED);

/** A polygon whose corners lie evenly on a circle around the origin, the first to the right.
 * @throws SHAPE_TOO_FEW_CORNERS There are fewer than three. */
shape_status shape_poly_regular(uint32_t corners, double radius, shape_poly **poly TENON_OUT TENON_OWNED);

/** A polygon from its well-known text.
 * @throws SHAPE_UNREADABLE It is not of the form POLYGON((x y,x y,...)).
 * @throws SHAPE_TOO_FEW_CORNERS There are fewer than three. */
shape_status shape_poly_parse(const char *text, shape_poly **poly TENON_OUT TENON_OWNED)
    TENON_NAME(python, "from_wkt") TENON_NAME(node, "fromWKT") TENON_NAME(go, "ParseWKT")
        TENON_NAME(rust, "from_wkt");

void shape_poly_free(shape_poly *poly TENON_DESTROYS);

/** How many corners there are. */
size_t shape_poly_corner_count(const shape_poly *poly) TENON_OPERATOR(length);

/** One of the corners.
 * @throws SHAPE_NO_SUCH_CORNER There are not so many. */
shape_status shape_poly_corner(const shape_poly *poly, size_t index, shape_point *corner TENON_OUT)
    TENON_OPERATOR(index);

/** Whether a point lies inside. */
bool shape_poly_covers(const shape_poly *poly, shape_point point) TENON_OPERATOR(contains) TENON_SINCE(1, 1);

/** Whether two polygons have the same corners in the same order. */
bool shape_poly_is_same(const shape_poly *poly, const shape_poly *other) TENON_OPERATOR(equal);

/** By area, then by the number of corners, then corner by corner: negative, zero or positive. */
int32_t shape_poly_compare(const shape_poly *poly, const shape_poly *other) TENON_OPERATOR(order);

/** Equal for polygons that are the same. */
uint64_t shape_poly_digest(const shape_poly *poly) TENON_OPERATOR(hash);

/**
 * The polygon as well-known text.
 *
 * @code{.py}
 * >>> from drawn_shapes import Point, Polygon
 * >>> Polygon([Point(0, 0), Point(1, 0), Point(0, 1)]).to_wkt()
 * 'POLYGON((0 0,1 0,0 1,0 0))'
 * @endcode
 * @code{.js}
 * import assert from "node:assert/strict";
 * import { Polygon } from "@drawn/shapes";
 *
 * const corner = new Polygon([{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 1 }]);
 * assert.equal(corner.toWKT(), "POLYGON((0 0,1 0,0 1,0 0))");
 * @endcode
 * @code{.go}
 * corner, err := shapes.NewPolygon([]shapes.Point{{X: 0, Y: 0}, {X: 1, Y: 0}, {X: 0, Y: 1}})
 * if err != nil {
 * 	panic(err)
 * }
 * defer corner.Close()
 * text, err := corner.WKT()
 * fmt.Println(text, err)
 * // Output: POLYGON((0 0,1 0,0 1,0 0)) <nil>
 * @endcode
 * @code{.rs}
 * use drawn_shapes::{Point, Polygon};
 *
 * # fn main() -> Result<(), drawn_shapes::Error> {
 * let corner = Polygon::new(&[
 *     Point { x: 0.0, y: 0.0 },
 *     Point { x: 1.0, y: 0.0 },
 *     Point { x: 0.0, y: 1.0 },
 * ])?;
 * assert_eq!(corner.to_wkt()?, "POLYGON((0 0,1 0,0 1,0 0))");
 * # Ok(())
 * # }
 * @endcode
 */
shape_status shape_poly_write(const shape_poly *poly, char **text TENON_OUT TENON_OWNED TENON_FREED_BY(free)
                                                          TENON_NONNULL) TENON_OPERATOR(text)
    TENON_NAME(python, "to_wkt") TENON_NAME(node, "toWKT") TENON_NAME(go, "WKT") TENON_NAME(rust, "to_wkt");

/** The area that the line encloses. */
double shape_poly_area(const shape_poly *poly) TENON_PROPERTY(area);

/** Move every corner as far as it is from one point to another.
 * @param from Where the way starts.
 * @param to Where it ends. */
void shape_poly_move(shape_poly *poly,
                     shape_point from TENON_NAME(python, "start") TENON_NAME(node, "start")
                         TENON_NAME(go, "start") TENON_NAME(rust, "start"),
                     shape_point to TENON_NAME(python, "end") TENON_NAME(node, "end") TENON_NAME(go, "end")
                         TENON_NAME(rust, "end"));

/** The number of corners. */
size_t shape_poly_size(const shape_poly *poly) TENON_DEPRECATED("use corner_count");

/** The area of a regular polygon, without making it. */
double shape_poly_regular_area(uint32_t corners, double radius) TENON_STATIC(shape_poly);

/** Which way round corners go.
 * @throws SHAPE_TOO_FEW_CORNERS There are fewer than three. */
shape_status shape_winding_of(const shape_point *corners TENON_COUNTED_BY(count), size_t count,
                              shape_winding *winding TENON_OUT) TENON_STATIC(shape_poly) TENON_SINCE(1, 2);

/* ---- drawings ---- */

/** Polygons with names. */
typedef struct shape_drawing shape_drawing TENON_SINCE(1, 1);

/** The names of a drawing, one after the other. */
typedef struct shape_names shape_names;

/** A drawing without polygons. */
TENON_OWNED shape_drawing *shape_drawing_new(void);

void shape_drawing_free(shape_drawing *drawing TENON_DESTROYS);

/** Draw a polygon under a name, in place of what had it.
 * @param type What is inside the line. */
shape_status shape_drawing_put(shape_drawing *drawing, const char *name, const shape_poly *poly,
                               shape_fill type TENON_NAME(python, "fill") TENON_NAME(node, "fill")
                                   TENON_NAME(go, "fill") TENON_NAME(rust, "fill"));

/** How many polygons it has. */
size_t shape_drawing_count(const shape_drawing *drawing) TENON_OPERATOR(length);

/** A copy of the polygon with that name.
 * @throws SHAPE_NO_SUCH_SHAPE Nothing has that name. */
shape_status shape_drawing_get(const shape_drawing *drawing, const char *name,
                               shape_poly **poly TENON_OUT TENON_OWNED) TENON_OPERATOR(index);

/** Whether something has that name. */
bool shape_drawing_has(const shape_drawing *drawing, const char *name) TENON_OPERATOR(contains);

/** The names in the order of the alphabet. The drawing cannot change while they are listed. */
TENON_OWNED TENON_FREEZES(drawing) shape_names *shape_drawing_names(const shape_drawing *drawing)
    TENON_OPERATOR(iterate);

void shape_names_free(shape_names *names TENON_DESTROYS);

/** The next name, or none after the last. */
TENON_BORROWED TENON_NULLABLE const char *shape_names_next(shape_names *names) TENON_NEXT;

/** How its lines are drawn. */
shape_style shape_drawing_style(const shape_drawing *drawing) TENON_PROPERTY(style);
void shape_drawing_set_style(shape_drawing *drawing, shape_style style) TENON_PROPERTY(style);

/** Dots per inch. */
uint32_t shape_drawing_res(const shape_drawing *drawing) TENON_PROPERTY(res) TENON_NAME(python, "resolution")
    TENON_NAME(node, "resolution") TENON_NAME(go, "Resolution") TENON_NAME(rust, "resolution");
void shape_drawing_set_res(shape_drawing *drawing, uint32_t res) TENON_PROPERTY(res);

/* ---- what is left of an older version ---- */

/** A title beside a drawing. */
typedef struct shape_legend shape_legend TENON_DEPRECATED("write the title yourself");

/** A legend without a title. */
TENON_OWNED shape_legend *shape_legend_new(void);

void shape_legend_free(shape_legend *legend TENON_DESTROYS);

/** How many lines it takes. */
uint32_t shape_legend_lines(const shape_legend *legend);

#ifdef __cplusplus
}
#endif

#endif /* SHAPE_H */
