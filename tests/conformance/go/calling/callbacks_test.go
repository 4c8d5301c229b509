package calling_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"tenon.example/calling"
)

// ---- during the call ----

func TestEach__numbers__then_visited_in_order(t *testing.T) {
	var seen []int64
	count := got(calling.Each(3, 6, func(number int64) (bool, error) {
		seen = append(seen, number)
		return true, nil
	}))(t)
	equal(t, count, 3)
	equal(t, fmt.Sprint(seen), "[3 4 5]")
}

func TestEach__the_visitor_says_no__then_ended(t *testing.T) {
	equal(t, got(calling.Each(0, 10, func(number int64) (bool, error) { return number < 4, nil }))(t), 5)
}

func TestEach__nil__then_an_error(t *testing.T) {
	_, err := calling.Each(0, 10, nil)
	fails(t, err, calling.ErrBadValue)
}

func TestFold__values__then_combined(t *testing.T) {
	sum := got(calling.Fold([]float64{1, 2, 3}, 10, func(sum, value float64) (float64, error) {
		return sum - value, nil
	}))(t)
	equal(t, sum, 4.0)
}

func TestFirst__texts__then_in_the_order_of_the_callback(t *testing.T) {
	backwards := func(left, right string) (int32, error) { return int32(strings.Compare(right, left)), nil }
	first := got(calling.First(backwards, []string{"ä", "b", "ö"}))(t)
	equal(t, *first, "ö")
	if none := got(calling.First(backwards, nil))(t); none != nil {
		t.Fatalf("got %q", *none)
	}
}

func TestAddChosen__choices__then_obeyed(t *testing.T) {
	usual := func(number uint32, usual calling.Choice) (calling.Choice, error) { return usual, nil }
	equal(t, got(calling.AddChosen(5, usual))(t), 9)
	ends := func(number uint32, usual calling.Choice) (calling.Choice, error) {
		if number == 4 {
			return calling.ChoiceEnd, nil
		}
		return calling.ChoiceGoOn, nil
	}
	equal(t, got(calling.AddChosen(100, ends))(t), 6)
}

func TestAddChosen__a_choice_that_is_none__then_an_error(t *testing.T) {
	_, err := calling.AddChosen(5, func(uint32, calling.Choice) (calling.Choice, error) { return 17, nil })
	var link *calling.Error
	if !errors.As(err, &link) {
		t.Fatalf("got %v", err)
	}
}

func TestWalk__records__then_in_and_out(t *testing.T) {
	moved := got(calling.Walk(calling.Point{X: 1}, calling.Point{X: 2, Y: 3}, 4,
		func(place, by calling.Point) (calling.Point, error) {
			return calling.Point{X: place.X + by.X, Y: place.Y - by.Y}, nil
		}))(t)
	equal(t, moved, calling.Point{X: 9, Y: -12})
}

func TestAddNumbers__several_results__then_all_used(t *testing.T) {
	find := func(name string) (number int64, isMobile bool, err error) {
		return int64(len(name)), name == "bob", nil
	}
	sum, mobile, err := calling.AddNumbers([]string{"alice", "bob"}, find)
	succeeds(t, err)
	equal(t, sum, 8)
	equal(t, mobile, 1)
}

func TestAddNumbers__the_library_fails_itself__then_its_error(t *testing.T) {
	find := func(string) (int64, bool, error) { return -1, false, nil }
	_, _, err := calling.AddNumbers([]string{"alice"}, find)
	fails(t, err, calling.ErrBadNumber)
}

func TestSumFilled__a_whole_array__then_filled(t *testing.T) {
	sum := got(calling.SumFilled(4, func(values []float64) error {
		equal(t, len(values), 4)
		for i := range values {
			values[i] = float64(i)
		}
		return nil
	}))(t)
	equal(t, sum, 6.0)
}

