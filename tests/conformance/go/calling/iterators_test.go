package calling_test

import (
	"fmt"
	"testing"

	"tenon.example/calling"
)

func TestRange__a_loop__then_all_numbers(t *testing.T) {
	numbers := got(calling.NewRange(3, 6))(t)
	defer numbers.Close()
	var seen []int64
	for number, err := range numbers.All() {
		succeeds(t, err)
		seen = append(seen, number)
	}
	equal(t, fmt.Sprint(seen), "[3 4 5]")
}

func TestRange__left_early__then_goes_on_there(t *testing.T) {
	numbers := got(calling.NewRange(0, 5))(t)
	defer numbers.Close()
	for number, err := range numbers.All() {
		succeeds(t, err)
		if number == 1 {
			break
		}
	}
	number, ok, err := numbers.Next()
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, number, 2)
}

func TestRange__at_the_end__then_stays_there(t *testing.T) {
	numbers := got(calling.NewRange(0, 0))(t)
	defer numbers.Close()
	for range 2 {
		_, ok, err := numbers.Next()
		succeeds(t, err)
		equal(t, ok, false)
	}
}

func TestWords__texts__then_until_none(t *testing.T) {
	words := got(calling.NewWords("ein schöner Tag"))(t)
	defer words.Close()
	var seen []string
	for word, err := range words.All() {
		succeeds(t, err)
		seen = append(seen, word)
	}
	equal(t, fmt.Sprint(len(seen), seen), "3 [ein schöner Tag]")
}

func TestSteps__several_values__then_all_of_them_at_a_time(t *testing.T) {
	steps := got(calling.NewSteps(1, 3))(t)
	defer steps.Close()
	var seen []calling.StepsItem
	for step, err := range steps.All() {
		succeeds(t, err)
		seen = append(seen, step)
	}
	equal(t, len(seen), 2)
	equal(t, seen[0], calling.StepsItem{From: 1, To: 2, Kind: "even"})
	equal(t, seen[1], calling.StepsItem{From: 2, To: 3, Kind: "odd"})
	_, _, _, ok, err := steps.Next()
	succeeds(t, err)
	equal(t, ok, false)
}

func TestCountdown__it_fails_in_between__then_the_loop_ends_with_the_error(t *testing.T) {
	countdown := got(calling.NewCountdown(5, 3))(t)
	defer countdown.Close()
	var seen []uint32
	failures := 0
	for number, err := range countdown.All() {
		if err != nil {
			fails(t, err, calling.ErrHungUp)
			failures++
			continue
		}
		seen = append(seen, number)
	}
	equal(t, fmt.Sprint(seen, failures), "[5 4] 1")
	number, ok, err := countdown.Next()
	succeeds(t, err)
	equal(t, fmt.Sprint(number, ok), "2 true")
}

func TestAll__a_closed_iterator__then_its_error(t *testing.T) {
	numbers := got(calling.NewRange(0, 5))(t)
	succeeds(t, numbers.Close())
	for _, err := range numbers.All() {
		fails(t, err, calling.ErrClosed)
	}
}
