package main

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strings"
	"time"
)

// ways are how each abuse looks in Go. Where there are several, all are tried, and the first that does not come
// out as it must is what the journal says.
var ways map[string]func(s *scene) outcome

func init() {
	ways = map[string]func(s *scene) outcome{
		"null_object":   func(s *scene) outcome { return s.each(s.none, s.zeroObject) },
		"closed":        func(s *scene) outcome { return s.each(s.closed, s.closedElsewhere, s.slotUsedAgain, s.closedByCopy) },
		"closed_twice":  closedTwice,
		"busy":          busy,
		"same_twice":    sameTwice,
		"view_open":     func(s *scene) outcome { return withDependent(s, false) },
		"kept":          func(s *scene) outcome { return withDependent(s, false) },
		"parent_closed": func(s *scene) outcome { return withDependent(s, true) },
		"wrong_thread":  wrongThread,
		"other_thread":  otherThread,
		"in_callback":   inCallback,

		"null_text":     func(s *scene) outcome { return s.each(s.none) },
		"bad_utf8":      badText,
		"nul_in_text":   func(s *scene) outcome { return s.texts("te\x00xt", "\x00", "text\x00") },
		"text_too_long": tooLong,

		"null_array": func(s *scene) outcome { return s.emptied(true) },
		"empty": func(s *scene) outcome {
			return s.either(func() outcome { return s.emptied(false) }, func() outcome { return s.emptied(true) })
		},
		"count_differs":   countDiffers,
		"count_too_large": tooLong,

		"out_of_range":     outOfRange,
		"not_a_number":     notANumber,
		"extreme":          extreme,
		"unknown_constant": unknownConstant,
		"null_record":      nullRecord,
		"bad_field":        badField,

		"null_callback":        func(s *scene) outcome { return s.each(s.none) },
		"callback_fails":       callbackFails,
		"callback_lies":        callbackLies,
		"incomplete_interface": incompleteInterface,
		"bad_token":            badToken,
		"bad_dynamic":          badDynamic,

		"lie_null": defective, "lie_constant": defective, "lie_bool": defective, "lie_text": defective,
		"lie_count": defective, "lie_field": defective, "lie_again": defective, "lie_late": late,
		"lie_thread": defective, "kept_fails": keptFails, "fails": defective, "unknown_status": defective, "throws": defective,
		"jumps": defective,

		"at_exit": atExit,
	}
	for abuse, way := range streamWays() {
		ways[abuse] = way
	}
}

// each makes the valid call wrong in several ways, one after the other.
func (s *scene) each(changes ...func()) (got outcome) {
	for _, change := range changes {
		s.args = nil
		change()
		got = s.settle(s.invoke())
		if !s.isRight(got) {
			return got
		}
	}
	return got
}

// either is the same for whole attempts.
func (s *scene) either(attempts ...func() outcome) (got outcome) {
	for _, attempt := range attempts {
		s.close()
		s.args, s.made = nil, nil
		got = s.settle(attempt())
		if !s.isRight(got) {
			return got
		}
	}
	return got
}

// ---- Objects ----

func (s *scene) none() {
	value := s.at(s.tried.value)
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Func, reflect.Slice, reflect.Map:
		value.SetZero()
	default:
		panic(cannot{"inexpressible", fmt.Sprintf("a %s is never nil", value.Type())})
	}
}

// zeroObject is one that no function made.
func (s *scene) zeroObject() {
	value := s.at(s.tried.value)
	value.Set(reflect.New(value.Type().Elem()))
}

func (s *scene) closed() {
	end(s.at(s.tried.value))
}

func (s *scene) closedElsewhere() {
	value := s.at(s.tried.value)
	done := make(chan struct{})
	go func() {
		defer close(done)
		end(value)
	}()
	<-done
}

// slotUsedAgain closes the object and makes others, one of which takes its place in the table of handles.
func (s *scene) slotUsedAgain() {
	value := s.at(s.tried.value)
	end(value)
	for range 3 {
		s.object(value.Type())
	}
}

// closedByCopy closes a copy that vet would warn of.
func (s *scene) closedByCopy() {
	value := s.at(s.tried.value)
	twin := reflect.New(value.Type().Elem())
	twin.Elem().Set(value.Elem())
	end(twin)
}

