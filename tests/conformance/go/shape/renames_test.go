package shape_test

import (
	"testing"

	"drawn.example/shapes"
)

func TestNames__of_the_contract_for_go__then_used(t *testing.T) {
	var polygon *shapes.Polygon = newSquare(t, 1)
	if text := got(polygon.WKT())(t); text == "" {
		t.Fatal("no text")
	}
	equal(t, shapes.Counterclockwise, shapes.Winding(0))
	equal(t, shapes.Clockwise.String(), "Clockwise")
	style := shapes.Style{Color: 0xff0000, Width: 2, Fill: shapes.FillDots}
	drawing := newDrawing(t)
	succeeds(t, drawing.SetStyle(style))
	equal(t, got(drawing.Style())(t), style)
}

func TestMove__renamed_parameters__then_moved(t *testing.T) {
	square := newSquare(t, 1)
	start, end := shapes.Point{X: 1, Y: 1}, shapes.Point{X: 3, Y: 2}
	succeeds(t, square.Move(start, end))
	equal(t, got(square.Corner(0))(t), shapes.Point{X: 2, Y: 1})
}

func TestParse__renamed_with_its_error__then_used(t *testing.T) {
	text := "POLYGON((0 0,1 0,0 1,0 0))"
	polygon := got(shapes.ParseWKT(text))(t)
	t.Cleanup(func() { _ = polygon.Close() })
	equal(t, got(polygon.WKT())(t), text)
	_, err := shapes.ParseWKT("a circle")
	fails(t, err, shapes.ErrWKT)
}

func TestProperty__renamed__then_the_setter_as_well(t *testing.T) {
	drawing := newDrawing(t)
	equal(t, got(drawing.Resolution())(t), shapes.DotsPerInch)
	succeeds(t, drawing.SetResolution(300))
	equal(t, got(drawing.Resolution())(t), 300)
}
