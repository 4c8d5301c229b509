package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"reflect"
	"strings"
	"sync/atomic"
	"time"
)

// What table.go says of the package's types.
var (
	makers       = map[reflect.Type]string{} // Pointers to objects.
	known        = map[reflect.Type][]int64{}
	sumTypes     = map[reflect.Type][]reflect.Type{}
	complete     = map[reflect.Type]reflect.Value{}
	incomplete   = map[reflect.Type]reflect.Value{}
	combinations = map[reflect.Type]bool{}
)

func class[T any](maker string) {
	makers[reflect.TypeFor[*T]()] = maker
}

func constants[T ~int32](all ...T) {
	for _, each := range all {
		known[reflect.TypeFor[T]()] = append(known[reflect.TypeFor[T]()], int64(each))
	}
}

func flags[T ~int32 | ~uint32](all ...T) {
	for _, each := range all {
		known[reflect.TypeFor[T]()] = append(known[reflect.TypeFor[T]()], int64(each))
	}
	combinations[reflect.TypeFor[T]()] = true
}

func variant[T any](all ...T) {
	for _, each := range all {
		sumTypes[reflect.TypeFor[T]()] = append(sumTypes[reflect.TypeFor[T]()], reflect.TypeOf(each))
	}
}

func implementer[T any](with, without T) {
	complete[reflect.TypeFor[T]()] = reflect.ValueOf(with)
	incomplete[reflect.TypeFor[T]()] = reflect.ValueOf(without)
}

// conduct is what the functions that this driver passes do when they are called.
type conduct func(method string, of reflect.Type, args []reflect.Value) []reflect.Value

var (
	conducts atomic.Pointer[conduct]
	told     atomic.Int64 // How often one was called.
)

// behave is a method of what implements an interface: what it does is the conduct of the moment.
func behave[F any](name string, method F) F {
	of := reflect.TypeOf(method)
	made := reflect.MakeFunc(of, func(args []reflect.Value) []reflect.Value {
		return answer(name, of, args)
	})
	function, _ := made.Interface().(F)
	return function
}

func answer(method string, of reflect.Type, args []reflect.Value) []reflect.Value {
	told.Add(1)
	if now := conducts.Load(); now != nil {
		return (*now)(method, of, args)
	}
	return benignResults(of)
}

// benignResults is what a well-meaning function gives; one that fills an array fills nothing.
func benignResults(of reflect.Type) []reflect.Value {
	results := make([]reflect.Value, of.NumOut())
	for i := range results {
		results[i] = reflect.New(of.Out(i)).Elem()
		if of.Out(i) != reflect.TypeFor[error]() && of.Out(i).Kind() != reflect.Int {
			fill(results[i])
		}
	}
	return results
}

// zeroResults is the same with nothing in it, and an error.
func zeroResults(of reflect.Type, err error) []reflect.Value {
	results := make([]reflect.Value, of.NumOut())
	for i := range results {
		results[i] = reflect.New(of.Out(i)).Elem()
	}
	if err != nil {
		results[len(results)-1].Set(reflect.ValueOf(err))
	}
	return results
}

// reader and writer are streams whose conduct is the moment's.
type reader struct{ rest io.Reader }

func (r reader) Read(buffer []byte) (int, error) {
	given := answer("call", reflect.TypeOf(r.rest.Read), []reflect.Value{reflect.ValueOf(buffer)})
	if conducts.Load() == nil {
		return r.rest.Read(buffer)
	}
	err, _ := given[1].Interface().(error)
	return int(given[0].Int()), err
}

type writer struct{ all *bytes.Buffer }

func (w writer) Write(data []byte) (int, error) {
	given := answer("call", reflect.TypeOf(w.all.Write), []reflect.Value{reflect.ValueOf(data)})
	if conducts.Load() == nil {
		return len(data), nil
	}
	err, _ := given[1].Interface().(error)
	return int(given[0].Int()), err
}

// arguments makes valid arguments for a function: variables, so that a case can change one.
func (s *scene) arguments(f *callee) []reflect.Value {
	of := f.call.Type()
	args := make([]reflect.Value, of.NumIn())
	for i := range args {
		args[i] = reflect.New(of.In(i)).Elem()
		if f.options != nil && of.In(i) == reflect.TypeOf(f.options).Out(0) {
			args[i].Set(reflect.ValueOf(f.options).Call(nil)[0])
			continue
		}
		s.fill(args[i])
	}
	return args
}

