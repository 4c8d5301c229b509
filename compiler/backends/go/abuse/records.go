package main

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"
)

// spoil makes the part of a value that the path names wrong: "Place.X:constant". Cases of a sum type are steps of
// the path, too.
func (s *scene) spoil(value reflect.Value, path, bad string) {
	way, wrong, _ := strings.Cut(path, ":")
	steps := strings.Split(way, ".")
	if way == "" {
		steps = nil
	}
	s.spoilAt(value, steps, wrong, bad)
}

func (s *scene) spoilAt(value reflect.Value, steps []string, wrong, bad string) {
	switch value.Kind() {
	case reflect.Pointer:
		if value.IsNil() {
			value.Set(reflect.New(value.Type().Elem()))
			fill(value.Elem())
		}
		s.spoilAt(value.Elem(), steps, wrong, bad)
		return
	case reflect.Slice:
		s.spoilAt(value.Index(value.Len()-1), steps, wrong, bad)
		return
	case reflect.Map:
		key, element := reflect.New(value.Type().Key()).Elem(), reflect.New(value.Type().Elem()).Elem()
		fill(key)
		fill(element)
		s.spoilAt(element, steps, wrong, bad)
		value.SetMapIndex(key, element)
		return
	}
	if len(steps) == 0 {
		s.spoilHere(value, wrong, bad)
		return
	}
	if value.Kind() == reflect.Interface {
		s.spoilCase(value, steps, wrong, bad)
		return
	}
	field := value.FieldByName(steps[0])
	if !field.IsValid() {
		panic(cannot{"inexpressible", fmt.Sprintf("%s has no field %s", value.Type(), steps[0])})
	}
	s.spoilAt(field, steps[1:], wrong, bad)
}

func (s *scene) spoilCase(value reflect.Value, steps []string, wrong, bad string) {
	for _, of := range sumTypes[value.Type()] {
		if of.Name() != steps[0] {
			continue
		}
		chosen := reflect.New(of).Elem()
		fill(chosen)
		s.spoilAt(chosen.Field(0), steps[1:], wrong, bad)
		value.Set(chosen)
		return
	}
	panic(cannot{"wrong", fmt.Sprintf("%s has no case %s", value.Type(), steps[0])})
}

func (s *scene) spoilHere(value reflect.Value, wrong, bad string) {
	switch {
	case wrong == "text" && value.Kind() == reflect.String:
		value.SetString(bad)
	case value.Kind() == reflect.Interface: // No case at all is the only wrong one that there is.
		value.SetZero()
		s.isNil = true
	case wrong == "constant" && (value.CanInt() || value.CanUint()):
		setInteger(value, unknown(value.Type()))
	default:
		panic(cannot{"inexpressible", fmt.Sprintf("a %s is never wrong in that way (%s)", value.Type(), wrong)})
	}
}

func badField(s *scene) outcome {
	s.place(s.tried.value)
	_, wrong, _ := strings.Cut(s.tried.path, ":")
	spoil := func(bad string) func() {
		return func() { s.spoil(s.at(s.tried.value), s.tried.path, bad) }
	}
	if wrong != "text" {
		got := s.each(spoil(""))
		if got.Got == "accepted" && s.isNil {
			return inexpressible("nil says that there is none")
		}
		return got
	}
	return s.each(spoil(badTexts[0]), spoil("te\x00xt"))
}

// callbackLies gives what the contract rules out as the part of the method that the case names.
func callbackLies(s *scene) outcome {
	s.place(s.tried.value)
	lies := s.only(func(_ string, of reflect.Type, args []reflect.Value) []reflect.Value {
		results := benignResults(of)
		s.lie(results, args)
		return results
	})
	return s.outcomeOfFailing(lies)
}

// lie makes the results wrong: the part that the path names, in the first result that has one.
func (s *scene) lie(results, args []reflect.Value) {
	for i := range results {
		variable := reflect.New(results[i].Type()).Elem()
		variable.Set(results[i])
		if s.lieAbout(variable, args) {
			results[i] = variable
			return
		}
	}
	panic(cannot{"inexpressible", "nothing that this function gives can be wrong"})
}

func (s *scene) lieAbout(value reflect.Value, args []reflect.Value) bool {
	of := value.Type()
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	isText := of.Kind() == reflect.String
	switch {
	case of == reflect.TypeFor[error]():
		return false
	case s.tried.path == "count":
		if of.Kind() != reflect.Int || !fills(args) {
			return false
		}
		value.SetInt([]int64{math.MaxInt, -1}[s.tried.variant%2])
	case s.tried.path == ":text" && isText, s.tried.path == ":constant" && len(known[of]) > 0,
		of.Kind() == reflect.Struct && !strings.HasPrefix(s.tried.path, ":"), len(sumTypes[of]) > 0:
		s.spoil(value, s.tried.path, badTexts[s.tried.variant%len(badTexts)])
	default:
		return false
	}
	return true
}

// fills is whether a function was given an array that it could fill.
func fills(args []reflect.Value) bool {
	for _, arg := range args {
		if arg.Kind() == reflect.Slice {
			return true
		}
	}
	return false
}

type self struct{ Next *self }

// badDynamic passes what cannot become MessagePack, or not all of it.
func badDynamic(s *scene) outcome {
	deep := any(int64(1))
	for range 10_000 {
		deep = []any{deep}
	}
	endless := map[string]any{}
	endless["again"] = endless
	ring := &self{}
	ring.Next = ring
	var changes []func()
	for _, bad := range []any{
		make(chan int), func() {}, complex(1, 1), &ring, ring, deep, endless, "\xff", map[string]any{"\xff": 1},
		map[any]any{1: 1}, new(big.Int).Lsh(big.NewInt(1), 64), struct{ A int }{1},
	} {
		changes = append(changes, func() { s.at(s.tried.value).Set(reflect.ValueOf(&bad).Elem()) })
	}
	return s.each(changes...)
}