func TestSumFetched__a_part_of_an_array__then_as_much_as_was_filled(t *testing.T) {
	left := []int32{1, 2, 3, 4, 5, 6, 7}
	sum := got(calling.SumFetched(3, func(numbers []int32) (filled int, more bool, err error) {
		filled = copy(numbers, left)
		left = left[filled:]
		return filled, len(left) > 0, nil
	}))(t)
	equal(t, sum, 28)
}

func TestSumFetched__more_than_there_is_room_for__then_an_error(t *testing.T) {
	for _, count := range []int{4, -1} {
		_, err := calling.SumFetched(3, func([]int32) (int, bool, error) { return count, false, nil })
		fails(t, err, calling.ErrCallbackFailed)
	}
}

func TestNameAll__texts_or_none__then_joined(t *testing.T) {
	names := got(calling.NameAll(4, func(number int64) (*string, error) {
		if number == 2 {
			return nil, nil
		}
		name := fmt.Sprint("n", number)
		return &name, nil
	}))(t)
	equal(t, names, "n0 n1 n3")
}

func TestTranslateOften__texts__then_there_and_back(t *testing.T) {
	double := func(text string) (string, error) { return text + text, nil }
	equal(t, got(calling.TranslateOften("ä", 3, double))(t), strings.Repeat("ä", 8))
}

func TestTranslateOften__text_that_c_cannot_have__then_an_error(t *testing.T) {
	for _, text := range []string{"\xff", "a\x00b"} {
		_, err := calling.TranslateOften("a", 1, func(string) (string, error) { return text, nil })
		if !errors.As(err, new(*calling.Error)) {
			t.Fatalf("%q: got %v", text, err)
		}
	}
}

func TestGiveNumbers__the_largest_and_smallest__then_exact(t *testing.T) {
	var seen []string
	succeeds(t, calling.GiveNumbers(func(flag bool, i8 int8, i16 int16, i32 int32, i64 int64, u8 uint8, u16 uint16,
		u32 uint32, u64 uint64, size uint, f32 float32, f64 float64) error {
		seen = append(seen, fmt.Sprint(flag, i8, i16, i32, i64, u8, u16, u32, u64, size, f32, f64))
		return nil
	}))
	equal(t, seen[0], fmt.Sprint(true, math.MaxInt8, math.MaxInt16, math.MaxInt32, math.MaxInt64, math.MaxUint8,
		math.MaxUint16, math.MaxUint32, uint64(math.MaxUint64), uint64(math.MaxUint64), 0.5, 1e300))
	equal(t, seen[1], fmt.Sprint(false, math.MinInt8, math.MinInt16, math.MinInt32, math.MinInt64, 0, 0, 0, 0, 0, -0.5,
		-1e300))
}

func TestGiveTexts__every_form__then_received(t *testing.T) {
	succeeds(t, calling.GiveTexts("xä", func(text string, maybe *string, piece string, list []string) error {
		equal(t, text, "xä")
		if maybe != nil {
			t.Errorf("got %q", *maybe)
		}
		equal(t, len(piece), 1)
		equal(t, fmt.Sprint(list), "[xä xä]")
		return nil
	}))
}

func TestGiveArrays__kept_after_the_call__then_still_there(t *testing.T) {
	var kept []int64
	var places []calling.Point
	succeeds(t, calling.GiveArrays(4, func(numbers []int64, choices []calling.Choice, given []calling.Point,
		bytes []byte) error {
		kept, places = numbers, given
		equal(t, fmt.Sprint(choices, bytes), "[go_on skip end go_on] [0 1 2 3]")
		return nil
	}))
	equal(t, fmt.Sprint(kept), "[0 1 2 3]")
	equal(t, places[3], calling.Point{X: 3, Y: -3})
}

func TestTellIfAny__nil__then_not_called(t *testing.T) {
	equal(t, got(calling.TellIfAny(nil))(t), false)
	called := false
	equal(t, got(calling.TellIfAny(func() error { called = true; return nil }))(t), true)
	equal(t, called, true)
}

