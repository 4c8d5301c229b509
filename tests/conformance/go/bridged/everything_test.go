package bridged_test

import (
	"errors"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"tenon.example/bridged"
)

// Every bridged function once: the same whoever serves.

func useNumbers(t *testing.T) {
	t.Helper()
	equal(t, bridged.Not(false), true)
	equal(t, bridged.NextI8(127), -128)
	equal(t, bridged.NextI16(-1), 0)
	equal(t, bridged.NextI32(math.MaxInt32), math.MinInt32)
	equal(t, bridged.NextI64(math.MaxInt64), math.MinInt64)
	equal(t, bridged.NextU8(255), 0)
	equal(t, bridged.NextU16(65535), 0)
	equal(t, bridged.NextU32(math.MaxUint32), 0)
	equal(t, bridged.NextU64(math.MaxUint64), 0)
	equal(t, got(bridged.NextSize(41))(t), 42)
	equal(t, got(bridged.NextI128(big.NewInt(-1)))(t).Int64(), 0)
	equal(t, got(bridged.NextU128(big.NewInt(41)))(t).Int64(), 42)
	equal(t, bridged.HalfF32(3), 1.5)
	equal(t, bridged.HalfF64(5), 2.5)
	equal(t, bridged.SumOfAll(-1, 1, -2, 2, -3, 3, 10, true, 1.5, 2.5), 14)
	bridged.DoNothing()
	equal(t, bridged.Answer(), 42)
	equal(t, bridged.Plain(7), 7)
}

func useMeanings(t *testing.T) {
	t.Helper()
	equal(t, got(bridged.NextColor(bridged.ColorGreen))(t), bridged.ColorBlue)
	both := bridged.AccessRead.With(bridged.AccessShare)
	equal(t, got(bridged.Without(both, bridged.AccessShare))(t), bridged.AccessRead)
	equal(t, bridged.DoubleMoney(150), 300)
	equal(t, got(bridged.DayOf(time.UnixMilli(2*86400000)))(t), 2)
	equal(t, got(bridged.Longer(time.Second, time.Minute))(t), time.Minute)
}

func useOptionals(t *testing.T) {
	t.Helper()
	eight, green, one := int64(8), bridged.ColorGreen, uint64(1)
	equal(t, bridged.HalfOrNone(&eight), 4)
	equal(t, bridged.HalfOrNone(nil), -1)
	equal(t, bridged.LimitOrInfinity(nil), math.Inf(1))
	equal(t, got(bridged.NameLength(&green))(t), 5)
	number, ok, err := bridged.Parse("-12")
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, number, -12)
	equal(t, *got(bridged.Step(&one, 3))(t), 2)
	largest, ok, err := bridged.Largest([]uint32{3, 9})
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, largest, 9)
	prime, ok, err := bridged.Prime(3)
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, prime, 7)
}

func useRecords(t *testing.T) {
	t.Helper()
	here, there := bridged.Point{X: 1, Y: -2}, bridged.Point{X: -3, Y: 4}
	line, ok, err := bridged.Join(&here, &there)
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, line.Label, "joined")
	equal(t, got(bridged.Turn(line))(t).From, there)
	equal(t, got(bridged.StepsAlong(line))(t), 10)
	equal(t, got(bridged.Mirror(here))(t), bridged.Point{X: -1, Y: 2})
	equal(t, got(bridged.Move(here, 1, 2))(t), bridged.Point{X: 2, Y: 0})
	corner, ok, err := bridged.Corner(2)
	succeeds(t, err)
	equal(t, ok, true)
	equal(t, corner, bridged.Point{X: 1, Y: 1})
	equal(t, got(bridged.SizeOf(bridged.ShapeText{Value: "four"}))(t), 4)
	changed := got(bridged.Change(bridged.ShapeCircle{Value: 3}))(t)
	equal(t, changed, bridged.Shape(bridged.ShapeRectangle{Value: bridged.Point{X: 3, Y: 3}}))
	equal(t, got(bridged.Spiral(2, 9))(t), bridged.Point{X: 1, Y: 1})
	if _, err := bridged.Spiral(9, 9); !errors.Is(err, bridged.ErrNotFound) {
		t.Errorf("behind the end: %v", err)
	}
}

