package passing_test

import (
	"errors"
	"fmt"
	"math/big"
	"runtime"
	"strings"
	"testing"
	"time"

	"tenon.example/passing"
)

var errOurs = errors.New("our own error")

// failsWith checks that a call failed because a callback returned this very error.
func failsWith(t *testing.T, err, ours error) {
	t.Helper()
	fails(t, err, passing.ErrCallbackFailed)
	if !errors.Is(err, ours) {
		t.Fatalf("%v is not %v", err, ours)
	}
}

// panics returns what a call panics with.
func panics(t *testing.T, call func()) (value any) {
	t.Helper()
	defer func() {
		t.Helper()
		if value = recover(); value == nil {
			t.Fatal("no panic")
		}
	}()
	call()
	return nil
}

// ---- records with texts ----

func TestDeliver__messages__then_with_their_texts(t *testing.T) {
	var heard, before []passing.Message
	succeeds(t, passing.Deliver([]string{"a", "grüße", ""}, func(message passing.Message, last *passing.Message) error {
		heard = append(heard, message)
		if last != nil {
			before = append(before, *last)
		}
		return nil
	}))
	equal(t, len(heard), 3)
	equal(t, heard[1].Number, 1)
	equal(t, heard[1].Text, "grüße")
	equal(t, *heard[1].Subject, "grüße")
	equal(t, heard[1].Place, passing.Place{X: 1, Y: 1})
	equal(t, heard[2].Text, "")
	equal(t, heard[0].Subject == nil && heard[2].Subject == nil, true)
	equal(t, len(before), 2)
	equal(t, before[1].Text, "grüße")
}

func TestDeliver__an_error_or_a_panic__then_no_further_message(t *testing.T) {
	calls := 0
	fail := func(passing.Message, *passing.Message) error { calls++; return errOurs }
	failsWith(t, passing.Deliver([]string{"a", "b"}, fail), errOurs)
	equal(t, calls, 1)
	boom := func(passing.Message, *passing.Message) error { panic("boom") }
	equal(t, panics(t, func() { _ = passing.Deliver([]string{"a", "b"}, boom) }), any("boom"))
	fails(t, passing.Deliver([]string{"a"}, nil), passing.ErrBadValue)
	fails(t, passing.Deliver([]string{"a\x00b"}, fail), passing.ErrBadText)
}

func TestDeliverBad__a_text_that_is_no_text__then_a_broken_contract(t *testing.T) {
	err := passing.DeliverBad(func(passing.Message, *passing.Message) error { t.Error("called"); return nil })
	fails(t, err, passing.ErrBrokenContract)
}

func TestDeliverAll__an_array_of_messages__then_all_their_texts(t *testing.T) {
	var kept []passing.Message
	texts := []string{"first", "", strings.Repeat("long", 100)}
	succeeds(t, passing.DeliverAll(texts, func(messages []passing.Message) error {
		kept = messages
		return nil
	}))
	runtime.GC()
	equal(t, len(kept), 3)
	for i, message := range kept {
		equal(t, message.Number, int64(i))
		equal(t, message.Text, texts[i])
		equal(t, message.Subject == nil, true)
		equal(t, message.Place, passing.Place{X: float64(i), Y: float64(i)})
	}
	succeeds(t, passing.DeliverAll(nil, func(messages []passing.Message) error {
		equal(t, len(messages), 0)
		return nil
	}))
}

// ---- variants ----

func TestHappen__events__then_each_case_with_what_it_has(t *testing.T) {
	var seen []string
	count := got(passing.Happen(42, "hello", func(event passing.Event) (passing.Choice, error) {
		switch event := event.(type) {
		case passing.EventRang:
			seen = append(seen, "rang")
		case passing.EventDialled:
			seen = append(seen, fmt.Sprint("dialled ", event.Value))
		case passing.EventSaid:
			seen = append(seen, fmt.Sprint("said ", event.Value.Text))
		}
		return passing.ChoiceGoOn, nil
	}))(t)
	equal(t, count, 3)
	equal(t, strings.Join(seen, ", "), "rang, dialled 42, said hello")
	end := func(passing.Event) (passing.Choice, error) { return passing.ChoiceEnd, nil }
	equal(t, got(passing.Happen(1, "x", end))(t), 1)
}

