"""What shape.h calls differently in Python, and the package itself."""

import importlib.metadata
import inspect
import subprocess
import sys

import drawn_shapes
import pytest
from drawn_shapes import Drawing, Fill, Point, Polygon, Style, Winding


def test_package__name__is_what_is_installed_and_imported() -> None:
    assert drawn_shapes.__name__ == "drawn_shapes"
    assert importlib.metadata.version("drawn_shapes") == drawn_shapes.__version__ == "1.2.0"
    done = subprocess.run([sys.executable, "-c", "import shape"], capture_output=True, text=True, check=False)
    assert "No module named 'shape'" in done.stderr


def test_class__renamed__everywhere() -> None:
    assert Polygon.__name__ == "Polygon"
    assert Polygon.__module__ == "drawn_shapes"
    assert not hasattr(drawn_shapes, "Poly")
    with pytest.raises(TypeError, match="must be Polygon, not int"):
        Drawing().put("a", 1, Fill.NONE)  # type: ignore[arg-type]


def test_function__renamed__the_usual_name_is_gone() -> None:
    shape = Polygon([Point(0, 0), Point(1, 0), Point(0, 1)])
    assert shape.to_wkt().startswith("POLYGON")
    assert not hasattr(shape, "write")


def test_parameters__renamed__are_keywords() -> None:
    shape = Polygon([Point(0, 0), Point(1, 0), Point(0, 1)])
    shape.move(start=Point(0, 0), end=Point(2, 3))
    assert shape[0] == Point(2, 3)
    assert str(inspect.signature(Polygon.move)) == "(self, /, start, end)"
    with pytest.raises(TypeError, match="must be Point, not int"):
        shape.move(start=1, end=Point(0, 0))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unexpected keyword argument 'type'"):
        Drawing().put("a", shape, type=Fill.NONE)  # type: ignore[call-arg]
    assert Polygon.move.__doc__ is not None and "start: Where the way starts." in Polygon.move.__doc__


def test_field_and_constants__renamed__are_used() -> None:
    style = Style(color=0xFF0000, width=1, hairline=False, fill=Fill.SOLID)
    assert style.color == 0xFF0000
    assert "color=16711680" in repr(style)
    assert not hasattr(style, "rgb")
    assert [member.name for member in Winding] == ["COUNTERCLOCKWISE", "CLOCKWISE"]
