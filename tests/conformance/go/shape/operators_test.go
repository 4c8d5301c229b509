package shape_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"drawn.example/shapes"
)

func TestEqual__same_and_other_corners__then_told_apart(t *testing.T) {
	square := newSquare(t, 2)
	equal(t, square.Equal(newSquare(t, 2)), true)
	equal(t, square.Equal(newSquare(t, 3)), false)
	equal(t, square.Equal(square), true)
	equal(t, got(square.IsSame(newSquare(t, 2)))(t), true)
}

func TestEqual__slices_of_polygons__then_fits_slices_functions(t *testing.T) {
	some, others := []*shapes.Polygon{newSquare(t, 1)}, []*shapes.Polygon{newSquare(t, 1)}
	equal(t, slices.EqualFunc(some, others, (*shapes.Polygon).Equal), true)
}

func TestCompare__polygons_by_area__then_sorts_them(t *testing.T) {
	polygons := []*shapes.Polygon{newSquare(t, 3), newSquare(t, 1), newSquare(t, 2)}
	slices.SortFunc(polygons, (*shapes.Polygon).Compare)
	var areas []float64
	for _, polygon := range polygons {
		areas = append(areas, got(polygon.Area())(t))
	}
	equal(t, fmt.Sprint(areas), "[1 4 9]")
	equal(t, newSquare(t, 1).Compare(newSquare(t, 1)), 0)
}

func TestHash__equal_polygons__then_equal(t *testing.T) {
	equal(t, newSquare(t, 2).Hash(), newSquare(t, 2).Hash())
	equal(t, newSquare(t, 2).Hash() == newSquare(t, 3).Hash(), false)
	equal(t, got(newSquare(t, 2).Digest())(t), newSquare(t, 2).Hash())
}

func TestLen__polygon_and_drawing__then_counted(t *testing.T) {
	equal(t, newSquare(t, 1).Len(), 4)
	equal(t, newDrawing(t, "a", "b").Len(), 2)
	equal(t, got(newSquare(t, 1).CornerCount())(t), 4)
}

func TestAt__corners__then_by_index(t *testing.T) {
	square := newSquare(t, 2)
	equal(t, got(square.At(2))(t), shapes.Point{X: 2, Y: 2})
	_, err := square.At(4)
	fails(t, err, shapes.ErrNoSuchCorner)
	_, err = square.At(-1)
	equal(t, errors.Is(err, shapes.KindInvalidArgument), true)
}

func TestGet__names__then_by_name(t *testing.T) {
	drawing := newDrawing(t, "square")
	square := got(drawing.Get("square"))(t)
	defer square.Close()
	equal(t, square.Len(), 4)
	_, err := drawing.Get("nothing")
	fails(t, err, shapes.ErrNoSuchShape)
}

func TestContains__points_and_names__then_told(t *testing.T) {
	equal(t, newSquare(t, 2).Contains(shapes.Point{X: 1, Y: 1}), true)
	equal(t, newSquare(t, 2).Contains(shapes.Point{X: 3, Y: 1}), false)
	equal(t, newDrawing(t, "a").Contains("a"), true)
	equal(t, newDrawing(t, "a").Contains("b"), false)
}

func TestAll__a_drawing__then_its_names_in_order(t *testing.T) {
	drawing := newDrawing(t, "b", "c", "a")
	var names []string
	for name, err := range drawing.All() {
		succeeds(t, err)
		names = append(names, name)
	}
	equal(t, fmt.Sprint(names), "[a b c]")
}

func TestAll__left_early__then_the_drawing_can_be_changed(t *testing.T) {
	drawing := newDrawing(t, "a", "b")
	for name, err := range drawing.All() {
		succeeds(t, err)
		equal(t, name, "a")
		fails(t, drawing.Put("c", newSquare(t, 1), shapes.FillNone), shapes.ErrBusy)
		break
	}
	succeeds(t, drawing.Put("c", newSquare(t, 1), shapes.FillNone))
}

func TestAll__a_closed_drawing__then_its_error(t *testing.T) {
	drawing := newDrawing(t)
	succeeds(t, drawing.Close())
	count := 0
	for _, err := range drawing.All() {
		fails(t, err, shapes.ErrClosed)
		count++
	}
	equal(t, count, 1)
}

func TestNext__names__then_ok_until_the_end(t *testing.T) {
	names := got(newDrawing(t, "a").Names())(t)
	defer names.Close()
	name, ok, err := names.Next()
	equal(t, fmt.Sprint(name, " ", ok, err), "a true <nil>")
	_, ok, err = names.Next()
	equal(t, fmt.Sprint(ok, err), "false <nil>")
}

func TestString__a_polygon__then_its_text(t *testing.T) {
	polygon := newPolygon(t, shapes.Point{}, shapes.Point{X: 1}, shapes.Point{Y: 1})
	equal(t, fmt.Sprint(polygon), "POLYGON((0 0,1 0,0 1,0 0))")
	succeeds(t, polygon.Close())
	equal(t, polygon.String(), "shapes.Polygon(closed)")
}

func TestOperators__a_closed_polygon__then_panic_with_the_error(t *testing.T) {
	polygon := newSquare(t, 1)
	succeeds(t, polygon.Close())
	for _, call := range []func(){
		func() { polygon.Equal(newSquare(t, 1)) },
		func() { polygon.Compare(newSquare(t, 1)) },
		func() { polygon.Hash() },
		func() { polygon.Len() },
		func() { polygon.Contains(shapes.Point{}) },
	} {
		fails(t, panics(t, call), shapes.ErrClosed)
	}
}
