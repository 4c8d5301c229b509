"""Section "interfaces" of nesting.h: records and variants that reach an object's methods and come back."""

import asyncio
import gc
import weakref
from collections.abc import Sequence
from typing import Any

import nesting
import pytest
from memory import grows_by
from nesting import Amount, AmountKilos, AmountPieces, Label, LabelBlank, LabelWritten, Parcel, Porter

AMOUNT = AmountPieces(3)
PARCEL = Parcel(LabelWritten("fragile"), "Ada", AMOUNT)


class Usual:
    """Takes the second amount, and promises a kilo for each letter."""

    def choose(self, parcel: Parcel, amounts: Sequence[Amount]) -> tuple[bool, Amount]:
        assert parcel == PARCEL
        assert amounts == nesting.amounts(3)
        return True, amounts[1]

    def promise(self, label: Label) -> Amount:
        match label:
            case LabelWritten(str(words)):
                return AmountKilos(len(words))
            case _:
                pytest.fail(f"{label}")


class Giving:
    """Gives whatever it is told to."""

    def __init__(self, chosen: Any, promised: Any) -> None:
        self.chosen, self.promised = chosen, promised

    def choose(self, parcel: Parcel, amounts: Sequence[Amount]) -> Any:
        return self.chosen

    def promise(self, label: Label) -> Any:
        if isinstance(self.promised, Exception):
            raise self.promised
        return self.promised


def test_carry__records_and_variants__reach_the_porter_and_come_back() -> None:
    porter: Porter = Usual()
    assert nesting.carry(PARCEL, porter) == (AmountKilos(0.5), AmountKilos(7))
    assert asyncio.run(nesting.carry_async(PARCEL, porter)) == (AmountKilos(0.5), AmountKilos(7))


def test_carry__without_a_label__nothing_is_promised() -> None:
    bare = Parcel(None, None, AMOUNT)
    porter = Giving((True, AmountKilos(2)), AssertionError("called"))
    assert nesting.carry(bare, porter) == (AmountKilos(2), AMOUNT)


def test_carry__not_wanted__is_refused() -> None:
    with pytest.raises(nesting.RefusedError):
        nesting.carry(PARCEL, Giving((False, AMOUNT), AMOUNT))


def test_carry__what_is_no_amount__fails_the_call() -> None:
    wrong: list[Any] = [None, 3, AmountPieces, LabelBlank(), {"pieces": 3}]
    for value in wrong:
        with pytest.raises(TypeError, match=r"Porter.promise\(\) result must be Amount, not"):
            nesting.carry(PARCEL, Giving((True, AMOUNT), value))
        with pytest.raises(TypeError, match=r"Porter.choose\(\) result item 1 must be Amount, not"):
            nesting.carry(PARCEL, Giving((True, value), AMOUNT))
    with pytest.raises(TypeError, match=r"Porter.choose\(\) result item 0 must be bool, not int"):
        nesting.carry(PARCEL, Giving((1, AMOUNT), AMOUNT))


def test_carry__what_is_no_choice__fails_the_call() -> None:
    for value in (None, True, (True,), (True, AMOUNT, AMOUNT)):
        with pytest.raises(TypeError, match=r"Porter.choose\(\) result must be a tuple of 2, not"):
            nesting.carry(PARCEL, Giving(value, AMOUNT))


def test_carry__what_the_porter_keeps__is_its_own() -> None:
    kept: list[Any] = []

    class Keeping:
        def choose(self, parcel: Parcel, amounts: Sequence[Amount]) -> tuple[bool, Amount]:
            kept.extend([parcel, amounts])
            return True, parcel.amount

        def promise(self, label: Label) -> Amount:
            kept.append(label)
            return AMOUNT

    assert nesting.carry(PARCEL, Keeping()) == (AMOUNT, AMOUNT)
    gc.collect()
    assert kept == [PARCEL, nesting.amounts(3), LabelWritten("fragile")]
    assert kept[0] is not PARCEL


def test_porter__after_the_call__is_let_go() -> None:
    porter = Usual()
    gone = weakref.ref(porter)
    nesting.carry(PARCEL, porter)
    asyncio.run(nesting.carry_async(PARCEL, porter))
    del porter
    gc.collect()
    assert gone() is None


def test_carry__exception__is_the_same() -> None:
    ours = LookupError("no such label")
    with pytest.raises(LookupError) as here:
        nesting.carry(PARCEL, Giving((True, AMOUNT), ours))
    assert here.value is ours
    with pytest.raises(LookupError) as caught:
        asyncio.run(nesting.carry_async(PARCEL, Giving((True, AMOUNT), ours)))
    assert caught.value is ours


def test_carry__no_porter__is_refused() -> None:
    with pytest.raises(TypeError, match=r"must be a Porter with a method promise\(\)"):
        nesting.carry(PARCEL, type("Half", (), {"choose": print})())


def test_carry__often__does_not_grow() -> None:
    long = Parcel(LabelWritten("x" * 5_000), "Ada", AMOUNT)
    porter = Giving((True, AMOUNT), AmountKilos(1))
    broken = Giving((True, AMOUNT), None)

    def work() -> None:
        for _ in range(5_000):
            nesting.carry(long, porter)
            with pytest.raises(TypeError):
                nesting.carry(long, broken)

    assert grows_by(work) < 1 << 20
