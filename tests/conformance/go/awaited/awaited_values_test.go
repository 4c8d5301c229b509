package awaited_test

import (
	"context"
	"errors"
	"maps"
	"math"
	"math/big"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tenon.example/awaited"
)

// everywhere makes a call here and in several goroutines at the same time.
func everywhere(t *testing.T, call func(t *testing.T)) {
	t.Helper()
	var calls sync.WaitGroup
	for range 4 {
		calls.Add(1)
		go func() {
			defer calls.Done()
			call(t)
		}()
	}
	call(t)
	calls.Wait()
}

// is checks the result of a call in any goroutine.
func is[T comparable](t *testing.T, value T, err error, want T) {
	t.Helper()
	if err != nil || value != want {
		t.Errorf("got %v, %v, want %v", value, err, want)
	}
}

// refused checks the error of a call in any goroutine, and that it names what was wrong.
func refused(t *testing.T, err error, code awaited.Code, name string) {
	t.Helper()
	var link *awaited.Error
	if !errors.As(err, &link) || link.Code != code || !strings.Contains(link.Message, name) {
		t.Errorf("got %v, want %v of %s", err, code, name)
	}
}

func number(power uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), power) }

func TestNewOffer__defaults__then_the_usual_ones(t *testing.T) {
	everywhere(t, func(t *testing.T) {
		offer, err := awaited.NewOffer(nil)
		if err != nil {
			t.Errorf("got %v", err)
			return
		}
		defer offer.Close()
		pieces, err := offer.Pieces()
		is(t, pieces, err, 7)
		price, err := offer.Price()
		is(t, price, err, 250)
		since, err := offer.Since()
		is(t, since, err, time.Unix(60, 0).UTC())
	})
}

func TestNewOffer__options__then_used(t *testing.T) {
	options := awaited.NewNewOfferOptions()
	options.Price = 100
	options.Since = time.Unix(0, -1)
	offer := got(awaited.NewOffer(options))(t)
	equal(t, got(offer.Pieces())(t), 7)
	equal(t, got(offer.Price())(t), 100)
	equal(t, got(offer.Since())(t), time.Unix(-1, 0).UTC())
	succeeds(t, offer.Close())
	_, err := offer.Pieces()
	fails(t, err, awaited.ErrClosed)
}

func TestMaps__in_and_out__then_the_same_in_every_goroutine(t *testing.T) {
	wants := map[string]byte{"bb": 2, "a": 1}
	options := &awaited.SumOptions{Mode: awaited.ModeAmounts, Extra: new(big.Int).Neg(number(64)),
		Wait: 7 * time.Millisecond}
	everywhere(t, func(t *testing.T) {
		lengths, bytes, err := awaited.Words("bb a a")
		is(t, bytes, err, 6)
		is(t, maps.Equal(lengths, wants), err, true)
		sum, err := awaited.Sum(nil, nil)
		is(t, sum, err, -2)
		sum, err = awaited.Sum(map[string]byte{}, nil)
		is(t, sum, err, -2)
		sum, err = awaited.Sum(wants, nil)
		is(t, sum, err, 4)
		sum, err = awaited.Sum(map[string]byte{"a": 255}, options)
		is(t, sum, err, 262)
		known, err := awaited.Known(map[uint64]bool{1: true, 2: false, math.MaxUint64: true, 0: true})
		is(t, known, err, 2)
		odd, err := awaited.Odd(1)
		is(t, maps.Equal(odd, map[int64]bool{1: true, 2: false, 3: true}), err, true)
		odd, err = awaited.Odd(-1)
		is(t, odd == nil, err, true)
	})
}

func TestMaps__that_may_be_missing__then_nil_in_every_goroutine(t *testing.T) {
	wants := map[string]awaited.Size{"a": awaited.SizeShort, "grüße": awaited.SizeLong}
	name := "Ada"
	people := map[string]awaited.Person{"Countess": {Name: &name, Age: 36}, "": {}}
	everywhere(t, func(t *testing.T) {
		sizes, longest, err := awaited.Sizes("a grüße")
		is(t, longest, err, 7)
		is(t, maps.Equal(sizes, wants), err, true)
		sizes, longest, err = awaited.Sizes(" ")
		is(t, longest, err, 0)
		is(t, sizes == nil, err, true)
		letters, err := awaited.Letters(people)
		is(t, letters, err, 11)
		letters, err = awaited.Letters(nil)
		is(t, letters, err, 0)
		wrong := "\x00"
		_, err = awaited.Letters(map[string]awaited.Person{"x": {Name: &wrong}})
		refused(t, err, awaited.ErrBadText, "Name")
	})
}

func TestMaps__empty__then_not_nil(t *testing.T) {
	lengths, bytes, err := awaited.Words("")
	succeeds(t, err)
	equal(t, bytes, 0)
	equal(t, lengths != nil && len(lengths) == 0, true)
	equal(t, got(awaited.Known(nil))(t), 0)
}

