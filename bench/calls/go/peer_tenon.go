//go:build tenon

package main

import (
	"errors"

	"tenon.example/tally"
)

func init() {
	makers = append(makers, maker{"tenon", tenonPeer})
}

func tenonPeer() peer {
	object := must(tally.NewTally(42))
	short, long := must(tally.ShortText()), must(tally.LongText())
	point := tally.Point{X: 1, Y: 2, Weight: 3}
	change := func(number int64) (int64, error) { return number + 1, nil }
	return peer{
		name: "tenon", title: "Tenon", version: "1.0",
		how: "tenon build --lang go; the flags of the generated package",
		rows: map[string]row{
			"nothing":          of(func() int64 { tally.Nothing(); return 0 }, 0),
			"add":              of(func() int64 { return tally.Add(20, 22) }, 42),
			"method":           of(func() int64 { return must(object.Value()) }, 42),
			"attribute":        of(func() float64 { return must(object.Column("height")) }, 1.75),
			"text_in_11":       of(func() int { return must(tally.TextSize(short)) }, 11),
			"text_in_1024":     of(func() int { return must(tally.TextSize(long)) }, 1024),
			"text_out_11":      of(func() string { return must(tally.ShortText()) }, "naïve tale"),
			"text_out_1024":    of(func() int { return len(must(tally.LongText())) }, 1024),
			"record_in":        of(func() float64 { return must(tally.PointSum(point)) }, 6),
			"record_out":       of(func() tally.Point { return tally.PointAt(2.5) }, tally.Point{X: 2.5, Y: 2.5, Weight: 1}),
			"array_in_1000":    of(func() float64 { return must(tally.Ends(thousand)) }, 2),
			"array_in_1000000": of(func() float64 { return must(tally.Ends(million)) }, 2),
			"array_out_1000":   of(func() float64 { return ends(must(tally.Values(1000))) }, 1002),
			"array_out_1000000": of(func() float64 { return ends(must(tally.Values(1_000_000))) },
				1_000_002),
			"callback": of(func() int64 { return must(tally.CallBack(41, change)) }, 42),
			"error":    of(func() bool { return errors.Is(tally.Fail(), tally.ErrRefused) }, true),
			"object":   of(func() error { return must(tally.NewTally(42)).Close() }, nil),
			"awaited":  of(func() int64 { return awaited(tally.AddSlowly) }, 42),
		},
		keep: keeper(func() any { return must(tally.NewTally(42)) }),
	}
}
