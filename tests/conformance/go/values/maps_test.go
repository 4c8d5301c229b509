package values_test

import (
	"testing"

	"tenon.example/values"
)

func TestMaps__in__then_keys_and_values_belong_together(t *testing.T) {
	equal(t, got(values.SumWhere("a", map[string]float64{"aa": 1, "ab": 2, "b": 4}))(t), 3.0)
	equal(t, got(values.Dot(map[uint32]int64{2: 10, 3: -1}))(t), 17)
	equal(t, got(values.Format("{x} and {y}", map[string]string{"x": "ä", "y": "{x}"}))(t), "ä and {x}")
	box := got(values.Bounds(map[string]values.Point{"a": {X: 1, Y: 5}, "b": {X: 3, Y: 2}}))(t)
	equal(t, box, values.Rectangle{Low: values.Point{X: 1, Y: 2}, High: values.Point{X: 3, Y: 5}})
}

func TestMaps__nil_or_empty__then_none_or_nothing_in_it(t *testing.T) {
	equal(t, got(values.SumWhere("", nil))(t), 0.0)
	equal(t, got(values.SumWhere("", map[string]float64{}))(t), 0.0)
	equal(t, got(values.Balance(nil))(t), 0)
	equal(t, got(values.Balance(map[values.Side]int32{}))(t), 0)
	equal(t, got(values.Balance(map[values.Side]int32{values.SideLeft: 2, values.SideRight: 5}))(t), 3)
}

func TestMaps__keys_that_cannot_be__then_refused(t *testing.T) {
	_, err := values.SumWhere("a", map[string]float64{"\xff": 1})
	fails(t, err, values.ErrBadText)
	_, err = values.Balance(map[values.Side]int32{7: 1})
	fails(t, err, values.ErrBadValue)
}

func TestMaps__out__then_a_map(t *testing.T) {
	counts := got(values.WordCounts("a b a"))(t)
	equal(t, len(counts), 2)
	equal(t, counts["a"], 2)
	equal(t, len(got(values.WordCounts(""))(t)), 0)
	numerals := got(values.Numerals(3))(t)
	if len(numerals) == 0 || numerals[1] == "" {
		t.Fatalf("got %v", numerals)
	}
}
