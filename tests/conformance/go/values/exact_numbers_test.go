package values_test

import (
	"math"
	"testing"

	"tenon.example/values"
)

func TestMoney__reckoned_with__then_exact(t *testing.T) {
	equal(t, values.Plus(10, 20), values.Money(30))
	equal(t, values.Plus(math.MaxInt64, 0), values.Money(math.MaxInt64))
	each, rest := values.Share(100, &values.ShareOptions{Parts: 3})
	equal(t, each, values.Money(33))
	equal(t, rest, values.Money(1))
	equal(t, values.Price(nil), values.Money(999))
	equal(t, values.Price(&values.PriceOptions{Price: 5}), values.Money(5))
	equal(t, got(values.Total([]values.Money{1, 2, 3}))(t), values.Money(6))
}

func TestMoney__as_text__then_with_all_its_digits(t *testing.T) {
	for text, money := range map[string]values.Money{
		"0.00": 0, "0.05": 5, "-0.05": -5, "12.34": 1234, "-12.34": -1234,
		"92233720368547758.07": math.MaxInt64, "-92233720368547758.08": math.MinInt64,
	} {
		equal(t, money.String(), text)
		equal(t, got(values.ParseMoney(text))(t), money)
	}
	equal(t, got(values.ParseMoney("7"))(t), values.Money(700))
	equal(t, got(values.ParseMoney("+7.5"))(t), values.Money(750))
	equal(t, values.Count(-3).String(), "-3")
	equal(t, got(values.WeightText(1500000))(t), values.Weight(1500000).String()+" g")
}

func TestMoney__texts_that_are_none__then_errors(t *testing.T) {
	for _, text := range []string{"", "-", ".", "1.", ".5x", "1.234", "1e3", "1,5", "0x10", "1_000", " 1", "--1", "1.-5",
		"92233720368547758.08"} {
		if money, err := values.ParseMoney(text); err == nil {
			t.Errorf("%q gives %v", text, money)
		}
	}
	if _, err := values.ParseCount("1.0"); err == nil {
		t.Error("a count with digits behind its point")
	}
}

func TestLarger__optional_amounts__then_none_is_least(t *testing.T) {
	larger, ok := values.Larger(pointer(values.Money(1)), pointer(values.Money(2)))
	equal(t, ok, true)
	equal(t, larger, values.Money(2))
	_, ok = values.Larger(nil, nil)
	equal(t, ok, false)
}

func TestItem__exact_numbers_in_a_record__then_in_and_out(t *testing.T) {
	item := values.Item{Price: 250, Count: 4, Weight: pointer(values.Weight(7))}
	equal(t, got(values.Cost(item))(t), values.Money(1000))
	two := got(values.Two(item))(t)
	equal(t, two.Count, values.Count(8))
	equal(t, *two.Weight, values.Weight(7))
}

func TestBalance__a_property__then_kept(t *testing.T) {
	holder := newHolder(t)
	succeeds(t, holder.SetBalance(-1))
	equal(t, got(holder.Balance())(t), values.Money(-1))
	equal(t, values.AddInterest(10000, 250), values.Money(10250))
}
