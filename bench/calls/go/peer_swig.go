//go:build swig

package main

import (
	"errors"

	"tenon.example/bench/swig"
)

// changer is what SWIG's director calls.
type changer struct{}

func (changer) Change(number int64) int64 { return number + 1 }

func init() {
	makers = append(makers, maker{"swig", swigPeer})
}

func swigPeer() peer {
	object := swig.NewTally(42)
	short, long := swig.ShortText(), swig.LongText()
	point := swig.NewPoint()
	point.SetX(1)
	point.SetY(2)
	point.SetWeight(3)
	change := swig.NewDirectorChange(changer{})
	return peer{
		name: "swig", title: "SWIG", version: swigVersion,
		how: "swig -go -cgo -c++ with directors; typemaps for []float64; -O2",
		rows: map[string]row{
			"nothing":          of(func() int64 { swig.Nothing(); return 0 }, 0),
			"add":              of(func() int64 { return swig.Add(20, 22) }, 42),
			"method":           of(func() int64 { return object.Value() }, 42),
			"attribute":        of(func() float64 { return must(swig.Column(object, "height")) }, 1.75),
			"text_in_11":       of(func() int64 { return swig.TextSize(short) }, 11),
			"text_in_1024":     of(func() int64 { return swig.TextSize(long) }, 1024),
			"text_out_11":      of(func() string { return swig.ShortText() }, "naïve tale"),
			"text_out_1024":    of(func() int { return len(swig.LongText()) }, 1024),
			"record_in":        of(func() float64 { return swig.PointSum(point) }, 6),
			"record_out":       of(swigRecord, [3]float64{2.5, 2.5, 1}),
			"array_in_1000":    of(func() float64 { return swig.Ends(thousand) }, 2),
			"array_in_1000000": of(func() float64 { return swig.Ends(million) }, 2),
			"array_out_1000":   of(func() float64 { return ends(must(swig.Values(1000))) }, 1002),
			"array_out_1000000": of(func() float64 { return ends(must(swig.Values(1_000_000))) },
				1_000_002),
			"callback": of(func() int64 { return swig.CallBack(41, change) }, 42),
			"error":    of(func() bool { return errors.Is(swig.Fail(), swig.Status(2)) }, true),
			"object":   of(func() bool { swig.DeleteTally(swig.NewTally(42)); return true }, true),
			"awaited":  of(func() int64 { return awaited(swig.AddSlowly) }, 42),
		},
		notes: map[string]string{
			"record_in":  "the record is an object of C++, made once",
			"record_out": "the record is an object of C++; each field that is read is a call, and it is deleted",
			"callback":   "the director is made once",
			"object":     "freed by hand only: SWIG frees nothing that is forgotten",
		},
		keep: keeper(func() any { return swig.NewTally(42) }),
	}
}

func swigRecord() [3]float64 {
	point := swig.PointAt(2.5)
	read := [3]float64{point.GetX(), point.GetY(), float64(point.GetWeight())}
	swig.DeletePoint(point)
	return read
}
