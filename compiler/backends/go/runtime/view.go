package tenon

// #include "crossings.h"
import "C"

import (
	"iter"
	"runtime"
	"slices"
	"sync/atomic"
	"unsafe"
)

// View is a window onto an array in memory of the library's. Nothing is copied
// until you ask for it. While a view is open its object lives, and calls that
// could change the object fail with [KindBusy]; so close views soon. Any
// number of goroutines may use a view.
type View[T any] struct {
	handle  C.tenon_handle
	values  []T
	users   atomic.Int64 // Twice the number of users, plus one once closed.
	cleanup runtime.Cleanup
}

// tenonViewDropped is what the users of a view are once its memory is gone:
// odd, and so far below zero that late users do not bring it back.
const tenonViewDropped = -1<<40 + 1

// tenonNewView takes over a window that a call opened. None gives nil.
func tenonNewView[T any](block C.tenon_block) *View[T] {
	if block.handle == 0 {
		return nil
	}
	v := &View[T]{handle: block.handle, values: unsafe.Slice((*T)(block.data), int(block.count))}
	v.cleanup = runtime.AddCleanup(v, tenonDrop, block.handle)
	return v
}

// enter keeps the memory in place until leave; false once the view is closed,
// and where there is none.
func (v *View[T]) enter() bool {
	if v == nil {
		return false
	}
	if v.users.Add(2)&1 == 0 {
		return true
	}
	v.leave()
	return false
}

// leave ends what enter began. The last user of a closed view ends the window.
func (v *View[T]) leave() {
	if v.users.Add(-2) == 1 {
		v.drop()
	}
}

func (v *View[T]) drop() {
	if v.users.CompareAndSwap(1, tenonViewDropped) {
		v.cleanup.Stop()
		tenonDrop(v.handle)
	}
}

func tenonViewClosed() error {
	return tenonRefuse(C.TENON_CLOSED, KindInvalidState, "TENON_CLOSED", "", "the view is closed")
}

// Len returns the number of elements, also once the view is closed. A nil view
// has none; otherwise it is like a closed one.
func (v *View[T]) Len() int {
	if v == nil {
		return 0
	}
	return len(v.values)
}

// At returns one element. It fails with [KindOutOfRange] where there is no
// such element, and with the code for closed once the view is closed.
func (v *View[T]) At(index int) (T, error) {
	var value T
	if v == nil {
		return value, tenonViewClosed()
	}
	if index < 0 || index >= len(v.values) {
		return value, tenonRefuse(C.TENON_BAD_VALUE, KindOutOfRange, "TENON_BAD_VALUE", "",
			"index %d of a view of %d elements", index, len(v.values))
	}
	if !v.enter() {
		return value, tenonViewClosed()
	}
	value = v.values[index]
	v.leave()
	return value, nil
}

// Copy returns all elements in memory of your own.
func (v *View[T]) Copy() ([]T, error) {
	if !v.enter() {
		return nil, tenonViewClosed()
	}
	defer v.leave()
	return append(make([]T, 0, len(v.values)), v.values...), nil
}

// All goes through the elements with their indexes. The view stays open for as
// long as the loop runs. Going through a view that was closed before panics
// with the error that [View.At] returns.
func (v *View[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		if !v.enter() {
			panic(tenonViewClosed())
		}
		defer v.leave()
		slices.All(v.values)(yield)
	}
}

// With calls use with the elements as they lie in the library's memory. They
// stay there for as long as use runs, also when another goroutine closes the
// view meanwhile. The slice must not be kept: after use it may name memory that
// is gone. Change it only where what opened the view says that you may.
func (v *View[T]) With(use func(values []T) error) error {
	if !v.enter() {
		return tenonViewClosed()
	}
	defer v.leave()
	return use(slices.Clip(v.values))
}

// Close ends the view, or leaves that to its last user where there are some.
// Closing it again does nothing. It returns nil.
func (v *View[T]) Close() error {
	if v != nil && v.users.Or(1) == 0 {
		v.drop()
	}
	return nil
}
