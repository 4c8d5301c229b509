package shape_test

import (
	"errors"
	"testing"

	"drawn.example/shapes"
)

// fails checks an error's code and returns its first link.
func fails(t *testing.T, err error, code shapes.Code) *shapes.Error {
	t.Helper()
	var link *shapes.Error
	if !errors.As(err, &link) {
		t.Fatalf("no *shapes.Error: %v", err)
	}
	if link.Code != code {
		t.Fatalf("code %d (%s), want %d: %v", link.Code, link.Name, code, err)
	}
	return link
}

// panics returns the error that a call panics with.
func panics(t *testing.T, call func()) (err error) {
	t.Helper()
	defer func() {
		t.Helper()
		var isError bool
		if err, isError = recover().(error); !isError {
			t.Fatal("no panic with an error")
		}
	}()
	call()
	return nil
}

// newPolygon makes a polygon that is closed at the end of the test.
func newPolygon(t *testing.T, corners ...shapes.Point) *shapes.Polygon {
	t.Helper()
	polygon := got(shapes.NewPolygon(corners))(t)
	t.Cleanup(func() { _ = polygon.Close() })
	return polygon
}

func newSquare(t *testing.T, side float64) *shapes.Polygon {
	t.Helper()
	return newPolygon(t, shapes.Point{}, shapes.Point{X: side}, shapes.Point{X: side, Y: side}, shapes.Point{Y: side})
}

func newDrawing(t *testing.T, names ...string) *shapes.Drawing {
	t.Helper()
	drawing := got(shapes.NewDrawing())(t)
	t.Cleanup(func() { _ = drawing.Close() })
	for _, name := range names {
		succeeds(t, drawing.Put(name, newSquare(t, 1), shapes.FillSolid))
	}
	return drawing
}
