package values_test

import (
	"math"
	"testing"
	"time"

	"tenon.example/values"
)

var noon = time.Date(2024, 2, 29, 12, 0, 0, 123456789, time.UTC)

func TestInstants__each_unit__then_exact_or_rounded_down(t *testing.T) {
	equal(t, values.SameSeconds(noon), noon.Truncate(time.Second))
	equal(t, got(values.SameMilliseconds(noon))(t), noon.Truncate(time.Millisecond))
	equal(t, got(values.SameMicroseconds(noon))(t), noon.Truncate(time.Microsecond))
	equal(t, got(values.SameNanoseconds(noon))(t), noon)
	before := time.Date(1969, 12, 31, 23, 59, 59, 999999999, time.UTC)
	equal(t, values.SameSeconds(before), time.Unix(-1, 0).UTC())
	equal(t, got(values.SameMilliseconds(before))(t), time.UnixMilli(-1).UTC())
	equal(t, got(values.SameNanoseconds(before))(t), before)
}

func TestInstants__another_zone__then_the_same_moment(t *testing.T) {
	there := noon.In(time.FixedZone("there", 5*3600))
	same := got(values.SameNanoseconds(there))(t)
	equal(t, same.Equal(there), true)
	equal(t, same.Location(), time.UTC)
}

func TestInstants__as_far_as_they_go__then_exact_and_not_further(t *testing.T) {
	for _, edge := range []int64{math.MaxInt64, math.MinInt64, math.MinInt64 + 1, -1, 0} {
		moment := time.Unix(0, edge).UTC()
		equal(t, got(values.SameNanoseconds(moment))(t), moment)
		moment = time.UnixMicro(edge).UTC()
		equal(t, got(values.SameMicroseconds(moment))(t), moment)
		moment = time.UnixMilli(edge).UTC()
		equal(t, got(values.SameMilliseconds(moment))(t), moment)
	}
	for _, beyond := range []time.Time{
		time.Unix(0, math.MaxInt64).Add(1),
		time.Unix(0, math.MinInt64).Add(-1),
		time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		_, err := values.SameNanoseconds(beyond)
		fails(t, err, values.ErrBadValue)
	}
	_, err := values.SameMicroseconds(time.UnixMicro(math.MaxInt64).Add(time.Microsecond))
	fails(t, err, values.ErrBadValue)
}

func TestSpans__in_any_type__then_exact_or_refused(t *testing.T) {
	equal(t, got(values.SameSpanSeconds(-90*time.Second))(t), -90*time.Second)
	equal(t, got(values.SameSpanSeconds(1500*time.Millisecond))(t), time.Second)
	equal(t, got(values.SameSpanMilliseconds(time.Hour))(t), time.Hour)
	equal(t, values.SameSpanNanoseconds(math.MinInt64), time.Duration(math.MinInt64))
	_, err := values.SameSpanSeconds(math.MaxInt64)
	fails(t, err, values.ErrBadValue)
	_, err = values.SameSpanMilliseconds(-time.Millisecond)
	fails(t, err, values.ErrBadValue)
	_, err = values.SameSpanMilliseconds(time.Duration(math.MaxUint32+1) * time.Millisecond)
	fails(t, err, values.ErrBadValue)
}

func TestTimes__reckoned_with__then_as_go_would(t *testing.T) {
	equal(t, got(values.After(noon, time.Hour))(t), noon.Add(time.Hour))
	equal(t, got(values.Between(noon, noon.Add(-time.Minute)))(t), -time.Minute)
	begin, end, err := values.Day(noon)
	succeeds(t, err)
	equal(t, begin, time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC))
	equal(t, end, time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC))
	equal(t, got(values.Delay(noon, nil))(t), noon.Add(time.Hour))
	equal(t, got(values.Delay(noon, &values.DelayOptions{By: time.Second}))(t), noon.Add(time.Second))
}

func TestEarlier__optional_moments__then_none_is_never(t *testing.T) {
	later := noon.Add(time.Hour)
	equal(t, present(values.Earlier(&later, &noon))(t), noon)
	equal(t, present(values.Earlier(&later, nil))(t), later)
	missing(values.Earlier(nil, nil))(t)
}

func TestNextDay__times_in_a_record__then_in_and_out(t *testing.T) {
	event := values.Event{ID: 1, Begins: noon, Lasts: 90 * time.Minute, Planned: noon.Truncate(time.Second),
		Reminder: pointer(10 * time.Minute)}
	next := got(values.NextDay(event))(t)
	equal(t, next.Begins, noon.Add(24*time.Hour))
	equal(t, next.Lasts, event.Lasts)
	equal(t, next.Planned, event.Planned.Add(24*time.Hour))
	equal(t, *next.Reminder, 10*time.Minute)
	event.Reminder = nil
	if next = got(values.NextDay(event))(t); next.Reminder != nil {
		t.Fatalf("got %v", *next.Reminder)
	}
	event.Begins = time.Time{}
	_, err := values.NextDay(event)
	fails(t, err, values.ErrBadValue)
}

func TestHolder__times__then_kept(t *testing.T) {
	holder := newHolder(t)
	succeeds(t, holder.SetExpires(noon))
	equal(t, got(holder.Expires())(t), noon)
	succeeds(t, holder.SetPatience(-time.Millisecond))
	equal(t, got(holder.Patience())(t), -time.Millisecond)
}
