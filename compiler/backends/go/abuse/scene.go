package main

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	. "@MODULE@"
)

// callee is a function of the package.
type callee struct {
	name    string
	call    reflect.Value
	places  map[string]place
	options any        // Makes the struct with what may be left out, or nil.
	lengths [][]string // Arrays that must be of one length.
	forgets bool       // Without a callback, the library forgets the one that it keeps.
}

// place is where the caller passes a value.
type place struct {
	at     int
	field  string // Of the struct with what may be left out.
	isKeys bool   // The keys of the map.
}

var callees = map[string]*callee{}

// function notes a function of the contract.
func function(name string, call any) *callee {
	f := &callee{name: name, call: reflect.ValueOf(call), places: map[string]place{}}
	callees[name] = f
	return f
}

func (f *callee) at(name string, at int)   { f.places[name] = place{at: at} }
func (f *callee) keys(name string, at int) { f.places[name] = place{at: at, isKeys: true} }
func (f *callee) option(name string, at int, field string) {
	f.places[name] = place{at: at, field: field}
}
func (f *callee) together(names ...string) { f.lengths = append(f.lengths, names) }

// failures are the codes of the package's errors by their number.
var failures = map[Code]string{}
var ours = map[string]bool{}

func failure(name string, code int32, isBoundary bool) {
	failures[Code(code)] = name
	ours[name] = isBoundary
}

// scene is a call with valid arguments, and what was made for it.
type scene struct {
	tried attempt
	f     *callee
	args  []reflect.Value
	made  []reflect.Value // In the order in which they were made.
	isNil bool            // What is wrong is a sum type without a case.
}

func newScene(tried attempt, f *callee) *scene {
	s := &scene{tried: tried, f: f}
	return s
}

// prepare makes the valid arguments.
func (s *scene) prepare() {
	if s.args == nil {
		s.args = s.arguments(s.f)
	}
}

// close ends what was made, the last first.
func (s *scene) close() {
	os.Unsetenv("TENON_STAND_IN")
	for i := len(s.made) - 1; i >= 0; i-- {
		end(s.made[i])
	}
}

type closer interface{ Close() error }

func end(value reflect.Value) {
	if !value.IsValid() || (value.Kind() == reflect.Pointer && value.IsNil()) {
		return
	}
	switch object := value.Interface().(type) {
	case closer:
		_ = object.Close()
	case interface{ Release() }:
		object.Release()
	}
}

// forget leaves the library without callbacks of this program.
func forget() {
	for _, f := range callees {
		if !f.forgets {
			continue
		}
		s := newScene(attempt{}, f)
		s.prepare()
		for _, arg := range s.args {
			if arg.Kind() == reflect.Func || arg.Kind() == reflect.Interface {
				arg.SetZero()
			}
		}
		call(f, s.args)
		s.close()
	}
}

// place is where the value of the case is passed.
func (s *scene) place(name string) place {
	where, isThere := s.f.places[name]
	if !isThere {
		panic(cannot{"inexpressible", fmt.Sprintf("Go's function has no parameter for %s", name)})
	}
	return where
}

// at is the argument with that name: a variable that can be set.
func (s *scene) at(name string) reflect.Value {
	s.prepare()
	where := s.place(name)
	argument := s.args[where.at]
	if where.field != "" {
		return argument.Elem().FieldByName(where.field)
	}
	return argument
}

// invoke calls the function and says what came back.
func (s *scene) invoke() outcome {
	s.prepare()
	return classify(s.f.name, s.results())
}

// behaves makes the library that stands in behave as the case says.
func (s *scene) behaves() {
	if s.tried.standIn == "" {
		return
	}
	if err := os.Setenv("TENON_STAND_IN", s.tried.standIn); err != nil {
		panic(cannot{"unreachable", err.Error()})
	}
}

// results calls the function; what it gives is closed with the scene.
func (s *scene) results() []reflect.Value {
	results := call(s.f, s.args)
	s.made = append(s.made, closable(results)...)
	return results
}

func closable(results []reflect.Value) (made []reflect.Value) {
	for _, result := range results {
		switch result.Kind() {
		case reflect.Pointer, reflect.Interface:
			if !result.IsNil() {
				made = append(made, result)
			}
		}
	}
	return made
}

// call calls a function. What panics with an error of the package fails with it: so do methods that Go's own
// packages want without an error.
func call(f *callee, args []reflect.Value) (results []reflect.Value) {
	defer func() {
		if panicked := recover(); panicked != nil {
			failed, isError := panicked.(error)
			var ours *Error
			if !isError || !errors.As(failed, &ours) {
				panic(panicked)
			}
			results = []reflect.Value{reflect.ValueOf(&failed).Elem()}
		}
	}()
	if f.call.Type().IsVariadic() {
		return f.call.CallSlice(args)
	}
	return f.call.Call(args)
}

// failed is the error among the results, or nil.
func failed(results []reflect.Value) error {
	if len(results) == 0 {
		return nil
	}
	err, _ := results[len(results)-1].Interface().(error)
	if results[len(results)-1].Type() != reflect.TypeFor[error]() {
		return nil
	}
	return err
}

// classify says what the results are: an error of the boundary's, of the library's, another one, or none.
func classify(function string, results []reflect.Value) outcome {
	err := failed(results)
	if err == nil {
		return outcome{Got: "accepted"}
	}
	return classifyError(function, err)
}

func classifyError(function string, err error) outcome {
	var ours *Error
	got := outcome{Message: err.Error(), Type: fmt.Sprintf("%T", err)}
	if !errors.As(err, &ours) {
		got.Got = "wrong"
		return got
	}
	got.Code = failures[ours.Code]
	switch {
	case ours.Message == "" || ours.Name == "":
		got.Got = "wrong"
		got.Message = "an error without a name or a message"
	case got.Code == "":
		got.Got = "wrong"
		got.Message = fmt.Sprintf("an unknown code %d: %s", ours.Code, err)
	default:
		got.Got = "failed"
	}
	return got
}

// settle turns what came back into what the journal says: an error of the boundary before the library was
// called is a refusal.
func (s *scene) settle(got outcome) outcome {
	if got.Got != "failed" {
		return got
	}
	isOurs := ours[got.Code]
	switch s.tried.outcome {
	case "refused":
		if isOurs {
			got.Got = "refused"
		}
	case "type_error":
		if isOurs {
			got.Got = "type_error"
		}
	case "accepted", "harmless":
		if !isOurs {
			got.Got = "accepted"
		} else {
			got.Got = "refused"
		}
	}
	return got
}

// isRight is whether this is what must come back: where a case has several ways, one that is wrong is told.
func (s *scene) isRight(got outcome) bool {
	if got.Got != s.tried.outcome && !(s.tried.outcome == "harmless" && got.Got != "wrong") {
		return s.tried.outcome == "accepted" && hasWord(s.tried.codes, got.Code)
	}
	if s.tried.outcome != "refused" && s.tried.outcome != "failed" {
		return true
	}
	return s.tried.codes == "" || hasWord(s.tried.codes, got.Code)
}

func hasWord(words, word string) bool {
	for _, each := range strings.Fields(words) {
		if each == word {
			return true
		}
	}
	return false
}