func TestTellBoth__two_callbacks__then_told_apart(t *testing.T) {
	var told []string
	equal(t, got(calling.TellBoth(
		func() error { told = append(told, "first"); return nil },
		func() error { told = append(told, "second"); return nil },
	))(t), 3)
	equal(t, fmt.Sprint(told), "[first second first]")
}

// ---- failures ----

// ourError is an error of a type of its own.
type ourError struct{ number int64 }

func (e *ourError) Error() string { return fmt.Sprint("no ", e.number) }

func TestEach__an_error__then_the_same_value_comes_out(t *testing.T) {
	ours := &ourError{3}
	calls := 0
	_, err := calling.Each(0, 10, func(number int64) (bool, error) {
		calls++
		if number == 3 {
			return true, ours
		}
		return true, nil
	})
	failsWith(t, err, ours)
	var found *ourError
	if !errors.As(err, &found) || found != ours {
		t.Fatalf("got %v", found)
	}
	equal(t, calls, 4)
	equal(t, err.Error(), "calling_each: no 3")
}

func TestAddNumbers__an_error_of_the_standard_library__then_found(t *testing.T) {
	_, _, err := calling.AddNumbers([]string{"x"}, func(string) (int64, bool, error) {
		return 0, false, fmt.Errorf("looking: %w", fs.ErrNotExist)
	})
	failsWith(t, err, fs.ErrNotExist)
}

func TestEach__a_panic__then_panics_again_with_its_value(t *testing.T) {
	value := panics(t, func() {
		_, _ = calling.Each(0, 10, func(int64) (bool, error) { panic(fmt.Sprint("value ", 7)) })
	})
	equal(t, value, any("value 7"))
	ours := &ourError{1}
	value = panics(t, func() { _, _ = calling.Each(0, 10, func(int64) (bool, error) { panic(ours) }) })
	equal(t, value, any(ours))
	equal(t, got(calling.Each(0, 2, func(int64) (bool, error) { return true, nil }))(t), 2)
}

func TestTellBoth__the_first_fails__then_the_second_is_not_called(t *testing.T) {
	_, err := calling.TellBoth(
		func() error { return errOurs },
		func() error { t.Error("called"); return nil },
	)
	failsWith(t, err, errOurs)
}

func TestEach__calls_in_calls__then_each_failure_where_it_belongs(t *testing.T) {
	inner := &ourError{1}
	count := got(calling.Each(0, 3, func(number int64) (bool, error) {
		_, err := calling.Each(0, 3, func(int64) (bool, error) { return false, inner })
		failsWith(t, err, inner)
		return true, nil
	}))(t)
	equal(t, count, 3)
}

func TestEach__an_error_of_the_package_passed_on__then_the_whole_chain(t *testing.T) {
	_, err := calling.Each(0, 3, func(int64) (bool, error) {
		_, err := calling.Each(0, 3, func(int64) (bool, error) { return false, errOurs })
		return false, err
	})
	failsWith(t, err, errOurs)
}

func TestGiveBad__what_the_contract_rules_out__then_not_called(t *testing.T) {
	err := calling.GiveBadText(func(string, *string, string, []string) error { t.Error("called"); return nil })
	fails(t, err, calling.ErrBrokenContract)
	err = calling.GiveBadChoice(func(uint32, calling.Choice) (calling.Choice, error) { t.Error("called"); return 0, nil })
	fails(t, err, calling.ErrBrokenContract)
}

// ---- on other threads ----

func TestEachElsewhere__a_thread_of_the_librarys__then_called(t *testing.T) {
	var sum int64
	equal(t, got(calling.EachElsewhere(0, 100, func(number int64) (bool, error) { sum += number; return true, nil }))(t), 100)
	equal(t, sum, 4950)
}

func TestEachElsewhere__an_error__then_at_the_caller(t *testing.T) {
	_, err := calling.EachElsewhere(0, 100, func(int64) (bool, error) { return false, errOurs })
	failsWith(t, err, errOurs)
}

