package values_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"tenon.example/values"
)

func TestShape__every_case__then_in(t *testing.T) {
	for _, one := range []struct {
		shape values.Shape
		area  float64
	}{
		{values.ShapeEmpty{}, 0},
		{values.ShapeCircle{Value: 1}, math.Pi},
		{values.ShapeRectangle{Value: values.Rectangle{High: values.Point{X: 2, Y: 3}}}, 6},
		{values.ShapeSide{Value: values.SideRight}, math.Inf(1)},
		{values.ShapeLabel{Value: "ä"}, 0},
	} {
		if area := got(values.Area(one.shape))(t); area != one.area && math.Abs(area-one.area) > 1e-12 {
			t.Errorf("%v: %v", one.shape, area)
		}
	}
}

func TestShape__every_case__then_out(t *testing.T) {
	var seen []string
	for _, name := range []string{"empty", "circle", "rectangle", "side", "label"} {
		shape := present(values.ShapeNamed(name))(t)
		switch shape := shape.(type) {
		case values.ShapeEmpty:
			seen = append(seen, "empty")
		case values.ShapeCircle:
			seen = append(seen, fmt.Sprint("circle ", shape.Value > 0))
		case values.ShapeRectangle:
			seen = append(seen, fmt.Sprint("rectangle ", shape.Value.High != shape.Value.Low))
		case values.ShapeSide:
			seen = append(seen, "side")
		case values.ShapeLabel:
			seen = append(seen, fmt.Sprint("label ", shape.Value != ""))
		}
	}
	equal(t, strings.Join(seen, ","), "empty,circle true,rectangle true,side,label true")
	missing(values.ShapeNamed("nothing"))(t)
}

func TestShape__by_value_and_in_place__then_changed(t *testing.T) {
	equal(t, got(values.Doubled(values.ShapeLabel{Value: "wide"}))(t), values.Shape(values.ShapeLabel{Value: "wide"}))
	if circle, isCircle := got(values.Circle(2))(t).(values.ShapeCircle); !isCircle || circle.Value != 2 {
		t.Fatalf("got %v", circle)
	}
	_, err := values.Circle(-1)
	fails(t, err, values.ErrBadArgument)
	if _, isCircle := got(values.Grow(values.ShapeCircle{Value: 2}, 1))(t).(values.ShapeCircle); !isCircle {
		t.Fatal("no circle")
	}
}

func TestShape__nil__then_none_or_an_error(t *testing.T) {
	equal(t, got(values.AreaOrNone(nil))(t), 0.0)
	equal(t, got(values.AreaOrNone(values.ShapeRectangle{Value: values.Rectangle{High: values.Point{X: 1, Y: 1}}}))(t), 1.0)
	_, err := values.Area(nil)
	fails(t, err, values.ErrBadValue)
}

func TestShape__what_cannot_be__then_refused(t *testing.T) {
	_, err := values.Area(values.ShapeSide{Value: 9})
	fails(t, err, values.ErrBadValue)
	_, err = values.Area(values.ShapeLabel{Value: "a\x00b"})
	fails(t, err, values.ErrBadText)
	_, err = values.Area(values.ShapeLabel{Value: "\xff"})
	fails(t, err, values.ErrBadText)
	_, err = values.BrokenShape()
	fails(t, err, values.ErrBrokenContract)
}

func TestShapes__arrays__then_each(t *testing.T) {
	shapes := []values.Shape{values.ShapeLabel{Value: "a"}, values.ShapeEmpty{}, values.ShapeLabel{Value: "b"}}
	equal(t, got(values.CountLabels(shapes))(t), 2)
	_, err := values.CountLabels([]values.Shape{values.ShapeEmpty{}, nil})
	link := fails(t, err, values.ErrBadValue)
	if !strings.Contains(link.Message, "shapes[1]") {
		t.Fatalf("got %q", link.Message)
	}
}

func TestNumbers__arrays_of_variants__then_in_and_out(t *testing.T) {
	mixed := got(values.Mixed(4))(t)
	equal(t, fmt.Sprintf("%T %T", mixed[0], mixed[1]), "values.NumberWhole values.NumberReal")
	sum := got(values.Add([]values.Number{values.NumberWhole{Value: 2}, values.NumberWhole{Value: 3}}))(t)
	equal(t, sum, values.Number(values.NumberWhole{Value: 5}))
}

func TestDrawing__a_variant_in_a_record__then_in_and_out(t *testing.T) {
	drawing := got(values.DrawingDoubled(values.Drawing{At: values.Point{X: 1}, Shape: values.ShapeLabel{Value: "x"}}))(t)
	equal(t, drawing.At, values.Point{X: 1})
	equal(t, drawing.Shape, values.Shape(values.ShapeLabel{Value: "x"}))
	_, err := values.DrawingDoubled(values.Drawing{})
	fails(t, err, values.ErrBadValue)
}

func TestHolder__a_shape__then_kept(t *testing.T) {
	holder := newHolder(t)
	for range 1000 {
		succeeds(t, holder.SetShape(values.ShapeLabel{Value: "kept"}))
		equal(t, got(holder.Shape())(t), values.Shape(values.ShapeLabel{Value: "kept"}))
	}
}
