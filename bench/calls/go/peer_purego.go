//go:build purego

package main

import (
	"errors"

	"tenon.example/bench/purego"
)

func init() {
	makers = append(makers, maker{"purego", puregoPeer})
}

func puregoPeer() peer {
	object := must(purego.NewTally(42))
	short, long := purego.ShortText(), purego.LongText()
	point := purego.Point{X: 1, Y: 2, Weight: 3}
	change := purego.NewChange(plusOne)
	return peer{
		name: "purego", title: "purego", version: moduleVersion("github.com/ebitengine/purego"),
		how: "RegisterLibFunc once per function; the library shared, built with the same flags; the callback made once",
		rows: map[string]row{
			"nothing":          of(func() int64 { purego.Nothing(); return 0 }, 0),
			"add":              of(func() int64 { return purego.Add(20, 22) }, 42),
			"method":           of(func() int64 { return object.Value() }, 42),
			"attribute":        of(func() float64 { return must(object.Column("height")) }, 1.75),
			"text_in_11":       of(func() int { return must(purego.TextSize(short)) }, 11),
			"text_in_1024":     of(func() int { return must(purego.TextSize(long)) }, 1024),
			"text_out_11":      of(func() string { return purego.ShortText() }, "naïve tale"),
			"text_out_1024":    of(func() int { return len(purego.LongText()) }, 1024),
			"record_in":        of(func() float64 { return purego.PointSum(point) }, 6),
			"record_out":       of(func() purego.Point { return purego.PointAt(2.5) }, purego.Point{X: 2.5, Y: 2.5, Weight: 1}),
			"array_in_1000":    of(func() float64 { return purego.Ends(thousand) }, 2),
			"array_in_1000000": of(func() float64 { return purego.Ends(million) }, 2),
			"array_out_1000":   of(func() float64 { return ends(must(purego.Values(1000))) }, 1002),
			"array_out_1000000": of(func() float64 { return ends(must(purego.Values(1_000_000))) },
				1_000_002),
			"callback": of(func() int64 { return purego.CallBack(41, change) }, 42),
			"error":    of(func() bool { return errors.Is(purego.Fail(), purego.ErrRefused) }, true),
			"object":   of(func() error { return must(purego.NewTally(42)).Close() }, nil),
			"awaited":  of(func() int64 { return awaited(purego.AddSlowly) }, 42),
		},
		notes: map[string]string{"callback": "the callback is made once: purego frees none, and allows 2,000"},
		keep:  keeper(func() any { return must(purego.NewTally(42)) }),
	}
}