func TestEachElsewhere__a_panic__then_at_the_caller(t *testing.T) {
	value := panics(t, func() { _, _ = calling.EachElsewhere(0, 9, func(int64) (bool, error) { panic("there") }) })
	equal(t, value, any("there"))
}

func TestEachSpread__many_threads__then_all_called(t *testing.T) {
	var sum atomic.Int64
	count := got(calling.EachSpread(0, 10000, 8, func(number int64) (bool, error) { sum.Add(number); return true, nil }))(t)
	equal(t, count, 10000)
	equal(t, sum.Load(), 49995000)
}

func TestEachSpread__from_many_goroutines__then_each_its_own(t *testing.T) {
	var group sync.WaitGroup
	for i := range int64(8) {
		group.Add(1)
		go func() {
			defer group.Done()
			ours := &ourError{i}
			_, err := calling.EachSpread(0, 1000, 4, func(number int64) (bool, error) {
				if number == 500 {
					return false, ours
				}
				return true, nil
			})
			if !errors.Is(err, ours) {
				t.Errorf("got %v, want %v", err, ours)
			}
		}()
	}
	group.Wait()
}

func TestWhisperHere__the_callers_thread__then_called(t *testing.T) {
	equal(t, got(calling.WhisperHere("psst", func(text string) (bool, error) { return text == "psst", nil }))(t), true)
}

func TestWhisperElsewhere__another_thread__then_refused(t *testing.T) {
	_, err := calling.WhisperElsewhere("psst", func(string) (bool, error) { t.Error("called"); return true, nil })
	fails(t, err, calling.ErrBrokenContract)
}

func TestTicker__a_thread_that_goes_on__then_called_until_stopped(t *testing.T) {
	var gone atomic.Int64
	ticker := got(calling.NewTicker())(t)
	defer ticker.Close()
	tracked := track(&gone)
	var calls atomic.Int64
	succeeds(t, ticker.Start(func(int64) (bool, error) {
		tracked.uses.Add(1)
		calls.Add(1)
		return true, nil
	}))
	if count := got(ticker.Wait(1000))(t); count < 1000 {
		t.Fatalf("got %d", count)
	}
	stays(t, &gone, 0)
	succeeds(t, ticker.Stop())
	after := calls.Load()
	goes(t, &gone, 1)
	equal(t, calls.Load(), after)
	err := ticker.Start(func(int64) (bool, error) { return true, nil })
	fails(t, err, calling.ErrTooLate)
}

func TestTicker__closed_while_it_runs__then_stopped(t *testing.T) {
	var gone atomic.Int64
	ticker := got(calling.NewTicker())(t)
	tracked := track(&gone)
	succeeds(t, ticker.Start(func(int64) (bool, error) { tracked.uses.Add(1); return true, nil }))
	succeeds(t, ticker.Close())
	goes(t, &gone, 1)
}

func TestTicker__an_error_that_nobody_waits_for__then_handed_over(t *testing.T) {
	for _, fail := range []func() error{
		func() error { return errOurs },
		func() error { panic(errOurs) },
	} {
		stray := make(chan error, 100)
		calling.HandleStrayErrors(func(err error) { stray <- err })
		ticker := got(calling.NewTicker())(t)
		succeeds(t, ticker.Start(func(int64) (bool, error) { return false, fail() }))
		if err := <-stray; !errors.Is(err, errOurs) {
			t.Errorf("got %v", err)
		}
		succeeds(t, ticker.Close())
		calling.HandleStrayErrors(nil)
	}
}