func closedTwice(s *scene) outcome {
	s.prepare()
	if s.tried.value == "" {
		results := s.results()
		for _, result := range closable(results) {
			end(result)
			end(result)
		}
		return classify(s.f.name, results)
	}
	object := s.at(s.tried.value)
	for range 2 {
		if err := object.Interface().(closer).Close(); err != nil {
			return classifyError(s.f.name, err)
		}
	}
	return outcome{Got: "accepted"}
}

func sameTwice(s *scene) outcome {
	s.at(s.tried.other).Set(s.at(s.tried.value))
	return s.settle(s.invoke())
}

// helping makes the call of the helper, with this object as the first of its class.
func (s *scene) helping(object reflect.Value) (*callee, []reflect.Value) {
	helper := callees[s.tried.helper]
	if helper == nil {
		panic(cannot{"unreachable", fmt.Sprintf("Go has no %q to help", s.tried.helper)})
	}
	args := s.arguments(helper)
	for i, arg := range args {
		if arg.Type() == object.Type() {
			args[i].Set(object)
			return helper, args
		}
	}
	panic(cannot{"unreachable", fmt.Sprintf("%s takes no %s", helper.name, object.Type())})
}

// withDependent calls the function while something depends on the object, or that after its parent was closed.
func withDependent(s *scene, isParent bool) outcome {
	object := s.at(s.tried.value)
	if !isParent {
		helper, args := s.helping(object)
		results := call(helper, args)
		if err := failed(results); err != nil {
			return unreachable("%s: %v", helper.name, err)
		}
		s.made = append(s.made, closable(results)...)
		return s.settle(s.invoke())
	}
	helper := callees[s.tried.helper]
	if helper == nil {
		return unreachable("Go has no %q to help", s.tried.helper)
	}
	args := s.arguments(helper)
	results := call(helper, args)
	if err := failed(results); err != nil {
		return unreachable("%s: %v", helper.name, err)
	}
	s.made = append(s.made, closable(results)...)
	for _, result := range results {
		if result.Type() == object.Type() {
			object.Set(result)
		}
	}
	for _, arg := range args {
		if _, isObject := makers[arg.Type()]; isObject {
			end(arg)
		}
	}
	return s.settle(s.invoke())
}

// ---- Texts ----

func badText(s *scene) outcome {
	bad := badTexts[s.tried.variant%len(badTexts)]
	return s.texts(bad, "text"+bad)
}

// texts passes these for the text, for one of the texts, or for one of the keys of the map.
func (s *scene) texts(bad ...string) outcome {
	var changes []func()
	for _, text := range bad {
		changes = append(changes, func() { s.setText(text) })
	}
	return s.each(changes...)
}

func (s *scene) setText(text string) {
	value := s.at(s.tried.value)
	where := s.place(s.tried.value)
	switch value.Kind() {
	case reflect.String:
		value.SetString(text)
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		value.Elem().SetString(text)
	case reflect.Slice:
		value.Index(value.Len() - 1).SetString(text)
	case reflect.Map:
		key, element := reflect.New(value.Type().Key()).Elem(), reflect.New(value.Type().Elem()).Elem()
		fill(key)
		fill(element)
		if where.isKeys {
			key.SetString(text)
		} else {
			element.SetString(text)
		}
		value.SetMapIndex(key, element)
	default:
		panic(cannot{"inexpressible", fmt.Sprintf("a %s is no text", value.Type())})
	}
}

// ---- Arrays ----

// emptied calls with no elements in the array and in those that must be as long as it.
func (s *scene) emptied(isNil bool) outcome {
	names := []string{s.tried.value}
	for _, together := range s.f.lengths {
		if hasWord(strings.Join(together, " "), s.tried.value) {
			names = append(names, together...)
		}
	}
	for _, name := range names {
		if _, isThere := s.f.places[name]; !isThere {
			continue
		}
		value := s.at(name)
		switch value.Kind() {
		case reflect.Slice:
			value.SetZero()
			if !isNil {
				value.Set(reflect.MakeSlice(value.Type(), 0, 0))
			}
		case reflect.Map:
			value.SetZero()
			if !isNil {
				value.Set(reflect.MakeMap(value.Type()))
			}
		case reflect.String:
			value.SetString("")
		case reflect.Pointer:
			value.Set(reflect.New(value.Type().Elem()))
		default:
			return inexpressible(fmt.Sprintf("a %s has no length", value.Type()))
		}
	}
	got := s.invoke()
	if s.tried.abuse == "null_array" && got.Got == "accepted" {
		return inexpressible("a nil slice is an empty one")
	}
	return s.settle(got)
}

