package nesting_test

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"

	"tenon.example/nesting"
)

// Go has no awaited forms: a call that takes long is made in a goroutine.

// everywhere makes a call in several goroutines at the same time.
func everywhere(call func(i int)) {
	var calls sync.WaitGroup
	for i := range 8 {
		calls.Add(1)
		go func() {
			defer calls.Done()
			call(i)
		}()
	}
	calls.Wait()
}

func TestBytes__in_many_goroutines__then_each_its_own_texts(t *testing.T) {
	everywhere(func(i int) {
		one := parcel()
		one.Sender = pointer(strings.Repeat("x", i))
		for range 100 {
			if bytes, err := nesting.AllBytes([]nesting.Parcel{one, one}); bytes != 2*(4+i) || err != nil {
				t.Errorf("got %v, %v for %v", bytes, err, i)
			}
		}
	})
}

func TestSame__one_parcel_in_many_goroutines__then_all_get_it_whole(t *testing.T) {
	one := parcel()
	everywhere(func(int) {
		for range 100 {
			if same, err := nesting.Same(one); err != nil || !reflect.DeepEqual(same, parcel()) {
				t.Errorf("got %v, %v", same, err)
			}
		}
	})
}

func TestSame__texts_that_c_cannot_have__then_the_field_is_named(t *testing.T) {
	everywhere(func(i int) {
		wrong := parcel()
		where := "Sender"
		if i%2 == 0 {
			wrong.Sender = pointer("a\x00b")
		} else {
			wrong.Label, where = nesting.LabelWritten{Value: pointer("\x00")}, "Label"
		}
		_, err := nesting.Same(wrong)
		_, errOfAll := nesting.AllBytes([]nesting.Parcel{parcel(), wrong})
		for _, err := range []error{err, errOfAll} {
			if !errors.Is(err, nesting.ErrBadText) || !strings.Contains(err.Error(), where) {
				t.Errorf("got %v for %s", err, where)
			}
		}
	})
}

func TestCarry__one_porter_in_many_goroutines__then_called_by_all(t *testing.T) {
	everywhere(func(int) {
		for range 50 {
			_, promised, err := nesting.Carry(parcel(), careful{t, true})
			if err != nil || promised != nesting.Amount(nesting.AmountPieces{Value: 4}) {
				t.Errorf("got %v, %v", promised, err)
			}
		}
	})
}

func TestWeigh__in_many_goroutines__then_each_its_own_array(t *testing.T) {
	everywhere(func(i int) {
		amounts := []nesting.Amount{nesting.AmountPieces{Value: int32(i)}}
		if err := nesting.Weigh(amounts); err != nil || amounts[0] != (nesting.AmountKilos{Value: float64(i) / 2}) {
			t.Errorf("got %v, %v", amounts, err)
		}
	})
}