// A goroutine that ends itself in a callback would leave C in the middle of a call, with all that it uses.
func TestEach__the_visitor_ends_its_goroutine__then_the_process_ends_and_says_so(t *testing.T) {
	if os.Getenv("CALLING_ENDS_ITS_GOROUTINE") != "" {
		_, _ = calling.Each(0, 1, func(int64) (bool, error) { t.FailNow(); return true, nil })
		return
	}
	again := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
	again.Env = append(os.Environ(), "CALLING_ENDS_ITS_GOROUTINE=1")
	output, err := again.CombinedOutput()
	if err == nil {
		t.Fatal("it went on")
	}
	for _, said := range []string{"runtime.Goexit (t.FailNow, t.Fatal) in a callback", "callbacks_test.go"} {
		if !strings.Contains(string(output), said) {
			t.Fatalf("%q is not in:\n%s", said, output)
		}
	}
}

// ---- kept ----

func TestOnAlarm__replaced_and_removed__then_the_one_before_goes(t *testing.T) {
	var gone atomic.Int64
	station := newStation(t)
	var heard []string
	listen := func(name string) calling.ListenerFunc {
		tracked := track(&gone)
		return func(level float64) error {
			tracked.uses.Add(1)
			heard = append(heard, fmt.Sprint(name, level))
			return nil
		}
	}
	succeeds(t, station.OnAlarm(listen("a")))
	got(station.Measure(101))(t)
	succeeds(t, station.OnAlarm(listen("b")))
	goes(t, &gone, 1)
	got(station.Measure(102))(t)
	succeeds(t, station.OnAlarm(nil))
	goes(t, &gone, 2)
	got(station.Measure(103))(t)
	equal(t, fmt.Sprint(heard), "[a101 b102]")
}

func TestOnAlarm__the_station_ends__then_its_listener_goes(t *testing.T) {
	var gone atomic.Int64
	station := got(calling.NewStation())(t)
	tracked := track(&gone)
	succeeds(t, station.OnAlarm(func(float64) error { tracked.uses.Add(1); return nil }))
	stays(t, &gone, 0)
	succeeds(t, station.Close())
	goes(t, &gone, 1)
}

func TestNewStationWithJudge__a_constructor__then_kept_as_long_as_it_lives(t *testing.T) {
	var gone atomic.Int64
	tracked := track(&gone)
	station := got(calling.NewStationWithJudge(func(level float64) (int32, error) { tracked.uses.Add(1); return int32(level), nil }))(t)
	equal(t, got(station.Ask(7))(t), 7)
	stays(t, &gone, 0)
	succeeds(t, station.Close())
	goes(t, &gone, 1)
}

func TestSetJudge__refused__then_the_one_before_stays(t *testing.T) {
	var gone atomic.Int64
	station := newStation(t)
	succeeds(t, station.SetJudge(true, func(float64) (int32, error) { return 1, nil }))
	tracked := track(&gone)
	err := station.SetJudge(false, func(float64) (int32, error) { tracked.uses.Add(1); return 2, nil })
	fails(t, err, calling.ErrBadNumber)
	goes(t, &gone, 1)
	equal(t, got(station.Ask(0))(t), 1)
}

func TestOnNext__once__then_called_once_and_gone(t *testing.T) {
	var gone atomic.Int64
	station := newStation(t)
	tracked := track(&gone)
	calls := 0
	succeeds(t, station.OnNext(func(float64) error { tracked.uses.Add(1); calls++; return nil }))
	stays(t, &gone, 0)
	got(station.Measure(1))(t)
	got(station.Measure(2))(t)
	equal(t, calls, 1)
	goes(t, &gone, 1)
}

func TestOnNext__never_called__then_gone_with_the_station(t *testing.T) {
	var gone atomic.Int64
	station := got(calling.NewStation())(t)
	tracked := track(&gone)
	succeeds(t, station.OnNext(func(float64) error { tracked.uses.Add(1); return nil }))
	succeeds(t, station.Close())
	goes(t, &gone, 1)
}

