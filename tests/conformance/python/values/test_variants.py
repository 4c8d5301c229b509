"""Section "variants" of values.h: values that are one of several."""

import copy
import math
import pickle
from typing import Any, assert_never

import pytest
import values
from memory import grows_by, references
from values import (
    Drawing,
    Holder,
    Number,
    NumberInfinite,
    NumberReal,
    NumberWhole,
    Point,
    Rectangle,
    Shape,
    ShapeCircle,
    ShapeEmpty,
    ShapeLabel,
    ShapeRectangle,
    ShapeSide,
    Side,
)


def square(side: float) -> ShapeRectangle:
    return ShapeRectangle(Rectangle(Point(0, 0), Point(side, side)))


EVERY: list[Shape] = [ShapeEmpty(), ShapeCircle(1), square(2), ShapeSide(Side.RIGHT), ShapeLabel("ä")]


def described(shape: Shape) -> str:
    match shape:
        case ShapeEmpty():
            return "empty"
        case ShapeCircle(radius):
            return f"circle {radius}"
        case ShapeRectangle(Rectangle(low, high)):
            return f"rectangle {low.x} {high.x}"
        case ShapeSide(side):
            return f"side {side.name}"
        case ShapeLabel(label=text):
            return f"label {text}"
        case _:
            assert_never(shape)


# ---- Cases ----


def test_cases__in__each_with_its_payload() -> None:
    areas = [values.area(shape) for shape in EVERY]
    assert areas == [0, pytest.approx(math.pi), 4, math.inf, 0]


def test_cases__out__are_matched() -> None:
    names = ["empty", "circle", "rectangle", "side", "label", "nothing"]
    shapes = [values.shape_named(name) for name in names]
    assert shapes.pop() is None
    assert [described(shape) for shape in shapes if shape is not None] == [
        "empty",
        "circle 1.0",
        "rectangle 0.0 1.0",
        "side RIGHT",
        "label étiquette",
    ]


def test_union__of_the_cases__tells_what_is_one() -> None:
    assert all(isinstance(shape, Shape) for shape in EVERY)
    assert not isinstance(NumberWhole(1), Shape)
    assert not isinstance(Point(1, 2), Shape)


def test_optional_variant__none__is_none() -> None:
    assert values.area_or_none(None) == 0
    assert values.area_or_none() == 0
    assert values.area_or_none(square(1)) == 1


def test_case__by_value_and_in_place__is_a_new_one() -> None:
    circle = ShapeCircle(2)
    assert values.doubled(circle) == ShapeCircle(4)
    assert values.grow(circle, 3) == ShapeCircle(6)
    assert circle == ShapeCircle(2)
    assert values.doubled(ShapeLabel("wide")) == ShapeLabel("wide")
    assert values.circle(2) == ShapeCircle(2)
    with pytest.raises(values.BadArgumentError):
        values.circle(-1)


def test_case__no_case_at_all__raises_type_error() -> None:
    wrong: list[Any] = [None, 1, "circle", Point(1, 2), NumberWhole(1), Rectangle(Point(0, 0), Point(1, 1))]
    for value in wrong:
        with pytest.raises(TypeError, match=r"area\(\) argument 'shape' must be Shape, not"):
            values.area(value)
    with pytest.raises(TypeError, match="must be Shape or None, not int"):
        values.area_or_none(1)  # type: ignore[arg-type]


def test_case__wrong_payload__is_refused() -> None:
    with pytest.raises(TypeError, match=r"ShapeCircle\(\) argument 'radius' must be float, not str"):
        ShapeCircle("1")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"ShapeCircle\(\) missing required argument 'radius'"):
        ShapeCircle()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"ShapeEmpty\(\) takes no arguments"):
        ShapeEmpty(1)  # type: ignore[call-arg]
    with pytest.raises(ValueError):
        ShapeSide(9)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be str, not None"):
        ShapeLabel(None)  # type: ignore[arg-type]
    with pytest.raises(values.BadTextError, match=r"^ShapeLabel.label: the text holds a NUL at byte 1"):
        ShapeLabel("a\0b")
    with pytest.raises(OverflowError):
        NumberWhole(2**63)


# ---- As Python's own values ----


