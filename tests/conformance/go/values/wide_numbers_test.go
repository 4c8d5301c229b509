package values_test

import (
	"math"
	"math/big"
	"testing"

	"tenon.example/values"
)

func number(text string) *big.Int {
	value, isNumber := new(big.Int).SetString(text, 0)
	if !isNumber {
		panic(text)
	}
	return value
}

func same(t *testing.T, value, want *big.Int) {
	t.Helper()
	if value.Cmp(want) != 0 {
		t.Fatalf("got %v, want %v", value, want)
	}
}

var (
	largest  = number("0x7fffffffffffffffffffffffffffffff")
	smallest = number("-0x80000000000000000000000000000000")
	unsigned = number("0xffffffffffffffffffffffffffffffff")
)

func TestWide__up_to_the_edges__then_exact(t *testing.T) {
	for _, value := range []*big.Int{largest, smallest, number("0"), number("-1"), number("0x10000000000000000"),
		number("-0x10000000000000000"), number("0xffffffffffffffff")} {
		same(t, got(values.SameI128(value))(t), value)
	}
	for _, value := range []*big.Int{unsigned, number("0"), number("0x10000000000000000")} {
		same(t, got(values.SameU128(value))(t), value)
	}
	same(t, values.Multiply(math.MaxInt64, math.MinInt64), new(big.Int).Mul(big.NewInt(math.MaxInt64), big.NewInt(math.MinInt64)))
}

func TestWide__what_does_not_fit__then_refused(t *testing.T) {
	one := big.NewInt(1)
	for _, value := range []*big.Int{new(big.Int).Add(largest, one), new(big.Int).Sub(smallest, one), nil} {
		_, err := values.SameI128(value)
		fails(t, err, values.ErrBadValue)
	}
	for _, value := range []*big.Int{new(big.Int).Add(unsigned, one), big.NewInt(-1), nil} {
		_, err := values.SameU128(value)
		fails(t, err, values.ErrBadValue)
	}
}

func TestWide__an_argument__then_left_as_it_is(t *testing.T) {
	value := number("-0x123456789abcdef0123456789")
	before := value.String()
	got(values.SameI128(value))(t)
	equal(t, value.String(), before)
}

func TestNegated__optional__then_none_for_the_smallest(t *testing.T) {
	same(t, present(values.Negated(largest))(t), new(big.Int).Neg(largest))
	missing(values.Negated(smallest))(t)
}

func TestWide__defaults_and_optional_ones__then_as_said(t *testing.T) {
	same(t, got(values.DefaultI128(nil))(t), big.NewInt(-1))
	same(t, got(values.Accumulate(number("0xffffffffffffffff"), nil))(t), number("0x10000000000000000"))
	same(t, got(values.Smaller(largest, nil))(t), largest)
	same(t, got(values.Smaller(largest, smallest))(t), smallest)
}

func TestWide__in_records__then_in_and_out(t *testing.T) {
	pair := got(values.Order(largest, smallest))(t)
	same(t, pair.Low, smallest)
	same(t, pair.High, largest)
	back := got(values.SamePair(pair))(t)
	same(t, back.Low, smallest)
	same(t, back.Sum, pair.Sum)
	pair.High = nil
	if back = got(values.SamePair(pair))(t); back.High != nil {
		t.Fatalf("got %v", back.High)
	}
	pair.Low = nil
	_, err := values.SamePair(pair)
	fails(t, err, values.ErrBadValue)
}

func TestSerial__a_property__then_kept(t *testing.T) {
	holder := newHolder(t)
	succeeds(t, holder.SetSerial(unsigned))
	same(t, got(holder.Serial())(t), unsigned)
}
