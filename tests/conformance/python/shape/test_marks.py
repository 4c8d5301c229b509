"""What shape.h calls deprecated, and since when there is what."""

import warnings
from collections.abc import Callable

import drawn_shapes
import pytest
from drawn_shapes import Drawing, Fill, Legend, Point, Polygon, Style

TRIANGLE = [Point(0, 0), Point(1, 0), Point(0, 1)]


def test_function__deprecated__warns_at_the_caller() -> None:
    with pytest.warns(DeprecationWarning, match=r"^size\(\) is deprecated: use corner_count$") as caught:
        assert Polygon(TRIANGLE).size() == 3
    assert caught[0].filename == __file__


def test_function__warnings_are_errors__raises() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(DeprecationWarning):
            Polygon(TRIANGLE).size()


def test_class__deprecated__warns_when_an_object_is_made() -> None:
    with pytest.warns(DeprecationWarning, match="^Legend is deprecated: write the title yourself$"):
        legend = Legend()
    assert legend.lines() >= 0


def test_constant__deprecated__warns_when_it_is_looked_at() -> None:
    with pytest.warns(
        DeprecationWarning, match="^TOLERANCE is deprecated: corners are compared exactly$"
    ) as caught:
        assert drawn_shapes.TOLERANCE == 1e-9
    assert caught[0].filename == __file__
    assert "TOLERANCE" not in drawn_shapes.__all__
    with pytest.raises(AttributeError, match="module 'drawn_shapes' has no attribute 'NOTHING'"):
        drawn_shapes.NOTHING  # type: ignore[attr-defined]  # noqa: B018


def test_field__deprecated__warns_when_it_is_used() -> None:
    style = Style(color=1, width=2, hairline=True, fill=Fill.NONE)
    with pytest.warns(DeprecationWarning, match=r"^Style.hairline is deprecated: use a width of 0$"):
        assert style.hairline is True
    with pytest.warns(DeprecationWarning, match="hairline"):
        style.hairline = False


def test_everything_else__warns_not() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shape = Polygon(TRIANGLE)
        assert shape.corner_count() == 3
        style = Style(1, 2, False, Fill.HATCH)
        assert repr(style).startswith("Style(color=1")
        drawing = Drawing()
        drawing.style = style
        assert drawing.style == style
        assert drawn_shapes.LEAST_CORNERS == 3


def test_docs__marks__are_told() -> None:
    def doc(item: Callable[..., object]) -> str:
        return item.__doc__ or ""

    assert "Deprecated: use corner_count." in doc(Polygon.size)
    assert "New in version 1.1." in doc(Polygon.covers)
    assert "New in version 1.1." in doc(Drawing)
    assert "Deprecated: write the title yourself." in doc(Legend)
    assert "New in version" not in doc(Polygon.corner)