func countDiffers(s *scene) outcome {
	for _, name := range []string{s.tried.value, s.tried.other} {
		if _, isThere := s.f.places[name]; !isThere {
			return inexpressible("Go has one length for both")
		}
		if s.at(name).Kind() == reflect.Map {
			return inexpressible("a map has as many keys as values")
		}
	}
	longer := func(name string) func() {
		return func() {
			value := s.at(name)
			value.Set(reflect.Append(value, value.Index(0)))
		}
	}
	return s.each(longer(s.tried.value), longer(s.tried.other))
}

// tooLong tries lengths just above what the types of counts hold, as far as memory allows.
func tooLong(s *scene) outcome {
	const most = 1 << 17
	lengths := []int{1 << 7, 1 << 8, 1 << 15, 1 << 16}
	value := s.at(s.tried.value)
	for _, length := range lengths {
		if length > most {
			break
		}
		s.args = nil
		value = s.at(s.tried.value)
		switch value.Kind() {
		case reflect.String:
			value.SetString(strings.Repeat("a", length))
		case reflect.Slice:
			first := value.Index(0)
			many := reflect.MakeSlice(value.Type(), length, length)
			for i := range length {
				many.Index(i).Set(first)
			}
			value.Set(many)
		default:
			return inexpressible(fmt.Sprintf("a %s has no length", value.Type()))
		}
		got := s.settle(s.invoke())
		if got.Got == "refused" && s.isRight(got) {
			return got
		}
		if got.Got != "accepted" && got.Got != "refused" && got.Got != "failed" {
			return got
		}
	}
	return huge(s)
}

// huge is more elements than 32 bits count, in memory that nobody touches.
func huge(s *scene) outcome {
	s.args = nil
	value := s.at(s.tried.value)
	if value.Kind() != reflect.Slice || value.Type().Elem().Kind() == reflect.String ||
		value.Type().Elem().Size() > 4 {
		return unreachable("more than 4294967295 of them need more memory than a test should use")
	}
	const count = 1 << 32
	value.Set(reflect.MakeSlice(value.Type(), count, count))
	return s.settle(s.invoke())
}

// ---- Numbers ----

