package conformance_test

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"tenon.example/conformance"
)

func TestFail__every_status__then_its_code_kind_and_name(t *testing.T) {
	cases := []struct {
		code conformance.Code
		kind conformance.Kind
		name string
	}{
		{conformance.ErrNoSuchItem, conformance.KindNotFound, "CONFORMANCE_NO_SUCH_ITEM"},
		{conformance.ErrBadArgument, conformance.KindInvalidArgument, "CONFORMANCE_BAD_ARGUMENT"},
		{conformance.ErrWrongState, conformance.KindInvalidState, "CONFORMANCE_WRONG_STATE"},
		{conformance.ErrTooLarge, conformance.KindOutOfRange, "CONFORMANCE_TOO_LARGE"},
		{conformance.ErrDuplicate, conformance.KindAlreadyExists, "CONFORMANCE_DUPLICATE"},
		{conformance.ErrForbidden, conformance.KindPermission, "CONFORMANCE_FORBIDDEN"},
		{conformance.ErrTooLate, conformance.KindTimeout, "CONFORMANCE_TOO_LATE"},
		{conformance.ErrOccupied, conformance.KindBusy, "CONFORMANCE_OCCUPIED"},
		{conformance.ErrNoMemory, conformance.KindOutOfMemory, "CONFORMANCE_NO_MEMORY"},
		{conformance.ErrDiskFailed, conformance.KindIO, "CONFORMANCE_DISK_FAILED"},
		{conformance.ErrNotSupported, conformance.KindUnsupported, "CONFORMANCE_NOT_SUPPORTED"},
		{conformance.ErrDefect, conformance.KindInternal, "CONFORMANCE_DEFECT"},
	}
	for _, want := range cases {
		err := conformance.Fail(int32(want.code), "it broke", 0)
		link := fails(t, err, want.code)
		equal(t, *link, conformance.Error{
			Code: want.code, Kind: want.kind, Name: want.name, Function: "conformance_fail", Message: "it broke",
		})
		if !errors.Is(err, want.code) || !errors.Is(err, want.kind) {
			t.Fatalf("errors.Is does not know %v", err)
		}
		if want.code.Error() == "" || strings.HasPrefix(want.code.Error(), "failure") {
			t.Fatalf("the code has no text: %v", want.code)
		}
	}
}

func TestFail__success__then_no_error(t *testing.T) {
	succeeds(t, conformance.Fail(0, "never mind", 3))
}

func TestFail__causes__then_the_whole_chain(t *testing.T) {
	err := conformance.Fail(int32(conformance.ErrDiskFailed), "disk", 2)
	var messages []string
	for link := err; link != nil; link = errors.Unwrap(link) {
		messages = append(messages, link.(*conformance.Error).Message)
	}
	same(t, messages, []string{"disk (2)", "disk (1)", "disk"})
	equal(t, err.Error(), "conformance_fail: disk (2): disk (1): disk")
}

func TestFail__another_code__then_is_says_no(t *testing.T) {
	err := conformance.Fail(int32(conformance.ErrDefect), "x", 1)
	for _, other := range []error{conformance.ErrDuplicate, conformance.KindBusy, fs.ErrNotExist, conformance.ErrClosed} {
		if errors.Is(err, other) {
			t.Fatalf("%v is not %v", err, other)
		}
	}
}

func TestFail__kinds_of_the_standard_library__then_is_says_yes(t *testing.T) {
	for code, standard := range map[conformance.Code]error{
		conformance.ErrNoSuchItem:   fs.ErrNotExist,
		conformance.ErrDuplicate:    fs.ErrExist,
		conformance.ErrForbidden:    fs.ErrPermission,
		conformance.ErrTooLate:      os.ErrDeadlineExceeded,
		conformance.ErrNotSupported: errors.ErrUnsupported,
	} {
		if err := conformance.Fail(int32(code), "x", 0); !errors.Is(err, standard) {
			t.Fatalf("%v is not %v", err, standard)
		}
	}
}

func TestFailSilently__nothing_recorded__then_still_code_and_message(t *testing.T) {
	link := fails(t, conformance.FailSilently(int32(conformance.ErrForbidden)), conformance.ErrForbidden)
	equal(t, link.Kind, conformance.KindPermission)
	equal(t, link.Function, "conformance_fail_silently")
	equal(t, link.Unwrap(), nil)
}

func TestFailSilently__after_another_failure__then_does_not_inherit_it(t *testing.T) {
	_ = conformance.Fail(int32(conformance.ErrDefect), "an older story", 5)
	err := conformance.FailSilently(int32(conformance.ErrTooLate))
	if strings.Contains(err.Error(), "older") || errors.Is(err, conformance.ErrDefect) {
		t.Fatalf("got %v", err)
	}
}

func TestFailSilently__unknown_status__then_broken_contract(t *testing.T) {
	if err := conformance.FailSilently(4711); err == nil {
		t.Fatal("no error")
	}
}

func TestFail__hostile_message__then_unchanged(t *testing.T) {
	for _, message := range []string{"%s%n%d", "\"quotes\" \\ `back`", "\u202eright to left", ""} {
		var link *conformance.Error
		if err := conformance.Fail(1, message, 0); !errors.As(err, &link) || link.Message != message {
			t.Fatalf("got %#v", link)
		}
	}
}

// Goroutines change threads between calls; an error must stay with the call that failed.
func TestFail__many_goroutines__then_each_gets_its_own(t *testing.T) {
	var group sync.WaitGroup
	for worker := range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			message := strings.Repeat("x", worker+1)
			for range 300 {
				err := conformance.Fail(int32(worker+1), message, uint32(worker))
				runtime.Gosched()
				var link *conformance.Error
				if !errors.As(err, &link) || int(link.Code) != worker+1 || !strings.HasPrefix(link.Message, message) {
					t.Errorf("worker %d got %v", worker, err)
					return
				}
			}
		}()
	}
	group.Wait()
}