func TestAdd__removed_and_refused__then_dropped_once_each(t *testing.T) {
	var gone atomic.Int64
	station := got(calling.NewStation())(t)
	listen := func() calling.ListenerFunc {
		tracked := track(&gone)
		return func(float64) error { tracked.uses.Add(1); return nil }
	}
	var numbers []uint32
	for range 16 {
		numbers = append(numbers, got(station.Add(listen()))(t))
	}
	_, err := station.Add(listen())
	fails(t, err, calling.ErrNoMemory)
	goes(t, &gone, 1)
	succeeds(t, station.Remove(numbers[3]))
	goes(t, &gone, 2)
	fails(t, station.Remove(numbers[3]), calling.ErrBadNumber)
	succeeds(t, station.Close())
	goes(t, &gone, 17)
}

func TestMeasure__a_kept_callback_fails__then_the_call_that_led_to_it_fails(t *testing.T) {
	station := newStation(t)
	got(station.Add(func(float64) error { return errOurs }))(t)
	_, err := station.Measure(1)
	failsWith(t, err, errOurs)
}

func TestMeasure__a_kept_callback_panics__then_panics_there(t *testing.T) {
	station := newStation(t)
	got(station.Add(func(float64) error { panic("there") }))(t)
	equal(t, panics(t, func() { _, _ = station.Measure(1) }), any("there"))
	equal(t, got(station.Level())(t), 1.0)
}

func TestMeasure__a_callback_uses_its_object__then_busy_there(t *testing.T) {
	station := newStation(t)
	got(station.Add(func(float64) error { _, err := station.Measure(2); return err }))(t)
	_, err := station.Measure(1)
	fails(t, err, calling.ErrCallbackFailed)
	if !errors.Is(err, calling.ErrBusy) {
		t.Fatalf("got %v", err)
	}
}

func TestSetLogger__for_the_whole_library__then_kept_and_replaced(t *testing.T) {
	var gone atomic.Int64
	tracked := track(&gone)
	var lines []string
	succeeds(t, calling.SetLogger(func(line string) error { tracked.uses.Add(1); lines = append(lines, line); return nil }))
	equal(t, got(calling.Log("ä"))(t), true)
	stays(t, &gone, 0)
	succeeds(t, calling.SetLogger(nil))
	equal(t, got(calling.Log("b"))(t), false)
	goes(t, &gone, 1)
	equal(t, fmt.Sprint(lines), "[ä]")
}

func TestAddLater__a_thread_that_nobody_waits_for__then_called_once(t *testing.T) {
	var gone atomic.Int64
	results := make(chan float64)
	func() {
		tracked := track(&gone)
		succeeds(t, calling.AddLater(4, func(sum float64) error { tracked.uses.Add(1); results <- sum; return nil }))
	}()
	equal(t, <-results, 10.0)
	goes(t, &gone, 1)
}

// ---- much of it ----

func TestEach__a_million_callbacks__then_nothing_is_left(t *testing.T) {
	leavesNothing(t, func() {
		count := 0
		got(calling.Each(0, 500000, func(int64) (bool, error) { count++; return true, nil }))(t)
		equal(t, count, 500000)
	})
}

func TestCallbacks__passed_and_failed_often__then_nothing_is_left(t *testing.T) {
	leavesNothing(t, func() {
		for range 20000 {
			got(calling.TellIfAny(func() error { return nil }))(t)
			_, err := calling.TellIfAny(func() error { return errOurs })
			failsWith(t, err, errOurs)
		}
	})
}

func TestStation__listeners_come_and_go_on_many_goroutines__then_no_race(t *testing.T) {
	var gone atomic.Int64
	var group sync.WaitGroup
	for range 4 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 100 {
				station, err := calling.NewStation()
				if err != nil {
					t.Error(err)
					return
				}
				for range 4 {
					tracked := track(&gone)
					if _, err := station.Add(func(float64) error { tracked.uses.Add(1); return nil }); err != nil {
						t.Error(err)
					}
				}
				if _, err := station.Measure(1); err != nil {
					t.Error(err)
				}
				_ = station.Close()
			}
		}()
	}
	group.Wait()
	goes(t, &gone, 1600)
}
