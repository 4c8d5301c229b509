// Package purego wraps the small library with purego: no cgo in the package, functions are looked up by name
// in a shared library.
package purego

import (
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
)

// Status is how a call failed.
type Status int32

// What can go wrong.
const (
	ErrNoSuchColumn Status = 1
	ErrRefused      Status = 2
	ErrOutOfMemory  Status = 3
)

// Error says what went wrong.
func (s Status) Error() string {
	switch s {
	case ErrNoSuchColumn:
		return "tally: no column has that name"
	case ErrRefused:
		return "tally: the call was asked to fail"
	case ErrOutOfMemory:
		return "tally: memory is used up"
	}
	return "tally: unknown failure"
}

// ErrText means that a text holds a NUL, at which C would stop reading.
var ErrText = errors.New("tally: the text holds a NUL")

// Point is a place with a weight.
type Point struct {
	X, Y   float64
	Weight int64
}

var (
	tallyNew    func(start int64) uintptr
	tallyFree   func(tally uintptr)
	tallyValue  func(tally uintptr) int64
	tallyColumn func(tally uintptr, name string, value *float64) Status
	textSize    func(text string) uint
	ends        func(values *float64, count uint) float64
	values      func(count uint, values **float64, made *uint) Status
	callBack    func(number int64, change, context uintptr) int64
	fail        func() Status
	free        func(memory unsafe.Pointer)
)

// Functions that are called as they are.
var (
	Nothing   func()
	Add       func(left, right int64) int64
	ShortText func() string
	LongText  func() string
	PointSum  func(point Point) float64
	PointAt   func(distance float64) Point
	AddSlowly func(left, right int64) int64
)

// Load opens the library; it panics where a function is missing.
func Load(path string) error {
	library, err := purego.Dlopen(path, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return err
	}
	for name, function := range map[string]any{
		"tally_new": &tallyNew, "tally_free": &tallyFree, "tally_value": &tallyValue, "tally_column": &tallyColumn,
		"tally_text_size": &textSize, "tally_ends": &ends, "tally_values": &values, "tally_call_back": &callBack,
		"tally_fail": &fail, "free": &free, "tally_nothing": &Nothing, "tally_add": &Add,
		"tally_short_text": &ShortText, "tally_long_text": &LongText, "tally_point_sum": &PointSum,
		"tally_point_at": &PointAt, "tally_add_slowly": &AddSlowly,
	} {
		purego.RegisterLibFunc(function, library, name)
	}
	return nil
}

// The library lies beside the program, or where TALLY_LIBRARY says.
func init() {
	if path := os.Getenv("TALLY_LIBRARY"); path != "" {
		if err := Load(path); err != nil {
			panic(err)
		}
	}
}

// Tally is a count with named columns.
type Tally struct {
	tally   uintptr
	cleanup runtime.Cleanup
}

// NewTally returns a tally that stands at start.
func NewTally(start int64) (*Tally, error) {
	made := tallyNew(start)
	if made == 0 {
		return nil, ErrOutOfMemory
	}
	t := &Tally{tally: made}
	t.cleanup = runtime.AddCleanup(t, tallyFree, made)
	return t, nil
}

// Close frees the tally; closing again does nothing.
func (t *Tally) Close() error {
	if t.tally != 0 {
		t.cleanup.Stop()
		tallyFree(t.tally)
		t.tally = 0
	}
	return nil
}

// Value returns where it stands.
func (t *Tally) Value() int64 {
	value := tallyValue(t.tally)
	runtime.KeepAlive(t)
	return value
}

// Column returns the value of a column.
func (t *Tally) Column(name string) (float64, error) {
	if strings.IndexByte(name, 0) >= 0 {
		return 0, ErrText
	}
	var value float64
	status := tallyColumn(t.tally, name, &value)
	runtime.KeepAlive(t)
	if status != 0 {
		return 0, status
	}
	return value, nil
}

// TextSize returns how many bytes a text has.
func TextSize(text string) (int, error) {
	if strings.IndexByte(text, 0) >= 0 {
		return 0, ErrText
	}
	return int(textSize(text)), nil
}

// Ends returns the sum of the first and the last value.
func Ends(values []float64) float64 {
	return ends(unsafe.SliceData(values), uint(len(values)))
}

// Values returns count values.
func Values(count int) ([]float64, error) {
	var data *float64
	var made uint
	if status := values(uint(count), &data, &made); status != 0 {
		return nil, status
	}
	copied := slices.Clone(unsafe.Slice(data, int(made)))
	free(unsafe.Pointer(data))
	return copied, nil
}

// Change is a function that C can call. It is made once: purego frees none, and allows 2,000.
type Change uintptr

// NewChange makes a function that C can call.
func NewChange(change func(int64) int64) Change {
	return Change(purego.NewCallback(func(number int64, _ uintptr) int64 { return change(number) }))
}

// CallBack returns what change makes of a number.
func CallBack(number int64, change Change) int64 {
	return callBack(number, uintptr(change), 0)
}

// Fail fails.
func Fail() error {
	if status := fail(); status != 0 {
		return status
	}
	return nil
}
