package values_test

import (
	"testing"

	"tenon.example/values"
)

func TestSearch__nothing_said__then_as_usual(t *testing.T) {
	equal(t, got(values.Search("x", nil))(t), values.Query{Page: 1, Size: -20, Score: 0.25, Exact: true,
		Side: values.SideRight, Access: values.AccessRead | values.AccessExecute})
}

func TestSearch__one_thing_said__then_the_rest_as_usual(t *testing.T) {
	options := values.NewSearchOptions()
	options.Page, options.Exact = 0, false
	query := got(values.Search("x", options))(t)
	equal(t, query.Page, 0)
	equal(t, query.Exact, false)
	equal(t, query.Size, -20)
}

func TestGreet__texts__then_the_usual_ones(t *testing.T) {
	usual := got(values.Greet(nil, nil))(t)
	options := values.NewGreetOptions()
	equal(t, options.Name, "world, \"you\"")
	equal(t, got(values.Greet(nil, options))(t), usual)
	options.Name = "Ada"
	if named := got(values.Greet(pointer("Dr"), options))(t); named == usual {
		t.Fatalf("got %q", named)
	}
}

func TestDefaults__constants_and_edges__then_exact(t *testing.T) {
	equal(t, values.NewPagesOptions().PageSize, values.LargestPage)
	equal(t, values.Pages(1001, nil), 3)
	equal(t, values.AreLargest(nil), true)
	equal(t, values.AreLargest(&values.AreLargestOptions{}), false)
}

func TestDefaults__none__then_nil(t *testing.T) {
	equal(t, values.DoubleDefault(nil), -1)
	equal(t, values.DoubleDefault(pointer[int64](3)), 6)
	equal(t, got(values.SumDefault(nil))(t), -1.0)
	equal(t, got(values.SumDefault([]float64{1, 2}))(t), 3.0)
	equal(t, got(values.SameLimit(newHolder(t), nil))(t), true)
}

func TestRaise__a_method__then_by_ten_or_as_said(t *testing.T) {
	holder := newHolder(t)
	equal(t, got(holder.Raise(nil))(t), 10)
	equal(t, got(holder.Raise(&values.HolderRaiseOptions{By: 5}))(t), 15)
}

func TestDefaults__lengths__then_as_said(t *testing.T) {
	equal(t, len(got(values.Countdown(9, nil))(t)), 3)
	equal(t, len(got(values.Countdown(9, &values.CountdownOptions{Count: 1}))(t)), 1)
	equal(t, len(got(values.Halves(17, nil))(t)), 4)
	equal(t, len(got(values.Halves(17, &values.HalvesOptions{Count: 2}))(t)), 2)
}
