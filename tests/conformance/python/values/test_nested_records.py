"""Section "nested_records" of values.h: records in records, and texts in them."""

import copy
import gc
import pickle
import sys
import weakref
from typing import Any

import pytest
import values
from memory import grows_by, references
from values import Access, Address, Holder, Line, Person, Point, Side, Style


def diagonal() -> Line:
    return Line(Point(0, 0), Point(3, 4), Style(2, Side.RIGHT, Access.READ))


def ada() -> Person:
    home = Address("St James's Square 12", "London")
    return Person("Ada Lövelace", 36, home, Point(1, 2))


ADA_BYTES = sum(len(text.encode()) for text in ("Ada Lövelace", "St James's Square 12", "London"))

# ---- Records in records ----


def test_line__in_and_out__is_unchanged_but_for_what_changes() -> None:
    line = values.reversed(diagonal())
    assert (line.from_, line.to, line.style) == (Point(3, 4), Point(0, 0), diagonal().style)
    assert values.line_length(diagonal()) == 5
    assert values.connect(Point(1, 0), Point(2, 0)).to == Point(2, 0)
    assert values.line_shift(diagonal(), 1, 1).from_ == Point(1, 1)


def test_lines__in_arrays__each_in_and_out() -> None:
    assert values.total_length([diagonal(), diagonal()]) == 10
    assert values.total_length([]) == 0
    square = values.square(2)
    assert [line.from_ for line in square] == [Point(-1, -1), Point(1, -1), Point(1, 1), Point(-1, 1)]
    assert values.total_length(square) == 8
    with pytest.raises(values.BadArgumentError):
        values.square(-1)


def test_inner_record__changed__changes_the_outer_one() -> None:
    line = diagonal()
    line.to.x = 0
    assert line.to == Point(0, 4)
    assert values.line_length(line) == 4
    line.to = Point(0, 1)
    assert values.line_length(line) == 1


def test_inner_record__of_a_result__can_be_changed() -> None:
    line = values.reversed(diagonal())
    line.from_.x = 0
    assert values.line_length(line) == 4


def test_inner_record__wrong_type__is_refused_with_its_name() -> None:
    with pytest.raises(TypeError, match=r"Line\(\) argument 'to' must be Point, not Style"):
        Line(Point(0, 0), Style(1, Side.LEFT, Access.READ), Style(1, Side.LEFT, Access.READ))  # type: ignore[arg-type]
    line = diagonal()
    with pytest.raises(TypeError, match=r"attribute 'to' must be Point, not None"):
        line.to = None  # type: ignore[assignment]
    with pytest.raises(AttributeError):
        del line.to
    assert line == diagonal()


def test_inner_fields__out_of_range__are_refused() -> None:
    style = diagonal().style
    wrong: list[tuple[str, Any]] = [("width", 256), ("width", -1), ("arrow", 5), ("access", 16)]
    for name, value in wrong:
        with pytest.raises((OverflowError, ValueError)):
            setattr(style, name, value)
    assert style == diagonal().style


def test_line__compared__by_value_at_every_depth() -> None:
    line = diagonal()
    assert line == diagonal()
    line.style.width = 3
    assert line != diagonal()
    with pytest.raises(TypeError, match="unhashable"):
        hash(line)


def test_line__shown__with_every_record() -> None:
    assert repr(Line(Point(0, 1), Point(2, 3), Style(2, Side.RIGHT, Access.READ))) == (
        "Line(from_=Point(x=0.0, y=1.0), to=Point(x=2.0, y=3.0), "
        "style=Style(width=2, arrow=<Side.RIGHT: 1>, access=<Access.READ: 1>))"
    )


def test_line__matched__at_every_depth() -> None:
    match diagonal():
        case Line(Point(0, 0), Point(x, y), Style(arrow=Side.RIGHT)):
            assert (x, y) == (3, 4)
        case _:
            pytest.fail("no match")


def test_line__copied__shares_its_records_or_not() -> None:
    line = diagonal()
    shallow, deep = copy.copy(line), copy.deepcopy(line)
    line.to.x = 9
    assert shallow.to.x == 9
    assert deep == diagonal()
    assert pickle.loads(pickle.dumps(deep)) == deep


# ---- Texts ----


def test_person__in__texts_are_as_long_as_they_are() -> None:
    assert values.person_bytes(ada()) == ADA_BYTES
    assert values.person_bytes_of(ada()) == ADA_BYTES
    assert values.persons_bytes([ada(), ada()]) == 2 * ADA_BYTES
    assert values.persons_bytes([]) == 0


