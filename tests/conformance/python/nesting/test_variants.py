"""Section "variants" of nesting.h: filled, viewed, and given to constructors."""

import asyncio

import nesting
import pytest
from nesting import AmountKilos, AmountPieces, LabelBlank, LabelPrinted, LabelWritten, Shelf

THREE = [AmountPieces(0), AmountKilos(0.5), AmountPieces(2)]


def test_amounts__filled_by_the_library__are_variants() -> None:
    assert nesting.amounts(3) == THREE
    assert nesting.amounts(0) == []
    with pytest.raises(OverflowError):
        nesting.amounts(-1)


def test_shelf__view_of_variants__is_a_copy() -> None:
    shelf = Shelf()
    amounts = shelf.amounts()
    assert amounts == THREE
    amounts.clear()
    assert shelf.amounts() == THREE
    shelf.close()
    with pytest.raises(nesting.ClosedError):
        shelf.amounts()


def test_shelf__made_of_a_variant__here_or_awaited() -> None:
    assert isinstance(Shelf.of(LabelWritten("top")), Shelf)
    assert isinstance(asyncio.run(Shelf.of_async(LabelBlank())), Shelf)
    with pytest.raises(TypeError, match=r"of\(\) argument 'label' must be Label, not None"):
        Shelf.of(None)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="must be Label, not AmountPieces"):
        asyncio.run(Shelf.of_async(AmountPieces(1)))  # type: ignore[arg-type]


def test_label__text_that_may_be_missing__may_be_left_out() -> None:
    assert LabelWritten() == LabelWritten(None)
    assert LabelWritten("") != LabelWritten()
    assert repr(LabelWritten()) == "LabelWritten(words=None)"
    assert len({LabelWritten(), LabelWritten(None), LabelWritten(""), LabelBlank()}) == 3


def test_label__member_called_like_a_tag__is_its_own() -> None:
    label = LabelPrinted(-7)
    assert label.kind == -7
    with pytest.raises(OverflowError):
        LabelPrinted(2**31)
