// Package handwritten wraps the small library as a good author would by hand: cgo with one crossing
// per call, errors as values, and a cleanup behind an object that is forgotten.
package handwritten

/*
#cgo CFLAGS: -std=gnu11 -O2 -fvisibility=hidden -I${SRCDIR}/../../library
#cgo linux CFLAGS: -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
#cgo linux LDFLAGS: -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
#cgo noescape tally_text_size_of
#cgo nocallback tally_text_size_of
#cgo noescape tally_column_of
#cgo nocallback tally_column_of
#cgo noescape tally_ends
#cgo nocallback tally_ends
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "tally.h"

// A copy of a text that ends with a NUL; short text needs no memory of its own.
typedef struct tally_text { char room[128]; char *text; } tally_text;

static inline const char *tally_text_begin(tally_text *copy, const char *text, size_t length) {
	copy->text = length < sizeof copy->room ? copy->room : malloc(length + 1);
	if (copy->text != NULL) {
		memcpy(copy->text, text, length);
		copy->text[length] = 0;
	}
	return copy->text;
}

static inline void tally_text_end(tally_text *copy) {
	if (copy->text != copy->room)
		free(copy->text);
}

typedef struct tally_size { bool failed; size_t size; } tally_size;

static inline tally_size tally_text_size_of(const char *text, size_t length) {
	tally_text copy;
	if (tally_text_begin(&copy, text, length) == NULL)
		return (tally_size){.failed = true};
	tally_size size = {.size = tally_text_size(copy.text)};
	tally_text_end(&copy);
	return size;
}

typedef struct tally_found { tally_status status; double value; } tally_found;

static inline tally_found tally_column_of(const tally *t, const char *name, size_t length) {
	tally_found found = {.status = TALLY_OUT_OF_MEMORY};
	tally_text copy;
	if (tally_text_begin(&copy, name, length) == NULL)
		return found;
	found.status = tally_column(t, copy.text, &found.value);
	tally_text_end(&copy);
	return found;
}

typedef struct tally_made { tally_status status; double *values; size_t count; } tally_made;

static inline tally_made tally_values_of(size_t count) {
	tally_made made = {0};
	made.status = tally_values(count, &made.values, &made.count);
	return made;
}

extern int64_t handwrittenChange(int64_t number, void *context);

static inline int64_t tally_call_back_to(int64_t number, uintptr_t handle) {
	return tally_call_back(number, handwrittenChange, (void *)handle);
}
*/
import "C"

import (
	"errors"
	"runtime"
	"runtime/cgo"
	"slices"
	"strings"
	"unsafe"
)

// Status is how a call failed.
type Status int32

// What can go wrong.
const (
	ErrNoSuchColumn Status = C.TALLY_NO_SUCH_COLUMN
	ErrRefused      Status = C.TALLY_REFUSED
	ErrOutOfMemory  Status = C.TALLY_OUT_OF_MEMORY
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

// Tally is a count with named columns.
type Tally struct {
	tally   *C.tally
	cleanup runtime.Cleanup
}

func free(tally *C.tally) {
	C.tally_free(tally)
}

// NewTally returns a tally that stands at start.
func NewTally(start int64) (*Tally, error) {
	made := C.tally_new(C.int64_t(start))
	if made == nil {
		return nil, ErrOutOfMemory
	}
	t := &Tally{tally: made}
	t.cleanup = runtime.AddCleanup(t, free, made)
	return t, nil
}

// Close frees the tally; closing again does nothing.
func (t *Tally) Close() error {
	if t.tally != nil {
		t.cleanup.Stop()
		free(t.tally)
		t.tally = nil
	}
	return nil
}

// Value returns where it stands.
func (t *Tally) Value() int64 {
	value := int64(C.tally_value(t.tally))
	runtime.KeepAlive(t)
	return value
}

// Column returns the value of a column.
func (t *Tally) Column(name string) (float64, error) {
	if strings.IndexByte(name, 0) >= 0 {
		return 0, ErrText
	}
	found := C.tally_column_of(t.tally, characters(name), C.size_t(len(name)))
	runtime.KeepAlive(t)
	if found.status != C.TALLY_OK {
		return 0, Status(found.status)
	}
	return float64(found.value), nil
}

// characters is where a text lies: C is told how long it is.
func characters(text string) *C.char {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text)))
}

// Nothing does nothing.
func Nothing() {
	C.tally_nothing()
}

// Add returns the sum of two numbers.
func Add(left, right int64) int64 {
	return int64(C.tally_add(C.int64_t(left), C.int64_t(right)))
}

// TextSize returns how many bytes a text has.
func TextSize(text string) (int, error) {
	if strings.IndexByte(text, 0) >= 0 {
		return 0, ErrText
	}
	size := C.tally_text_size_of(characters(text), C.size_t(len(text)))
	if size.failed {
		return 0, ErrOutOfMemory
	}
	return int(size.size), nil
}

// ShortText returns a text of 11 bytes.
func ShortText() string {
	return C.GoString(C.tally_short_text())
}

// LongText returns a text of 1,024 bytes.
func LongText() string {
	return C.GoString(C.tally_long_text())
}

// Point is a place with a weight.
type Point struct {
	X, Y   float64
	Weight int64
}

// PointSum returns the sum of what a place is made of.
func PointSum(point Point) float64 {
	return float64(C.tally_point_sum(C.tally_point{
		x: C.double(point.X), y: C.double(point.Y), weight: C.int64_t(point.Weight),
	}))
}

// PointAt returns a place on the diagonal.
func PointAt(distance float64) Point {
	point := C.tally_point_at(C.double(distance))
	return Point{X: float64(point.x), Y: float64(point.y), Weight: int64(point.weight)}
}

// Ends returns the sum of the first and the last value.
func Ends(values []float64) float64 {
	return float64(C.tally_ends((*C.double)(unsafe.SliceData(values)), C.size_t(len(values))))
}

// Values returns count values.
func Values(count int) ([]float64, error) {
	made := C.tally_values_of(C.size_t(count))
	if made.status != C.TALLY_OK {
		return nil, Status(made.status)
	}
	values := slices.Clone(unsafe.Slice((*float64)(made.values), int(made.count)))
	C.free(unsafe.Pointer(made.values))
	return values, nil
}

// CallBack returns what change makes of a number.
func CallBack(number int64, change func(int64) int64) int64 {
	handle := cgo.NewHandle(change)
	defer handle.Delete()
	return int64(C.tally_call_back_to(C.int64_t(number), C.uintptr_t(handle)))
}

// Fail fails.
func Fail() error {
	if status := C.tally_fail(); status != C.TALLY_OK {
		return Status(status)
	}
	return nil
}

// AddSlowly returns the sum of two numbers; the caller chooses the goroutine.
func AddSlowly(left, right int64) int64 {
	return int64(C.tally_add_slowly(C.int64_t(left), C.int64_t(right)))
}