def test_person__in_and_out__keeps_its_texts() -> None:
    person = ada()
    assert values.birthday(person) == Person("Ada Lövelace", 37, ada().home, Point(1, 2))
    assert person == ada()
    person.home.city = None
    older = values.birthday(person)
    assert (older.age, older.home.city, older.home.street) == (37, None, ada().home.street)


def test_person__of_the_librarys__is_copied() -> None:
    people = [values.someone(0), values.someone(1), values.someone(2)]
    assert people[2] is None
    assert people[0] == values.anyone()
    assert people[1] is not None
    assert (people[1].name, people[1].home) == ("Évariste Galois", Address("", None))
    assert values.anyone().home.city == "London"


def test_person_new__owned_by_the_caller__is_copied_and_freed() -> None:
    person = values.person_new("Zoë", 5)
    assert person == Person("Zoë", 5, Address("Main Street", None), Point(0, 0))


def test_person_new__text_with_a_nul__is_refused() -> None:
    with pytest.raises(values.BadTextError):
        values.person_new("a\0b", 1)


def test_text__left_out_where_it_may_be_missing__is_none() -> None:
    assert Address("Main Street") == Address("Main Street", None)
    assert Address("Main Street", "") != Address("Main Street")
    with pytest.raises(TypeError, match=r"Address\(\) argument 'street' must be str, not None"):
        Address(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"Address\(\) argument 'city' must be str or None, not int"):
        Address("Main Street", 3)  # type: ignore[arg-type]


def test_text__that_c_cannot_have__is_refused_with_its_field() -> None:
    address = Address("Main Street")
    with pytest.raises(values.BadTextError, match=r"^Address.street: the text holds a NUL at byte 2"):
        address.street = "ä\0b"
    with pytest.raises(values.BadTextError, match=r"^Address.city: the text holds a NUL at byte 0"):
        Address("", "\0")
    with pytest.raises(UnicodeEncodeError):
        address.street = "\ud800"
    assert address == Address("Main Street")


def test_text__of_a_subclass__becomes_a_plain_one() -> None:
    class Text(str):
        owner: object

    text = Text("Main Street")
    address = Address(text)
    text.owner = address
    assert type(address.street) is str
    gone = weakref.ref(text)
    del text, address
    gc.collect()
    assert gone() is None


def test_person__changed_while_its_texts_are_used__is_safe() -> None:
    person = ada()
    persons = [person] * 50

    class Changing(list[Person]):
        def __iter__(self) -> Any:
            for one in list.__iter__(self):
                yield one
                person.home = Address(person.home.street + "x", None)

    expected = sum(ADA_BYTES - len("London") * (at > 0) + at for at in range(50))
    assert values.persons_bytes(Changing(persons)) in (expected, 50 * values.person_bytes(person))


def test_persons__wrong_item__is_refused_with_its_place() -> None:
    with pytest.raises(
        TypeError, match=r"persons_bytes\(\) argument 'persons' item 1 must be Person, not str"
    ):
        values.persons_bytes([ada(), "Ada"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="must be Person, not Address"):
        values.person_bytes(ada().home)  # type: ignore[arg-type]


def test_library__giving_no_text__breaks_its_contract() -> None:
    for missing in (True, False):
        with pytest.raises(values.BrokenContractError, match="street"):
            values.broken_person(missing)


# ---- Properties, leaks ----


def test_properties__records__are_kept() -> None:
    holder = Holder()
    holder.line = diagonal()
    assert holder.line == diagonal()
    holder.line.to.x = 9
    assert holder.line == diagonal()
    assert holder.owner.name == ""
    holder.owner = ada()
    assert holder.owner == ada()
    with pytest.raises(TypeError, match="attribute 'owner' must be Person, not Line"):
        holder.owner = diagonal()  # type: ignore[assignment]
    assert holder.owner == ada()


def test_references__of_what_a_record_keeps__are_given_back() -> None:
    text, place = "".join(["a", " text"]), Point(1, 2)
    before = references(text), references(place)
    for _ in range(10):
        person = Person(text, 1, Address(text, text), place)
        person.name = text
        values.birthday(person)
        values.persons_bytes([person, person])
        with pytest.raises(TypeError):
            Person(text, 1, Address(text, text), text)  # type: ignore[arg-type]
    del person
    gc.collect()
    assert (references(text), references(place)) == before


def test_records__often__do_not_grow() -> None:
    holder = Holder()

    def work() -> None:
        for number in range(30_000):
            holder.owner = ada()
            assert holder.owner.age == 36
            values.birthday(ada())
            values.person_new("somebody", number)
            values.someone(number % 3)
            values.square(2)
            values.persons_bytes([ada(), ada()])
            with pytest.raises(values.BrokenContractError):
                values.broken_person(True)

    assert grows_by(work) < 1 << 20
    assert sys.getrefcount(Person) < 1000
