package jumping_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"tenon.example/jumping"
)

var errOurs = errors.New("our own error")

func parse(t *testing.T, text string) *jumping.Formula {
	t.Helper()
	formula := got(jumping.ParseFormula(text))(t)
	t.Cleanup(func() { _ = formula.Close() })
	return formula
}

func TestFormula__used_as_it_should__then_no_jump(t *testing.T) {
	formula := got(jumping.ParseFormula("1+2*3"))(t)
	defer func() { succeeds(t, formula.Close()) }()
	equal(t, got(formula.Value())(t), 7.0)
	equal(t, got(formula.Size())(t), 5)
	equal(t, strings.Count(got(formula.Text())(t), "("), 2)
}

func TestParseFormula__no_formula__then_why_it_jumped(t *testing.T) {
	formula, err := jumping.ParseFormula("1+")
	link := fails(t, err, jumping.ErrException)
	if formula != nil || !strings.Contains(link.Message, "a number, a name or ( was expected") {
		t.Fatalf("got %v, %q", formula, link.Message)
	}
	equal(t, link.Function, "jumping_formula_parse")
}

func TestValue__it_jumps__then_the_formula_can_still_be_used(t *testing.T) {
	formula := parse(t, "1/(a-a)")
	_, err := formula.Value()
	fails(t, err, jumping.ErrException)
	_, err = formula.WorkOut(func(string) (float64, error) { return 1, nil })
	link := fails(t, err, jumping.ErrException)
	equal(t, strings.Contains(link.Message, "division by zero"), true)
	equal(t, got(formula.Size())(t), 5)
}

func TestWorkOut__names__then_looked_up(t *testing.T) {
	values := map[string]float64{"a": 2, "b": 5}
	value := got(parse(t, "a*b+a").WorkOut(func(name string) (float64, error) { return values[name], nil }))(t)
	equal(t, value, 12.0)
}

func TestWorkOut__the_lookup_fails__then_the_same_error(t *testing.T) {
	formula := parse(t, "1/a")
	_, err := formula.WorkOut(func(string) (float64, error) { return 0, errOurs })
	fails(t, err, jumping.ErrCallbackFailed)
	equal(t, errors.Is(err, errOurs), true)
	defer func() {
		equal(t, recover(), any("ours"))
		equal(t, got(formula.WorkOut(func(string) (float64, error) { return 2, nil }))(t), 0.5)
	}()
	_, err = formula.WorkOut(func(string) (float64, error) { panic("ours") })
	t.Fatalf("no panic: %v", err)
}

func TestWorkOut__a_jump_in_a_call_in_a_callback__then_each_where_it_belongs(t *testing.T) {
	inner := parse(t, "1/0")
	value := got(parse(t, "a+1").WorkOut(func(string) (float64, error) {
		_, err := inner.Value()
		fails(t, err, jumping.ErrException)
		return 3, nil
	}))(t)
	equal(t, value, 4.0)
}

func TestNames__taken_to_the_end__then_jumps_behind_the_last(t *testing.T) {
	names := got(jumping.NewNames(parse(t, "a+b")))(t)
	defer names.Close()
	equal(t, got(names.Take())(t)+got(names.Take())(t), "ab")
	for range 2 {
		_, err := names.Take()
		fails(t, err, jumping.ErrException)
	}
}

func TestJumps__from_many_goroutines__then_each_its_own(t *testing.T) {
	var group sync.WaitGroup
	for i := range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 300 {
				if _, err := jumping.ParseFormula(fmt.Sprint(i, "+")); !errors.Is(err, jumping.ErrException) {
					t.Errorf("got %v", err)
				}
				if err := jumping.JumpLater(); !errors.Is(err, jumping.ErrException) {
					t.Errorf("got %v", err)
				}
				formula, err := jumping.ParseFormula(fmt.Sprint(i, "+1"))
				if err != nil {
					t.Error(err)
					return
				}
				if value, err := formula.Value(); err != nil || value != float64(i+1) {
					t.Errorf("got %v, %v", value, err)
				}
				_ = formula.Close()
			}
		}()
	}
	group.Wait()
}
