"""The operators of shape.h: those of a class are those of its objects."""

import itertools

import drawn_shapes
import pytest
from drawn_shapes import Drawing, Fill, Names, Point, Polygon


def square(side: float) -> Polygon:
    """A square at the origin."""
    return Polygon([Point(0, 0), Point(side, 0), Point(side, side), Point(0, side)])


def test_equal__same_corners__are_equal() -> None:
    assert square(2) == square(2)
    assert (square(2) != square(2)) is False
    assert square(2) != square(3)
    assert (square(2) == square(3)) is False
    assert square(2).is_same(square(2)) is True


def test_equal__something_else__is_not_equal() -> None:
    for other in (None, 1, "square", Drawing(), [Point(0, 0)]):
        assert square(2) != other
        assert (square(2) == other) is False


def test_order__polygons__are_sorted() -> None:
    shapes = [square(3), square(1), square(2)]
    assert [shape.area for shape in sorted(shapes)] == [1, 4, 9]
    assert max(shapes).area == 9
    one, two = square(1), square(2)
    assert (one < two, one <= two, one > two, one >= two) == (True, True, False, False)
    assert (one < one, one <= one, one > one, one >= one) == (False, True, False, True)


def test_order__something_else__raises_type_error() -> None:
    with pytest.raises(TypeError, match="'<' not supported between instances of"):
        square(1) < 3  # type: ignore[operator]  # noqa: B015


def test_hash__equal_polygons__are_one_key() -> None:
    assert hash(square(2)) == hash(square(2))
    assert len({square(2), square(2), square(3)}) == 2
    assert {square(2): "found"}[square(2)] == "found"


def test_length_and_index__corners__are_a_sequence() -> None:
    shape = square(2)
    assert len(shape) == 4
    assert shape[0] == Point(0, 0)
    assert shape[-1] == shape[3] == Point(0, 2)
    assert list(shape) == [shape[number] for number in range(4)]
    assert [corner.x for corner in reversed(shape)] == [0, 2, 2, 0]
    for index in (4, -5, 2**40, -(2**40)):
        with pytest.raises(IndexError):
            shape[index]
    with pytest.raises(drawn_shapes.NoSuchCornerError):
        shape[4]
    with pytest.raises(TypeError, match="must be int, not str"):
        shape["0"]  # type: ignore[index]
    with pytest.raises(TypeError, match="must be int, not slice"):
        shape[1:2]  # type: ignore[index]


def test_contains__point__is_inside_or_not() -> None:
    shape = square(2)
    assert Point(1, 1) in shape
    assert Point(3, 3) not in shape
    with pytest.raises(TypeError, match="must be Point, not int"):
        1 in shape  # type: ignore[operator]  # noqa: B015


def test_text__polygon__is_its_string_form() -> None:
    assert str(square(1)) == square(1).to_wkt() == "POLYGON((0 0,1 0,1 1,0 1,0 0))"
    assert f"{square(1)}".startswith("POLYGON")
    assert repr(square(1)) == "<drawn_shapes.Polygon area=1.0>"


def test_drawing__names__are_its_keys() -> None:
    drawing = Drawing()
    assert len(drawing) == 0
    assert list(drawing) == []
    for name in ("b", "ä", "a"):
        drawing.put(name, square(2), Fill.NONE)
    assert len(drawing) == 3
    assert "a" in drawing and "z" not in drawing
    assert drawing["a"] == square(2)
    assert list(drawing) == ["a", "b", "ä"]
    assert type(iter(drawing)) is Names
    with pytest.raises(KeyError):
        drawing["z"]
    with pytest.raises(TypeError, match="must be str, not int"):
        drawing[0]  # type: ignore[index]


def test_drawing__changed_while_listed__says_busy() -> None:
    drawing = Drawing()
    drawing.put("a", square(1), Fill.NONE)
    drawing.put("b", square(1), Fill.NONE)
    names = iter(drawing)
    assert next(names) == "a"
    with pytest.raises(drawn_shapes.BusyError):
        drawing.put("c", square(1), Fill.NONE)
    names.close()
    drawing.put("c", square(1), Fill.NONE)
    assert list(itertools.islice(drawing, 2)) == ["a", "b"]


def test_operators__closed_object__raise_closed() -> None:
    shape = square(1)
    shape.close()
    for use in (
        lambda: shape == square(1),
        lambda: square(1) == shape,
        lambda: shape < square(1),
        lambda: hash(shape),
        lambda: len(shape),
        lambda: shape[0],
        lambda: shape[-1],
        lambda: Point(0, 0) in shape,
        lambda: str(shape),
        lambda: list(shape),
    ):
        with pytest.raises(drawn_shapes.ClosedError):
            use()