func useTexts(t *testing.T) {
	t.Helper()
	four := "four"
	equal(t, got(bridged.CountBlanks("a b\tc"))(t), 2)
	equal(t, got(bridged.SumBytes("a\x00b"))(t), 195)
	equal(t, got(bridged.LengthOrNone(&four))(t), 4)
	equal(t, got(bridged.LengthOrNone(nil))(t), -1)
	equal(t, got(bridged.Capitals("größe"))(t), "GRößE")
	equal(t, *got(bridged.ColorName(bridged.ColorBlue))(t), "blue")
	first, rest, err := bridged.Split(" one two  three")
	succeeds(t, err)
	equal(t, first, "one")
	equal(t, *rest, "two  three")
	if _, _, err := bridged.Split("  "); !errors.Is(err, bridged.ErrNotFound) {
		t.Errorf("no word: %v", err)
	}
	equal(t, got(bridged.Longest([]string{"a", "abc", ""}))(t), 3)
	equal(t, slices.Equal(got(bridged.ColorNames())(t), []string{"red", "green", "blue"}), true)
}

func useArrays(t *testing.T) {
	t.Helper()
	data := []byte("ab")
	equal(t, got(bridged.Sum([]int16{1, -2, 300}))(t), 299)
	equal(t, got(bridged.Checksum(data, 1))(t), (31+97)*31+98)
	sums := got(bridged.Add([]uint32{1, 2}, []uint32{3, math.MaxUint32}))(t)
	equal(t, slices.Equal(sums, []uint32{4, 1}), true)
	equal(t, got(bridged.Weigh([]uint64{1, 2}, []uint64{3, 4}))(t), 11)
	equal(t, got(bridged.Weigh([]uint64{1, 2}, nil))(t), 3)
	succeeds(t, bridged.Reverse(data))
	equal(t, string(data), "ba")
	points := []bridged.Point{{X: 1, Y: 2}}
	succeeds(t, bridged.MoveAll(points, 1, 1))
	equal(t, points[0], bridged.Point{X: 2, Y: 3})
	equal(t, got(bridged.CountRed([]bridged.Color{bridged.ColorRed, bridged.ColorBlue}))(t), 1)
	equal(t, slices.Equal(got(bridged.CountUp(3))(t), []uint16{0, 1, 2}), true)
	equal(t, slices.Equal(got(bridged.Even([]int64{1, 2, 4}, 2))(t), []int64{2, 4}), true)
	if _, err := bridged.Even([]int64{1, 2, 4}, 1); !errors.Is(err, bridged.ErrFull) {
		t.Errorf("no room: %v", err)
	}
	equal(t, slices.Equal(got(bridged.Squares(4))(t), []uint64{0, 1, 4, 9}), true)
	equal(t, string(got(bridged.BytesOf(258))(t)), "\x02\x01\x00\x00\x00\x00\x00\x00")
	equal(t, got(bridged.Dot(map[uint32]uint64{2: 10, 3: 100}))(t), 320)
}

func useTallies(t *testing.T) {
	t.Helper()
	tally := got(bridged.NewTally(2))(t)
	other := got(bridged.NewTallyOf("x y x", 5))(t)
	succeeds(t, tally.Count("x"))
	succeeds(t, tally.Merge(other))
	equal(t, got(tally.OfWord("x"))(t), 3)
	equal(t, got(tally.Size())(t), 2)
	equal(t, *got(tally.Top())(t), "x")
	if err := tally.Count("z"); !errors.Is(err, bridged.ErrFull) {
		t.Errorf("no room: %v", err)
	}
	succeeds(t, tally.SetLimit(got(tally.Limit())(t)+1))
	succeeds(t, tally.Count("z"))
	equal(t, got(got(tally.Copy())(t).Finish())(t), 5)
	succeeds(t, tally.Close())
	succeeds(t, other.Close())
}

func useEverything(t *testing.T) {
	t.Helper()
	useNumbers(t)
	useMeanings(t)
	useOptionals(t)
	useRecords(t)
	useTexts(t)
	useArrays(t)
	useTallies(t)
}
