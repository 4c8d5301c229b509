"""Section "awaiting" of nesting.h: records and variants that go to another thread and come back."""

import asyncio
import threading
from typing import Any

import nesting
import pytest
from memory import grows_by
from nesting import Amount, AmountKilos, AmountPieces, LabelBlank, LabelPrinted, LabelWritten, Parcel

AMOUNT = AmountPieces(3)


def parcel() -> Parcel:
    return Parcel(LabelWritten("äö"), "Ada", AMOUNT)


EVERY = [
    parcel(),
    Parcel(None, None, AMOUNT),
    Parcel(LabelBlank(), "", AMOUNT),
    Parcel(LabelPrinted(-7), "a", AMOUNT),
    Parcel(LabelWritten(None), "Ada", AMOUNT),
    Parcel(LabelWritten("x"), None, AmountKilos(0.5)),
]


def test_bytes__texts_of_a_record__are_there_on_the_other_thread() -> None:
    many = [parcel(), Parcel(None, None, AMOUNT), Parcel(LabelWritten("äö"), None, AMOUNT)]
    assert (nesting.bytes(parcel()), asyncio.run(nesting.bytes_async(parcel()))) == (7, 7)
    assert (nesting.bytes(None), asyncio.run(nesting.bytes_async(None))) == (0, 0)
    assert (nesting.all_bytes(many), asyncio.run(nesting.all_bytes_async(many))) == (11, 11)


def test_bytes__changed_by_another_thread__is_one_of_both() -> None:
    changing = Parcel(LabelWritten("x" * 1_000), "y" * 1_000, AMOUNT)
    ended = threading.Event()

    def change() -> None:
        size = 0
        while not ended.is_set():
            size = 1_000 - size
            changing.sender = "y" * size
            changing.label = LabelWritten("x" * size) if size else None

    thread = threading.Thread(target=change)
    thread.start()
    try:
        seen = {nesting.all_bytes([changing] * 10) for _ in range(2_000)}
    finally:
        ended.set()
        thread.join()
    assert all(size % 1_000 == 0 and 0 <= size <= 20_000 for size in seen)


def test_same__every_shape_of_a_parcel__comes_back() -> None:
    async def awaited() -> None:
        for given in EVERY:
            assert await nesting.same_async(given) == given
            assert await nesting.maybe_async(given) == given
        assert await nesting.maybe_async(None) is None

    for given in EVERY:
        assert nesting.same(given) == given
        assert nesting.maybe(given) == given
    assert nesting.maybe() is None
    asyncio.run(awaited())


def test_same__what_does_not_fit__is_refused() -> None:
    wrong: list[Any] = [None, AMOUNT, {"amount": AMOUNT}]
    for value in wrong:
        with pytest.raises(TypeError, match=r"same\(\) argument 'parcel' must be Parcel, not"):
            nesting.same(value)
        with pytest.raises(TypeError, match="must be Parcel, not"):
            asyncio.run(nesting.same_async(value))
    with pytest.raises(TypeError, match=r"argument 'parcels' item 1 must be Parcel, not LabelBlank"):
        asyncio.run(nesting.all_bytes_async([parcel(), LabelBlank()]))  # type: ignore[list-item]


def test_weigh__array_of_variants__gives_a_new_list() -> None:
    given: list[Amount] = [AMOUNT, AmountKilos(7)]
    assert nesting.weigh(given) == [AmountKilos(1.5), AmountKilos(7)]
    assert asyncio.run(nesting.weigh_async(given)) == [AmountKilos(1.5), AmountKilos(7)]
    assert given == [AMOUNT, AmountKilos(7)]
    assert nesting.weigh([]) == []
    with pytest.raises(TypeError, match="item 1 must be Amount, not int"):
        nesting.weigh([AMOUNT, 3])  # type: ignore[list-item]


def test_awaited__often__does_not_grow() -> None:
    long = Parcel(LabelWritten("äö"), "x" * 5_000, AMOUNT)

    async def every() -> None:
        for _ in range(300):
            nesting.same(long)
            await nesting.same_async(long)
            await nesting.all_bytes_async([long, long])
            with pytest.raises(TypeError):
                await nesting.all_bytes_async([long, 4])  # type: ignore[list-item]

    assert grows_by(lambda: asyncio.run(every())) < 1 << 20
