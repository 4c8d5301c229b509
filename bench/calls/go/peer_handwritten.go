//go:build handwritten

package main

import (
	"errors"
	"runtime"

	"tenon.example/bench/handwritten"
)

func init() {
	makers = append(makers, maker{"handwritten", handwrittenPeer})
}

func handwrittenPeer() peer {
	object := must(handwritten.NewTally(42))
	short, long := handwritten.ShortText(), handwritten.LongText()
	point := handwritten.Point{X: 1, Y: 2, Weight: 3}
	return peer{
		name: "handwritten", title: "cgo by hand", version: runtime.Version(),
		how: "one crossing per call, noescape and nocallback where pointers go in, cgo.Handle, AddCleanup",
		rows: map[string]row{
			"nothing":          of(func() int64 { handwritten.Nothing(); return 0 }, 0),
			"add":              of(func() int64 { return handwritten.Add(20, 22) }, 42),
			"method":           of(func() int64 { return object.Value() }, 42),
			"attribute":        of(func() float64 { return must(object.Column("height")) }, 1.75),
			"text_in_11":       of(func() int { return must(handwritten.TextSize(short)) }, 11),
			"text_in_1024":     of(func() int { return must(handwritten.TextSize(long)) }, 1024),
			"text_out_11":      of(func() string { return handwritten.ShortText() }, "naïve tale"),
			"text_out_1024":    of(func() int { return len(handwritten.LongText()) }, 1024),
			"record_in":        of(func() float64 { return handwritten.PointSum(point) }, 6),
			"record_out":       of(func() handwritten.Point { return handwritten.PointAt(2.5) }, handwritten.Point{X: 2.5, Y: 2.5, Weight: 1}),
			"array_in_1000":    of(func() float64 { return handwritten.Ends(thousand) }, 2),
			"array_in_1000000": of(func() float64 { return handwritten.Ends(million) }, 2),
			"array_out_1000":   of(func() float64 { return ends(must(handwritten.Values(1000))) }, 1002),
			"array_out_1000000": of(func() float64 { return ends(must(handwritten.Values(1_000_000))) },
				1_000_002),
			"callback": of(func() int64 { return handwritten.CallBack(41, plusOne) }, 42),
			"error":    of(func() bool { return errors.Is(handwritten.Fail(), handwritten.ErrRefused) }, true),
			"object":   of(func() error { return must(handwritten.NewTally(42)).Close() }, nil),
			"awaited":  of(func() int64 { return awaited(handwritten.AddSlowly) }, 42),
		},
		keep: keeper(func() any { return must(handwritten.NewTally(42)) }),
	}
}
