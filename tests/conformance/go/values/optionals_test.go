package values_test

import (
	"math"
	"testing"

	"tenon.example/values"
)

func TestOptionals__as_parameters__then_nil_is_none(t *testing.T) {
	equal(t, values.DoubleOrNone(pointer[int64](4)), 8)
	equal(t, values.DoubleOrNone(nil), -1)
	equal(t, values.LimitOrInfinity(pointer(2.5)), 2.5)
	equal(t, values.LimitOrInfinity(nil), math.Inf(1))
	equal(t, got(values.SideNumber(pointer(values.SideRight)))(t), 1)
	equal(t, got(values.SideNumber(nil))(t), -1)
	equal(t, got(values.PointSum(&values.Point{X: 1, Y: 2}))(t), 3.0)
	equal(t, got(values.PointSum(nil))(t), -1.0)
}

func TestOptionals__an_unknown_constant__then_refused(t *testing.T) {
	_, err := values.SideNumber(pointer(values.Side(9)))
	fails(t, err, values.ErrBadValue)
}

func TestOptionals__as_results__then_ok_says_whether(t *testing.T) {
	equal(t, present(values.Parse("2.5"))(t), 2.5)
	missing(values.Parse("no number"))(t)
	equal(t, present(values.Mean([]float64{1, 2, 6}))(t), 3.0)
	missing(values.Mean(nil))(t)
	equal(t, present(values.Flip(pointer(values.SideLeft)))(t), values.SideRight)
	missing(values.Flip(nil))(t)
	equal(t, present(values.Middle(&values.Point{X: 2}, &values.Point{Y: 4}))(t), values.Point{X: 1, Y: 2})
	missing(values.Middle(&values.Point{}, nil))(t)
	equal(t, present(values.Corner(3))(t), values.Point{Y: 1})
	missing(values.Corner(4))(t)
	equal(t, present(values.Prime(0))(t), 2)
	missing(values.Prime(10))(t)
}

func TestDivide__two_results_and_one_bool__then_there_together(t *testing.T) {
	quotient, remainder, ok := values.Divide(17, 5)
	equal(t, ok, true)
	equal(t, quotient, 3)
	equal(t, remainder, 2)
	quotient, remainder, ok = values.Divide(17, 0)
	equal(t, ok, false)
	equal(t, quotient, 0)
	equal(t, remainder, 0)
}

func TestFirstWord__a_text_or_none__then_nil_is_none(t *testing.T) {
	equal(t, *got(values.FirstWord("ein Wort"))(t), "ein")
	if word := got(values.FirstWord(""))(t); word != nil {
		t.Fatalf("got %q", *word)
	}
}

func TestStep__in_and_out__then_ends_as_none(t *testing.T) {
	counter := pointer[int64](1)
	for want := int64(2); want <= 3; want++ {
		counter = got(values.Step(counter, 3))(t)
		equal(t, *counter, want)
	}
	counter = got(values.Step(counter, 3))(t)
	if counter != nil {
		t.Fatalf("got %d", *counter)
	}
	if counter = got(values.Step(nil, 3))(t); counter != nil {
		t.Fatalf("got %d", *counter)
	}
}

func TestProfile__optional_fields__then_nil_is_none(t *testing.T) {
	older := got(values.Older(values.Profile{ID: 1, Age: pointer[uint32](41), Place: &values.Point{X: 3}}))(t)
	equal(t, older.ID, 1)
	equal(t, *older.Age, 42)
	equal(t, *older.Place, values.Point{X: 3})
	if older.Side != nil {
		t.Fatalf("got %v", *older.Side)
	}
	older = got(values.Older(values.Profile{Side: pointer(values.SideRight)}))(t)
	equal(t, *older.Side, values.SideRight)
	if older.Age != nil || older.Place != nil {
		t.Fatalf("got %v", older)
	}
}

func TestCountAges__profiles__then_only_those_with_an_age(t *testing.T) {
	profiles := []values.Profile{{Age: pointer[uint32](1)}, {}, {Age: pointer[uint32](0)}}
	equal(t, got(values.CountAges(profiles))(t), 2)
	equal(t, got(values.CountAges(nil))(t), 0)
	_, err := values.CountAges([]values.Profile{{}, {Side: pointer(values.Side(7))}})
	fails(t, err, values.ErrBadValue)
}

func TestNewHolderOf__a_record_or_none__then_an_object_or_nil(t *testing.T) {
	holder := got(values.NewHolderOf(&values.Profile{}))(t)
	succeeds(t, holder.Close())
	if none := got(values.NewHolderOf(nil))(t); none != nil {
		t.Fatal("got one")
	}
}

func TestLimit__a_property__then_set_and_removed(t *testing.T) {
	holder := newHolder(t)
	missing(holder.Limit())(t)
	succeeds(t, holder.SetLimit(pointer[uint64](math.MaxUint64)))
	equal(t, present(holder.Limit())(t), math.MaxUint64)
	succeeds(t, holder.SetLimit(nil))
	missing(holder.Limit())(t)
}
