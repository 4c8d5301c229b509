package values_test

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"

	"tenon.example/values"
)

func TestSameValue__everything_that_comes_out__then_as_it_went_in(t *testing.T) {
	for _, value := range []any{
		nil, true, false, int64(0), int64(-1), int64(127), int64(128), int64(-32), int64(-33), int64(math.MaxInt64),
		int64(math.MinInt64), uint64(math.MaxUint64), 0.5, math.Inf(-1), "", "ä", strings.Repeat("x", 70000),
		[]byte{}, []byte{0, 255}, []any{}, []any{int64(1), "two", nil, []any{3.5}}, map[string]any{},
		map[string]any{"a": int64(1), "ö": map[string]any{"b": []any{}}},
	} {
		if same := got(values.SameValue(value))(t); !reflect.DeepEqual(same, value) {
			t.Errorf("%#v became %#v", value, same)
		}
	}
	if same := got(values.SameValue(math.NaN()))(t).(float64); !math.IsNaN(same) {
		t.Errorf("got %v", same)
	}
}

type kind string

func TestSameValue__what_go_people_have__then_the_nearest(t *testing.T) {
	number := 7
	for _, one := range []struct{ value, want any }{
		{7, int64(7)}, {uint8(7), int64(7)}, {int8(-7), int64(-7)}, {float32(0.5), 0.5}, {&number, int64(7)},
		{(*int)(nil), nil}, {kind("a"), "a"}, {values.SideRight, int64(1)}, {[]int{1, 2}, []any{int64(1), int64(2)}},
		{[]string(nil), nil}, {[2]bool{true, false}, []any{true, false}},
		{map[kind]int{"b": 1}, map[string]any{"b": int64(1)}}, {[]any(nil), nil}, {map[string]int(nil), nil},
	} {
		if same := got(values.SameValue(one.value))(t); !reflect.DeepEqual(same, one.want) {
			t.Errorf("%#v became %#v", one.value, same)
		}
	}
}

func TestSameValue__what_cannot_be__then_refused_with_its_place(t *testing.T) {
	loop := map[string]any{}
	loop["again"] = loop
	for place, value := range map[string]any{
		"value:":               struct{}{},
		"value[1]":             []any{1, make(chan int)},
		`value["a"][0]`:        map[string]any{"a": []any{func() {}}},
		`value["f"]`:           map[string]any{"f": map[int]int{1: 2}},
		"value[0]: the text":   []string{"\xff"},
		`value["again"]["a`:    loop,
		"value[\"\\xff\"]: th": map[string]any{"\xff": 1},
	} {
		_, err := values.SameValue(value)
		link := fails(t, err, values.ErrBadValue)
		if !strings.Contains(link.Message, place) {
			t.Errorf("%s: %q", place, link.Message)
		}
	}
}

func TestToJSON__what_the_library_sees__then_the_same(t *testing.T) {
	text := got(values.ToJSON(map[string]any{"b": []any{1, 2.5, "ä"}, "a": nil, "c": []byte{0xab}}))(t)
	var seen map[string]any
	succeeds(t, json.Unmarshal([]byte(text), &seen))
	if !reflect.DeepEqual(seen, map[string]any{"a": nil, "b": []any{1.0, 2.5, "ä"}, "c": "b:ab"}) {
		t.Fatalf("got %s", text)
	}
}

func TestEveryKind__out__then_go_values(t *testing.T) {
	want := map[string]any{
		"null": nil, "bool": true, "integer": int64(math.MinInt64), "unsigned": uint64(math.MaxUint64), "number": 0.1,
		"text": "héllo", "bytes": []byte{0, 1, 255}, "list": []any{int64(1), "two", nil}, "map": map[string]any{},
	}
	if every := got(values.EveryKind())(t); !reflect.DeepEqual(every, any(want)) {
		t.Fatalf("got %#v", every)
	}
}

func TestNested__lists_in_each_other__then_as_deep(t *testing.T) {
	depth := 0
	for value := got(values.Nested(60))(t); ; depth++ {
		list := value.([]any)
		if len(list) == 0 {
			break
		}
		value = list[0]
	}
	equal(t, depth, 59)
}

func TestSameValue__as_deep_as_it_goes__then_not_deeper(t *testing.T) {
	value := any([]any{})
	for range 63 {
		value = []any{value}
	}
	got(values.SameValue(value))(t)
	_, err := values.SameValue([]any{value})
	fails(t, err, values.ErrBadValue)
}

func TestLookup__none__then_nil(t *testing.T) {
	equal(t, got(values.Lookup(map[string]any{"a": 1}, "a"))(t), any(int64(1)))
	if none := got(values.Lookup(map[string]any{"a": 1}, "b"))(t); none != nil {
		t.Fatalf("got %v", none)
	}
}

func TestOption__left_out__then_what_is_used_otherwise(t *testing.T) {
	equal(t, got(values.Option("x", 2.5, nil))(t), 2.5)
	equal(t, got(values.Option("x", 2.5, map[string]any{"x": 7}))(t), 7.0)
	equal(t, got(values.CountValues([]any{1, []any{2}}))(t), 4)
}

func TestAttributes__a_property__then_kept(t *testing.T) {
	holder := newHolder(t)
	if none := got(holder.Attributes())(t); none != nil {
		t.Fatalf("got %v", none)
	}
	for range 1000 {
		succeeds(t, holder.SetAttributes(map[string]any{"a": []any{"b"}}))
		got(holder.Attributes())(t)
	}
	succeeds(t, holder.SetAttributes(nil))
	if none := got(holder.Attributes())(t); none != nil {
		t.Fatalf("got %v", none)
	}
}
