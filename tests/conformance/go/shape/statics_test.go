package shape_test

import (
	"math"
	"testing"

	"drawn.example/shapes"
)

func TestPolygonRegularArea__four_corners__then_the_area_of_a_square(t *testing.T) {
	if area := shapes.PolygonRegularArea(4, 1); math.Abs(area-2) > 1e-12 {
		t.Fatalf("got %v", area)
	}
}

func TestPolygonWindingOf__corners__then_which_way_round(t *testing.T) {
	corners := []shapes.Point{{}, {X: 1}, {Y: 1}}
	equal(t, got(shapes.PolygonWindingOf(corners))(t), shapes.Counterclockwise)
	corners[1], corners[2] = corners[2], corners[1]
	equal(t, got(shapes.PolygonWindingOf(corners))(t), shapes.Clockwise)
}

func TestPolygonWindingOf__too_few_corners__then_an_error(t *testing.T) {
	_, err := shapes.PolygonWindingOf([]shapes.Point{{}, {}})
	fails(t, err, shapes.ErrTooFewCorners)
}
