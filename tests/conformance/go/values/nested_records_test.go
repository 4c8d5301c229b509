package values_test

import (
	"strings"
	"testing"

	"tenon.example/values"
)

var diagonal = values.Line{To: values.Point{X: 3, Y: 4}, Style: values.Style{Width: 2, Arrow: values.SideRight}}

func ada() values.Person {
	return values.Person{Name: "Ada Lövelace", Age: 36, Home: values.Address{Street: "St James's Square 12",
		City: pointer("London")}, Position: values.Point{X: 1, Y: 2}}
}

func TestLine__records_in_a_record__then_in_and_out(t *testing.T) {
	reversed := got(values.Reversed(diagonal))(t)
	equal(t, reversed.From, values.Point{X: 3, Y: 4})
	equal(t, reversed.To, values.Point{})
	equal(t, got(values.LineLength(diagonal))(t), 5.0)
	equal(t, got(values.TotalLength([]values.Line{diagonal, diagonal}))(t), 10.0)
	equal(t, got(values.Connect(values.Point{X: 1}, values.Point{X: 2}))(t).To, values.Point{X: 2})
	equal(t, got(values.LineShift(diagonal, 1, 1))(t).From, values.Point{X: 1, Y: 1})
	equal(t, len(got(values.Square(2))(t)), 4)
}

func TestLine__an_unknown_constant_deep_inside__then_refused(t *testing.T) {
	wrong := diagonal
	wrong.Style.Arrow = 5
	_, err := values.LineLength(wrong)
	link := fails(t, err, values.ErrBadValue)
	if !strings.Contains(link.Message, "arrow") {
		t.Fatalf("got %q", link.Message)
	}
}

func TestPerson__texts_in_records__then_in_and_out(t *testing.T) {
	want := len("Ada Lövelace") + len("St James's Square 12") + len("London")
	equal(t, got(values.PersonBytes(ada()))(t), want)
	equal(t, got(values.PersonBytesOf(ada()))(t), want)
	equal(t, got(values.PersonsBytes([]values.Person{ada(), ada()}))(t), 2*want)
	older := got(values.Birthday(ada()))(t)
	equal(t, older.Age, 37)
	equal(t, older.Name, "Ada Lövelace")
	equal(t, *older.Home.City, "London")
	equal(t, older.Position, values.Point{X: 1, Y: 2})
}

func TestPerson__no_city__then_nil(t *testing.T) {
	person := ada()
	person.Home.City = nil
	older := got(values.Birthday(person))(t)
	if older.Home.City != nil {
		t.Fatalf("got %q", *older.Home.City)
	}
}

func TestPerson__of_the_library__then_copied(t *testing.T) {
	someone := present(values.Someone(0))(t)
	if someone.Name == "" {
		t.Fatal("no name")
	}
	_, ok, err := values.Someone(2)
	succeeds(t, err)
	equal(t, ok, false)
	if got(values.Anyone())(t).Name == "" {
		t.Fatal("no name")
	}
}

func TestPerson__texts_that_c_cannot_have__then_the_field_is_named(t *testing.T) {
	person := ada()
	person.Home.Street = "a\x00b"
	_, err := values.PersonBytes(person)
	link := fails(t, err, values.ErrBadText)
	if !strings.Contains(link.Message, "person.Home.Street") {
		t.Fatalf("got %q", link.Message)
	}
	person.Home.Street = "\xff"
	_, err = values.PersonsBytes([]values.Person{ada(), person})
	link = fails(t, err, values.ErrBadText)
	if !strings.Contains(link.Message, "street") {
		t.Fatalf("got %q", link.Message)
	}
}

func TestPerson__the_library_breaks_its_contract__then_an_error(t *testing.T) {
	for _, isMissing := range []bool{false, true} {
		_, err := values.BrokenPerson(isMissing)
		fails(t, err, values.ErrBrokenContract)
	}
}

func TestHolder__records__then_kept(t *testing.T) {
	holder := newHolder(t)
	succeeds(t, holder.SetLine(diagonal))
	equal(t, got(holder.Line())(t), diagonal)
	succeeds(t, holder.SetOwner(ada()))
	equal(t, got(holder.Owner())(t).Home.Street, "St James's Square 12")
}

func TestPerson__often__then_the_same(t *testing.T) {
	holder := newHolder(t)
	for range 10000 {
		succeeds(t, holder.SetOwner(ada()))
		equal(t, got(holder.Owner())(t).Name, "Ada Lövelace")
	}
}