func TestHappen__an_error_or_a_choice_that_is_none__then_the_call_fails(t *testing.T) {
	_, err := passing.Happen(1, "x", func(passing.Event) (passing.Choice, error) { return 0, errOurs })
	failsWith(t, err, errOurs)
	_, err = passing.Happen(1, "x", func(passing.Event) (passing.Choice, error) { return 17, nil })
	var link *passing.Error
	if !errors.As(err, &link) {
		t.Fatalf("got %v", err)
	}
}

// ---- nested records, flags and enums that the callback gives ----

func TestAsk__several_results__then_all_arrive(t *testing.T) {
	way, audience, choice, err := passing.Ask(3,
		func(number int64) (passing.Way, passing.Audience, passing.Choice, error) {
			way := passing.Way{From: passing.Place{X: float64(number)}, To: passing.Place{Y: 0.5}}
			return way, passing.AudienceFriends | passing.AudienceStrangers, passing.ChoiceEnd, nil
		})
	succeeds(t, err)
	equal(t, way, passing.Way{From: passing.Place{X: 3}, To: passing.Place{Y: 0.5}})
	equal(t, audience, passing.AudienceFriends|passing.AudienceStrangers)
	equal(t, choice, passing.ChoiceEnd)
}

func TestAsk__an_error_or_values_that_are_none__then_the_call_fails(t *testing.T) {
	for _, invent := range []passing.InventFunc{
		func(int64) (way passing.Way, audience passing.Audience, choice passing.Choice, err error) {
			return way, 8, choice, nil
		},
		func(int64) (way passing.Way, audience passing.Audience, choice passing.Choice, err error) {
			return way, audience, -1, nil
		},
	} {
		_, _, _, err := passing.Ask(1, invent)
		var link *passing.Error
		if !errors.As(err, &link) || link.Code == passing.ErrRefused {
			t.Fatalf("got %v", err)
		}
	}
	_, _, _, err := passing.Ask(1, func(int64) (way passing.Way, a passing.Audience, c passing.Choice, err error) {
		return way, a, c, errOurs
	})
	failsWith(t, err, errOurs)
}

func TestTurned__a_nested_record__then_in_and_out(t *testing.T) {
	way := passing.Way{From: passing.Place{X: 1, Y: 2}, To: passing.Place{X: 3, Y: 4}}
	turned := got(passing.Turned(way, func(way passing.Way, audience passing.Audience) (passing.Way, error) {
		equal(t, audience, passing.AudienceFriends|passing.AudienceFamily)
		return passing.Way{From: way.To, To: way.From}, nil
	}))(t)
	equal(t, turned, passing.Way{From: passing.Place{X: 3, Y: 4}, To: passing.Place{X: 1, Y: 2}})
	_, err := passing.Turned(way, func(way passing.Way, _ passing.Audience) (passing.Way, error) { return way, errOurs })
	failsWith(t, err, errOurs)
}

// ---- exact numbers, times, wide numbers ----

func TestCost__money_times_and_wide_numbers__then_exact(t *testing.T) {
	serial := new(big.Int).Lsh(big.NewInt(-1), 100)
	at := time.Date(1969, 12, 31, 23, 59, 59, 250000000, time.UTC)
	var lasts []time.Duration
	cost := got(passing.Cost(at, time.Hour, serial,
		func(usual passing.Money, moment time.Time, span time.Duration, number *big.Int) (passing.Money, error) {
			equal(t, moment, at)
			equal(t, number.Cmp(serial), 0)
			lasts = append(lasts, span)
			return usual + 1, nil
		}))(t)
	equal(t, cost, passing.Money(999+1998+2))
	equal(t, cost.String(), "29.99")
	equal(t, fmt.Sprint(lasts), "[1h0m0s -1h0m0s]")
}