func outOfRange(s *scene) outcome {
	value := s.at(s.tried.value)
	isAbove := s.tried.variant%2 == 1
	switch value.Interface().(type) {
	case time.Time:
		far := time.Date(-300_000_000_000, 1, 1, 0, 0, 0, 0, time.UTC)
		if isAbove {
			far = time.Date(300_000_000_000, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		value.Set(reflect.ValueOf(far))
		got := s.settle(s.invoke())
		if got.Got == "accepted" {
			return inexpressible("a count of seconds holds every time.Time")
		}
		return got
	case *big.Int:
		wide := new(big.Int).Lsh(big.NewInt(1), 128)
		if !isAbove {
			wide.Neg(wide)
		}
		value.Set(reflect.ValueOf(wide))
		return s.settle(s.invoke())
	case int:
		if isAbove {
			return inexpressible("an int holds no more than a size_t")
		}
		return s.each(func() { s.at(s.tried.value).SetInt(-1) }, func() { s.at(s.tried.value).SetInt(math.MinInt) })
	}
	return inexpressible(fmt.Sprintf("a %s holds what C's number does", value.Type()))
}

func notANumber(s *scene) outcome {
	if !s.target().CanFloat() {
		return inexpressible(fmt.Sprintf("a %s is always a number", s.target().Type()))
	}
	var changes []func()
	for _, number := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.Copysign(0, -1)} {
		changes = append(changes, func() { s.target().SetFloat(number) })
	}
	return s.each(changes...)
}

// target is the number itself: the value, what it points to, or its last element.
func (s *scene) target() reflect.Value {
	value := s.at(s.tried.value)
	for {
		switch value.Kind() {
		case reflect.Pointer:
			if value.IsNil() {
				value.Set(reflect.New(value.Type().Elem()))
			}
			value = value.Elem()
		case reflect.Slice:
			value = value.Index(value.Len() - 1)
		default:
			return value
		}
	}
}

func extreme(s *scene) outcome {
	var changes []func()
	add := func(change func(value reflect.Value)) {
		changes = append(changes, func() { change(s.target()) })
	}
	switch value := s.target(); {
	case value.Type() == reflect.TypeFor[big.Int]():
		most := new(big.Int).Lsh(big.NewInt(1), 127)
		add(func(value reflect.Value) { value.Set(reflect.ValueOf(*most.Sub(most, big.NewInt(1)))) })
		add(func(value reflect.Value) { value.SetZero() })
	case value.Type() == reflect.TypeFor[time.Time](): // In all units, those that count nanoseconds included.
		add(func(value reflect.Value) { value.Set(reflect.ValueOf(time.Unix(0, math.MinInt64))) })
		add(func(value reflect.Value) { value.Set(reflect.ValueOf(time.Unix(0, math.MaxInt64))) })
	case value.Type() == reflect.TypeFor[time.Duration](): // Its type in C is another one, and may have no sign.
		add(func(value reflect.Value) { value.SetInt(0) })
		add(func(value reflect.Value) { value.SetInt(int64(time.Hour)) })
	case value.CanInt():
		least := int64(-1) << (value.Type().Bits() - 1)
		if value.Kind() == reflect.Int { // A size, which is never below 0, nor do so many bytes exist.
			least = 0
		}
		add(func(value reflect.Value) { value.SetInt(least) })
		add(func(value reflect.Value) { value.SetInt(math.MaxInt64 >> (64 - value.Type().Bits())) })
	case value.CanUint():
		add(func(value reflect.Value) { value.SetUint(0) })
		add(func(value reflect.Value) { value.SetUint(math.MaxUint64 >> (64 - value.Type().Bits())) })
	case value.CanFloat():
		add(func(value reflect.Value) { value.SetFloat(math.SmallestNonzeroFloat32) })
		add(func(value reflect.Value) { value.SetFloat(math.MaxFloat32) })
	default:
		return inexpressible(fmt.Sprintf("a %s has no greatest value", value.Type()))
	}
	return s.each(changes...)
}

// unknown is a number that is no constant of the type.
func unknown(of reflect.Type) int64 {
	taken := map[int64]bool{}
	all := int64(0)
	for _, each := range known[of] {
		taken[each] = true
		all |= each
	}
	for number := int64(1); ; number++ {
		if combinations[of] && number&^all != 0 || !combinations[of] && !taken[number] {
			return number
		}
	}
}

func unknownConstant(s *scene) outcome {
	value := s.at(s.tried.value)
	if value.Kind() == reflect.Map {
		return s.each(func() { s.setInMap(unknown) })
	}
	if len(known[s.target().Type()]) == 0 {
		return inexpressible(fmt.Sprintf("a %s has no constants", s.target().Type()))
	}
	return s.each(
		func() { setInteger(s.target(), unknown(s.target().Type())) },
		func() { setInteger(s.target(), math.MinInt32) },
	)
}

func (s *scene) setInMap(number func(of reflect.Type) int64) {
	value := s.at(s.tried.value)
	key, element := reflect.New(value.Type().Key()).Elem(), reflect.New(value.Type().Elem()).Elem()
	fill(key)
	fill(element)
	if s.place(s.tried.value).isKeys {
		setInteger(key, number(key.Type()))
	} else {
		setInteger(element, number(element.Type()))
	}
	value.SetMapIndex(key, element)
}

// nullRecord passes nil, which is a value of its own where any value will do.
func nullRecord(s *scene) outcome {
	got := s.each(s.none)
	if got.Got == "accepted" && s.at(s.tried.value).Type() == reflect.TypeFor[any]() {
		return inexpressible("nil is one of the values that Go has")
	}
	return got
}
