package calling_test

import (
	"context"
	"fmt"
	"testing"

	"tenon.example/calling"
)

func TestAddInSteps__progress__then_told_after_each_step(t *testing.T) {
	var told []string
	sum := got(calling.AddInSteps(context.Background(), nil, 10, 4, func(done, all uint64) error {
		told = append(told, fmt.Sprint(done, "/", all))
		return nil
	}))(t)
	equal(t, sum, 55)
	equal(t, fmt.Sprint(told), "[4/10 8/10 10/10]")
}

func TestAddInSteps__no_progress__then_not_told(t *testing.T) {
	equal(t, got(calling.AddInSteps(context.Background(), nil, 10, 4, nil))(t), 55)
}

func TestAddInSteps__progress_fails__then_the_same_error(t *testing.T) {
	_, err := calling.AddInSteps(context.Background(), nil, 10, 4, func(uint64, uint64) error { return errOurs })
	failsWith(t, err, errOurs)
}

func TestAddTelling__not_blocking__then_told_all_the_same(t *testing.T) {
	last := uint64(0)
	sum := got(calling.AddTelling(100, func(done, all uint64) error { last = done; return nil }))(t)
	equal(t, sum, 5050)
	equal(t, last, 100)
}

func TestAddTelling__a_panic__then_panics_at_the_caller(t *testing.T) {
	value := panics(t, func() { _, _ = calling.AddTelling(9, func(uint64, uint64) error { panic("enough") }) })
	equal(t, value, any("enough"))
}