func TestCost__values_that_do_not_fit__then_never_called(t *testing.T) {
	never := func(passing.Money, time.Time, time.Duration, *big.Int) (passing.Money, error) {
		t.Error("called")
		return 0, nil
	}
	_, err := passing.Cost(time.Unix(0, 0), 0, new(big.Int).Lsh(big.NewInt(1), 127), never)
	fails(t, err, passing.ErrBadValue)
	_, err = passing.Cost(time.Unix(1<<62, 0), 0, big.NewInt(0), never)
	fails(t, err, passing.ErrBadValue)
}

func TestEnds__a_moment__then_as_exact_as_the_library_has_it(t *testing.T) {
	noon := time.Date(2024, 2, 29, 12, 0, 0, 5000000, time.UTC)
	equal(t, got(passing.Ends(func() (time.Time, error) { return noon, nil }))(t), noon)
	there := noon.In(time.FixedZone("there", 5*3600))
	equal(t, got(passing.Ends(func() (time.Time, error) { return there, nil }))(t), noon)
	_, err := passing.Ends(func() (time.Time, error) { return time.Unix(1<<62, 0), nil })
	fails(t, err, passing.ErrCallbackFailed)
	equal(t, errors.Is(err, passing.ErrBadValue), true)
	_, err = passing.Ends(func() (time.Time, error) { return noon, errOurs })
	failsWith(t, err, errOurs)
}

// ---- objects ----

func TestGive__cards__then_the_callbacks_own(t *testing.T) {
	var cards []*passing.Card
	count := got(passing.Give([]string{"a", "b", "c"}, func(card *passing.Card) (bool, error) {
		cards = append(cards, card)
		return len(cards) < 2, nil
	}))(t)
	equal(t, count, 1)
	equal(t, len(cards), 2)
	equal(t, got(cards[0].Text())(t)+got(cards[1].Text())(t), "ab")
	equal(t, got(passing.Cards())(t), 2)
	for _, card := range cards {
		succeeds(t, card.Close())
	}
	equal(t, got(passing.Cards())(t), 0)
	_, err := cards[0].Text()
	fails(t, err, passing.ErrClosed)
}

func TestGive__forgotten_or_failed_cards__then_ended_some_time(t *testing.T) {
	equal(t, got(passing.Give([]string{"a", "b"}, func(*passing.Card) (bool, error) { return true, nil }))(t), 2)
	_, err := passing.Give([]string{"a", "b"}, func(*passing.Card) (bool, error) { return false, errOurs })
	failsWith(t, err, errOurs)
	boom := func(*passing.Card) (bool, error) { panic("boom") }
	equal(t, panics(t, func() { _, _ = passing.Give([]string{"a"}, boom) }), any("boom"))
	eventually(t, func() bool { return got(passing.Cards())(t) == 0 })
}

// ---- much of it ----

func heldBytes() uint64 {
	var stats runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

func TestCallbacks__every_kind_of_value_often__then_nothing_is_left(t *testing.T) {
	texts := []string{"a", "b", "c"}
	round := func() {
		for range 5000 {
			succeeds(t, passing.Deliver(texts, func(passing.Message, *passing.Message) error { return nil }))
			succeeds(t, passing.DeliverAll(texts, func([]passing.Message) error { return nil }))
			_, err := passing.Happen(1, "x", func(passing.Event) (passing.Choice, error) { return 0, errOurs })
			failsWith(t, err, errOurs)
			got(passing.Give(texts, func(card *passing.Card) (bool, error) { return true, card.Close() }))(t)
		}
	}
	round()
	before := heldBytes()
	round()
	if after := heldBytes(); after > before+1<<20 {
		t.Fatalf("%d bytes before, %d after", before, after)
	}
	eventually(t, func() bool { return got(passing.Cards())(t) == 0 })
}
