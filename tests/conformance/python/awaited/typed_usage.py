"""Everyday use of values in awaited calls, for mypy --strict and pyright; never run."""

from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, assert_type

import awaited
from awaited import Mode, Money, Offer, Person, Size

later: Coroutine[Any, Any, Money] = awaited.sum_async({"a": 1})


async def awaiting(now: datetime) -> None:
    assert_type(await Offer.new_async(), Offer)
    assert_type(await Offer.new_async(1, Money("1.00"), now), Offer)
    assert_type(await awaited.words_async("a"), tuple[dict[str, int], int])
    assert_type(await awaited.sizes_async("a"), tuple[dict[str, Size] | None, int])
    assert_type(await awaited.letters_async({"Countess": Person("Ada", 36)}), int)
    assert_type(await awaited.list_async(True), list[str] | None)
    assert_type(await awaited.odd_async(1), dict[int, bool] | None)
    assert_type(await awaited.moment_or_none_async(5), datetime | None)
    assert_type(await awaited.twice_async(), int | None)
    assert_type(await awaited.known_async({1: True}), int)
    await awaited.sum_async(None, Money(1), Mode.NAMES | Mode.AMOUNTS, 2**100, timedelta(1))
    await awaited.sum_async([1])  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
    await Offer.new_async(1, 100)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]


assert_type(awaited.sum({"a": 1}, Money(1), Mode.NAMES), Money)
Offer(1, 100)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
