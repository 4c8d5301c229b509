"""Section "interfaces" of calling.h: objects of Python's with several functions."""

import gc
import weakref
from typing import Any

import calling
import pytest
from calling import Book, Choice, Clerk, Point, Taste
from memory import grows_by, references


class Notes:
    """A book that has nothing to do with the package's own."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def put(self, name: str, number: int) -> bool:
        is_new = name not in self.numbers
        self.numbers[name] = number
        return is_new

    def get(self, name: str) -> int:
        return self.numbers[name]

    def count(self) -> int:
        return len(self.numbers)

    def clear(self) -> None:
        self.numbers.clear()


class ProperNotes(Notes, Book):
    """One that says so."""


class Simple:
    """A taste."""

    def nicer(self, left: Point, right: Point) -> Point:
        return left if left.x > right.x else right

    def choose(self, place: Point) -> Choice:
        return Choice.SKIP if place.x < 0 else Choice.GO_ON

    def describe(self, place: Point) -> str:
        return f"{place.x} to the right"


def test_write_down__any_object_with_the_methods__is_called() -> None:
    for notes in (Notes(), ProperNotes()):
        before = references(notes)
        assert calling.write_down(notes, ["a", "b", "a"]) == 2
        assert notes.numbers == {"a": 2, "b": 1}
        assert references(notes) == before


def test_write_down__a_method_is_missing__raises_type_error() -> None:
    class Half:
        def put(self, name: str, number: int) -> bool:
            return True

        count = 3

    with pytest.raises(TypeError, match=r"argument 'book' must be a Book with a method get\(\), not Half"):
        calling.write_down(Half(), [])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be a Book with a method put"):
        calling.write_down({}, [])  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be a Book with a method put"):
        calling.write_down(None, [])  # type: ignore[arg-type]


def test_write_down__looking_for_a_method_raises__same_exception_comes_out() -> None:
    class Strange(Notes):
        def __getattribute__(self, name: str) -> Any:
            if name == "count":
                raise ZeroDivisionError
            return super().__getattribute__(name)

    with pytest.raises(ZeroDivisionError):
        calling.write_down(Strange(), [])


def test_nicest__passed_by_value__is_called() -> None:
    places = [Point(1, 1), Point(3, 2), Point(2, 3)]
    assert calling.nicest(Simple(), places) == Point(3, 2)
    with pytest.raises(calling.BadNumberError):
        calling.nicest(Simple(), [])


def test_write_down__method_raises__same_exception_comes_out() -> None:
    error = OSError("full")

    class Full(Notes):
        def put(self, name: str, number: int) -> bool:
            raise error

    with pytest.raises(OSError) as raised:
        calling.write_down(Full(), ["a"])
    assert raised.value is error


def test_clerk__method_gives_a_wrong_type__raises_type_error() -> None:
    class Wrong(Notes):
        def get(self, name: str) -> int:
            return name  # type: ignore[return-value]

        def put(self, name: str, number: int) -> bool:
            return 1  # type: ignore[return-value]

    clerk = Clerk(Wrong())
    with pytest.raises(TypeError, match=r"Book.get\(\) result must be int, not str"):
        clerk.look_up("a")
    with pytest.raises(TypeError, match=r"Book.put\(\) result must be bool, not int"):
        clerk.note("a", 1)


def test_clerk__keeps_the_book__until_another_one() -> None:
    first, second = Notes(), Notes()
    clerk = Clerk(first)
    assert references(first) == 2
    assert clerk.note("a", 5) is True
    assert clerk.look_up("a") == 5
    assert clerk.size() == 1
    clerk.take(second)
    assert (references(first), references(second)) == (1, 2)
    assert clerk.size() == 0
    clerk.close()
    assert references(second) == 1


def test_clerk__method_added_later__is_found_when_called() -> None:
    notes = Notes()
    clerk = Clerk(notes)
    notes.count = lambda: 77  # type: ignore[method-assign]
    assert clerk.size() == 77


def test_clerk__other_thread__enters_python() -> None:
    notes = Notes()
    clerk = Clerk(notes)
    clerk.note("a", 1)
    clerk.clear_elsewhere()
    assert notes.numbers == {}


def test_clerk__taste_until_replaced__may_be_none() -> None:
    clerk = Clerk(Notes())
    taste = Simple()
    place = Point(2, 3)
    assert clerk.describe(place) is None
    clerk.set_taste(taste)
    assert clerk.describe(place) == "2.0 to the right"
    assert clerk.describe(Point(-1, 0)) is None
    clerk.set_taste(None)
    assert references(taste) == 1
    assert clerk.describe(place) is None
    with pytest.raises(TypeError, match="must be a Taste with a method nicer"):
        clerk.set_taste(3)  # type: ignore[arg-type]


def test_clerk__taste_that_keeps_the_clerk__is_collected() -> None:
    class Fond(Simple):
        clerk: Clerk

    taste = Fond()
    taste.clerk = Clerk(Notes())
    taste.clerk.set_taste(taste)
    gone = weakref.ref(taste)
    del taste
    gc.collect()
    assert gone() is None


def test_protocols__at_run_time__can_be_subclassed_and_described() -> None:
    assert issubclass(ProperNotes, Book)
    assert isinstance(Notes(), Book)
    assert not isinstance({}, Book)
    assert Book.__doc__ == "A book of numbers by name."
    assert Book.put.__doc__ is not None and "Whether it was new" in Book.put.__doc__
    assert Taste.__module__ == "calling._callbacks"


def test_write_down__many_calls__memory_stays() -> None:
    notes = Notes()
    names = [str(number) for number in range(1000)]

    def work() -> None:
        for _ in range(100):
            calling.write_down(notes, names)

    assert grows_by(work) < 1 << 20
    assert references(notes) == 1


def test_clerk__many_made_and_dropped__memory_stays() -> None:
    def work() -> None:
        for _ in range(20_000):
            Clerk(Notes()).take(Notes())

    assert grows_by(work) < 1 << 20
