"""Everyday use of records and variants in each other, for mypy --strict and pyright; never run."""

from collections.abc import Sequence
from typing import assert_type

import nesting
from nesting import (
    Amount,
    AmountKilos,
    AmountPieces,
    Label,
    LabelBlank,
    LabelPrinted,
    LabelWritten,
    Parcel,
    Porter,
    Shelf,
)

parcel = Parcel(LabelWritten("fragile"), None, AmountPieces(3))
assert_type(parcel.label, Label | None)
assert_type(parcel.amount, Amount)
assert_type(nesting.turn(parcel), Parcel | None)
assert_type(nesting.relabel(parcel), tuple[Parcel, Label])
assert_type(nesting.weigh([AmountKilos(1)]), list[Amount])
assert_type(Shelf.of(LabelBlank()).amounts(), list[Amount])


def said(label: Label | None) -> str | None:
    match label:
        case None | LabelBlank():
            return ""
        case LabelWritten(words):
            return words
        case LabelPrinted(number):
            return str(number)


class Carrier:
    def choose(self, parcel: Parcel, amounts: Sequence[Amount], /) -> tuple[bool, Amount]:
        return bool(parcel.sender), amounts[0]

    def promise(self, label: Label, /) -> Amount:
        return AmountKilos(1)


carrier: Porter = Carrier()
assert_type(nesting.carry(parcel, carrier), tuple[Amount, Amount])


async def carry() -> None:
    assert_type(await nesting.carry_async(parcel, Carrier()), tuple[Amount, Amount])
    assert_type(await nesting.maybe_async(parcel), Parcel | None)
