"""Everyday use of every kind of value, for mypy --strict and pyright; never run."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal, assert_never, assert_type

import values
from values import (
    Access,
    Address,
    Drawing,
    Holder,
    Line,
    Money,
    Number,
    NumberWhole,
    Person,
    Point,
    Profile,
    Rectangle,
    Shape,
    ShapeCircle,
    ShapeEmpty,
    ShapeLabel,
    ShapeRectangle,
    ShapeSide,
    Side,
    Style,
)

# ---- optionals ----

assert_type(values.double_or_none(), int)
assert_type(values.parse("2.5"), float | None)
assert_type(values.middle(Point(1, 2), None), Point | None)
assert_type(values.flip(None), Side | None)
assert_type(values.divide(1, 2), tuple[int | None, int | None])
profile = Profile(1, place=Point(1, 2))
assert_type(profile.age, int | None)
profile.age = None
profile.side = Side.LEFT
assert_type(Holder.of(profile), Holder | None)
holder = Holder()
assert_type(holder.limit, int | None)
holder.limit = None

# ---- nested_records ----

line = Line(Point(0, 0), Point(3, 4), Style(2, Side.RIGHT, Access.READ | Access.WRITE))
assert_type(line.to.x, float)
line.to.x = 4
line.style = Style(width=1, arrow=Side.LEFT, access=Access.NONE)
assert_type(values.square(2), list[Line])
person = Person("Ada", 36, Address("Main Street"), Point(1, 2))
assert_type(person.home.city, str | None)
assert_type(values.someone(0), Person | None)
assert_type(values.person_new("Ada", 36), Person | None)
assert_type(values.persons_bytes((person, person)), int)
holder.owner = person

# ---- variants ----


def describe(shape: Shape) -> str:
    match shape:
        case ShapeEmpty():
            return "empty"
        case ShapeCircle(radius):
            assert_type(radius, float)
            return f"{radius}"
        case ShapeRectangle(Rectangle(low, high)):
            return f"{low.x} {high.x}"
        case ShapeSide(side):
            return side.name
        case ShapeLabel(label=text):
            return text
    assert_never(shape)


shapes: list[Shape] = [ShapeEmpty(), ShapeCircle(1)]
assert_type(values.count_labels(shapes), int)
assert_type(values.shape_named("circle"), Shape | None)
assert_type(values.add([NumberWhole(1)]), Number)
assert_type(values.mixed(3), list[Number])
drawing = Drawing(Point(1, 2), shape=ShapeLabel("x"))
drawing.shape = ShapeEmpty()
holder.shape = ShapeSide(Side.LEFT)
sizes: dict[Shape, int] = {ShapeCircle(1): 1}

# ---- flags, lists, dynamic_values ----

assert_type(values.combine(Access.READ, Access.WRITE | Access.EXECUTE), Access)
assert_type(values.common(Access.READ, Access.WRITE), tuple[bool, Access])
holder.access |= Access.WRITE
assert_type(values.words("a b"), list[str])
assert_type(values.colours_from("b"), list[str] | None)
values.reversed_texts(("a", "b"))
holder.labels = ["x"]
values.same_value({"a": [1, None, {"b": b"c"}]})
values.option("x", 2.5, {"x": 7})
holder.attributes = {"a": 1}

# ---- defaults ----

assert_type(values.search("x"), values.Query)
values.search("x", access=Access.READ, page=2)
values.search("x", page=None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
assert_type(holder.raise_(by=5), int)

# ---- maps ----

assert_type(values.sum_where("a", {"a": 1.5}), float)
assert_type(values.word_counts("a b"), dict[str, int])
assert_type(values.numerals(3), dict[int, str])
assert_type(values.balance({Side.LEFT: 1}), int)
values.dot({"a": 1})  # type: ignore[dict-item] # pyright: ignore[reportArgumentType]

# ---- times ----

now = datetime.now(UTC)
assert_type(values.same_seconds(now), datetime)
assert_type(values.same_span_seconds(timedelta(1)), timedelta)
assert_type(values.same_nanoseconds(1), int)
assert_type(values.earlier(None, 1), int | None)
event = values.Event(1, 0, timedelta(1), now)
assert_type(event.reminder, timedelta | None)
holder.patience = timedelta(1)
values.same_seconds(1)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

# ---- exact numbers ----

money = Money("9.99")
assert_type(money + 1, Money)
assert_type(2 * money, Money)
assert_type(money // money, int)
assert_type(money // 2, Money)
assert_type(sum([money, money]), Money | Literal[0])
assert_type(money.to_decimal(), Decimal)
assert_type(values.plus(money, Money(Decimal(1))), Money)
money + 1.5  # type: ignore[operator] # pyright: ignore
Money(1.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
values.plus(money, values.Weight(1))  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

# ---- wide numbers ----

assert_type(values.same_i128(2**100), int)
assert_type(values.negated(1), int | None)
holder.serial = 2**127
