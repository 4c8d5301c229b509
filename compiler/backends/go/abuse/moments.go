package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// ---- Threads ----

// elsewhere runs something on a thread of its own, which ends with it.
func elsewhere(run func() outcome) (got outcome) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if panicked := recover(); panicked != nil {
				got = outcome{Got: "wrong", Message: fmt.Sprintf("panic: %v", panicked)}
			}
		}()
		runtime.LockOSThread()
		got = run()
	}()
	<-done
	return got
}

// wrongThread uses what this thread made on another one.
func wrongThread(s *scene) outcome {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	s.prepare()
	got := elsewhere(func() outcome { return s.settle(s.invoke()) })
	s.close() // On the thread that made it.
	s.made = nil
	return got
}

func otherThread(s *scene) outcome {
	s.prepare()
	return elsewhere(func() outcome { return s.settle(s.invoke()) })
}

// busy calls while another thread stays in a call that has the object to itself. Which of the two is first is up
// to the system: where it was the wrong one, both try again.
func busy(s *scene) (got outcome) {
	s.prepare()
	for pause := time.Millisecond; pause < time.Second; pause *= 2 {
		s.args = nil
		object := s.at(s.tried.value)
		helper, args := s.helping(object)
		s.behaves()
		if s.tried.standIn == "" {
			return unreachable("nothing makes a call last")
		}
		done := make(chan []reflect.Value)
		go func() { done <- call(helper, args) }()
		time.Sleep(pause)
		got = s.settle(s.invoke())
		results := <-done
		os.Unsetenv("TENON_STAND_IN")
		s.made = append(s.made, closable(results)...)
		if failed(results) == nil && got.Got == s.tried.outcome {
			break
		}
	}
	return got
}

// ---- Callbacks ----

// during runs something the first time that a callback is called.
func during(run func()) (wasCalled func() bool, end func()) {
	called := false
	now := conduct(func(_ string, of reflect.Type, _ []reflect.Value) []reflect.Value {
		if !called {
			called = true
			run()
		}
		return benignResults(of)
	})
	conducts.Store(&now)
	return func() bool { return called }, func() { conducts.Store(nil) }
}

// inCallback calls inside a callback of a call that has the object to itself. The object is closed there as
// well, which must wait, and the garbage collector runs.
func inCallback(s *scene) outcome {
	object := s.at(s.tried.value)
	helper, args := s.helping(object)
	s.behaves()
	var got outcome
	wasCalled, end := during(func() {
		got = s.settle(classify(s.f.name, call(s.f, s.args)))
		runtime.GC()
	})
	results := call(helper, args)
	end()
	s.made = append(s.made, closable(results)...)
	if !wasCalled() {
		return unreachable("%s called nobody back: %v", helper.name, failed(results))
	}
	return got
}

type panicked struct{ value any }

// outcomeOfFailing calls with functions that fail: their error, or their panic, comes out of the call.
func (s *scene) outcomeOfFailing(fails conduct) outcome {
	s.args = nil
	s.prepare()
	s.behaves()
	before := told.Load()
	conducts.Store(&fails)
	results, thrown := s.caught()
	conducts.Store(nil)
	if told.Load() == before {
		return unreachable("nothing called it: %v", failed(results))
	}
	if thrown != nil {
		if reason, isOurs := thrown.value.(cannot); isOurs {
			panic(reason)
		}
		if thrown.value == any(errMine) {
			return outcome{Got: "failed", Code: s.firstCode(), Type: "panic", Message: errMine.Error()}
		}
		return outcome{Got: "wrong", Message: fmt.Sprintf("another panic: %v", thrown.value)}
	}
	err := failed(results)
	if err == nil {
		return outcome{Got: "accepted"}
	}
	got := classifyError(s.f.name, err)
	if errors.Is(err, errMine) {
		return outcome{Got: "failed", Code: s.firstCode(), Type: got.Type, Message: err.Error()}
	}
	return got
}

// firstCode is what an error of the driver's own stands for: it has no code, but is the right one.
func (s *scene) firstCode() string {
	first, _, _ := strings.Cut(s.tried.codes, " ")
	return first
}

func (s *scene) caught() (results []reflect.Value, thrown *panicked) {
	defer func() {
		if value := recover(); value != nil {
			thrown = &panicked{value}
		}
	}()
	return s.results(), nil
}

// only is a conduct of the case's method; the others behave.
func (s *scene) only(fails conduct) conduct {
	return func(method string, of reflect.Type, args []reflect.Value) []reflect.Value {
		if s.tried.method != "" && s.tried.method != method {
			return benignResults(of)
		}
		return fails(method, of, args)
	}
}

