package tenon

// #include "crossings.h"
import "C"

import (
	"fmt"
	//tenon:if passed_streams
	"io"
	//tenon:end
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// What C holds of Go's is named by a number, which C may keep for as long as it
// likes. Each is ended exactly once: what a call needs no longer than it runs by
// that call, everything else by the boundary. A [cgo.Handle] is the same, but
// costs more than the call.

// tenonHosts are the values with a number. It says where a value stands and how
// often that place was used before, so that no number comes again.
var tenonHosts struct {
	mutex  sync.Mutex
	places []tenonPlace
	free   []uint32
}

type tenonPlace struct {
	value any
	uses  uint32
}

// tenonHold gives a value a number, which is never 0.
func tenonHold(value any) C.uintptr_t {
	tenonHosts.mutex.Lock()
	defer tenonHosts.mutex.Unlock()
	last := len(tenonHosts.free) - 1
	if last < 0 {
		tenonHosts.places = append(tenonHosts.places, tenonPlace{value: value, uses: 1})
		return C.uintptr_t(1<<32 | uint64(len(tenonHosts.places)-1))
	}
	at := tenonHosts.free[last]
	tenonHosts.free = tenonHosts.free[:last]
	place := &tenonHosts.places[at]
	place.value = value
	return C.uintptr_t(uint64(place.uses)<<32 | uint64(at))
}

// tenonHeld gives the value of a number that was not ended.
func tenonHeld(host C.uintptr_t) any {
	tenonHosts.mutex.Lock()
	defer tenonHosts.mutex.Unlock()
	return tenonPlaceOf(host).value
}

// tenonForget ends a number, 0 for none, and gives the value.
func tenonForget(host C.uintptr_t) any {
	if host == 0 {
		return nil
	}
	tenonHosts.mutex.Lock()
	defer tenonHosts.mutex.Unlock()
	place := tenonPlaceOf(host)
	value := place.value
	place.value = nil
	place.uses++
	if place.uses != 0 { // Otherwise its numbers are used up.
		tenonHosts.free = append(tenonHosts.free, uint32(host))
	}
	return value
}

func tenonPlaceOf(host C.uintptr_t) *tenonPlace {
	if at := uint32(host); uint64(at) < uint64(len(tenonHosts.places)) {
		if place := &tenonHosts.places[at]; uint64(place.uses) == uint64(host)>>32 {
			return place
		}
	}
	panic("what C calls has been ended")
}

// tenonThrown is what a callback failed with, on its way through C to the
// caller. Either it returned an error or it panicked.
type tenonThrown struct {
	err      error
	panicked any
}

// tenonFailed tells C that a callback failed. The error itself waits for the
// caller.
func tenonFailed(err error) C.int32_t {
	return tenonThrow(err.Error(), tenonThrown{err: err})
}

func tenonThrow(message string, thrown tenonThrown) C.int32_t {
	text := append([]byte(strings.ToValidUTF8(message, "\uFFFD")), 0)
	return C.tenon_go_fail((*C.char)(unsafe.Pointer(&text[0])), tenonHold(thrown))
}

// tenonUnfinished is the status of what C calls until it returns.
const tenonUnfinished = C.int32_t(1)

// tenonRecover is deferred by what C calls: a panic must not unwind C, so it
// waits for the caller too. Nothing can make a goroutine that ends itself wait,
// and it would leave behind what C is using.
func tenonRecover(status *C.int32_t) {
	if panicked := recover(); panicked != nil {
		*status = tenonThrow(fmt.Sprintf("panic: %v", panicked), tenonThrown{panicked: panicked})
	} else if *status == tenonUnfinished {
		fmt.Fprintf(os.Stderr, "fatal error: runtime.Goexit (t.FailNow, t.Fatal) in a callback: C is to go on there.\n"+
			"Return an error instead, or panic.\n\n%s", debug.Stack())
		os.Exit(2)
	}
}

// tenonCaught takes what a callback failed with out of a link of a chain of
// C's. It panics again where the callback panicked.
func tenonCaught(chain, link *C.tenon_error) error {
	if link.foreign == nil {
		return nil
	}
	thrown := tenonForget(C.tenon_go_take_foreign(link)).(tenonThrown)
	if thrown.err == nil {
		C.tenon_go_free_error(chain)
		panic(thrown.panicked)
	}
	return thrown.err
}

// PanicError is what a callback panicked with on a thread where no call waits
// for it: see [HandleStrayErrors].
type PanicError struct {
	// What was given to panic.
	Value any
}

// Error says what the panic said.
func (e *PanicError) Error() string {
	return fmt.Sprintf("panic in a callback: %v", e.Value)
}

// Unwrap returns the value where it is an error.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

var tenonStrayHandler atomic.Pointer[func(err error)]

// HandleStrayErrors says what to do with the error of a callback that the
// library called where no call of this package was running, so that there is
// nobody to return it to. Until then, and with nil, it is printed to standard
// error. The handler is called on any thread.
func HandleStrayErrors(handler func(err error)) {
	if handler == nil {
		tenonStrayHandler.Store(nil)
	} else {
		tenonStrayHandler.Store(&handler)
	}
}

// tenonStray hands an error of C's to that handler.
func tenonStray(chain *C.tenon_error) {
	err := tenonStrayError(chain)
	if handler := tenonStrayHandler.Load(); handler != nil {
		(*handler)(err)
	} else {
		fmt.Fprintf(os.Stderr, "a callback failed: %v\n", err)
	}
}

func tenonStrayError(chain *C.tenon_error) (err error) {
	defer func() {
		if panicked := recover(); panicked != nil {
			err = &PanicError{panicked}
		}
	}()
	return tenonError(chain)
}

//tenon:if optional_callbacks

// tenonHost names what C may call, 0 for none.
func tenonHost(host any, isNone bool) C.uintptr_t {
	if isNone {
		return 0
	}
	return tenonHold(host)
}

//tenon:end

//tenon:if called_texts

// tenonViewStrings copies texts that C lends for a call.
func tenonViewStrings(texts *C.tenon_text_view, count C.size_t) []string {
	if texts == nil {
		return nil
	}
	copied := make([]string, int(count))
	for i, text := range unsafe.Slice(texts, int(count)) {
		copied[i] = string(unsafe.Slice((*byte)(unsafe.Pointer(text.data)), int(text.length)))
	}
	return copied
}

//tenon:end

//tenon:if called_arrays

// tenonCopy copies an array that C lends for a call. None gives nil.
func tenonCopy[T any](values unsafe.Pointer, count C.size_t) []T {
	if values == nil {
		return nil
	}
	return append(make([]T, 0, int(count)), unsafe.Slice((*T)(values), int(count))...)
}

//tenon:end

//tenon:if called_converted_arrays

// tenonCopyEach converts an array that C lends for a call. None gives nil.
func tenonCopyEach[T, E any](values *E, count C.size_t, convert func(each *E) T) []T {
	if values == nil {
		return nil
	}
	converted := make([]T, int(count))
	lent := unsafe.Slice(values, int(count))
	for i := range lent {
		converted[i] = convert(&lent[i])
	}
	return converted
}

//tenon:end

//tenon:if called_optional_records

// tenonCopied copies a record that C lends for a call. None gives nil.
func tenonCopied[T any](record *T) *T {
	if record == nil {
		return nil
	}
	copied := *record
	return &copied
}

//tenon:end

//tenon:if called_converted_records

// tenonMaybe converts a record that C lends for a call. None gives nil.
func tenonMaybe[T, E any](record *E, convert func(*E) T) *T {
	if record == nil {
		return nil
	}
	converted := convert(record)
	return &converted
}

//tenon:end

//tenon:if given_text

// tenonGiveText copies a text for C.
func tenonGiveText(text string, given *C.tenon_text) C.int32_t {
	return C.tenon_go_give_text(tenonText(text), C.size_t(len(text)), given)
}

//tenon:end

//tenon:if given_optional_text

// tenonGiveOptionalText is tenonGiveText for a text that may be none.
func tenonGiveOptionalText(text *string, given *C.tenon_text) C.int32_t {
	return C.tenon_go_give_text(tenonOptionalText(text), tenonOptionalLength(text), given)
}

//tenon:end

//tenon:if partly_filled

// tenonOverfilled is the error for a callback that says to have filled more
// than there is room for.
func tenonOverfilled(callback, parameter string, count, room int) error {
	return tenonRefuse(C.TENON_BAD_ARRAY, KindInvalidArgument, "TENON_BAD_ARRAY", callback,
		"%s: %d elements of %d are said to be filled", parameter, count, room)
}

//tenon:end

//tenon:if passed_readers

// tenonReader lets C read from a reader. An error beside bytes waits for the
// next call.
type tenonReader struct {
	reader io.Reader
	err    error
}

func (r *tenonReader) read(buffer []byte) (int, error) {
	for range 100 {
		if r.err == io.EOF || len(buffer) == 0 {
			return 0, nil
		}
		if r.err != nil {
			return 0, r.err
		}
		var count int
		count, r.err = r.reader.Read(buffer)
		if count < 0 || count > len(buffer) {
			return 0, fmt.Errorf("a reader returned %d for a buffer of %d bytes", count, len(buffer))
		}
		if count > 0 {
			return count, nil
		}
	}
	return 0, io.ErrNoProgress
}

//tenon:end

//tenon:if passed_writers

// tenonWrite lets C write to a writer: everything, or it fails.
func tenonWrite(writer io.Writer, data []byte) error {
	count, err := writer.Write(data)
	if err == nil && count != len(data) {
		return io.ErrShortWrite
	}
	return err
}

//tenon:end