def test_case__assigned_to__is_frozen() -> None:
    circle = ShapeCircle(1)
    with pytest.raises(AttributeError):
        circle.radius = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del circle.radius
    with pytest.raises(AttributeError):
        circle.other = 2  # type: ignore[attr-defined]
    with pytest.raises(TypeError, match="not an acceptable base type"):
        type("Sub", (ShapeCircle,), {})
    assert circle == ShapeCircle(1)


def test_case__compared_and_hashed__by_its_payload() -> None:
    assert ShapeCircle(1) == ShapeCircle(1.0)
    assert ShapeCircle(1) != ShapeCircle(2)
    assert NumberWhole(1) != NumberReal(1)
    assert ShapeEmpty() == ShapeEmpty()
    numbers: set[Number] = {NumberWhole(1), NumberWhole(1), NumberReal(1), NumberInfinite(), NumberInfinite()}
    assert len(numbers) == 3
    assert {ShapeLabel("a"): 1}[ShapeLabel("a")] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(square(1))


def test_case__shown__as_it_is_written() -> None:
    assert repr(EVERY) == (
        "[ShapeEmpty(), ShapeCircle(radius=1.0), "
        "ShapeRectangle(rectangle=Rectangle(low=Point(x=0.0, y=0.0), high=Point(x=2.0, y=2.0))), "
        "ShapeSide(side=<Side.RIGHT: 1>), ShapeLabel(label='ä')]"
    )


def test_case__copied_and_pickled__is_equal() -> None:
    for shape in EVERY:
        for twin in (copy.copy(shape), copy.deepcopy(shape), pickle.loads(pickle.dumps(shape))):
            assert twin == shape
            assert type(twin) is type(shape)


# ---- In arrays, records, properties ----


def test_arrays__of_variants__each_in_and_out() -> None:
    assert values.count_labels([ShapeLabel("a"), ShapeEmpty(), ShapeLabel("b"), ShapeLabel("")]) == 2
    assert values.count_labels([]) == 0
    assert values.add([NumberWhole(2), NumberWhole(3)]) == NumberWhole(5)
    assert values.add([NumberWhole(2), NumberReal(0.5)]) == NumberReal(2.5)
    assert values.add([NumberInfinite(), NumberReal(0.5)]) == NumberInfinite()
    assert values.mixed(4) == [NumberWhole(1), NumberReal(2), NumberWhole(3), NumberReal(4)]
    assert values.mixed(0) == []
    with pytest.raises(TypeError, match="item 1 must be Number, not ShapeEmpty"):
        values.add([NumberWhole(2), ShapeEmpty()])  # type: ignore[list-item]


def test_record__with_a_variant__in_and_out() -> None:
    drawing = Drawing(Point(1, 0), ShapeLabel("x"))
    assert values.drawing_doubled(drawing) == drawing
    drawing.shape = ShapeCircle(1)
    assert values.drawing_doubled(drawing) == Drawing(Point(1, 0), ShapeCircle(2))
    with pytest.raises(TypeError, match="attribute 'shape' must be Shape, not Point"):
        drawing.shape = Point(1, 2)  # type: ignore[assignment]
    assert drawing.shape == ShapeCircle(1)


def test_library__giving_no_case__breaks_its_contract() -> None:
    with pytest.raises(values.BrokenContractError, match="no values_shape_kind"):
        values.broken_shape()


def test_property__of_every_case__is_kept() -> None:
    holder = Holder()
    assert holder.shape == ShapeEmpty()
    for shape in EVERY:
        holder.shape = shape
        assert holder.shape == shape
    with pytest.raises(TypeError, match="attribute 'shape' must be Shape, not None"):
        holder.shape = None  # type: ignore[assignment]


def test_references__of_a_payload__are_given_back() -> None:
    text = "".join(["a", " label"])
    before = references(text)
    for _ in range(10):
        label = ShapeLabel(text)
        values.doubled(label)
        values.count_labels([label, label])
        Drawing(Point(1, 2), label)
    del label
    assert references(text) == before


def test_variants__often__do_not_grow() -> None:
    holder = Holder()

    def work() -> None:
        for _ in range(30_000):
            for shape in EVERY:
                holder.shape = shape
                assert holder.shape == shape
            values.mixed(4)
            values.shape_named("label")
            values.drawing_doubled(Drawing(Point(1, 0), ShapeLabel("x")))

    assert grows_by(work) < 1 << 20