func TestValues__that_do_not_fit__then_refused_in_every_goroutine(t *testing.T) {
	everywhere(t, func(t *testing.T) {
		_, err := awaited.Sum(map[string]byte{"\xff": 1}, nil)
		refused(t, err, awaited.ErrBadText, "names")
		options := awaited.NewSumOptions()
		options.Mode = 4
		_, err = awaited.Sum(nil, options)
		refused(t, err, awaited.ErrBadValue, "mode")
		options = awaited.NewSumOptions()
		options.Extra = number(127)
		_, err = awaited.Sum(nil, options)
		refused(t, err, awaited.ErrBadValue, "options.Extra")
		_, err = awaited.Sum(nil, &awaited.SumOptions{})
		refused(t, err, awaited.ErrBadValue, "options.Extra")
		_, err = awaited.Reversed([]string{"a", "\x00"})
		refused(t, err, awaited.ErrBadText, "texts")
		_, _, err = awaited.Words("a\x00")
		refused(t, err, awaited.ErrBadText, "text")
	})
}

func TestLists__in_and_out__then_the_same_in_every_goroutine(t *testing.T) {
	everywhere(t, func(t *testing.T) {
		list, err := awaited.List(true)
		is(t, slices.Equal(list, []string{"a", "bb"}), err, true)
		list, err = awaited.List(false)
		is(t, list == nil, err, true)
		reversed, err := awaited.Reversed([]string{"a", "", "ö"})
		is(t, slices.Equal(reversed, []string{"ö", "", "a"}), err, true)
		reversed, err = awaited.Reversed(nil)
		is(t, reversed != nil && len(reversed) == 0, err, true)
	})
}

func TestMoments__as_far_as_a_number_goes__then_exact(t *testing.T) {
	for _, seconds := range []int64{math.MinInt64, -1, 0, 1 << 40} {
		equal(t, awaited.Moment(seconds).Unix(), seconds)
	}
	_, ok := awaited.MomentOrNone(0)
	equal(t, ok, false)
	for _, milliseconds := range []int64{math.MinInt64, -1, 5, math.MaxInt64} {
		moment, ok := awaited.MomentOrNone(milliseconds)
		equal(t, ok, true)
		equal(t, moment.UnixMilli(), milliseconds)
	}
}

func TestWideNumbers__optional__then_the_same_in_every_goroutine(t *testing.T) {
	low := new(big.Int).Neg(number(126))
	everywhere(t, func(t *testing.T) {
		_, ok, err := awaited.Twice(nil)
		is(t, ok, err, false)
		twice, ok, err := awaited.Twice(low)
		is(t, ok && twice.Cmp(new(big.Int).Neg(number(127))) == 0, err, true)
		_, _, err = awaited.Twice(number(127))
		refused(t, err, awaited.ErrBadValue, "number")
	})
	equal(t, low.Cmp(new(big.Int).Neg(number(126))), 0)
}

// What the library has no token for takes no context: it is made as well when one is over.
func TestCalls__whose_context_is_over__then_they_end_as_ever(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	results := make(chan []string)
	for range 10 {
		context.AfterFunc(ctx, func() {
			reversed, err := awaited.Reversed([]string{"a", "b"})
			if err != nil {
				t.Errorf("got %v", err)
			}
			results <- reversed
		})
	}
	cancel()
	for range 10 {
		equal(t, strings.Join(<-results, " "), "b a")
	}
	_, _, err := awaited.Words("a\x00")
	equal(t, errors.Is(err, context.Canceled), false)
	fails(t, err, awaited.ErrBadText)
}

func TestOffer__asked_by_many_goroutines__then_each_gets_its_own(t *testing.T) {
	offer := got(awaited.NewOffer(nil))(t)
	var calls sync.WaitGroup
	for i := range 20 {
		calls.Add(1)
		go func() {
			defer calls.Done()
			price, err := offer.Price()
			is(t, price, err, 250)
			sum, err := awaited.Sum(map[string]byte{strings.Repeat("x", i): byte(i)}, nil)
			is(t, sum, err, awaited.Money(2*i-2))
		}()
	}
	calls.Wait()
	succeeds(t, offer.Close())
}

func TestValues__again_and_again_in_goroutines__then_the_same(t *testing.T) {
	words := make([]string, 500)
	amounts := map[string]byte{}
	for i := range words {
		words[i] = "word" + big.NewInt(int64(i)).String()
		amounts[words[i]] = 1
	}
	text := strings.Join(words, " ")
	wrong := maps.Clone(amounts)
	wrong["\x00"] = 1
	everywhere(t, func(t *testing.T) {
		for range 50 {
			lengths, bytes, err := awaited.Words(text)
			is(t, bytes, err, len(text))
			is(t, len(lengths), err, len(words))
			sum, err := awaited.Sum(amounts, nil)
			is(t, sum, err, awaited.Money(len(text)-len(words)+1+len(words)-2))
			reversed, err := awaited.Reversed(words)
			is(t, len(reversed), err, len(words))
			_, err = awaited.Sum(wrong, nil)
			refused(t, err, awaited.ErrBadText, "names")
		}
	})
}
