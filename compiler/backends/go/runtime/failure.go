package tenon

// #include "crossings.h"
import "C"

import (
	//tenon:if tokens
	"context"
	//tenon:end
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Kind is a sort of failure. A kind is an error itself, to be asked for with
// errors.Is(err, KindNotFound).
type Kind int32

// The kinds. Some answer to an error of the standard library too, named in
// brackets.
const (
	// What was asked for does not exist [fs.ErrNotExist].
	KindNotFound Kind = 1
	// An argument is not acceptable.
	KindInvalidArgument Kind = 2
	// The object is in no state for that, for instance closed.
	KindInvalidState Kind = 3
	// An index or amount is past what there is.
	KindOutOfRange Kind = 4
	// What was to be made exists [fs.ErrExist].
	KindAlreadyExists Kind = 5
	// It is not allowed [fs.ErrPermission].
	KindPermission Kind = 6
	// It took too long [os.ErrDeadlineExceeded].
	KindTimeout Kind = 7
	// Something else uses the object: try later.
	KindBusy Kind = 8
	// No memory is left.
	KindOutOfMemory Kind = 9
	// The operating system failed to read or write.
	KindIO Kind = 10
	// This machine or build cannot do that [errors.ErrUnsupported].
	KindUnsupported Kind = 11
	// A defect of the library.
	KindInternal Kind = 12
	// The caller wanted it to stop.
	KindCancelled Kind = 13
)

var tenonKindNames = [...]string{
	"failure", "not found", "invalid argument", "invalid state", "out of range", "already exists", "no permission",
	"timeout", "busy", "out of memory", "input/output failure", "unsupported", "internal failure",
	"cancelled",
}

// Error names the kind.
func (k Kind) Error() string {
	if k < 0 || int(k) >= len(tenonKindNames) {
		return fmt.Sprintf("failure of kind %d", int32(k))
	}
	return tenonKindNames[k]
}

// Code says which failure an [Error] is. A code is an error itself, to be
// asked for with errors.Is; the codes are the constants that begin with Err.
type Code int32

// Error is one link of the chain of errors that a call ended with; errors.As
// finds it, errors.Unwrap leads to its cause.
type Error struct {
	// Which failure it is.
	Code Code
	// What sort of failure that is.
	Kind Kind
	// The name of the code in C.
	Name string
	// The function in C that failed, or empty.
	Function string
	// What happened, for a person.
	Message string

	cause *Error
	//tenon:if foreign
	// An error of Go's that made this happen, in the place of the cause.
	foreign error
	//tenon:end
}

// Error gives the function in C and the messages of the whole chain.
func (e *Error) Error() string {
	var text strings.Builder
	if e.Function != "" {
		text.WriteString(e.Function)
		text.WriteString(": ")
	}
	text.WriteString(e.Message)
	for link := e.cause; link != nil; link = link.cause {
		text.WriteString(": ")
		text.WriteString(link.Message)
	}
	return text.String()
}

// Unwrap returns what made this happen, or nil.
func (e *Error) Unwrap() error {
	//tenon:if foreign
	if e.foreign != nil {
		return e.foreign
	}
	//tenon:end
	if e.cause == nil {
		return nil
	}
	return e.cause
}

// Is reports whether this link has the [Code] or [Kind] that target is, or is
// what the standard library calls target.
func (e *Error) Is(target error) bool {
	switch target := target.(type) {
	case Code:
		return e.Code == target
	case Kind:
		return e.Kind == target
	}
	switch e.Kind {
	case KindNotFound:
		return target == fs.ErrNotExist
	case KindAlreadyExists:
		return target == fs.ErrExist
	case KindPermission:
		return target == fs.ErrPermission
	case KindTimeout:
		return target == os.ErrDeadlineExceeded
	case KindUnsupported:
		return target == errors.ErrUnsupported
	//tenon:if tokens
	case KindCancelled:
		return e.foreign == nil && target == context.Canceled
		//tenon:end
	}
	return false
}

// tenonError turns the chain that a call took with it into Go errors and frees
// it.
func tenonError(chain *C.tenon_error) error {
	if chain == nil { // No memory was left to say anything.
		chain = &C.tenon_error{}
	}
	if chain.message == nil { // Nor to say more than the kind: there is none to be freed.
		kind := Kind(chain.kind)
		return &Error{Kind: kind, Message: kind.Error()}
	}
	var first *Error
	next := &first
	for link := chain; link != nil; link = link.cause {
		*next = &Error{
			Code:     Code(link.code),
			Kind:     Kind(link.kind),
			Name:     tenonConstant(link.name),
			Function: tenonConstant(link.function),
			Message:  tenonMessage(link),
		}
		//tenon:if callbacks
		(*next).foreign = tenonCaught(chain, link)
		//tenon:end
		next = &(*next).cause
	}
	tenonSpend(C.tenon_go_spent{error: chain})
	return first
}

// tenonSpent is memory of C's that Go has read. It is freed sixteen pieces at a
// time: a crossing for each would cost as much as the call that gave it.
var tenonSpent struct {
	mutex  sync.Mutex
	pieces [16]C.tenon_go_spent
	count  int
}

func tenonSpend(piece C.tenon_go_spent) {
	tenonSpent.mutex.Lock()
	tenonSpent.pieces[tenonSpent.count] = piece
	tenonSpent.count++
	if tenonSpent.count == len(tenonSpent.pieces) {
		tenonFreeSpentLocked()
	}
	tenonSpent.mutex.Unlock()
}

// tenonFreeSpent frees what waits for that.
func tenonFreeSpent() {
	tenonSpent.mutex.Lock()
	tenonFreeSpentLocked()
	tenonSpent.mutex.Unlock()
}

func tenonFreeSpentLocked() {
	pieces := uintptr(unsafe.Pointer(&tenonSpent.pieces))
	C.tenon_go_free_spent(C.uintptr_t(pieces), C.size_t(tenonSpent.count))
	tenonSpent.count = 0
}

// tenonMessage copies what a link says, unless C never frees it.
func tenonMessage(link *C.tenon_error) string {
	if link.is_constant {
		return tenonConstant(link.message)
	}
	return C.GoString(link.message)
}

// tenonConstants are such texts as were asked for last, by where they lie: their
// length is known.
var tenonConstants [64]atomic.Pointer[string]

// tenonConstant gives a text that lies in the code of C and is never freed, as
// the names in errors do: it needs no copy.
func tenonConstant(text *C.char) string {
	first := (*byte)(unsafe.Pointer(text))
	if *first == 0 {
		return ""
	}
	place := &tenonConstants[uintptr(unsafe.Pointer(text))/8%uintptr(len(tenonConstants))]
	if known := place.Load(); known != nil && unsafe.StringData(*known) == first {
		return *known
	}
	length := 1
	for *(*byte)(unsafe.Add(unsafe.Pointer(text), length)) != 0 {
		length++
	}
	constant := unsafe.String(first, length)
	place.Store(&constant)
	return constant
}

//tenon:if refusals

// tenonRefuse makes an error of the boundary's own, for what is noticed on
// Go's side of it.
func tenonRefuse(code Code, kind Kind, name, function, format string, values ...any) *Error {
	return &Error{Code: code, Kind: kind, Name: name, Function: function, Message: fmt.Sprintf(format, values...)}
}

//tenon:end

//tenon:if missing

// tenonMissing is the error for nil where there must be something.
func tenonMissing(function, parameter string) error {
	return tenonRefuse(C.TENON_BAD_VALUE, KindInvalidArgument, "TENON_BAD_VALUE", function, "`%s` is nil", parameter)
}

//tenon:end