func returnsError(_ string, of reflect.Type, _ []reflect.Value) []reflect.Value {
	return zeroResults(of, errMine)
}

func panics(string, reflect.Type, []reflect.Value) []reflect.Value { panic(errMine) }

func callbackFails(s *scene) outcome {
	s.place(s.tried.value)
	return s.either(
		func() outcome { return s.outcomeOfFailing(s.only(returnsError)) },
		func() outcome { return s.outcomeOfFailing(s.only(panics)) },
	)
}

// keptFails calls while what an earlier call left with the library fails.
func keptFails(s *scene) outcome {
	return s.either(
		func() outcome { return s.keptFailing(returnsError) },
		func() outcome { return s.keptFailing(panics) },
	)
}

func (s *scene) keptFailing(fails conduct) outcome {
	helper := callees[s.tried.helper]
	if helper == nil {
		return unreachable("Go has no %q to help", s.tried.helper)
	}
	results := call(helper, s.arguments(helper))
	if err := failed(results); err != nil {
		return unreachable("%s: %v", helper.name, err)
	}
	s.made = append(s.made, closable(results)...)
	return s.outcomeOfFailing(fails)
}

// incompleteInterface passes what has the methods to the compiler, but panics when they are called.
func incompleteInterface(s *scene) outcome {
	value := s.at(s.tried.value)
	if !incomplete[value.Type()].IsValid() {
		return inexpressible("a function has no methods to miss")
	}
	value.Set(incomplete[value.Type()])
	defer func() {
		if panicked := recover(); panicked != nil {
			err, isError := panicked.(runtime.Error)
			if !isError || !strings.Contains(err.Error(), "nil pointer") {
				panic(panicked)
			}
		}
	}()
	s.invoke()
	return inexpressible("the compiler asks for every method; a nil one that is embedded panics where it is called")
}

// badToken tries contexts that are none, are over already, or end during the call.
func badToken(s *scene) outcome {
	over, cancel := context.WithCancel(context.Background())
	cancel()
	s.none()
	first := s.settle(s.invoke())
	if first.Got != "refused" || first.Code != "bad_value" {
		return first
	}
	first.Got = "type_error" // Go's context is no token yet.
	for range 20 {
		s.args = nil
		ending, stop := context.WithCancel(context.Background())
		s.at(s.tried.value).Set(reflect.ValueOf(ending))
		go stop()
		if got := s.invoke(); got.Got == "wrong" {
			return got
		}
	}
	s.args = nil
	s.at(s.tried.value).Set(reflect.ValueOf(over))
	if got := s.invoke(); got.Got == "wrong" {
		return got
	}
	return first
}

// ---- A defective library ----

func defective(s *scene) outcome {
	s.prepare()
	s.behaves()
	if s.tried.standIn == "" {
		return unreachable("nothing makes the library do that")
	}
	return s.settle(s.invoke())
}

// late is for what the library does in the call after the one that is to blame.
func late(s *scene) outcome {
	got := defective(s)
	os.Unsetenv("TENON_STAND_IN")
	if got.Got == "accepted" { // With the same objects: making others would be that call.
		got = s.settle(s.invoke())
	}
	return got
}

// ---- The end of the process ----

// atExit lets the process end during the call, and while other goroutines call.
func atExit(s *scene) outcome {
	s.prepare()
	program, err := os.Executable()
	if err != nil {
		return unreachable("%v", err)
	}
	for _, way := range []string{"return", "exit", "left"} {
		output, err := exec.Command(program, "--leave", fmt.Sprintf("%d:%s", s.tried.number, way)).CombinedOutput()
		if err != nil {
			return outcome{Got: "wrong", Message: fmt.Sprintf("%s: %v: %.300s", way, err, output)}
		}
	}
	return outcome{Got: "accepted"}
}

// leave is that process.
func leave(what string) {
	describe()
	word, way, _ := strings.Cut(what, ":")
	number, _ := strconv.Atoi(word)
	for _, tried := range cases {
		if tried.number != number {
			continue
		}
		s := newScene(tried, callees[tried.function])
		s.prepare()
		if way == "left" { // Objects that nobody closes.
			s.results()
			return
		}
		s.behaves()
		for range 4 {
			go func() {
				for {
					call(s.f, s.args)
				}
			}()
		}
		time.Sleep(2 * time.Millisecond)
		if way == "exit" {
			os.Exit(0)
		}
	}
}
