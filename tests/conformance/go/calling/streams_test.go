package calling_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"tenon.example/calling"
)

// pattern gives the bytes 0, 1 ... 255, 0 ...
func pattern(size int) []byte {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i)
	}
	return data
}

func newSource(t *testing.T, size, failsAfter uint64) *calling.Source {
	t.Helper()
	source := got(calling.NewSource(size, failsAfter))(t)
	t.Cleanup(func() { _ = source.Close() })
	return source
}

func newTank(t *testing.T, capacity int) *calling.Tank {
	t.Helper()
	tank := got(calling.NewTank(capacity))(t)
	t.Cleanup(func() { _ = tank.Close() })
	return tank
}

func content(t *testing.T, tank *calling.Tank) []byte {
	t.Helper()
	view := got(tank.Content())(t)
	defer view.Close()
	return got(view.Copy())(t)
}

// ---- streams of the library's ----

func TestSource__read__then_a_reader_as_any(t *testing.T) {
	succeeds(t, iotest.TestReader(newSource(t, 10000, 1<<40), pattern(10000)))
}

func TestSource__copied_to_a_tank__then_all_there(t *testing.T) {
	tank := newTank(t, 1<<20)
	equal(t, got(io.Copy(tank, newSource(t, 123457, 1<<40)))(t), 123457)
	equal(t, bytes.Equal(content(t, tank), pattern(123457)), true)
}

func TestSource__it_fails__then_after_what_came_before(t *testing.T) {
	data, err := io.ReadAll(newSource(t, 10000, 5000))
	fails(t, err, calling.ErrHungUp)
	equal(t, bytes.Equal(data, pattern(5000)), true)
}

func TestSource__an_empty_buffer__then_neither_bytes_nor_the_end(t *testing.T) {
	count, err := newSource(t, 10, 100).Read(nil)
	succeeds(t, err)
	equal(t, count, 0)
	_, err = newSource(t, 0, 100).Read(make([]byte, 1))
	equal(t, err, io.EOF)
}

func TestTank__it_is_full__then_nothing_is_taken(t *testing.T) {
	tank := newTank(t, 4)
	equal(t, got(tank.Write([]byte("abc")))(t), 3)
	count, err := tank.Write([]byte("de"))
	fails(t, err, calling.ErrNoMemory)
	equal(t, count, 0)
	equal(t, got(tank.Write(nil))(t), 0)
	equal(t, string(content(t, tank)), "abc")
}

// ---- streams of the caller's ----

func TestAddBytes__readers_of_every_habit__then_all_read(t *testing.T) {
	data := pattern(10000)
	want := uint64(0)
	for _, one := range data {
		want += uint64(one)
	}
	for name, wrap := range map[string]func(io.Reader) io.Reader{
		"plain":   func(reader io.Reader) io.Reader { return reader },
		"byte":    iotest.OneByteReader,
		"half":    iotest.HalfReader,
		"with it": iotest.DataErrReader,
	} {
		sum, size, err := calling.AddBytes(wrap(bytes.NewReader(data)))
		if err != nil || sum != want || size != 10000 {
			t.Errorf("%s: %d of %d, %v", name, sum, size, err)
		}
	}
}

func TestAddBytes__a_reader_that_fails__then_the_same_error(t *testing.T) {
	_, _, err := calling.AddBytes(io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(errOurs)))
	failsWith(t, err, errOurs)
	_, _, err = calling.AddBytes(iotest.TimeoutReader(strings.NewReader("abcdef")))
	failsWith(t, err, iotest.ErrTimeout)
}

// stuck never gives anything; wrong gives more than there is room for.
type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

type wrong struct{}

func (wrong) Read(buffer []byte) (int, error) { return len(buffer) + 1, nil }

func (wrong) Write(data []byte) (int, error) { return len(data) / 2, nil }

func TestAddBytes__readers_that_break_the_rules__then_errors(t *testing.T) {
	_, _, err := calling.AddBytes(stuck{})
	failsWith(t, err, io.ErrNoProgress)
	_, _, err = calling.AddBytes(wrong{})
	fails(t, err, calling.ErrCallbackFailed)
	_, _, err = calling.AddBytes(nil)
	fails(t, err, calling.ErrBadValue)
}

func TestPour__a_writer__then_all_written(t *testing.T) {
	var buffer bytes.Buffer
	succeeds(t, calling.Pour(12345, &buffer))
	equal(t, bytes.Equal(buffer.Bytes(), pattern(12345)), true)
}

// full is a writer that fails.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errOurs }

func TestPour__writers_that_fail_or_break_the_rules__then_errors(t *testing.T) {
	failsWith(t, calling.Pour(10, full{}), errOurs)
	failsWith(t, calling.Pour(10, wrong{}), io.ErrShortWrite)
}

func TestCopy__on_another_thread__then_all_there(t *testing.T) {
	var buffer bytes.Buffer
	equal(t, got(calling.Copy(bytes.NewReader(pattern(54321)), &buffer))(t), 54321)
	equal(t, bytes.Equal(buffer.Bytes(), pattern(54321)), true)
}

func TestCopy__streams_of_the_library_passed_back__then_all_there(t *testing.T) {
	tank := newTank(t, 1<<20)
	equal(t, got(calling.Copy(newSource(t, 9999, 1<<40), tank))(t), 9999)
	equal(t, bytes.Equal(content(t, tank), pattern(9999)), true)
}

func TestCopy__a_reader_that_panics__then_panics_at_the_caller(t *testing.T) {
	reader := iotest.ErrReader(nil)
	value := panics(t, func() { _, _ = calling.Copy(panicking{reader}, io.Discard) })
	equal(t, value, any("no more"))
}

// panicking panics where it is read.
type panicking struct{ io.Reader }

func (panicking) Read([]byte) (int, error) { panic("no more") }

func TestPipe__through_the_library__then_goroutines_feed_each_other(t *testing.T) {
	reader, writer := io.Pipe()
	go func() {
		err := calling.Pour(100000, writer)
		_ = writer.CloseWithError(err)
	}()
	_, size, err := calling.AddBytes(reader)
	succeeds(t, err)
	equal(t, size, 100000)
	if errors.Is(err, io.EOF) {
		t.Fatal("the end is no error")
	}
}