// fill makes a variable hold something benign, objects included.
func (s *scene) fill(value reflect.Value) {
	if _, isObject := makers[value.Type()]; isObject {
		value.Set(s.object(value.Type()))
		return
	}
	fill(value)
}

// object makes an object of a class with the function that needs least.
func (s *scene) object(of reflect.Type) reflect.Value {
	maker := callees[makers[of]]
	if maker == nil {
		panic(cannot{"unreachable", fmt.Sprintf("nothing makes a %s", of)})
	}
	results := call(maker, s.arguments(maker))
	if err := failed(results); err != nil {
		panic(cannot{"unreachable", fmt.Sprintf("no %s can be made: %v", of, err)})
	}
	s.made = append(s.made, closable(results)...)
	for _, result := range results {
		if result.Type() == of && !result.IsNil() {
			return result
		}
	}
	panic(cannot{"unreachable", fmt.Sprintf("%s gives no %s", maker.name, of)})
}

// fill makes a variable hold something benign that is no object.
func fill(value reflect.Value) {
	of := value.Type()
	switch {
	case of == reflect.TypeFor[time.Time]():
		value.Set(reflect.ValueOf(time.Unix(1, 0).UTC()))
		return
	case of == reflect.TypeFor[time.Duration]():
		value.SetInt(int64(time.Second))
		return
	case of == reflect.TypeFor[*big.Int]():
		value.Set(reflect.ValueOf(big.NewInt(1)))
		return
	case len(known[of]) > 0:
		setInteger(value, known[of][0])
		return
	}
	switch value.Kind() {
	case reflect.Bool:
		value.SetBool(true)
	case reflect.String:
		value.SetString("text")
	case reflect.Float32, reflect.Float64:
		value.SetFloat(1)
	case reflect.Interface:
		fillInterface(value)
	case reflect.Func:
		value.Set(reflect.MakeFunc(of, func(args []reflect.Value) []reflect.Value {
			return answer("call", of, args)
		}))
	default:
		fillCompound(value)
	}
}

func fillCompound(value reflect.Value) {
	of := value.Type()
	switch value.Kind() {
	case reflect.Slice:
		value.Set(reflect.MakeSlice(of, 2, 2))
		fill(value.Index(0))
		fill(value.Index(1))
	case reflect.Map:
		value.Set(reflect.MakeMap(of))
		key, element := reflect.New(of.Key()).Elem(), reflect.New(of.Elem()).Elem()
		fill(key)
		fill(element)
		value.SetMapIndex(key, element)
	case reflect.Struct:
		for i := range value.NumField() {
			if value.Field(i).CanSet() {
				fill(value.Field(i))
			}
		}
	case reflect.Pointer:
		value.Set(reflect.New(of.Elem()))
		fill(value.Elem())
	default:
		setInteger(value, 1)
	}
}

func setInteger(value reflect.Value, number int64) {
	if value.CanInt() {
		value.SetInt(number)
	} else if value.CanUint() {
		value.SetUint(uint64(number))
	}
}

func fillInterface(value reflect.Value) {
	of := value.Type()
	switch {
	case of == reflect.TypeFor[context.Context]():
		value.Set(reflect.ValueOf(context.Background()))
	case of == reflect.TypeFor[io.Reader]():
		value.Set(reflect.ValueOf(reader{strings.NewReader("text")}))
	case of == reflect.TypeFor[io.Writer]():
		value.Set(reflect.ValueOf(writer{new(bytes.Buffer)}))
	case len(sumTypes[of]) > 0:
		chosen := reflect.New(sumTypes[of][0]).Elem()
		fill(chosen)
		value.Set(chosen)
	case complete[of].IsValid():
		value.Set(complete[of])
	case of.NumMethod() == 0:
		value.Set(reflect.ValueOf(map[string]any{"text": int64(1)}))
	default:
		fillStream(value)
	}
}

var errMine = errors.New("the driver's own error")
